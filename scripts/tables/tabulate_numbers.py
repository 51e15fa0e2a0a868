"""Rule tabulate_numbers: every number that the handout, or a LaTeX document, may name."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    from pathlib import Path

    from shiftlab.tables import files, number_files, numbers

    params, given = snakemake.params, snakemake.input
    found = numbers.of_tables({Path(file).stem: files.read(file) for file in given.tables})
    for (name, frame), images, test in zip(params.frames.items(), given.images, given.tests):
        count = params.training_garments[name]
        found |= numbers.of_dataset(name, frame, params.classes[name], images, count, test)
    found |= numbers.of_distances(params.main, given.distances)
    for name, file in zip(params.striped, given.covariances):
        found |= numbers.of_covariance(name, file)
    for file in given.wavelets:
        found |= numbers.of_wavelets(params.scattering, file)
    found |= numbers.of_networks(params.networks)
    found |= numbers.of_settings(params.settings)
    found |= numbers.of_predictions(params.runs, given.predictions, params.classes)
    found |= numbers.of_synthesis(params.drawn, given.synthesis)
    found["version"] = params.version
    number_files.write(found, snakemake.output.json, snakemake.output.tex)

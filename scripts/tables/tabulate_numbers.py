"""Rule tabulate_numbers: every number that the handout, or a LaTeX document, may name."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    from pathlib import Path

    import pandas as pd

    from shiftlab.tables import number_files, numbers

    params, files = snakemake.params, snakemake.input
    found = numbers.of_tables({Path(file).stem: pd.read_csv(file) for file in files.tables})
    for (name, frame), images, test in zip(params.frames.items(), files.images, files.tests):
        found |= numbers.of_dataset(name, frame, params.classes[name], images, test)
    found |= numbers.of_settings(params.settings)
    found |= numbers.of_predictions(params.runs, files.predictions, params.classes)
    found |= numbers.of_synthesis(params.drawn, files.synthesis)
    number_files.write(found, snakemake.output.json, snakemake.output.tex)

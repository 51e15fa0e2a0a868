"""Rule write_handout: the text with its numbers and figures, as a page with live figures and as a print."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import json
    import tempfile
    from pathlib import Path

    from shiftlab.handout import (
        documents,
        exercises,
        figures,
        live_equivariance,
        live_microscope,
        live_opening,
        live_stripe,
        provenance,
        template,
        text_folder,
    )
    from shiftlab.handout.rendering import Text
    from shiftlab.tables import number_files

    params, files = snakemake.params, snakemake.input
    file, seed = Path(params.folder) / "handout.md", params.facts["seed"]
    numbers = json.loads(Path(files.numbers).read_text(encoding="utf-8"))
    names = template.context(number_files.tree(numbers), **params.facts)
    names["made"] = provenance.of(file.parents[2], files.costs)
    names["exercises"] = exercises.read(files.exercises)
    garments, seen = (files.garments, files.test), (params.frame, params.classes)
    opening = live_opening.read(*garments, files.translation, files.invariance, *seen, params.networks)
    live = {"opening": opening}
    for stripes in files.stripes:
        live["stripe"] = live_stripe.read(*garments, stripes, *seen)
    for weights, record in zip(files.cnn, files.cnn_record):
        live["equivariance"] = live_equivariance.read(*garments, weights, record, *seen)
    if files.microscope:
        facts = *seen, params.normalisation, params.features
        live["microscope"] = live_microscope.read(*garments, *files.microscope, *facts)
    with tempfile.TemporaryDirectory() as made:
        text_folder.copy(file.parent, made)
        names["figure"] = figures.placed_in(made, files.figures, seed, ".svg")
        text = Text(file, names | {"page": True, "live": live})
        page = documents.to_page(text, file.with_name("page.html"), made)
        names["figure"] = figures.placed_in(made, files.figures, seed, ".pdf")
        paper = documents.to_print(
            Text(file, names | {"page": False, "live": {}}), file.with_name("print.typ"), made
        )
    Path(snakemake.output.html).write_text(page, encoding="utf-8")
    Path(snakemake.output.pdf).write_bytes(paper)

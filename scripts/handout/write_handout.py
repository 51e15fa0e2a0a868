"""Rule write_handout: the text with its numbers and figures, as a page with a live figure and as a print."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import json
    import tempfile
    from pathlib import Path

    from shiftlab.handout import documents, figures, live_figure, template, text_folder
    from shiftlab.handout.rendering import Text
    from shiftlab.tables import number_files

    params, files = snakemake.params, snakemake.input
    file, seed = Path(params.folder) / "handout.md", params.facts["seed"]
    numbers = json.loads(Path(files.numbers).read_text(encoding="utf-8"))
    names = template.context(number_files.tree(numbers), **params.facts)
    facts, packed = live_figure.read(
        *(files.garments, files.test, files.translation, files.invariance),
        *(params.frame, params.classes, params.networks),
    )
    with tempfile.TemporaryDirectory() as made:
        text_folder.copy(file.parent, made)
        names["figure"] = figures.placed_in(made, files.figures, seed, ".webp")
        text = Text(file, names | {"page": True, "facts": facts, "bytes": packed})
        page = documents.to_page(text, file.with_name("page.html"), made)
        names["figure"] = figures.placed_in(made, files.figures, seed, ".pdf")
        paper = documents.to_print(Text(file, names | {"page": False}), file.with_name("print.typ"), made)
    Path(snakemake.output.html).write_text(page, encoding="utf-8")
    Path(snakemake.output.pdf).write_bytes(paper)

"""Rule write_handout: the text with its numbers and figures, as a page with a live figure and as a print."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import json
    import tempfile
    from pathlib import Path

    from shiftlab.handout import documents, live_figure, template
    from shiftlab.tables import numbers

    params, files = snakemake.params, snakemake.input
    folder = Path(params.folder)
    figures = {
        path.relative_to("results/figures").with_suffix("").as_posix(): path.with_suffix("")
        for path in map(Path, files.figures)
    }
    with open(files.numbers, encoding="utf-8") as file:
        names = template.context(numbers.tree(json.load(file)), **params.context)
    facts, packed = live_figure.read(files.garments, files.test, files.translation, **params.live)
    with tempfile.TemporaryDirectory() as made:
        names["figure"] = documents.figures_for(figures, made, ".webp")
        text = template.render(folder / "handout.md", names | {"page": True, "facts": facts, "bytes": packed})
        page = documents.to_page(text, folder / "page.html", made)
        names["figure"] = documents.figures_for(figures, made, ".pdf")
        text = template.render(folder / "handout.md", names | {"page": False})
        paper = documents.to_print(text, folder / "print.typ", made)
    Path(snakemake.output.html).write_text(page, encoding="utf-8")
    Path(snakemake.output.pdf).write_bytes(paper)

"""Documents for a real LaTeX, made of the example in docs/handout.md."""

import os
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

PACKAGE = "texlive-latex-recommended"


def example(tables):
    """Return the example, (preamble, body), its body once with each of `tables`."""
    block = (ROOT / "docs/handout.md").read_text().split("```latex\n")[1].split("```")[0]
    preamble, body = block.split("...\n")
    assert body.count("tables/translation") == 1
    return preamble, "\n".join(body.replace("tables/translation", f"tables/{name}") for name in tables)


def complaints(folder, preamble, body, paper="a4paper"):
    """Compile an article in `folder`; return the errors and the overfull boxes, as lines of the log."""
    if not shutil.which("pdflatex") and "CI" not in os.environ:
        pytest.skip(f"pdflatex not here; apt-get install --no-install-recommends {PACKAGE}")
    document = (
        f"\\documentclass[{paper}]{{article}}\n{preamble}\\begin{{document}}\n{body}\\end{{document}}\n"
    )
    (folder / "page.tex").write_text(document)
    for _ in range(2):  # the second time with the widths of longtables
        subprocess.run(
            ["pdflatex", "-interaction=nonstopmode", "page"],
            cwd=folder,
            capture_output=True,
            env=os.environ | {"max_print_line": "1000"},
        )
    lines = (folder / "page.log").read_text(errors="replace").splitlines()
    assert any(line.startswith("Output written on page.pdf") for line in lines), "\n".join(lines)
    return [line for line in lines if line.startswith(("!", "Overfull"))]

"""The LaTeX example of docs/handout.md, with every table of a build, compiled by a real LaTeX."""

import pytest

from tests import latex

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("paper", ["a4paper", "letterpaper"])
def test_the_example_compiles_with_every_table(built, paper):
    tables = {path.stem for path in (built.folder / "results/tables").glob("*.tex")} - {"numbers"}
    assert tables == {path.stem for path in (built.folder / "results/tables").glob("*.csv")}
    assert latex.complaints(built.folder, *latex.example(sorted(tables)), paper) == []

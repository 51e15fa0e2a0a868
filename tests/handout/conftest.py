"""A text of one's own, filled in with a few names."""

from shiftlab.handout import template
from shiftlab.handout.rendering import Text
from shiftlab.tables import number_files

NAMES = number_files.tree(
    {"run/accuracy": 0.71834, "run/other": 0.5, "run/other_interval": 0.012, "count": 314710}
    | {"run/exact": 1.0, "run/exact_interval": 0.0}
)


def written(folder, text, **names):
    """Write a text into text.md in a folder, and fill it in."""
    (folder / "text.md").write_text(text)
    return Text(folder / "text.md", NAMES | {"lead": template.lead} | names)

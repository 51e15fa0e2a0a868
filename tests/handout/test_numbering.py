import re

import pytest

from shiftlab.handout import numbering, pandoc
from shiftlab.jobs.errors import UserError
from tests.handout.conftest import made, written

TEXT = """See [](#second), then [](#first) and [](#sizes).

![A *first* one.](red.png){ #first alt="What is seen."}

![](red.png)

![Another.](red.png){ #second}

| a | b |
| - | - |
| 1 | 2 |

: Sizes. { #sizes}

| c | d |
| - | - |
| 3 | 4 |
"""


@pytest.mark.parametrize("kind", ["html", "typst"])
def test_figures_and_tables_are_numbered_alike_in_page_and_print(folder, kind):
    text = written(folder, TEXT)
    tree = pandoc.parse(text)
    numbering.number(tree, text)
    shown = pandoc.write(tree, text, kind).replace("\xa0", " ").replace("~", " ")
    words = " ".join(re.sub(r"<[a-z/][^>]*>|#[a-z]*[\[(]|[\])]", "", shown).split())
    for part in ("Figure 1. A first one.", "Figure 2. Another.", "Table 1. Sizes."):
        assert part in words
    assert re.match(r"See \[?Figure 2, then \[?Figure 1 and \[?Table 1\.", words)
    assert "Table 2" not in words and "Figure 3" not in words


def test_a_figure_has_its_caption_beside_the_text_for_who_cannot_see_it(folder):
    page, paper = made(folder, TEXT)
    assert re.search(r'<figure id="first">\s*<img [^>]*alt="What is seen\."', page)
    assert paper.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["#frist", "#nothing", "http://example.org"])
def test_a_reference_to_nothing_is_an_error_with_its_line(folder, name):
    with pytest.raises(UserError, match=rf"text\.md, line 3: there is no figure {name}") as error:
        text = written(folder, f"A text.\n\nSee []({name}).\n\n![A.](red.png){{ #first}}")
        numbering.number(pandoc.parse(text), text)
    assert ("did you mean first?" in str(error.value)) == (name == "#frist")

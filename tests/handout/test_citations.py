"""Citations are set as text, and make a bibliography, alike in page and print."""

import pytest

from shiftlab.handout import pandoc
from shiftlab.jobs.errors import UserError
from tests.handout.conftest import written

HEAD = "---\ntitle: A title\nbibliography: references.yaml\n---\n\n"
REFERENCES = """references:
  - {id: one2001, type: book, title: A book, author: [{family: One, given: A}], issued: "2001"}
"""


@pytest.mark.parametrize("kind", ["html", "typst"])
def test_a_citation_is_the_same_text_in_page_and_print(tmp_path, kind):
    (tmp_path / "references.yaml").write_text(REFERENCES)
    text = written(tmp_path, HEAD + "As is known [@one2001].")
    shown = pandoc.write(pandoc.parse(text), text, kind)
    assert "(One 2001)" in shown and "One, A. 2001." in shown and "A Book" in shown


def test_a_citation_of_nothing_is_an_error_with_its_line(tmp_path):
    (tmp_path / "references.yaml").write_text(REFERENCES)
    with pytest.raises(UserError, match=r"text\.md, line 8: .*two2002"):
        pandoc.parse(written(tmp_path, HEAD + "A text.\n\nAs is known [@two2002]."))

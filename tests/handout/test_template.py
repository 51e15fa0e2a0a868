"""Numbers and claims as a text writes them."""

import html

import pypandoc
import pytest

from shiftlab.handout import documents, template
from shiftlab.tables import number_files
from tests.conftest import ROOT
from tests.handout.conftest import written
from tests.test_security import HOSTILE

TEMPLATE = ROOT / "workflow/handout/print.typ"


def test_numbers_are_written_for_people(tmp_path):
    text = "{{ run.accuracy | percent }}, {{ run.other | percent }}, {{ run.exact | percent }}"
    assert written(tmp_path, text).markdown.replace("\xa0", " ") == "71.8 %, 50.0 ± 1.2 %, 100.0 %"
    assert written(tmp_path, "{{ count | count }}, {{ 0.05 | number }}").markdown == "314,710, 0.05"
    assert written(tmp_path, "${{ 3.58e-7 | number }}$").markdown == r"$3.58 \cdot 10^{-7}$"


@pytest.mark.parametrize(
    ("accuracy", "other", "claim", "better"),
    [
        (0.718, 0.700, "1.8 ± 0.9 points more than X", True),
        (0.700, 0.732, "3.2 ± 0.9 points less than X", False),
        (0.708, 0.700, "not distinguishable from X (a difference of 0.8 ± 0.9 points)", False),
        (0.700, 0.709, "not distinguishable from X (a difference of 0.9 ± 0.9 points)", False),
        (0.71849, 0.70051, "1.7 ± 0.9 points more than X", True),  # 71.8 and 70.1 %, though 1.798 apart
    ],
)
def test_a_comparison_follows_from_the_interval_and_agrees_with_printed_accuracies(
    tmp_path, accuracy, other, claim, better
):
    name = "runs/a/one/than/b/two/difference"
    names = {"runs/b/two/dataset": "b", "runs/b/two/architecture": "two"}
    names |= {"runs/a/one/test_accuracy": accuracy, "runs/b/two/test_accuracy": other}
    found = number_files.tree({name: round(accuracy - other, 5), f"{name}_interval": 0.009} | names)
    text = written(tmp_path, '{{ lead(runs.a.one, runs.b.two, "X") }}', **found).markdown
    assert text.replace("\xa0", " ") == claim
    assert template.leads(found["runs"]["a"]["one"], found["runs"]["b"]["two"]) == better


@pytest.mark.parametrize(
    "other, exceeds",
    [({"a": 0.68, "a_interval": 0.01}, True), ({"a": 0.7, "a_interval": 0.02}, False), ({"a": 0.1}, False)],
)
def test_a_claim_may_depend_on_intervals(tmp_path, other, exceeds):
    """Here of 0.718 and 0.68 or 0.7, each with its interval; without one, nothing is claimed."""
    names = number_files.tree(
        {"one/a": 0.718, "one/a_interval": 0.012} | {f"other/{k}": v for k, v in other.items()}
    )
    text = "{{ exceeds(one.a, other.a) }} {{ exceeds(other.a, one.a) }}"
    shown = written(tmp_path, text, exceeds=template.exceeds, **names).markdown
    assert shown == f"{exceeds} False"


@pytest.mark.parametrize("word", HOSTILE)
def test_a_word_is_shown_as_it_is(tmp_path, word):
    shown = pypandoc.convert_text(f"It is *{template.plain(word)}*.", "html", format="markdown")
    plain = html.escape(" ".join(word.split()), quote=False)
    assert " ".join(shown.split()) == f"<p>It is <em>{plain}</em>.</p>"
    text = written(tmp_path, "It is *{{ word | plain }}*.", word=word)
    assert documents.to_print(text, TEMPLATE, tmp_path).startswith(b"%PDF")

"""A comment above every command of the README and of docs says which file runs it, or why none does."""

import re

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?:<!-- (.*?) -->\n)?```sh\n(.*?)```", re.DOTALL)
BLOCKS = [block for page in PAGES for block in BLOCK.findall(page.read_text())]
# What most commands have in common.
COMMON = {"snakemake", "--cores", "1", "4", "all", "&&", "."}


@pytest.mark.parametrize(("comment", "commands"), BLOCKS, ids=[commands for _, commands in BLOCKS])
def test_a_command_is_run_somewhere_or_too_long_for_that(comment, commands):
    if comment.startswith("No test runs this: it takes "):
        return
    (file,) = re.fullmatch(r"Run by (\S+)\.", comment).groups()
    text = (ROOT / file).read_text()
    if file == ".ci/run":  # which reads the README
        text = (ROOT / "README.md").read_text()
    for command in commands.splitlines():
        assert any(word.strip("'") in text for word in set(command.split()) - COMMON), (command, file)

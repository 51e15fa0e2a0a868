"""The folder of the handout's text: the text, what it includes, images of one's own, the page's style."""

import shutil
from pathlib import Path


def files(folder):
    """Return the sorted paths of the files in the folder and its sub-folders, without hidden ones."""
    return sorted(path for path in Path(folder).rglob("*") if path.is_file() and not _hidden(path, folder))


def names(folder):
    """Return the paths of `files` as a text writes them: below the folder, with slashes."""
    return [path.relative_to(folder).as_posix() for path in files(folder)]


def copy(folder, target):
    """Copy the `files` of a folder into another one."""
    for path in files(folder):
        copied = Path(target) / path.relative_to(folder)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)


def _hidden(path, folder):
    return any(part.startswith(".") for part in path.relative_to(folder).parts)

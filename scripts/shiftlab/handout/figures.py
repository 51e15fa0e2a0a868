"""The figures that a text names: which they are, before any job, and their files for a page or a print."""

import functools
import inspect
import shutil
from pathlib import Path

from jinja2 import nodes

from shiftlab.handout import rendering, template
from shiftlab.handout.suggestions import did_you_mean
from shiftlab.jobs.errors import UserError

FIGURES = "results/figures"


def path_of(seed, name, dataset=None, architecture=None):
    """Return the path of a figure below results/figures, without its suffix. seed: the folder of the runs."""
    return "/".join(filter(None, [dataset, architecture, seed if architecture else None, name]))


def named_in(file, datasets, seed, known):
    """Return the paths of the figures that a text names, wherever it does: all branches count.

    file: the template. datasets, seed: as in template.context. known: what may be named, a mapping of "name"
    to {figure: ("dataset", "architecture"), of which it is}, "dataset" and "architecture" to their names.
    Raises UserError, with the line, for anything else, and for what is not known before the results are.
    """
    words, figure, paths = template.dataset_names(datasets), functools.partial(path_of, seed), set()
    for path, tree in rendering.trees(file):
        for call in tree.find_all(nodes.Call):
            if getattr(call.node, "name", None) == "figure":
                try:
                    asked = _arguments(call, figure, words)
                    _check(asked, known)
                except UserError as error:
                    raise UserError(f"{path}, line {call.lineno}: {error}") from error
                paths.add(figure(**asked))
    return paths


def _arguments(call, figure, words):
    """Return the arguments of a call of the function `figure`, by their names."""
    if call.dyn_args or call.dyn_kwargs:
        raise UserError("figure takes no list of names")
    positional = [_word(argument, words) for argument in call.args]
    keywords = {keyword.key: _word(keyword.value, words) for keyword in call.kwargs}
    try:
        return inspect.signature(figure).bind(*positional, **keywords).arguments
    except TypeError as error:
        raise UserError(f"figure takes a name, a dataset and an architecture: {error}") from error


def _word(argument, words):
    """Return the value of an argument of `figure`: text, or the name of a dataset."""
    if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
        return argument.value
    if isinstance(argument, nodes.Name) and argument.name in words:
        return words[argument.name]
    raise UserError(f"figure takes names in quotes, and {', '.join(words)}")


def _check(asked, known):
    """Raise UserError unless there may be the figure that is asked for."""
    for kind, known_names in known.items():
        word = asked.get(kind)
        # A text names a dataset that is None in a branch for configurations that have it.
        if word not in known_names and (word is not None or kind == "name"):
            kind, word = "figure" if kind == "name" else kind, str(word)
            raise UserError(f"there is no {kind} {word}{did_you_mean(word, known_names, 3)}")
    of = known["name"][asked["name"]]
    if {"name", *of} != set(asked):
        articles = {"dataset": "a dataset", "architecture": "an architecture"}
        others = " and ".join(articles[kind] for kind in of) or "nothing else"
        raise UserError(f"figure {asked['name']} takes its name and {others}")


def placed_in(folder, files, seed, suffix):
    """Return the `figure` of a text: a function that puts a figure into `folder` and returns its path there.

    files: paths of the figures, as PDF, PNG and SVG. seed: the folder of the runs. suffix: that of the file.
    The function takes the arguments of `path_of`, without the seed; it raises UserError for a figure that is
    not among the files.
    """
    stems = {Path(file).with_suffix("").as_posix() for file in files}

    def figure(name, dataset=None, architecture=None):
        path = path_of(seed, name, dataset, architecture)
        stem = f"{FIGURES}/{path}"
        if stem not in stems:
            near = did_you_mean(path, [known.removeprefix(f"{FIGURES}/") for known in stems], 3)
            raise UserError(f"there is no figure {path}{near}")
        # The same path in the folder, where no image of one's own has it.
        placed = Path(folder, stem + suffix)
        placed.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(stem + suffix, placed)
        return stem + suffix

    return figure

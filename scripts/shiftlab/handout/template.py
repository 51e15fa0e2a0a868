"""The handout's text: Markdown with formulas, and a Jinja template.

Whatever depends on the results is written like this:

    {{ runs[main].two_full.test_accuracy | percent }}   a number of results/tables/numbers.json: 71.8 %
    {{ (a - b) | points }}                              a difference of two shares: 5.1 points
    {{ data.offsets | count }}                          a whole number: 841
    {{ settings.two_full.learning_rate | number }}      any other, with three digits
    {{ lead(a, b, "the CNN") }}                         a comparison: 5.1 points more than the CNN, or less
    {{ figure("translation_maps") }}                    the file of a figure of all runs
    {{ figure("samples", main) }}                       of a figure of a dataset
    {{ figure("kernels", main, "two_conv_two_full") }}  of a figure of a run, that of the first seed
    {{ name | plain }}                                  a word without Markdown, such as the name of a class
    {% if "two_full" in architectures %} ... {% endif %}   only if there is that network

`context` says what else a text may name. A number or a figure that does not exist stops the build, and the
error names the line.
"""

import difflib
import traceback
from contextlib import contextmanager
from pathlib import Path

import jinja2

from shiftlab.jobs.errors import UserError

SPACE = "\N{NO-BREAK SPACE}"


def percent(share):
    """Write a share in [0, 1] in percent, of several seeds with the half width of its interval."""
    half = getattr(share, "half", None)
    interval = f"{SPACE}±{SPACE}{100 * half:.1f}" if half is not None else ""
    return f"{100 * share:.1f}{interval}{SPACE}%"


def points(difference):
    """Write the distance of two shares in [0, 1] in percentage points."""
    return f"{100 * abs(difference):.1f}{SPACE}points"


def count(number):
    """Write a number to the nearest whole one, with a comma at each thousand."""
    return f"{number:,.0f}"


def number(value):
    """Write a number with three digits."""
    return f"{value:.3g}"


def lead(share, other, name):
    """Write how much more or less one share is than another, to a tenth of a point."""
    difference = round(100 * (share - other), 1)
    if not difference:
        return f"as much as {name}"
    return f"{points(share - other)} {'more' if difference > 0 else 'less'} than {name}"


def plain(text):
    """Return a text in one line, with a backslash before everything that Markdown could interpret."""
    line = " ".join(text.split())
    return "".join(letter if letter.isalnum() or letter == " " else f"\\{letter}" for letter in line)


FILTERS = {"percent": percent, "points": points, "count": count, "number": number, "plain": plain}


def context(numbers, datasets, architectures, learned, seed, seeds, word):
    """Return what a text may name, beside `figure`: a mapping.

    numbers: from tables.number_files.tree; a text names its branches runs and settings and, as data, its main
    dataset. The others, see experiment.outputs.handout_facts, are the facts of the configuration.
    datasets: {name: placement} of those that the text is about, the main one first. architectures: names in
    the order of the configuration. learned: those of them without a front end. seed: the folder of the runs
    whose figures are shown. seeds: how many there are. word: what a garment is called.
    """

    def expected_accuracy(name):
        return numbers["runs"][main][name]["expected_accuracy"]

    places = _datasets(datasets)
    main = places["main"]
    return places | {
        "runs": numbers["runs"],
        "settings": numbers["settings"],
        "data": numbers["datasets"][main],
        "datasets": list(datasets),
        "architectures": architectures,
        "learned": learned,
        "ranked": sorted(architectures, key=expected_accuracy, reverse=True),
        "seed": seed,
        "seeds": seeds,
        "garment": word,
        "garments": f"{word}s",
        "lead": lead,
    }


def _datasets(datasets):
    """Return the names of the datasets that a text may call main, shifted and centered, None without one."""
    main = next(iter(datasets))
    centered = next((name for name, placement in datasets.items() if placement == "center"), None)
    return {"main": main, "shifted": main if datasets[main] == "uniform" else None, "centered": centered}


def figure_path(seed, name, dataset=None, architecture=None):
    """Return the path of a figure below results/figures, without its suffix. seed: the folder of the runs."""
    return "/".join(filter(None, [dataset, architecture, seed if architecture else None, name]))


def named_figures(file, datasets, seed, known):
    """Return the paths of the figures that a text names, wherever it does: all branches count.

    file: the template. datasets, seed: as in `context`. known: the names of figures, without their folders.
    Raises UserError, with the line, for another name, and for one that is not known before the results are.
    """
    names, paths, folder = _datasets(datasets), set(), Path(file).parent
    for path, tree in _trees(folder, Path(file).name):
        for call in tree.find_all(jinja2.nodes.Call):
            if getattr(call.node, "name", None) == "figure":
                where = f"{path}, line {call.lineno}"
                words = [_word(argument, names, where) for argument in call.args]
                if words[0] not in known:
                    near = ", ".join(difflib.get_close_matches(words[0], known, 3, cutoff=0))
                    raise UserError(f"{where}: there is no figure {words[0]}; near it are {near}")
                paths.add(figure_path(seed, *words))
    return paths


def _trees(folder, name):
    """Yield the path and the syntax tree of a template, and of every one that it includes."""
    path = folder / name
    with _named_lines(folder):
        tree = _environment(folder).parse(path.read_text(encoding="utf-8"), name, str(path))
    yield path, tree
    for include in tree.find_all(jinja2.nodes.Include):
        yield from _trees(folder, include.template.value)


def _word(argument, names, where):
    """Return the value of an argument of `figure`: text, or the name of a dataset."""
    if isinstance(argument, jinja2.nodes.Const):
        return argument.value
    if isinstance(argument, jinja2.nodes.Name) and argument.name in names:
        return names[argument.name]
    raise UserError(f"{where}: figure takes names in quotes, and {', '.join(names)}")


def render(file, names):
    """Fill in the template `file`; `names`: a mapping of all that it may name. Returns its text.

    Raises UserError, with the line, for a name that does not exist, and for a mistake in the syntax.
    """
    folder = Path(file).parent
    with _named_lines(folder):
        return _environment(folder).get_template(Path(file).name).render(names)


def _environment(folder):
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= FILTERS
    return environment


@contextmanager
def _named_lines(folder):
    """Turn whatever a template in `folder` raises into a UserError that names its file and line."""
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        file = folder / Path(error.filename or error.name).name
        raise UserError(f"{file}, line {error.lineno}: {error.message}") from error
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        where = [frame for frame in frames if Path(frame.filename).parent == folder][-1]
        raise UserError(f"{where.filename}, line {where.lineno}: {error}") from error

"""The handout: one text, and two things made of it, a page and a print.

The text is Markdown with formulas, and a Jinja template. What hangs on the results gets into it like this:

    {{ runs[main].two_full.test_accuracy | percent }}   a number of results/tables/numbers.json: 71.8 %
    {{ (a - b) | points }}                              a difference of two shares: 5.1 points
    {{ data.offsets | count }}                          a whole number: 841
    {{ settings.two_full.learning_rate | number }}      any other, with three digits
    {{ lead(a, b, "the CNN") }}                         a comparison: 5.1 points more than the CNN, or less
    {{ figure("translation_maps") }}                    the path of a figure in results/figures
    {{ name | plain }}                                  a word that is no Markdown, as the name of a class
    {% if "two_full" in architectures %} ... {% endif %}   what is there only with that network

`context` says what else a text may name. A number or a figure that is not there stops the build, and the
error names the line.
"""

import traceback
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
    """Write how far two shares in [0, 1] are apart, in points, that is hundredths."""
    return f"{100 * abs(difference):.1f}{SPACE}points"


def count(number):
    """Write a number to the nearest whole one, with a comma at each thousand."""
    return f"{number:,.0f}"


def number(value):
    """Write a number with three digits."""
    return f"{value:.3g}"


def lead(share, other, name):
    """Say how much more or less one share is than another, to a tenth of a point."""
    difference = round(100 * (share - other), 1)
    if not difference:
        return f"as much as {name}"
    return f"{points(share - other)} {'more' if difference > 0 else 'less'} than {name}"


def plain(text):
    """Return a text in one line, with a backslash before everything that Markdown could take for its own."""
    line = " ".join(text.split())
    return "".join(letter if letter.isalnum() or letter == " " else f"\\{letter}" for letter in line)


FILTERS = {"percent": percent, "points": points, "count": count, "number": number, "plain": plain}


def context(numbers, datasets, architectures, learned, seed, seeds, word):
    """Return what a text may name, beside `figure`: a mapping.

    numbers: from numbers.tree; its branches runs and settings may be named and, as data, its main dataset.
    datasets: {name: placement} of those that the text speaks of, the main one first. architectures: names in
    the order of the config. learned: those of them without a front end. seed: the folder of the runs whose
    figures are shown. seeds: how many there are. word: what a garment is called.
    """
    main = next(iter(datasets))
    centered = next((name for name, placement in datasets.items() if placement == "center"), None)

    def right_everywhere(name):
        return numbers["runs"][main][name]["expected_accuracy"]

    return {
        "runs": numbers["runs"],
        "settings": numbers["settings"],
        "data": numbers["datasets"][main],
        "main": main,
        "shifted": main if datasets[main] == "uniform" else None,
        "centered": centered,
        "datasets": list(datasets),
        "architectures": architectures,
        "learned": learned,
        "ranked": sorted(architectures, key=right_everywhere, reverse=True),
        "seed": seed,
        "seeds": seeds,
        "garment": word,
        "garments": f"{word}s",
        "lead": lead,
    }


def render(file, names):
    """Fill in the template `file`; `names`, a mapping, is what it may speak of. Returns its text.

    Raises UserError, with the line, for a name that is not there, and for what is no template.
    """
    folder = Path(file).parent
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= FILTERS
    try:
        return environment.get_template(Path(file).name).render(names)
    except jinja2.TemplateSyntaxError as error:
        raise UserError(f"{folder / error.name}, line {error.lineno}: {error.message}") from error
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        where = [frame for frame in frames if Path(frame.filename).parent == folder][-1]
        raise UserError(f"{where.filename}, line {where.lineno}: {error}") from error

"""The handout's text: Markdown with formulas, and a Jinja template.

Whatever depends on the results is written like this:

    {{ runs[main].two_full.test_accuracy | percent }}   a number of results/tables/numbers.json: 71.8 %
    {{ share | points }}                                a difference of two shares: 5.1 points
    {{ apart(a, b) }}                                   that of two shares that are printed as well: it agrees
                                                        with them as they are rounded
    {{ data.offsets | count }}                          a whole number: 841
    ${{ settings.two_full.learning_rate | number }}$    any other, with three digits, in a formula
    {{ lead(cnn, perceptron, "the perceptron") }}       a comparison of the test accuracy of two networks,
                                                        each runs[DATASET].ARCHITECTURE, with its interval:
                                                        4.5 ± 0.9 points more than the perceptron
    {% if exceeds(a, b) %} ... {% endif %}              only if a is more than b, beyond their 95 % intervals
    {{ figure("translation_maps") }}                    the file of a figure of all runs
    {{ figure("samples", main) }}                       of a figure of a dataset
    {{ figure("kernels", main, "two_conv_two_full") }}  of a figure of a run, that of the first seed; also
                                                        figure("kernels", dataset=main, architecture="...")
    {{ name | plain }}                                  a word without Markdown, such as the name of a class
    {% if "two_full" in architectures %} ... {% endif %}   only if there is that network
    {% include "part.md" %}                             another file of the text's folder
    ![Caption.](file){ #name alt="What is seen."}       a numbered figure, with a text for who cannot see it
    [](#name)                                           its number: Figure 3, the same in page and print
    [@zhang2019]                                        a citation, of references.yaml
    ![A sketch.](pictures/sketch.png)                   an image of one's own in this folder, or a sub-folder:
                                                        PNG, JPEG, GIF, WebP or SVG

`context` says what else a text may name. A figure is named in quotes, or with main, shifted and centered: all
figures are made before the text is filled in. Its dataset is in the configuration, and its architecture is a
file in scripts/architectures. As {# begins a comment, a heading is named with a space: { #name}.

Nothing is left out in silence. A name that does not exist, a formula that cannot be read, TeX outside a
formula, an image that is missing, in another folder or on the web, and whatever else pandoc or Typst finds
wrong: each stops the build. The error names the line, and the last handout stays in place.
"""

import math

from shiftlab.tables import statistics

SPACE = "\N{NO-BREAK SPACE}"


def percent(share):
    """Write a share in [0, 1] in percent, with the half width of its interval if it has one, other than 0."""
    half = getattr(share, "half", None)
    interval = f"{SPACE}±{SPACE}{100 * half:.1f}" if half else ""
    return f"{100 * share:.1f}{interval}{SPACE}%"


def points(difference):
    """Write the distance of two shares in [0, 1] in percentage points."""
    return f"{100 * abs(difference):.1f}{SPACE}points"


def count(number):
    """Write a number to the nearest whole one, with a comma at each thousand."""
    return f"{number:,.0f}"


def number(value):
    """Write a number with three digits, for a formula: a tiny or huge one with a power of ten."""
    digits, _, exponent = f"{value:.3g}".partition("e")
    return rf"{digits} \cdot 10^{{{int(exponent)}}}" if exponent else digits


def apart(share, other):
    """Write the distance in percentage points of two shares in [0, 1] as `percent` prints them."""
    return f"{_points_apart(share, other):.1f}{SPACE}points"


def _points_apart(share, other):
    printed, other_printed = (float(f"{100 * given:.1f}") for given in (share, other))
    return abs(printed - other_printed)


def lead(network, other, name):
    """Write how much more accurate or less a network is than another, if its interval excludes 0.

    The difference is that of the two accuracies as they are printed.
    network, other: branches of the numbers' tree, runs/DATASET/ARCHITECTURE. name: what the other is called.
    """
    difference = network["than"][other["dataset"]][other["architecture"]]["difference"]
    apart_as_printed = _points_apart(network["test_accuracy"], other["test_accuracy"])
    interval = f"{apart_as_printed:.1f}{SPACE}±{SPACE}{100 * difference.half:.1f}{SPACE}points"
    if abs(difference) <= difference.half:
        return f"not distinguishable from {name} (a difference of {interval})"
    return f"{interval} {'more' if difference > 0 else 'less'} than {name}"


def leads(network, other):
    """Say whether a network is more accurate than another: whether the interval of the difference says so."""
    difference = network["than"][other["dataset"]][other["architecture"]]["difference"]
    return difference > difference.half


def exceeds(share, other):
    """Say whether a Number is more than another one beyond their intervals, see statistics.exceeds.

    If one has no interval, as a mean over seeds has none of one seed, no difference can be told.
    """
    halves = [math.nan if number.half is None else number.half for number in (share, other)]
    return bool(statistics.exceeds(share, halves[0], other, halves[1]))


def plain(text):
    """Return a text in one line, with a backslash before everything that Markdown could interpret."""
    line = " ".join(text.split())
    return "".join(letter if letter.isalnum() or letter == " " else f"\\{letter}" for letter in line)


FILTERS = {"percent": percent, "points": points, "count": count, "number": number, "plain": plain}


def context(numbers, datasets, architectures, learned, networks, seed, seeds, notice, noun, source):
    """Return what a text may name, beside `figure`: a mapping.

    numbers: from tables.number_files.tree; a text names its branches runs and settings, as data_of those of
    each dataset and, as data, those of the main one. The others, see experiment.outputs.handout_facts, are
    the facts of the configuration.
    datasets: {name: placement} of those that the text is about, the main one first. architectures: names in
    the order of the configuration. learned: those of them that are not invariant. networks: the
    experiment.labels.identity of each network on these datasets. seed: the folder of the runs whose figures
    are shown. seeds: how many there are. notice: a line for the top of every page, or None. noun: what one
    garment is called, and many. source: the kind of source that the garments are from.
    """

    def test_accuracy(name):
        return numbers["runs"][main][name]["test_accuracy"]

    places = dataset_names(datasets)
    main = places["main"]
    return places | {
        "runs": numbers["runs"],
        "settings": numbers["settings"],
        "data": numbers["datasets"][main],
        "data_of": numbers["datasets"],
        "datasets": list(datasets),
        "architectures": architectures,
        "learned": learned,
        "networks": [numbers["runs"][run["dataset"]][run["architecture"]] for run in networks],
        "ranked": sorted(architectures, key=test_accuracy, reverse=True),
        "all_datasets": list(numbers["datasets"]),
        "seed": seed,
        "seeds": seeds,
        "notice": notice,
        "garment": noun["one"],
        "garments": noun["many"],
        "source": source,
        "apart": apart,
        "lead": lead,
        "leads": leads,
        "exceeds": exceeds,
    }


def dataset_names(datasets):
    """Return the names of the datasets that a text may call main, shifted and centered, None without one."""
    main = next(iter(datasets))
    centered = next((name for name, placement in datasets.items() if placement == "center"), None)
    return {"main": main, "shifted": main if datasets[main] == "uniform" else None, "centered": centered}

"""One style for all figures: drawn at printed size in STIX, with colours for every kind of colour vision."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.ticker import LogLocator, NullFormatter

WIDTH = 6.3  # inches: the text width of an A4 page with 25 mm margins, so that figures print unscaled
SMALL = 7  # points: the smallest text in a figure

# Every colour of lines, marks and text, which the page maps to light and dark: see handout.themed. The first
# six are Okabe and Ito's, https://jfly.uni-koeln.de/color/; the others differ from them in lightness as well.
BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY = (
    *("#0072b2", "#d55e00", "#009e73", "#e69f00", "#cc79a7", "#56b4e9"),
)
WINE, OLIVE, INDIGO, BROWN = "#882255", "#7a7a00", "#5a4fcf", "#8c564b"
INK, GREY, FAINT, GRID = "#000000", "#767676", "#bdbdbd", "#e6e6e6"
COLOURS = (BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, WINE, OLIVE, INDIGO, BROWN)
# Text on an image is the same on a dark page, as the image is.
ON_LIGHT, ON_DARK = "#111111", "#ffffff"
LINES = ("-", "--", ":", "-.")
MARKERS = ("o", "s", "^", "D")

plt.rcParams.update(
    {
        "axes.axisbelow": True,
        "axes.grid": True,
        "axes.linewidth": 0.6,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlesize": 8.5,
        "figure.constrained_layout.use": True,
        "figure.dpi": 200,
        "figure.titlesize": 8.5,
        "font.family": ["STIXGeneral", "DejaVu Sans"],  # the second for names in other scripts
        "font.size": 8,
        "grid.color": GRID,
        "grid.linewidth": 0.6,
        "image.interpolation": "nearest",
        "legend.fontsize": SMALL,
        "legend.frameon": False,
        "lines.linewidth": 1.2,
        "mathtext.fontset": "stix",
        "pdf.fonttype": 42,
        "svg.fonttype": "none",
        "svg.hashsalt": "shiftlab",  # identifiers are random without one
        "text.parse_math": False,  # print a $ in a class name as it is
        "xtick.labelsize": SMALL,
        "xtick.major.width": 0.6,
        "ytick.labelsize": SMALL,
        "ytick.major.width": 0.6,
    }
)


def colours(networks):
    """Return the colour of each network, {label: colour}: the same in every figure of an experiment.

    networks: the labels of all networks, in the order of the configuration.
    """
    return {label: COLOURS[number % len(COLOURS)] for number, label in enumerate(dict.fromkeys(networks))}


def short(name, longest=12):
    """Return a name that fits above a tile: on one line, cut to at most `longest` characters.

    Characters that cannot be printed, which an SVG must not hold, are left out.
    """
    line = "".join(filter(str.isprintable, " ".join(name.split())))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def label_log(axis):
    """Label a logarithmic axis in plain numbers at 1, 2 and 5 of every decade, however short it is."""
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter(NullFormatter())


# By default a file contains the time at which it was made.
UNDATED = {".pdf": {"CreationDate": None}, ".svg": {"Date": None}}


def save(figure, paths):
    """Write a figure to each of `paths`, in the format of its suffix. The bytes are reproducible.

    The background of an SVG is transparent, so that it can be shown on a dark page.
    """
    # Compute the layout once for all files. With a layout engine, matplotlib would draw each file twice.
    figure.get_layout_engine().execute(figure)
    with plt.rc_context({"figure.constrained_layout.use": False}):
        figure.set_layout_engine(None)
        for path in map(str, paths):
            suffix = path[-4:]
            figure.savefig(path, metadata=UNDATED.get(suffix), transparent=suffix == ".svg")
    plt.close(figure)

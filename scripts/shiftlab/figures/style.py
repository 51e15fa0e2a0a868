"""One style for all figures: sizes for a printed page, and colours for every kind of colour vision."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.ticker import LogLocator, NullFormatter

WIDTH = 6.3  # inches: the text width of an A4 page with 25 mm margins, so that figures print unscaled

# Okabe and Ito's palette, https://jfly.uni-koeln.de/color/
BLUE, VERMILION, GREEN, ORANGE, SKY, PURPLE, BLACK = (
    *("#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#000000"),
)
COLOURS = (BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, BLACK, "#999999", "#882255")
LINES = ("-", "--", ":", "-.")
MARKERS = ("o", "s", "^", "D")

plt.rcParams.update(
    {
        "axes.axisbelow": True,
        "axes.grid": True,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlesize": 8,
        "figure.constrained_layout.use": True,
        "figure.dpi": 200,
        "font.size": 8,
        "grid.color": "0.9",
        "image.interpolation": "nearest",
        "legend.fontsize": 7,
        "legend.frameon": False,
        "lines.linewidth": 1.2,
        "pdf.fonttype": 42,
        "text.parse_math": False,  # print a $ in a class name as it is
        "xtick.labelsize": 7,
        "ytick.labelsize": 7,
    }
)


def short(name, longest=12):
    """Return a name that fits above a tile: on one line, cut to at most `longest` characters."""
    line = " ".join(name.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def label_log(axis):
    """Label a logarithmic axis in plain numbers at 1, 2 and 5 of every decade, however short it is."""
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter(NullFormatter())


def save(figure, paths):
    """Write a figure to each of `paths`, in the format of its suffix. The bytes are reproducible."""
    # Compute the layout once for all files; by default matplotlib repeats it for each.
    figure.get_layout_engine().execute(figure)
    figure.set_layout_engine("none")
    for path in map(str, paths):
        # By default a PDF contains its creation time.
        metadata = {"CreationDate": None} if path.endswith(".pdf") else None
        figure.savefig(path, metadata=metadata)
    plt.close(figure)

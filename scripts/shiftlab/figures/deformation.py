"""How much the features of a garment change when it is stretched."""

import matplotlib.pyplot as plt

from shiftlab.figures import line_labels, style
from shiftlab.tables import statistics


def draw(table, colours):
    """Draw a line for the features of each network, titled with the extremes. Returns a figure.

    table: DataFrame of the deformation table, see tables.deformation, of one dataset. Bars are 95 %
    intervals over the garments. colours: as style.colours returns them; other features are grey.
    """
    figure, ax = plt.subplots(figsize=(style.WIDTH, 3))
    ends = []
    for network, rows in table.groupby("network", sort=False):
        colour = colours.get(network, style.GREY)
        stretches, distances = [0, *rows["stretch"]], [0, *(100 * rows["distance"])]
        bars = [0, *(100 * rows["distance_interval"])]
        ax.errorbar(stretches, distances, yerr=bars, elinewidth=0.8, ms=3, color=colour, marker="o")
        ends.append((network, stretches[-1], distances[-1], colour))
    ax.set(
        xlim=(0, None), ylim=(0, None), xticks=[0, *sorted(table["stretch"].unique())],
        xlabel="stretch (%)",
        ylabel="change of the features\n(% of the distance between two images)",
    )  # fmt: skip
    ax.set_title(title(table), loc="left")
    line_labels.write(ax, ends)
    return figure


def title(table):
    """Return what the largest stretch does to the features that change least, and to those that change most.

    table: as in `draw`. If the intervals do not tell which change least, the title names the figure only.
    """
    largest = table[table["stretch"] == table["stretch"].max()].sort_values("distance")
    halves, distances = largest["distance_interval"].tolist(), largest["distance"].tolist()
    percent = largest["stretch"].iloc[0]
    if len(largest) < 3 or not statistics.exceeds(distances[1], halves[1], distances[0], halves[0]):
        return "Change of the features of images that are stretched"
    least, most = largest.iloc[0], largest.iloc[-1]
    return (
        f"Images made {percent} % wider: {least['network']} features change least "
        f"({100 * least['distance']:.0f} %), {most['network']} features most ({100 * most['distance']:.0f} %)"
    )

"""Rule plot_three_offsets: one garment at three offsets, and what two networks predict there."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np
    import pandas as pd

    from shiftlab.figures import style, three_offsets
    from shiftlab.handout import live_opening

    params = snakemake.params
    chosen = pd.read_csv(snakemake.input.garments)
    shown = int((chosen["kind"] == "hard").argmax())  # the first hard one or, without any, the first
    number, label = chosen.loc[shown, ["garment", "label"]]
    with np.load(snakemake.input.test) as test:
        garment = test["garments"][number]
    probabilities = {
        title: live_opening.answers(file, [number])[1][0] / 255
        for title, file in zip(params.titles, snakemake.input.translation)
    }
    known = style.colours(params.networks)
    colours = [known[network] for network in params.labels]
    figure = three_offsets.draw(garment, label, params.frame, params.classes, probabilities, colours)
    style.save(figure, snakemake.output)

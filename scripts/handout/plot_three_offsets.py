"""Rule plot_places: one garment at three offsets, and what two networks say of it there."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import numpy as np
    import pandas as pd

    from shiftlab.analysis.invariance import STEPS
    from shiftlab.figures import places, style
    from shiftlab.handout import live_figure

    params = snakemake.params
    chosen = pd.read_csv(snakemake.input.garments)
    shown = int((chosen["kind"] == "hard").argmax())  # the first hard one or, without any, the first
    with np.load(snakemake.input.test) as test:
        garment = test["garments"][chosen["garment"][shown]]
    answers = {}
    for title, file in zip(params.titles, snakemake.input.translation):
        (probabilities,) = live_figure.answers(file, chosen["garment"][[shown]])["probabilities"]
        answers[title] = probabilities / STEPS
    figure = places.draw(garment, chosen["label"][shown], params.frame, params.classes, answers)
    style.save(figure, snakemake.output)

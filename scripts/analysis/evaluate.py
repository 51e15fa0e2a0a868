"""Rule evaluate: what a trained network predicts for the test frames."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json

    import numpy as np

    from shiftlab.analysis import confusion
    from shiftlab.data import datasets
    from shiftlab.networks import front_ends, trained
    from shiftlab.training import devices, evaluation

    device = devices.prepare(snakemake.params.device, snakemake.params.threads)
    network, run = trained.load(snakemake.input.weights, snakemake.input.record, device)
    if hasattr(snakemake.input, "encodings"):
        frames = front_ends.load(snakemake.input.encodings, device)
        network = network[1:]  # the head
    else:
        frames = datasets.load_frozen(snakemake.input.test, run["normalisation"], device)
    answers = evaluation.log_probabilities(network, frames)
    loss, accuracy = evaluation.loss_and_accuracy(answers, frames.labels)
    answers, labels = answers.cpu().numpy(), frames.labels.cpu().numpy()
    matrix = confusion.counts(labels, answers.argmax(axis=1), run["classes"])
    np.savez(snakemake.output.predictions, log_probabilities=answers, labels=labels)
    with open(snakemake.output.measures, "w", encoding="utf-8") as file:
        facts = {"frames": len(labels), "loss": loss, "accuracy": accuracy, "confusion": matrix.tolist()}
        json.dump(facts, file)

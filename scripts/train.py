"""Rule train: one run; its weights, its history, and what it was trained with."""

from shiftlab import datasets, devices, jobs, networks, training

with jobs.logged(snakemake.log[0]):
    run = snakemake.params.run
    device = devices.prepare(snakemake.params.device, snakemake.threads)
    files = snakemake.input.images, snakemake.input.labels
    garments = datasets.load_training(*files, run["classes"], run["frame"], device)
    test = datasets.load_test(snakemake.input.test, run["frame"], device)
    network, history = training.train(run, garments, test)
    training.write_history(history, snakemake.output.history)
    training.write_record(network, run, history, device, snakemake.output.training)
    networks.save(network, snakemake.output.weights)

"""The variants of each task that the benchmark compares.

"notebook" is how a user would write it, "pipeline" how it is done here, and "limit" the same steps without
any work on data. Each function prepares a variant and returns a function that runs it once and returns the
number of frames. That function ends with a result on the CPU, when a GPU has finished all of its work.
Networks are untrained, as training does not change their speed.
"""

import math
from pathlib import Path

import torch
from torch.utils.data import DataLoader, Dataset

from shiftlab.analysis import synthesis, translation
from shiftlab.benchmark import notebook
from shiftlab.data import datasets
from shiftlab.jobs import progress
from shiftlab.networks import build
from shiftlab.training import descent, devices, evaluation, loop

OPERATOR = {"name": "fc1", "kind": "linear"}  # the first full layer of both networks


def train_notebook(run, files, device, threads):
    """Prepare an epoch as in the notebook: its data, its network, PyTorch's defaults.

    run: as in training.train, and with synthesis, the settings of synthesis.synthesize. files: mapping from
    the keys of published.FILES to paths in one folder. device: as in devices.choose. threads: CPU threads.
    """
    device = _as_in_notebook(device, threads)
    loader = notebook.frames(Path(files["train_images"]).parent, run)
    network = _notebook_network(run, device)
    optimiser = notebook.optimiser(network, run)

    def epoch():
        notebook.train_epoch(network, optimiser, loader, device)
        return len(loader.dataset)

    return epoch


def train_pipeline(run, files, device, threads):
    """Prepare an epoch as this pipeline trains. Arguments as in `train_notebook`."""
    device = devices.prepare(device, threads)
    garments = datasets.load_part(files, "train", run, device)
    optimiser = descent.Descent(_pipeline_network(run, device), run["training"])
    generator = torch.Generator(device).manual_seed(run["seed"])
    batches = math.ceil(len(garments.labels) / run["training"]["batch_size"])

    def epoch():
        with progress.Bar(1, "epoch", updates=batches) as bar:
            loop.train_epoch(optimiser, generator, run, garments, 1, bar)
        return len(garments.labels)

    return epoch


def train_limit(run, files, device, threads):
    """Prepare as many of the pipeline's steps, on one batch made beforehand. Arguments as above."""
    device = devices.prepare(device, threads)
    garments = datasets.load_part(files, "train", run, device)
    optimiser = descent.Descent(_pipeline_network(run, device), run["training"])
    count, size = len(garments.labels), run["training"]["batch_size"]
    index = torch.arange(size, device=device)
    offsets = garments.draw_offsets(run["placement"], torch.Generator(device).manual_seed(run["seed"]))
    inputs = garments.inputs(index, offsets[index], run["normalisation"])
    labels = garments.labels[index]

    def epoch():
        optimiser.network.train()
        for _ in range(count // size):
            loss = optimiser.step(inputs, labels)
        loss.item()
        return count // size * size

    return epoch


def synthesize_notebook(run, files, device, threads):
    """Prepare the images of all neurons of an operator, one after another. Arguments as above."""
    device = _as_in_notebook(device, threads)
    return _synthesis(_notebook_network(run, device), run, device, at_once=1)


def synthesize_pipeline(run, files, device, threads):
    """Prepare the images of all neurons of an operator, in one batch. Arguments as above."""
    device = devices.prepare(device, threads)
    return _synthesis(_pipeline_network(run, device), run, device)


def _synthesis(network, run, device, at_once=None):
    network.eval()
    every = torch.arange(network.get_submodule(OPERATOR["name"]).out_features, device=device)

    def images():
        for neurons in every.split(at_once or len(every)):
            synthesis.neuron_images(network, OPERATOR, neurons, run["frame"], device, run["synthesis"])
        return len(every)

    return images


class EveryFrame(Dataset):
    """Some garments at every offset, frame by frame, for a DataLoader."""

    def __init__(self, garments, chosen, run):
        self.garments, self.chosen, self.normalisation = garments, chosen, run["normalisation"]
        self.offsets = garments.every_offset()

    def __len__(self):
        return len(self.chosen) * len(self.offsets)

    def __getitem__(self, number):
        garment, offset = divmod(number, len(self.offsets))
        index = self.chosen[garment : garment + 1]
        return self.garments.inputs(index, self.offsets[offset : offset + 1], self.normalisation)[0]


def map_notebook(run, files, device, threads):
    """Prepare the translation map of a test garment of each class, with a DataLoader."""
    device = _as_in_notebook(device, threads)
    garments = datasets.load_part(files, "test", run, torch.device("cpu"))
    network = _notebook_network(run, device).eval()
    frames = EveryFrame(garments, datasets.choose(garments.labels, 1), run)
    loader = DataLoader(frames, evaluation.batch_size(device), num_workers=notebook.WORKERS)

    @torch.no_grad()
    def everywhere():
        torch.cat([network(batch.to(device)).argmax(dim=1) for batch in loader]).cpu()
        return len(frames)

    return everywhere


def map_pipeline(run, files, device, threads):
    """Prepare the translation map of a test garment of each class, as the pipeline makes it."""
    device = devices.prepare(device, threads)
    garments = datasets.load_part(files, "test", run, device)
    chosen = datasets.choose(garments.labels, 1)
    network = _pipeline_network(run, device)

    def everywhere():
        return translation.translation_map(network, garments, chosen, run["normalisation"])["predicted"].size

    return everywhere


def _as_in_notebook(device, threads):
    """Return the torch.device of that name; PyTorch's defaults, but for TF32, which is not float32."""
    torch.set_num_threads(threads)
    device = devices.choose(device)
    devices.arithmetic("float32", device)
    return device


def _pipeline_network(run, device):
    return build.on_device(loop.untrained(run), device)


def _notebook_network(run, device):
    torch.manual_seed(run["seed"])
    build = notebook.NETWORKS[run["architecture"]]
    return build(run["frame"], run["classes"], **run["options"]).to(device)

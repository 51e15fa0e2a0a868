"""Training as in the notebook: the benchmark's reference.

The networks keep the notebook's order of operations. torchvision prepares the data: in every epoch, a
DataLoader's worker processes pad, crop, convert to tensors and normalise the garments one by one.
Source: Jean Feydy's workshop notebook, "From Wavelet Transforms to Convolutional Neural Networks, part 2".
"""

import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import MNIST

WORKERS = 2  # worker processes of a DataLoader


class Perceptron(nn.Module):
    """The notebook's TwoFullNet."""

    def __init__(self, frame, classes, hidden=100):
        super().__init__()
        self.fc1 = nn.Linear(frame * frame, hidden)
        self.fc2 = nn.Linear(hidden, classes)

    def forward(self, x):  # (N, 1, frame, frame) -> (N, classes)
        x = functional.relu(self.fc1(x.flatten(1)))
        return functional.log_softmax(self.fc2(x), dim=1)


class CNN(nn.Module):
    """The notebook's TwoConvTwoFullNet."""

    def __init__(self, frame, classes, channels=30, groups=6, hidden=100, dropout=0.5):
        super().__init__()
        side = ((frame - 4) // 2 - 4) // 2
        self.conv1 = nn.Conv2d(1, channels, 5)
        self.conv2 = nn.Conv2d(channels, channels, 5, groups=groups)
        self.dropout2 = nn.Dropout2d(dropout)
        self.dropout3 = nn.Dropout(dropout)
        self.fc1 = nn.Linear(channels * side * side, hidden)
        self.fc2 = nn.Linear(hidden, classes)

    def forward(self, x):  # (N, 1, frame, frame) -> (N, classes)
        x = functional.max_pool2d(functional.relu(self.conv1(x)), 2)
        x = functional.max_pool2d(functional.relu(self.dropout2(self.conv2(x))), 2)
        x = self.dropout3(functional.relu(self.fc1(x.flatten(1))))
        return functional.log_softmax(self.fc2(x), dim=1)


NETWORKS = {"two_full": Perceptron, "two_conv_two_full": CNN}


class Files(MNIST):
    """The garments in a folder of IDX files, read by torchvision."""

    raw_folder = property(lambda self: self.root)


def frames(folder, run):
    """Return a DataLoader of training frames: float32 (B, 1, frame, frame) with labels, int64 (B,).

    folder: contains the four IDX files of a source. run: as in training.train.
    """
    files = Files(folder)
    height, width = files.data.shape[1:]
    place = {
        "uniform": transforms.RandomCrop(run["frame"], (run["frame"] - width, run["frame"] - height)),
        "center": transforms.CenterCrop(run["frame"]),  # which pads garments smaller than the frame
    }
    normalise = transforms.Normalize(*([run["normalisation"][key]] for key in ("mean", "std")))
    steps = transforms.Compose([place[run["placement"]], transforms.ToTensor(), normalise])
    size = run["training"]["batch_size"]
    return DataLoader(Files(folder, transform=steps), size, shuffle=True, num_workers=WORKERS)


def optimiser(network, run):
    """Return the notebook's optimiser for a network. run: as in training.train."""
    settings = run["training"]
    return torch.optim.SGD(network.parameters(), lr=settings["learning_rate"], momentum=settings["momentum"])


def train_epoch(network, optimiser, loader, device):
    """Train `network` in place for one epoch of `loader`; return the mean of the batch losses, in nats."""
    network.train()
    losses = []
    for data, target in loader:
        data, target = data.to(device), target.to(device)
        optimiser.zero_grad()
        loss = functional.nll_loss(network(data), target)
        loss.backward()
        optimiser.step()
        losses.append(loss.detach())
    return sum(losses).item() / len(losses)

"""Trained networks, written to safetensors files and read back."""

import json
from pathlib import Path

import safetensors.torch
import torch

from shiftlab.networks import build


def tensors(network):
    """Return copies of a network's parameters and buffers for safetensors: contiguous, none shared."""
    return {
        name: tensor.clone(memory_format=torch.contiguous_format)
        for name, tensor in network.state_dict().items()
    }


def save(network, file):
    """Write the parameters and buffers of a network to a safetensors file."""
    safetensors.torch.save_file(tensors(network), file)


def load(weights, record, device):
    """Rebuild a trained network on `device`, in evaluation mode.

    weights: its safetensors file. record: its training.json. device: a torch.device.
    Returns (network, run), where run is the mapping in training.json.
    """
    run = json.loads(Path(record).read_text(encoding="utf-8"))
    network = build.network(*(run[key] for key in build.FACTS))
    network.load_state_dict(safetensors.torch.load_file(weights))
    return build.on_device(network.eval(), device), run

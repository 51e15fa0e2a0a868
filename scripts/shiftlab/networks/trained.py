"""Trained networks, written to safetensors files and read back."""

import hashlib
from pathlib import Path

import safetensors.torch
import torch

from shiftlab.networks import build, weights


def tensors(network):
    """Return copies of a network's parameters and buffers for safetensors: contiguous, none shared."""
    return {
        name: tensor.clone(memory_format=torch.contiguous_format)
        for name, tensor in network.state_dict().items()
    }


def save(network, file):
    """Write the parameters and buffers of a network to a safetensors file; return its SHA-256 in hex."""
    content = safetensors.torch.save(tensors(network))
    Path(file).write_bytes(content)  # save_file would let no one but the user read it
    return hashlib.sha256(content).hexdigest()


def load(file, record, device):
    """Rebuild a trained network on `device`, in evaluation mode.

    file: its weights.safetensors. record: its training.json. device: a torch.device.
    Returns (network, run), where run is the mapping in training.json. Raises UserError as weights.read does.
    """
    content, run = weights.read(file, record)
    network = build.network(*(run[key] for key in build.FACTS))
    network.load_state_dict(safetensors.torch.load(content))
    return build.on_device(network.eval(), device), run

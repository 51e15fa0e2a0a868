"""The device that torch computes on."""

import ctypes
import sys

import torch

from shiftlab.errors import UserError

# Parameters of glibc's mallopt(3), from its <malloc.h>.
M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4


def choose(name):
    """Return the torch.device called `name`; auto is CUDA if there is one, else MPS, else the CPU.

    Raises UserError if the device is not there.
    """
    there = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if name == "auto":
        name = next(device for device, available in there.items() if available)
    if not there[name]:
        available = ", ".join(device for device, is_there in there.items() if is_there)
        raise UserError(f"device: {name} is not on this machine; choose from auto, {available}")
    return torch.device(name)


def prepare(name, threads):
    """Set this process up for long work on a device; return what `choose(name)` does.

    threads: number of CPU threads that torch may use from now on.
    """
    torch.set_num_threads(threads)
    _keep_freed_memory()
    return choose(name)


def _keep_freed_memory():
    """Have glibc keep large buffers for the next step, where it would hand them back to the kernel.

    A CNN's buffers are freed and asked for again at every training step. Handed back, they come again page
    by page, each page cleared: 138 ms a step against 84 when they are kept, on two cores.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none
        if mallopt:
            mallopt(M_MMAP_MAX, 0)
            mallopt(M_TRIM_THRESHOLD, -1)

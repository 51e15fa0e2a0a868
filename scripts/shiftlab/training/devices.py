"""The device on which PyTorch computes, and with which precision."""

import torch

from shiftlab.jobs.errors import UserError
from shiftlab.training import allocator


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
    """Prepare this process for long work on a device; return what `choose(name)` returns.

    threads: number of CPU threads that torch may use from now on. On an NVIDIA GPU, cuDNN uses only
    algorithms that give the same bits each time.
    """
    torch.set_num_threads(threads)
    _allow_tf32(False)
    torch.backends.cudnn.deterministic = True
    allocator.keep_freed()
    return choose(name)


def arithmetic(precision, device):
    """Return the context in which a network computes with some precision on `device`.

    precision: "float32"; "bfloat16", in which torch computes convolutions and products of matrices with 8
    significant bits, and keeps parameters and their updates in float32; or "tf32", in which a recent NVIDIA
    GPU rounds their factors to 11 bits, which is set here for what follows, as for gradients there is no
    context. Raises UserError for tf32 on another device.
    """
    if precision == "tf32" and device.type != "cuda":
        raise UserError(f"precision: tf32 takes a CUDA device, and this is {device.type}")
    _allow_tf32(precision == "tf32")
    return torch.autocast(device.type, torch.bfloat16, enabled=precision == "bfloat16")


def _allow_tf32(allowed):
    # PyTorch enables TF32 convolutions by default.
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = allowed


def peak_memory_mb(device):
    """Return the peak memory of this process's tensors on a CUDA device, in millions of bytes; else None."""
    return round(torch.cuda.max_memory_allocated(device) / 1e6) if device.type == "cuda" else None


def model(device):
    """Return the name of a torch.device in tables: the model of a CUDA device, else its type."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type

"""The kinds of device on this machine, found without importing PyTorch, which takes seconds."""

import ctypes
import platform
import sys

from shiftlab.jobs.errors import UserError


def available():
    """Return the kinds of device on this machine, the best first: of "cuda", "mps" and "cpu"."""
    there = {"cuda": _cuda_devices() > 0, "mps": (sys.platform, platform.machine()) == ("darwin", "arm64")}
    return [*(kind for kind, is_there in there.items() if is_there), "cpu"]


def check(kind):
    """Raise UserError unless a kind of device is on this machine."""
    if kind not in available():
        there = ", ".join(available())
        raise UserError(f"device: {kind} is not on this machine; choose from auto, {there}")


def _cuda_devices():
    """Return how many devices the CUDA driver shows this process; 0 without a driver.

    cuInit and cuDeviceGetCount: "CUDA Driver API", NVIDIA. Like PyTorch, they respect CUDA_VISIBLE_DEVICES.
    """
    count = ctypes.c_int(0)
    try:
        driver = ctypes.CDLL("libcuda.so.1" if sys.platform == "linux" else "nvcuda.dll")
        if driver.cuInit(0) == 0:
            driver.cuDeviceGetCount(ctypes.byref(count))
    except OSError:
        return 0
    return count.value

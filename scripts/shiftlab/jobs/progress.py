"""Progress bars: in a terminal, and nowhere else."""

from tqdm import tqdm


def bar(total, description, unit):
    """Return a progress bar over `total` steps, a context manager with update(), gone when it is done."""
    return tqdm(total=total, desc=description, unit=unit, disable=None, leave=False)

"""Progress bars, in a terminal only."""

from tqdm import tqdm


def bar(total, description, unit):
    """Return a progress bar over `total` steps, a context manager with update(), erased at the end."""
    return tqdm(total=total, desc=description, unit=unit, disable=None, leave=False)

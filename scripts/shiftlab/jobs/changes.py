"""What changed between the recorded and the present settings of a job, in words."""

import ast
import re
from collections import Counter

from shiftlab.jobs.wording import listed

LONGEST = 30  # characters of a value that is shown
DIGEST = re.compile("[0-9a-f]{16}([0-9a-f]{48})?")


def differences(old, new, name=""):
    """Yield (dotted name, old value, new value) of what differs, key by key between mappings.

    The value of a key that a mapping lacks is None.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old | new:
            yield from differences(old.get(key), new.get(key), f"{name}.{key}" if name else str(key))
    elif old != new:
        yield name, old, new


def described(recorded, present):
    """Return what changed, as a list such as ["training.epochs changed from 10 to 12"].

    recorded: the repr of each value, in any order, without its name. present: {name: value}. The name "" is
    left out. Of a mapping of digests, as of code, the keys that differ are named.
    """
    gone, changed = Counter(recorded), {}
    for name, value in present.items():
        if gone[repr(value)]:
            gone[repr(value)] -= 1
        else:
            changed[name] = value
    old = [value for text in gone.elements() for value in _values(text)]
    return [phrase for name, value in changed.items() for phrase in _phrases(name, value, old)]


def _values(text):
    """Return [the value that has this repr], or [] if it is none of a plain type."""
    try:
        return [ast.literal_eval(text)]
    except (SyntaxError, ValueError):
        return []


def _phrases(name, value, old):
    """Return what changed of a value, given those of the old ones that have gone."""
    before = _counterpart(value, old)
    if before is None:
        return [f"{name or 'settings'} changed"]
    found = list(differences(before, value, name))
    if not found:  # mappings with the same keys and values
        return [f"the order of {name or 'settings'} changed"]
    if all(DIGEST.fullmatch(str(new or earlier)) for _, earlier, new in found):
        return [f"{name} changed: {listed([key.removeprefix(f'{name}.') for key, _, _ in found], 1)}"]
    return [_phrase(*difference) for difference in found]


def _counterpart(value, old):
    """Return the old value that a new one replaces: of its type, the only one or the likest; or None."""
    alike = [earlier for earlier in old if type(earlier) is type(value)]
    if isinstance(value, dict):
        return max(alike, key=lambda earlier: len(earlier.keys() & value.keys()), default=None)
    return alike[0] if len(alike) == 1 else None


def _phrase(name, old, new):
    values = ["nothing" if value is None else str(value) for value in (old, new)]
    if max(map(len, values)) > LONGEST:
        return f"{name} changed"
    return f"{name} changed from {values[0]} to {values[1]}"

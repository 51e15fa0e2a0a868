"""Names that do not exist: what Jinja says of them, with the nearest one that does."""

import reprlib

import jinja2

from shiftlab.handout.suggestions import did_you_mean


def suggesting(names, known):
    """Return what Jinja puts in the place of a name that does not exist; using it is an error.

    names: the mapping that a template is filled in with. known: all names, the template's own ones too.
    """

    class Undefined(jinja2.StrictUndefined):
        def __init__(self, hint=None, obj=jinja2.utils.missing, name=None, exc=jinja2.UndefinedError):
            if hint is None and obj is jinja2.utils.missing:
                hint = f"there is no {name}{did_you_mean(name, known)}"
            elif hint is None and isinstance(obj, dict):
                path = _path_of(obj, names)
                hint = f"there is no {path}{name}{did_you_mean(str(name), map(str, obj))}"
            elif hint is None:
                hint = f"{reprlib.repr(obj)} has no {name}"
            super().__init__(hint, obj, name, exc)

    return Undefined


def _path_of(branch, names, above=""):
    """Return how a text names a mapping within `names`, with a dot at the end; empty if it is not there."""
    for name, value in names.items():
        if isinstance(value, dict):
            path = f"{above}{name}."
            if value is branch:
                return path
            if found := _path_of(branch, value, path):
                return found
    return ""

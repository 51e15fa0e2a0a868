"""Architectures, loaded from their files."""

import importlib.util

from shiftlab.networks import contract


def functions_of(architecture):
    """Return the module of an architecture's file, whose functions are `build` and perhaps `front_end`."""
    spec = importlib.util.spec_from_file_location(architecture, contract.file_of(architecture))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

"""Networks, built from the file of their architecture; networks.contract says what it must hold."""

import importlib.util
import traceback
from collections import OrderedDict

import torch
from torch import nn

from shiftlab.jobs.errors import UserError
from shiftlab.networks import contract, front_ends

# The keys of a run that decide its network, in the order of the arguments of `network`.
FACTS = ("architecture", "frame", "garment", "classes", "options")


def network(architecture, frame, garment, classes, options):
    """Build the network of scripts/architectures/{architecture}.py: an nn.Module on the CPU.

    frame: side of the frame. garment: (height, width) of the garments. classes: number of classes. options:
    mapping for its functions. An architecture with a front end becomes an nn.Sequential of `front_end`,
    `standardise`, and the head. Raises UserError if one of its functions refuses.
    """
    if not contract.has_front_end(architecture):
        built = _call(architecture, "build", (frame, classes), garment, options)
        return _materialised(architecture, built, torch.zeros(2, 1, frame, frame))
    fixed = front_end(architecture, frame, garment, options)
    shape = try_out(architecture, front_ends.shape_of_features, fixed, frame)
    features = shape if len(shape) == 3 else shape[0]
    head = _call(architecture, "build", (features, classes), garment, options)
    head = _materialised(architecture, head, torch.zeros(2, *shape))
    # The parts of a Sequential keep the names that its author gave them.
    parts = head.named_children() if type(head) is nn.Sequential else [("classifier", head)]
    return nn.Sequential(
        OrderedDict(
            [
                ("front_end", fixed),  # (N, 1, frame, frame) -> (N, *shape)
                ("standardise", front_ends.Standardise(shape)),
                *parts,
            ]
        )
    )


def front_end(architecture, frame, garment, options):
    """Build the front end of an architecture that has one; arguments and errors as in `network`."""
    return _call(architecture, "front_end", (frame,), garment, options)


def has_front_end(built):
    """Say whether `network` gave a network a front end."""
    return isinstance(getattr(built, "standardise", None), front_ends.Standardise)


def on_device(built, device):
    """Move a network to a torch.device, into the memory layout in which it is fast there; return it."""
    # On a CPU, channels last halves the time of a convolution, at no cost to other networks.
    layout = torch.channels_last if device.type == "cpu" else torch.contiguous_format
    return built.to(device, memory_format=layout)


def try_out(architecture, function, *arguments, **options):
    """Call a function that runs an architecture's code; whatever it raises becomes a UserError."""
    try:
        return function(*arguments, **options)
    except UserError as error:
        raise contract.refusal(architecture, error) from error
    except Exception as error:
        lines = [
            entry.lineno
            for entry in traceback.extract_tb(error.__traceback__)
            if entry.filename == str(contract.file_of(architecture))
        ]
        where = f"line {lines[-1]}: " if lines else ""
        shapes = [tuple(value.shape) for value in arguments if isinstance(value, torch.Tensor)]
        given = f"given an input of shape {shapes[0]}: " if shapes else ""
        raise contract.refusal(architecture, f"{where}{given}{type(error).__name__}: {error}") from error


def _call(architecture, function, arguments, garment, options):
    """Call a function of an architecture's file with the options that it takes; return the module."""
    taken = contract.options_of(function, architecture, options)
    if contract.takes_garment(function, architecture):
        taken[contract.GARMENT] = tuple(garment)
    spec = importlib.util.spec_from_file_location(architecture, contract.file_of(architecture))
    module = importlib.util.module_from_spec(spec)
    try_out(architecture, spec.loader.exec_module, module)
    made = try_out(architecture, getattr(module, function), *arguments, **taken)
    if not isinstance(made, nn.Module):
        reason = f"{function} returns {type(made).__name__}, not a torch.nn.Module"
        raise contract.refusal(architecture, reason)
    return made


def _materialised(architecture, module, inputs):
    """Return a module whose lazy layers, such as nn.LazyLinear, have the sizes that `inputs` give them."""
    if any(nn.parameter.is_lazy(parameter) for parameter in module.parameters()):
        was_training = module.training
        with torch.no_grad():
            try_out(architecture, module.eval(), inputs)
        module.train(was_training)
    return module

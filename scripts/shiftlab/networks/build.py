"""Networks: built from an architecture's file, tried, read back after training.

What such a file must hold, the contract of an architecture, stands in `architectures`.
"""

import importlib.util
import json
import traceback
from collections import OrderedDict
from pathlib import Path

import safetensors.torch
import torch
from torch import nn

from shiftlab.jobs.errors import UserError
from shiftlab.networks import contract, front_ends, operators


def build(architecture, frame, classes, options):
    """Build the network of scripts/architectures/{architecture}.py: an nn.Module on the CPU.

    frame: side of the frame. classes: number of classes. options: mapping for its functions. An architecture
    with a front end becomes an nn.Sequential of `front_end`, `standardise`, and what is behind them.
    Raises UserError if one of its functions refuses.
    """
    if "front_end" not in contract.functions(_file(architecture)):
        return _call(architecture, "build", (frame, classes), options)
    front_end = build_front_end(architecture, frame, options)
    features = _try(architecture, front_ends.count_features, front_end, frame)
    behind = _call(architecture, "build", (features, classes), options)
    # The parts of a Sequential keep the names that its author gave them.
    parts = behind.named_children() if type(behind) is nn.Sequential else [("classifier", behind)]
    return nn.Sequential(
        OrderedDict(
            [
                ("front_end", front_end),  # (N, 1, frame, frame) -> (N, features)
                ("standardise", front_ends.Standardise(features)),
                *parts,
            ]
        )
    )


def build_front_end(architecture, frame, options):
    """Build the front end of an architecture that has one; arguments and errors as in `build`."""
    return _call(architecture, "front_end", (frame,), options)


def has_front_end(network):
    """Say whether `build` gave a network a front end."""
    return isinstance(getattr(network, "standardise", None), front_ends.Standardise)


def describe(architecture, frame, classes, options):
    """Build a network, try it on two frames, and return the description of its `operators`.

    Arguments as in `build`. Raises UserError if it cannot be built, fails, has an empty parameter, gives
    scores of another shape than (2, classes), or if its front end is none.
    """
    network = build(architecture, frame, classes, options).eval()
    for name, parameter in network.named_parameters():
        if not parameter.numel():
            raise _refusal(architecture, f"{name} has shape {tuple(parameter.shape)}; no size may be 0")
    with torch.no_grad():
        scores = _try(architecture, network, torch.zeros(2, 1, frame, frame))
        came_out = tuple(scores.shape) if isinstance(scores, torch.Tensor) else type(scores).__name__
        if came_out != (2, classes):
            raise _refusal(architecture, f"two frames give scores of shape {came_out}, not (2, {classes})")
        if has_front_end(network):
            _try(architecture, front_ends.check, network.front_end, frame)
        return operators.describe(network, frame)


def _file(architecture):
    return contract.FOLDER / f"{architecture}.py"


def _call(architecture, function, arguments, options):
    """Call a function of an architecture's file with the options that it takes; return the module."""
    own = contract.options_of(function, _file(architecture), options)
    spec = importlib.util.spec_from_file_location(architecture, _file(architecture))
    module = importlib.util.module_from_spec(spec)
    _try(architecture, spec.loader.exec_module, module)
    made = _try(architecture, getattr(module, function), *arguments, **own)
    if not isinstance(made, nn.Module):
        raise _refusal(architecture, f"{function} returns {type(made).__name__}, not a torch.nn.Module")
    return made


def _try(architecture, function, *arguments, **options):
    """Call a function that runs an architecture's own code; whatever it raises becomes a UserError."""
    try:
        return function(*arguments, **options)
    except UserError as error:
        raise _refusal(architecture, error) from error
    except Exception as error:
        lines = [
            entry.lineno
            for entry in traceback.extract_tb(error.__traceback__)
            if entry.filename == str(_file(architecture))
        ]
        where = f"line {lines[-1]}: " if lines else ""
        raise _refusal(architecture, f"{where}{type(error).__name__}: {error}") from error


def _refusal(architecture, reason):
    return UserError(f"scripts/architectures/{architecture}.py: {reason}")


def tensors(network):
    """Return the parameters and buffers of a network as safetensors takes them: contiguous, none shared."""
    return {
        name: tensor.clone(memory_format=torch.contiguous_format)
        for name, tensor in network.state_dict().items()
    }


def save(network, file):
    """Write the parameters and buffers of a network to a safetensors file."""
    safetensors.torch.save_file(tensors(network), file)


def load(weights, training, device):
    """Rebuild a trained network on `device`, in evaluation mode.

    weights: its safetensors file. training: its training.json.
    Returns (network, run), run being the mapping in training.json.
    """
    run = json.loads(Path(training).read_text(encoding="utf-8"))
    network = build(run["architecture"], run["frame"], run["classes"], run["options"])
    network.load_state_dict(safetensors.torch.load_file(weights))
    return network.eval().to(device, memory_format=torch.channels_last), run

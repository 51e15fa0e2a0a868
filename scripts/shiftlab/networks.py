"""Networks: built from an architecture's file, described by their operators, read back after training.

The contract of an architecture: `scripts/architectures/NAME.py` has a function
`build(frame, classes, **options)` that returns an nn.Module from normalised frames, float32
(N, 1, frame, frame), to scores, float32 (N, classes): logits or log-probabilities alike.
"""

import importlib.util
import json
from pathlib import Path

import safetensors.torch
import torch
from torch import nn

from shiftlab.errors import UserError

FOLDER = Path(__file__).parents[1] / "architectures"


def build(architecture, frame, classes, options):
    """Build the network of scripts/architectures/{architecture}.py: an nn.Module on the CPU.

    frame: side of the frame. classes: number of classes. options: mapping for build().
    Raises UserError if build() refuses.
    """
    file = FOLDER / f"{architecture}.py"
    spec = importlib.util.spec_from_file_location(architecture, file)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        return module.build(frame, classes, **options)
    except Exception as error:
        raise _refusal(architecture, error) from error


def describe(architecture, frame, classes, options):
    """Build a network, try it on two zero frames, and return its `operators`.

    Arguments as in `build`. Raises UserError if it cannot be built, fails, has an empty parameter, or
    gives scores of another shape than (2, classes).
    """
    network = build(architecture, frame, classes, options).eval()
    for name, parameter in network.named_parameters():
        if not parameter.numel():
            raise _refusal(architecture, f"{name} has shape {tuple(parameter.shape)}; no size may be 0")
    try:
        with torch.no_grad():
            scores = network(torch.zeros(2, 1, frame, frame))
    except Exception as error:
        raise _refusal(architecture, error) from error
    if scores.shape != (2, classes):
        came_out = tuple(scores.shape)
        raise _refusal(architecture, f"two frames give scores of shape {came_out}, not (2, {classes})")
    return operators(network, frame)


def _refusal(architecture, reason):
    kind = f"{type(reason).__name__}: " if isinstance(reason, Exception) else ""
    return UserError(f"scripts/architectures/{architecture}.py: {kind}{reason}")


def operators(network, frame):
    """Describe the linear and convolutional operators of a network, in the order of their execution.

    Found by sending two frames through it, on the CPU or wherever it is. Returns a list of mappings:
    name, kind ("linear" or "convolution"), neurons (output features or channels), shape (of the weight),
    sees_frame (whether it is linear, and on the pixels of the frame themselves).
    """
    kinds = {nn.Linear: "linear", nn.Conv2d: "convolution"}
    found = {}
    device = next(network.parameters()).device
    # No two pixels are alike, so nothing but the frame itself can pass for it.
    frames = torch.linspace(0, 1, 2 * frame * frame, device=device).reshape(2, 1, frame, frame)

    def note(name, kind):
        def hook(module, inputs, output):
            shape = list(module.weight.shape)
            sees_frame = shape == [shape[0], frame * frame] and torch.equal(
                inputs[0].flatten(), frames.flatten()
            )
            found[name] = {
                "name": name,
                "kind": kind,
                "neurons": shape[0],
                "shape": shape,
                "sees_frame": sees_frame,
            }

        return hook

    hooks = [
        module.register_forward_hook(note(name, kind))
        for name, module in network.named_modules()
        for operator, kind in kinds.items()
        if isinstance(module, operator)
    ]
    was_training = network.training
    with torch.no_grad():
        network.eval()(frames)
    network.train(was_training)
    for hook in hooks:
        hook.remove()
    return list(found.values())


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


class _Reached(Exception):
    """Thrown by a hook to end a forward pass at the operator that was asked for."""


def output_of(network, name, frames):
    """Return what the operator `name` of a network puts out for `frames`, float32 (N, 1, frame, frame).

    The operators behind it are not computed.
    """
    kept = []

    def keep(module, inputs, output):
        kept.append(output)
        raise _Reached

    hook = network.get_submodule(name).register_forward_hook(keep)
    try:
        network(frames)
    except _Reached:
        pass
    finally:
        hook.remove()
    return kept[0]

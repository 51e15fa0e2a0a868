"""The linear and convolutional operators inside a network: their description and their output."""

import torch
from torch import nn


def describe(network, frame):
    """Describe the linear and convolutional operators of a network, in the order of their execution.

    Found by passing two frames through it, on its device. Returns a list of mappings:
    name, kind ("linear" or "convolution"), neurons (output features or channels), shape (of the weight),
    sees_frame (whether it is linear, and on the pixels of the frame themselves).
    """
    kinds = {nn.Linear: "linear", nn.Conv2d: "convolution"}
    found = {}
    device = next(network.parameters()).device
    # All pixels differ, so nothing but the frame itself equals it.
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


class _Reached(Exception):
    """Raised by a hook to end a forward pass at the operator whose output is wanted."""


def output_of(network, name, frames):
    """Return the output of the operator `name` of a network for `frames`, float32 (N, 1, frame, frame).

    Later operators are not computed.
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

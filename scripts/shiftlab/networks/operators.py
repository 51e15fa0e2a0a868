"""The linear and convolutional operators inside a network: their description and their activations."""

import torch
from torch import nn

KINDS = {nn.Linear: "linear", nn.Conv1d: "convolution", nn.Conv2d: "convolution"}


def describe(network, frame):
    """Describe the linear and convolutional operators of a network, in the order of their first use.

    Found by passing two frames through it, on its device, together and then the first alone. Returns a list
    of mappings: name, kind ("linear" or "convolution"), neurons (output features or channels), shape (of the
    weight), sees_frame (whether it is linear, and on the pixels of the frame themselves) and role:

    - "output": the last operator, if it has a neuron for each class;
    - "hidden": another one, whose neurons have an activation for each frame, see `activations`;
    - "other": one whose output has no axis of frames in front, such as a layer on (tokens, N, features).
    """
    device = next(network.parameters()).device
    # All pixels differ, so nothing but the frame itself equals it.
    frames = torch.linspace(0, 1, 2 * frame * frame, device=device).reshape(2, 1, frame, frame)
    was_training = network.training
    network.eval()
    found, scores = _first_uses(network, frames)
    alone, _ = _first_uses(network, frames[:1])
    network.train(was_training)
    described = []
    for name, (operator, inputs, output) in found.items():
        shape = list(operator.weight.shape)
        kind = next(kind for operator_class, kind in KINDS.items() if isinstance(operator, operator_class))
        on_frame = shape == [shape[0], frame * frame] and torch.equal(inputs.flatten(), frames.flatten())
        is_last = len(described) == len(found) - 1
        if is_last and shape[0] == scores.shape[1]:
            role = "output"
        else:
            role = "hidden" if _has_row_per_frame(operator, output, alone[name][2]) else "other"
        described.append(
            {
                "name": name,
                "kind": kind,
                "neurons": shape[0],
                "shape": shape,
                "sees_frame": kind == "linear" and on_frame,
                "role": role,
            }
        )
    return described


def _first_uses(network, frames):
    """Return ({name: (operator, its input, its output)} at the first use of each operator, the scores)."""
    found = {}

    def note(name):
        def hook(module, inputs, output):
            found.setdefault(name, (module, inputs[0], output))

        return hook

    hooks = [
        module.register_forward_hook(note(name))
        for name, module in network.named_modules()
        if isinstance(module, tuple(KINDS))
    ]
    with torch.no_grad():
        scores = network(frames)
    for hook in hooks:
        hook.remove()
    return found, scores


def _has_row_per_frame(operator, of_two, of_one):
    """Say whether the first axis of an operator's output is that of the frames, given it for two and one."""
    if not isinstance(operator, nn.Linear) and of_two.ndim != operator.weight.ndim:
        return False  # a convolution of one map without an axis for several
    rest = of_two.shape[1:]
    return (of_two.shape, of_one.shape) == ((2, *rest), (1, *rest))


class _Reached(Exception):
    """Raised by a hook to end a forward pass at the operator whose output is wanted."""


def activations(network, operator, frames):
    """Return the activation of each neuron of a hidden operator, before its nonlinearity: (N, neurons).

    operator: its mapping, as `describe` returns it. frames: float32 (N, 1, frame, frame). Of a convolution's
    channel, it is the value in the middle of the map; of a linear operator on tokens, or on other positions,
    the mean over them. At the first use of the operator; what comes later is not computed.
    """
    output = output_of(network, operator["name"], frames)
    if operator["kind"] == "convolution":  # (N, neurons, length) or (N, neurons, height, width)
        middle = (size // 2 for size in output.shape[2:])
        return output[:, :, *middle]
    return output if output.ndim == 2 else output.flatten(1, -2).mean(dim=1)  # (N, ..., neurons)


def output_of(network, name, frames):
    """Return the output of the operator `name` of a network for some frames, at its first use.

    What comes later is not computed.
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

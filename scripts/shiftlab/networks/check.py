"""An architecture tried on two frames, before anything is trained."""

import torch

from shiftlab.networks import build, contract, front_ends
from shiftlab.networks import operators as network_operators


def operators(architecture, frame, classes, options):
    """Build a network, try it on two frames, and return the description of its operators.

    Arguments as in build.network; what is returned: see operators.describe. Raises UserError if the network
    cannot be built, fails, has no parameter or an empty one, gives scores of another shape than (2, classes),
    or if its front end depends on the offset.
    """
    network = build.network(architecture, frame, classes, options).eval()
    for name, parameter in network.named_parameters():
        if not parameter.numel():
            shape = tuple(parameter.shape)
            raise contract.refusal(architecture, f"{name} has shape {shape}; no size may be 0")
    with torch.no_grad():
        scores = build.try_out(architecture, network, torch.zeros(2, 1, frame, frame))
        came_out = tuple(scores.shape) if isinstance(scores, torch.Tensor) else type(scores).__name__
        if came_out != (2, classes):
            reason = f"two frames give scores of shape {came_out}, not (2, {classes})"
            raise contract.refusal(architecture, reason)
        if build.has_front_end(network):
            build.try_out(architecture, front_ends.check, network.front_end, frame)
        if not any(True for _ in network.parameters()):
            raise contract.refusal(architecture, "has no parameters, so there is nothing to train")
        return network_operators.describe(network, frame)

"""An architecture tried on two frames, before anything is trained.

As a program it writes what `operators` returns into a file; networks.trial runs it.
"""

import faulthandler
import json
import sys
from pathlib import Path

import torch

from shiftlab.jobs.errors import UserError
from shiftlab.networks import build, contract
from shiftlab.networks import operators as network_operators

# Of the largest score or feature: the rounding of sums differs with the size of a batch, and with the offset.
TOLERANCE = 1e-3


def operators(architecture, frame, garment, classes, options):
    """Build a network, try it on two frames, and return the description of its operators.

    Arguments as in build.network; what is returned: see operators.describe. Raises UserError if the network
    cannot be built, fails, has no parameter or an empty one, or if it should be invariant to the offset, or
    begins with a front end that should be, and is not. Its scores must have shape (2, classes), be finite,
    and be the same for a frame alone and in a batch.
    """
    network = build.network(architecture, frame, garment, classes, options).eval()
    for name, parameter in network.named_parameters():
        if not parameter.numel():
            shape = tuple(parameter.shape)
            raise contract.refusal(architecture, f"{name} has shape {shape}; no size may be 0")
    if not any(True for _ in network.parameters()):
        raise contract.refusal(architecture, "has no parameters, so there is nothing to train")
    with torch.no_grad():
        _check_scores(architecture, network, frame, classes)
        if build.has_front_end(network):
            if any(True for _ in network.front_end.parameters()):
                reason = "its front end has parameters, but a front end is not trained"
                raise contract.refusal(architecture, reason)
            _check_invariance(architecture, network.front_end, "front end", "features", frame, garment)
        elif contract.is_invariant(architecture):
            _check_invariance(architecture, network, "network", "scores", frame, garment)
        return build.try_out(architecture, network_operators.describe, network, frame)


def _check_scores(architecture, network, frame, classes):
    """Raise UserError unless a network's scores for two frames are what training and evaluation need."""
    frames = torch.randn(2, 1, frame, frame, generator=torch.Generator().manual_seed(0))
    _scores(architecture, network.train(), frames, classes)
    scores = _scores(architecture, network.eval(), frames, classes)
    if not scores.isfinite().all():
        raise contract.refusal(architecture, "its scores are not finite numbers, even before training")
    alone = torch.cat([_scores(architecture, network, one, classes) for one in frames.split(1)])
    if (scores - alone).abs().max() > TOLERANCE * scores.abs().max():
        raise contract.refusal(
            architecture,
            "the scores of a frame differ between a batch of two and the frame alone; in evaluation mode "
            "they must not depend on the other frames of a batch, or on chance",
        )


def _check_invariance(architecture, module, kind, answers, frame, garment):
    """Raise UserError if the answers of a module to a frame change when a garment moves."""
    height, width = garment
    drawn = torch.rand(height, width, generator=torch.Generator().manual_seed(0))
    frames = torch.zeros(2, 1, frame, frame)
    frames[0, 0, :height, :width] = drawn
    right = max(frame - 1, width)  # not the corner, as corners are equal modulo any stride
    frames[1, 0, frame - height :, right - width : right] = drawn
    here, there = build.try_out(architecture, module, frames)
    change = ((here - there).abs().max() / here.abs().max()).item()
    if not change < TOLERANCE:
        raise contract.refusal(
            architecture,
            f"its {kind} is not invariant to the offset: its {answers} change by {100 * change:.2g} % of the "
            f"largest when a garment moves, where at most {100 * TOLERANCE:g} % is allowed",
        )


def _scores(architecture, network, frames, classes):
    """Return a network's scores for frames, float32 (N, classes); UserError if they have another shape."""
    scores = build.try_out(architecture, network, frames)
    expected = (len(frames), classes)
    came_out = tuple(scores.shape) if isinstance(scores, torch.Tensor) else type(scores).__name__
    if came_out != expected:
        given = f"frames of shape {tuple(frames.shape)}"
        raise contract.refusal(architecture, f"{given} give scores of shape {came_out}, not {expected}")
    return scores


def main(architecture, frame, garment, classes, options, file, limit):
    """Write the operators of a network into a JSON file; a mistake ends in one line and exit code 1.

    The arguments are text, garment and options JSON. After `limit` seconds, it ends with a traceback.
    """
    faulthandler.dump_traceback_later(float(limit), exit=True)
    try:
        found = operators(architecture, int(frame), json.loads(garment), int(classes), json.loads(options))
    except UserError as error:
        sys.exit(f"error: {error}")
    Path(file).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

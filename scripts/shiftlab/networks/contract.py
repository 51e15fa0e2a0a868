"""What the file of an architecture says of itself, read from its source: nothing is run, torch stays away.

The contract of an architecture: `scripts/architectures/NAME.py` has a function
`build(frame, classes, **options)` that returns an nn.Module from normalised frames, float32
(N, 1, frame, frame), to scores, float32 (N, classes): logits or log-probabilities alike.

An architecture may begin with a front end: a part that is fixed, and blind to where a garment stands. Then
its file has a second function, `front_end(frame, **options)`, that returns an nn.Module without parameters
from frames to features, float32 (N, features), and its `build(features, classes, **options)` goes on from
there: it is given the features standardised, each with mean 0 and standard deviation 1 over the training
garments. Every garment is encoded once, for all offsets, epochs and seeds. Each option goes to the function
that takes it.
"""

import ast
from pathlib import Path

from shiftlab.jobs import digests
from shiftlab.jobs.errors import UserError

FOLDER = Path(__file__).parents[2] / "architectures"


def functions(file):
    """Return the functions of an architecture's file, "build" and maybe "front_end": {name: its options}.

    The options are a list of names, or None for a function that takes any (**options).
    Raises UserError if the file is not valid Python, or has no function build.
    """
    found = {}
    for node in digests.parse(file).body:
        if isinstance(node, ast.FunctionDef) and node.name in ("build", "front_end"):
            given = {"build": 2, "front_end": 1}[node.name]  # the frame or the features, and the classes
            names = [argument.arg for argument in node.args.posonlyargs + node.args.args][given:]
            names += [argument.arg for argument in node.args.kwonlyargs]
            found[node.name] = None if node.args.kwarg else names
    if "build" not in found:
        raise UserError(f"{file}: has no function build(frame, classes, **options)")
    return found


def options_of(function, file, options):
    """Return those of an architecture's `options` that a function of its file takes, build or front_end."""
    taken = functions(file)[function]
    return {name: value for name, value in options.items() if taken is None or name in taken}

"""The contract of an architecture, and what its file declares, read from the source: nothing is run.

The file `scripts/architectures/NAME.py` has a function `build(frame, classes, **options)`. It returns an
nn.Module from normalised frames, float32 (N, 1, frame, frame), to scores, float32 (N, classes): logits or
log-probabilities alike.

An architecture may begin with a front end: a fixed part whose features do not depend on the offset. Then the
file has a second function, `front_end(frame, **options)`, that returns an nn.Module without parameters from
frames to features, float32 (N, features), and `build(features, classes, **options)` continues from there: its
input is the features standardised, each with mean 0 and standard deviation 1 over the training garments.
Every garment is encoded once, for all offsets, epochs and seeds. Each option goes to the function that takes
it.
"""

import ast
from pathlib import Path

from shiftlab.jobs import digests
from shiftlab.jobs.errors import UserError

FOLDER = Path(__file__).parents[2] / "architectures"


def file_of(architecture):
    """Return the path of an architecture's file."""
    return FOLDER / f"{architecture}.py"


def functions(architecture):
    """Return the functions of an architecture's file, "build" and maybe "front_end": {name: its options}.

    The options are a list of names, or None for a function that takes any (**options).
    Raises UserError if the file is not valid Python, or has no function build.
    """
    found = {}
    for node in digests.parse(file_of(architecture)).body:
        if isinstance(node, ast.FunctionDef) and node.name in ("build", "front_end"):
            given = {"build": 2, "front_end": 1}[node.name]  # the frame or the features, and the classes
            names = [argument.arg for argument in node.args.posonlyargs + node.args.args][given:]
            names += [argument.arg for argument in node.args.kwonlyargs]
            found[node.name] = None if node.args.kwarg else names
    if "build" not in found:
        raise refusal(architecture, "has no function build(frame, classes, **options)")
    return found


def has_front_end(architecture):
    """Say whether an architecture begins with a front end; errors as in `functions`."""
    return "front_end" in functions(architecture)


def options_of(function, architecture, options):
    """Return those of an architecture's `options` that one of its functions takes, build or front_end."""
    taken = functions(architecture)[function]
    return {name: value for name, value in options.items() if taken is None or name in taken}


def refusal(architecture, reason):
    """Return the UserError that says what is wrong with an architecture's file."""
    return UserError(f"scripts/architectures/{architecture}.py: {reason}")

"""The contract of an architecture, and what its file declares, read from the source: nothing is run.

The file `scripts/architectures/NAME.py` has a function `build(frame, classes, **options)`. It returns an
nn.Module from normalised frames, float32 (N, 1, frame, frame), to scores, float32 (N, classes): logits or
log-probabilities alike. In evaluation mode, the scores of a frame are the same in any batch.

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

SCRIPTS = Path(__file__).parents[2]
FOLDER = SCRIPTS / "architectures"


def file_of(architecture):
    """Return the path of an architecture's file."""
    return FOLDER / f"{architecture}.py"


def functions(architecture):
    """Return the functions of an architecture's file, "build" and maybe "front_end": {name: its options}.

    The options are a list of names, or None for a function that takes any (**options).
    Raises UserError if the file is not valid Python, has no function build, or if one of the two does not
    take the arguments that it is called with.
    """
    body = digests.parse(file_of(architecture)).body
    defined = {node.name: node.args for node in body if isinstance(node, ast.FunctionDef)}
    calls = {"build": ["frame", "classes"]}
    if "front_end" in defined:
        calls = {"build": ["features", "classes"], "front_end": ["frame"]}
    found = {}
    for name, given in calls.items():
        signature = f"{name}({', '.join(given)}, **options)"
        if name not in defined:
            raise refusal(architecture, f"has no function {signature}")
        taken = defined[name]
        names = [argument.arg for argument in taken.posonlyargs + taken.args]
        if len(names) < len(given) and not taken.vararg:
            raise refusal(architecture, f"{name}({', '.join(names)}) is called as {signature}")
        names = names[len(given) :] + [argument.arg for argument in taken.kwonlyargs]
        found[name] = None if taken.kwarg else names
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

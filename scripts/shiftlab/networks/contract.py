"""The contract of an architecture, and what its file declares, read from the source: nothing is run.

The file `scripts/architectures/NAME.py` has a function `build(frame, classes, **options)`. It returns an
nn.Module from normalised frames, float32 (N, 1, frame, frame), to scores, float32 (N, classes): logits or
log-probabilities alike. In evaluation mode, the scores of a frame are the same in any batch.

An architecture may begin with a front end: a fixed part whose features do not depend on the offset. Then the
file has a second function, `front_end(frame, **options)`, that returns an nn.Module without parameters from
frames to features, float32 (N, K), or to maps, float32 (N, C, h, w). `build(features, classes, **options)`
continues from there, where `features` is K, or (C, h, w). Its input is standardised: each feature, or each
channel of the maps, has mean 0 and standard deviation 1 over the training garments. Every garment is encoded
once, for all offsets, epochs and seeds.

A network without a front end may be invariant as well. Its file then says `INVARIANT = True`. Like one with a
front end, it is trained once for all placements, and refused if its scores change when a garment moves.

Each option goes to the function that takes it. A function with a parameter called `garment` receives the
(height, width) of the garments.
"""

import ast
from pathlib import Path

from shiftlab.jobs import digests
from shiftlab.jobs.errors import UserError

SCRIPTS = Path(__file__).parents[2]
FOLDER = SCRIPTS / "architectures"
GARMENT = "garment"  # the parameter that receives the size of the garments


def file_of(architecture):
    """Return the path of an architecture's file."""
    return FOLDER / f"{architecture}.py"


def functions(architecture):
    """Return the functions of an architecture's file, "build" and maybe "front_end": {name: its options}.

    The options are a list of names, or None for a function that takes any (**options).
    Raises UserError if the file is not valid Python, has no function build, or if one of the two does not
    take the arguments that it is called with.
    """
    taken = {}
    for name, (names, any_option) in _parameters(architecture).items():
        taken[name] = None if any_option else [option for option in names if option != GARMENT]
    return taken


def has_front_end(architecture):
    """Say whether an architecture begins with a front end; errors as in `functions`."""
    return "front_end" in functions(architecture)


def is_invariant(architecture):
    """Say whether an architecture's scores do not depend on the offset; errors as in `functions`."""
    declared = any(
        isinstance(node, ast.Assign)
        and [getattr(target, "id", None) for target in node.targets] == ["INVARIANT"]
        and getattr(node.value, "value", None) is True
        for node in digests.parse(file_of(architecture)).body
    )
    return declared or has_front_end(architecture)


def takes_garment(function, architecture):
    """Say whether a function of an architecture, build or front_end, takes the size of the garments."""
    return GARMENT in _parameters(architecture)[function][0]


def options_of(function, architecture, options):
    """Return those of an architecture's `options` that one of its functions takes, build or front_end."""
    taken = functions(architecture)[function]
    return {name: value for name, value in options.items() if taken is None or name in taken}


def refusal(architecture, reason):
    """Return the UserError that says what is wrong with an architecture's file."""
    return UserError(f"scripts/architectures/{architecture}.py: {reason}")


def _parameters(architecture):
    """Return the parameters of each function after those of its call: {name: (names, whether **options)}."""
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
        found[name] = names, taken.kwarg is not None
    return found

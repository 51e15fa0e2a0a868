"""A configuration that was changed at random is taken, or refused in one line; nothing else happens."""

import copy
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from shiftlab.experiment import labels, load, outputs, runs
from shiftlab.jobs.errors import UserError
from tests.experiment.test_load import DEFAULTS


def places(section, path=()):
    """Return the path of every value in a configuration, as tuples of keys and positions."""
    items = section.items() if isinstance(section, dict) else enumerate(section)
    found = []
    for key, value in items:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places(value, (*path, key))
    return found


WORDS = st.sampled_from(
    [
        "all",
        "black",
        "clutter",
        "auto",
        "shifted",
        "fashion_mnist",
        "image_folder",
        "two_full",
        "../x",
        "é",
        "",
    ]
)
KEYS = st.sampled_from(
    [
        "noise",
        "source",
        "frame",
        "options",
        "hidden",
        "training",
        "epochs",
        "garment",
        "folder",
        "kind",
        "noun",
        "one",
    ]
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 2**70),
    st.floats(),
    WORDS,
    st.text(max_size=8),
    st.just(date(2026, 1, 1)),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(WORDS, KEYS, st.integers(0, 3)), inner, max_size=4),
    ),
    max_leaves=6,
)


def put(config, path, value):
    """Set a value of a configuration, if what an earlier change left has such a place."""
    *parents, last = path
    try:
        for key in parents:
            config = config[key]
        config[last] = value
    except (KeyError, IndexError, TypeError):
        pass


@given(st.lists(st.tuples(st.sampled_from(places(DEFAULTS)), VALUES), min_size=1, max_size=3))
@settings(max_examples=500, deadline=None)
def test_a_configuration(changes):
    config = copy.deepcopy(DEFAULTS)
    for path, value in changes:
        put(config, path, value)
    try:
        experiment = load.experiment(config, DEFAULTS)
    except UserError as error:
        assert "\n" not in str(error)
        return
    outputs.handout_facts(experiment)
    outputs.comparisons(experiment, [])
    runs.transfers(experiment)
    assert all(labels.shown(experiment, run) for run in runs.all_runs(experiment))

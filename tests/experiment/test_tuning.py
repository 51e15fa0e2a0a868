from copy import deepcopy

import pytest
import yaml
from snakemake.utils import update_config

from shiftlab.experiment import load, tuning
from shiftlab.tables import files
from tests.conftest import ROOT
from tests.experiment.test_load import DEFAULTS
from tests.experiment.test_runs import experiment


def read(name):
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def updated(configuration, changes):
    """Return a configuration with changes, as Snakemake merges several files."""
    both = deepcopy(configuration)
    update_config(both, changes)
    return both


STUDY = updated(read("study.yaml"), read("study_cluster.yaml"))
RECORDS = {file.stem: read(file) for file in sorted(ROOT.glob("records/*.yaml"))}


def networks(**grids):
    """Return the default experiment with a network for each grid."""
    return experiment(architectures={name: {"tuning": grid} for name, grid in grids.items()})


def test_a_grid_is_the_product_of_its_lists_in_place_of_the_training_settings():
    grid = {"epochs": [5, 10], "learning_rate": [0.05, 1]}
    found = tuning.grid(networks(two_full=grid).architectures["two_full"])
    assert found == {
        f"learning_rate{rate}_epochs{epochs}": DEFAULTS["training"]
        | {"learning_rate": rate, "epochs": epochs}
        for rate in (0.05, 1.0)
        for epochs in (5, 10)
    }


def test_a_network_without_tuning_has_no_grid():
    found = networks(two_full={}, two_conv_two_full={"schedule": ["constant", "linear"]}).architectures
    assert tuning.grid(found["two_full"]) == {}
    assert list(tuning.grid(found["two_conv_two_full"])) == ["scheduleconstant", "schedulelinear"]


def test_what_any_grid_varies_is_listed_once_in_the_order_of_the_settings():
    found = networks(two_full={"epochs": [1], "momentum": [0.5]}, two_conv_two_full={"epochs": [2, 3]})
    assert tuning.varied(found) == ["momentum", "epochs"]
    assert tuning.varied(networks(two_full={})) == []


@pytest.mark.parametrize(
    ("table", "configuration", "own"),
    # Of config.yaml, all but the perceptron, which has the notebook's settings; of the others, their own.
    [
        ("tuning", DEFAULTS, DEFAULTS),
        ("tuning_study", updated(DEFAULTS, STUDY), STUDY),
        *((f"tuning_record_{name}", record, record) for name, record in RECORDS.items()),
    ],
    ids=["config", "studies", *RECORDS],
)
def test_the_configured_settings_are_the_winners_of_the_committed_table(table, configuration, own):
    """Whoever changes a setting must have compared it: `snakemake tune` makes the table."""
    found = load.experiment(configuration, DEFAULTS)
    tuned = {name for name, settings in own["architectures"].items() if settings} - {"two_full"}
    table = files.read(ROOT / f"workflow/resources/{table}.csv")
    varied, winners = tuning.varied(found), table[table["chosen"]].set_index("architecture")
    assert tuned == set(winners.index) and winners.index.is_unique
    for name in tuned:
        tried = table.loc[table["architecture"] == name, varied]
        points = tuning.grid(found.architectures[name]).values()
        assert tried.to_dict("records") == [{key: point[key] for key in varied} for point in points]
        training = found.architectures[name].training.model_dump()
        assert {key: training[key] for key in varied} == winners.loc[name, varied].to_dict()

from shiftlab.experiment import tuning
from tests.experiment.test_load import DEFAULTS
from tests.experiment.test_runs import experiment


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

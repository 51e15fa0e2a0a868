import json

import pytest

from shiftlab.record import table


def test_seconds_have_a_median_and_accuracies_a_mean(tmp_path):
    """Two networks of one record, one of them with two seeds."""
    trainings, offsets = [], []
    for network, results in {"one": [(40, 0.91), (50, 0.92), (42, 0.93)], "other": [(9, 0.8)]}.items():
        folder = tmp_path / "91" / network
        folder.mkdir(parents=True)
        for seed, (seconds, accuracy) in enumerate(results):
            trainings.append(folder / f"seed{seed}.json")
            facts = {"seconds": seconds, "test_accuracy": accuracy, "threads": 2, "training": {"epochs": 3}}
            trainings[-1].write_text(json.dumps(facts))
        offsets.append(folder / "offsets.json")
        offsets[-1].write_text(json.dumps({"offsets": 841, "test_garments": 9, "changed_garments": 0}))
    one, other = table.tabulate(trainings, offsets).to_dict("records")
    assert [row["architecture"] for row in (one, other)] == ["one", "other"]
    assert (one["record"], one["epochs"], one["seeds"], one["threads"]) == ("91", 3, 3, 2)
    assert (one["median_seconds"], one["lowest_seconds"], one["highest_seconds"]) == (42, 40, 50)
    assert one["test_accuracy"] == pytest.approx(0.92) and one["lowest_accuracy"] == 0.91
    assert one["accuracy_deviation"] == pytest.approx(0.01)
    assert (one["offsets"], one["changed_garments"], other["seeds"]) == (841, 0, 1)

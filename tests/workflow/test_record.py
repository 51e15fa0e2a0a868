"""`snakemake record` on the tiny set: what it measures, not how fast this machine is."""

import csv

import pytest
import yaml

pytestmark = pytest.mark.slow

NETWORK = {"options": {"channels": 4}, "training": {"epochs": 1, "batch_size": 100}}


def rewrite(project, **record):
    """Replace the records of a project by one."""
    for file in (project.folder / "records").iterdir():
        file.unlink()
    (project.folder / "records/mine.yaml").write_text(yaml.safe_dump(record))


def test_every_seed_is_timed_and_every_offset_checked(project):
    rewrite(project, architectures={"recentred_conv": NETWORK}, seeds=[1, 2], threads=2)
    project.build("record")
    with open(project.folder / "results/tables/record.csv", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["record"], row["architecture"], row["epochs"]) == ("mine", "recentred_conv", "1")
    assert (row["seeds"], row["threads"]) == ("2", "2")
    assert 0 < float(row["lowest_seconds"]) <= float(row["median_seconds"]) <= float(row["highest_seconds"])
    assert 0 < float(row["test_accuracy"]) < 1
    assert (row["offsets"], row["changed_garments"]) == ("841", "0")
    assert "Nothing to be done" in project.build("record").stderr


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        (
            {"architectures": {"two_full": {}}},
            "architectures.two_full: a record takes a network with a front end, whose accuracy is the same "
            "at every offset",
        ),
        ({"architectures": {"recentred_conv": NETWORK}, "threads": 0}, "threads: "),
    ],
)
def test_a_bad_record_is_one_line(project, record, complaint):
    rewrite(project, **record)
    done = project.snakemake("record")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"error: records/mine.yaml: {complaint}" in done.stderr

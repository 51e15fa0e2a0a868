"""What a user types after `snakemake`: values of the configuration."""

from tests.conftest import new_project


def test_lists_and_mappings_may_be_given(tmp_path):
    project = new_project(tmp_path / "project")
    project.configure(lambda config: config.pop("seeds"))
    values = ("seeds=[1, 2]", "training={epochs: 3}", "device=cpu")
    plan = project.build("--dry-run", "--verbose", "--config", *values, "--", "summary").stdout
    assert "runs/shifted/two_full/seed2/weights.safetensors" in plan
    done = project.snakemake("--dry-run", "--config", "seeds=[1, two]", "--", "summary")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("error: seeds.1: 'two' (text) is not allowed")

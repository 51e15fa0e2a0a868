"""What has to be written in two files is the same in both."""

import yaml

from tests.conftest import ROOT


def profile(name):
    return yaml.safe_load((ROOT / "profiles" / name / "config.yaml").read_text())


def test_the_profiles_share_what_does_not_depend_on_where_jobs_run():
    default, slurm, sge = (profile(name) for name in ("default", "slurm", "sge"))
    everywhere = default.keys() - {"resources", "default-resources"}
    assert "rerun-triggers" in everywhere
    for cluster in (slurm, sge):
        assert {key: cluster.get(key) for key in everywhere} == {key: default[key] for key in everywhere}
    both = (slurm.keys() & sge.keys()) - {"executor"}
    assert "retries" in both
    assert {key: slurm[key] for key in both} == {key: sge[key] for key in both}


def test_the_citation_and_the_list_of_changes_have_the_version():
    version = (ROOT / "VERSION").read_text().strip()
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text())["version"] == version
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text()

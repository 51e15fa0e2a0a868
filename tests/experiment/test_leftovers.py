from shiftlab.experiment import leftovers


def test_what_fits_a_pattern_and_is_not_made_is_left_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    runs = [f"results/runs/shifted/{name}/seed1/history.csv" for name in ("kept", "old")]
    mine = ["results/notes.txt", "results/runs/shifted/old/notes/history.csv", "results/runs/report.html"]
    for file in (*runs, *mine):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    patterns = ["results/runs/{dataset}/{architecture}/seed{seed}/history.csv", "results/tables/a+b.csv"]
    found = leftovers.find("results", patterns, {runs[0]})
    assert found == [runs[1]]
    leftovers.remove(found, "results")
    assert not (tmp_path / runs[1]).parent.exists()
    assert all((tmp_path / file).exists() for file in (runs[0], *mine))
    leftovers.remove([runs[0]], "results")
    assert not (tmp_path / "results/runs/shifted/kept").exists()

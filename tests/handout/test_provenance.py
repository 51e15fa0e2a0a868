import json
import subprocess

from shiftlab.handout import provenance


def git(folder, *arguments):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_handout_says_from_which_code_and_when_its_results_are(tmp_path):
    costs = [tmp_path / "1.json", tmp_path / "2.json"]
    for file, date in zip(costs, ("2026-12-03", "2026-11-29")):
        file.write_text(json.dumps({"date": date}))
    code = tmp_path / "code"
    code.mkdir()
    (code / "VERSION").write_text("1.2\n")
    assert provenance.of(code, costs) == {"version": "1.2", "commit": "", "date": "3 December 2026"}
    git(code, "init", "-q")
    git(code, "add", ".")
    git(code, "commit", "-qm", "Begin")
    commit = provenance.of(code, costs)["commit"]
    assert len(commit) == 10 and int(commit, 16)
    (code / "VERSION").write_text("1.3\n")
    assert provenance.of(code, costs)["commit"] == f"{commit} with changes"
    inside = code / "inside"
    inside.mkdir()
    (inside / "VERSION").write_text("1.2")
    assert provenance.of(inside, costs)["commit"] == ""  # that of another project

"""What the handout says of stripes, with numbers of each outcome."""

import pytest

from shiftlab.handout import exercises, rendering, template
from shiftlab.tables import number_files
from tests.conftest import ROOT

TEXT = ROOT / "workflow/handout/handout.md"
PLACEMENTS = {"shifted": "uniform", "centered": "center"}
OF_DATASET = {
    "frame": 56,
    "height": 28,
    "width": 28,
    "rows": 29,
    "columns": 29,
    "offsets": 841,
    "classes": 10,
    "moved/garments": 1000,
    "moved/1/further": 0.6,
    "moved/2/further": 0.9,
}
OF_DATASET |= {"training_garments": 500, "test_garments": 100}
OF_COVARIANCE = {"fourier_diagonal": 0.44, "fourier_diagonal_middle": 0.61}
OF_COVARIANCE |= {"eigenvectors": 40, "explained_variance": 0.8}
OF_RUN = {"parameters": 7, "test_accuracy": 0.7, "expected_accuracy": 0.7, "class_image_probability": 0.9}
OF_RUN |= {"worst_accuracy": 0.6, "best_accuracy": 0.8, "consistency": 0.9, "garments": 20}
OF_RUN |= {f"transfer/{dataset}/accuracy": 0.7 for dataset in PLACEMENTS}
SETTINGS = {
    "epochs": 10,
    "batch_size": 250,
    "learning_rate": 0.1,
    "momentum": 0.5,
    "steps": 5,
    "step_size": 1,
}
SHARES = {"trained": 0.3, "untrained": 0.02, "noise": 0.02, "eigenvectors": 0.4}


def written(shares, half=0.01, seeds=1, architecture="two_full", covariance=True):
    """Fill in the text, given {dataset: {kind: pair share}}; return it in one line."""
    names = {f"settings/{architecture}/{key}": value for key, value in (SETTINGS | {"neurons": 9}).items()}
    networks = []
    for dataset, kinds in shares.items():
        facts = OF_DATASET | (OF_COVARIANCE if covariance else {})
        names |= {f"datasets/{dataset}/{key}": value for key, value in facts.items()}
        run = f"runs/{dataset}/{architecture}"
        names |= {f"{run}/{key}": value for key, value in OF_RUN.items()}
        words = {"network": "net", "trained_on": dataset, "dataset": dataset, "architecture": architecture}
        names |= {f"{run}/{key}": word for key, word in words.items()}
        networks.append(words)
        for other in shares:
            names |= {
                f"{run}/than/{other}/{architecture}/difference{part}": 0.1 for part in ("", "_interval")
            }
        for kind, share in kinds.items():
            for region in ("frame", "middle"):
                names[f"{run}/stripes/fc1/{kind}/{region}/pair_share"] = share
                names[f"{run}/stripes/fc1/{kind}/{region}/pair_share_interval"] = half
    facts = {
        "datasets": {dataset: PLACEMENTS[dataset] for dataset in shares},
        "seed": "seed1",
        "seeds": seeds,
        "notice": None,
    }
    facts |= {
        "architectures": [architecture],
        "learned": [architecture],
        "noun": {"one": "garment", "many": "garments"},
        "networks": networks,
        "source": "fashion_mnist",
    }
    known = template.context(number_files.tree(names), **facts)
    made = {"version": "1.0", "commit": "", "date": "1 May 2026"}
    drawn = {"figure": lambda *names, **others: "figure.png", "page": False, "live": {}, "made": made}
    drawn["exercises"] = exercises.read(ROOT / "workflow/resources/exercises.csv")
    return " ".join(rendering.Text(TEXT, known | drawn).markdown.replace("\xa0", " ").split())


@pytest.mark.parametrize(
    "centered, claim",
    [
        (0.02, "produces none that we can tell from chance: they come from the shifts."),
        (0.1, "produces some as well, but shifts produce more."),
        (0.295, "shows no difference beyond the interval."),
        (0.4, "produces more of them, so here the explanation fails."),
    ],
)
def test_what_makes_stripes_follows_from_intervals(centered, claim):
    text = written({"shifted": SHARES, "centered": SHARES | {"trained": centered}})
    assert claim in text
    assert "the trained neurons are more striped than before training, and than white noise" in text
    assert "44.0 % of its squared norm" in text and "40.0 % | 40.0 % |" in text
    assert f"trained on *centered* | {100 * centered:.1f} ± 1.0 % |" in text
    assert ("a trace of the shifts" in text) == (centered < 0.2)
    assert "95 % interval over the neurons." in text
    assert "says nothing about another training" in text


def test_wide_intervals_leave_no_claim():
    text = written({"shifted": SHARES, "centered": SHARES | {"trained": 0.1}}, half=0.3, seeds=3)
    assert "we cannot tell whether the trained neurons are more striped" in text
    assert "shows no difference beyond the interval" in text
    assert "as striped as the neurons, as far as we can tell" in text
    assert "a trace of the shifts" not in text and "Many of them are striped" not in text
    assert "95 % interval over the seeds." in text
    assert "says nothing about another training" not in text


@pytest.mark.parametrize("control", ["untrained", "noise"])
def test_stripes_are_claimed_beyond_both_controls_only(control):
    text = written({"shifted": SHARES | {control: 0.295}, "centered": SHARES | {"trained": 0.02}})
    assert "we cannot tell whether the trained neurons are more striped" in text
    assert "Many of them are striped" not in text and "a trace of the shifts" not in text


def test_one_dataset_is_compared_with_no_other():
    shifted, centered = (written({dataset: SHARES}) for dataset in PLACEMENTS)
    for text in (shifted, centered):
        assert "Many of them are striped, more than chance would allow" in text
        assert "Do the stripes come from the shifts" not in text and "a trace of the shifts" not in text
    assert "rises from 1 at the border of the frame to 28 in the middle" in shifted
    assert "shaped like a tent" not in centered


def test_without_a_covariance_or_a_perceptron_nothing_is_said_of_it():
    shares = {kind: share for kind, share in SHARES.items() if kind != "eigenvectors"}
    text = written({"shifted": shares, "centered": shares}, covariance=False)
    assert "shows no difference beyond the interval" in text
    assert "squared norm" not in text and "eigenvectors of" not in text
    assert "stripes" not in written({"shifted": {}}, architecture="my_net")

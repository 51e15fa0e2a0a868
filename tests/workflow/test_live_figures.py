"""What each live figure computes or looks up, against NumPy and PyTorch."""

import re

import numpy as np
import pytest
import safetensors.torch
import torch

from shiftlab.data import datasets
from shiftlab.networks import trained

pytestmark = pytest.mark.slow

RUNS = "results/runs"
TEST = "results/datasets/shifted/test.npz"


@pytest.fixture
def garments(_built):
    """The test garments: uint8 (N, h, w)."""
    with np.load(_built.folder / TEST) as arrays:
        return arrays["garments"]


def placed(garment, y, x):
    """Return the frame of a garment, in grey levels of 0 to 1."""
    frame = np.zeros((56, 56))
    frame[y : y + 28, x : x + 28] = garment / 255
    return frame


# The opening figure


def test_the_opening_says_what_the_networks_say(open_page, _built):
    """At random offsets of random garments, for every network; PyTorch is asked for one frame at a time."""
    page, random = open_page(), np.random.default_rng(0)
    known = page.facts()
    garments = datasets.load_test(_built.folder / TEST, 56, "cpu")
    names = [network["name"] for network in known["networks"]]
    assert names == [
        *("shifted/two_full", "shifted/two_conv_two_full", "centered/two_full", "centered/two_conv_two_full")
    ]
    for name in names:
        run = _built.folder / RUNS / name / "seed1"
        asked, settings = trained.load(
            run / "weights.safetensors", run / "training.json", torch.device("cpu")
        )
        for _ in range(3):
            garment = known["garments"][random.integers(len(known["garments"]))]
            y, x = map(int, random.integers(29, size=2))
            page.go(f"garment={garment['number']}&offset={y},{x}&networks={names[0]},{name}")
            index = torch.tensor([garment["number"]])
            frames = garments.inputs(index, torch.tensor([[y, x]]), settings["normalisation"])
            with torch.no_grad():
                expected = 100 * asked(frames).softmax(dim=1)[0].numpy()
            assert np.abs(page.shares(1) - expected).max() < 0.5 + 0.2 + 0.01  # of rounding, twice
            (verdict,) = page.texts(1, ".verdict")
            right = "right" if expected.argmax() == garment["label"] else "wrong"
            assert verdict == f"{known['classes'][expected.argmax()]}: {right}"


def test_the_counts_are_those_of_the_translation_map(open_page, _built):
    page = open_page()
    known = page.facts()
    for network in known["networks"]:
        with np.load(_built.folder / RUNS / network["name"] / "seed1/translation.npz") as arrays:
            right = arrays["predicted"] == arrays["labels"][:, None, None]
            numbers = list(arrays["garments"])
        number = known["garments"][4]["number"]
        page.go(f"garment={number}&offset=14,14&networks={network['name']},{network['name']}")
        (count,) = page.texts(0, ".count")
        assert count.startswith(f"Right at {right[numbers.index(number)].sum()} of the 841 offsets.")
        assert f"right about {100 * right[:, 14, 14].mean():.0f} % of all" in count


def test_classes_are_found_by_dragging_and_counted(open_page, _built):
    page = open_page()
    known = page.facts()
    network = known["networks"][0]["name"]
    with np.load(_built.folder / RUNS / network / "seed1/translation.npz") as arrays:
        rows = [list(arrays["garments"]).index(garment["number"]) for garment in known["garments"]]
        numbers, predicted = arrays["garments"][rows], arrays["predicted"][rows]
    most = max(range(len(rows)), key=lambda row: len(np.unique(predicted[row])))
    page.go(f"garment={numbers[most]}&offset=0,0&networks={network},{network}")
    page.stage().focus()
    for row in range(29):
        page.press(*["ArrowLeft" if row % 2 else "ArrowRight"] * 28, "ArrowDown")
    page.drawn()
    everywhere = np.unique(predicted[most])
    names = page.figure.locator(".found .seen").all_text_contents()
    assert names == [known["classes"][label] for label in everywhere] and len(names) > 1
    count = page.figure.locator(".found strong")
    assert count.text_content() == f"{len(names)} of {len(names)} classes found"
    assert page.figure.locator(".task").text_content().startswith(f"You found all {len(names)} classes!")
    page.figure.locator("select[name=garment]").select_option(index=(most + 1) % len(rows))
    page.drawn()
    assert count.text_content().startswith("1 of ")


def test_wrong_offsets_are_shown_on_demand(open_page):
    page = open_page()

    def vermilion():
        return page.figure.evaluate("""figure => {
            const copy = new OffscreenCanvas(56, 56).getContext("2d", {willReadFrequently: true});
            copy.drawImage(figure.querySelector(".ground"), 0, 0);
            const pixels = copy.getImageData(0, 0, 56, 56).data;
            let count = 0;
            for (let at = 0; at < pixels.length; at += 4) {
                count += pixels[at] === 213 && pixels[at + 1] === 94 && pixels[at + 2] === 0;
            }
            return count;
        }""")

    assert vermilion() == 0
    page.page.get_by_label("offsets where it is wrong").check()
    page.drawn()
    (count,) = page.texts(0, ".count")
    assert vermilion() == 841 - int(re.search(r"at (\d+) of", count)[1]) > 0


def test_every_control_of_the_opening_is_reached_by_tab(open_page):
    page = open_page().page
    page.locator("#opening select").first.focus()
    names = []
    for _ in range(8):
        names.append(
            page.evaluate(
                "document.activeElement.getAttribute('aria-label')"
                " ?? (document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
            )
        )
        page.keyboard.press("Tab")
    controls = (
        *("Left", "Frame of the network on the left", "Right", "Frame of the network on the right"),
        *("Garment", "accuracy map", "offsets where it is wrong", "Link to this moment"),
    )
    assert [name[: len(control)] for name, control in zip(names, controls)] == list(controls)


# Stripe and phases


def numbers(page):
    values = page.figure.locator("data").evaluate_all("all => all.map((one) => one.value)")
    return list(map(float, values))


def test_stripes_respond_as_numpy_says(open_page, garments):
    """The rectified sum, its ripple, and what it nearly is, at random moments."""
    page, random = open_page("stripe"), np.random.default_rng(1)
    v, u = np.mgrid[:56, :56]
    for phases in range(1, 9):
        garment = page.facts()["garments"][random.integers(10)]["number"]
        y, x = random.integers(29, size=2)
        ky, kx = random.integers(-8, 9), random.integers(1, 9)
        page.go(f"garment={garment}&offset={y},{x}&k={ky},{kx}&phases={phases}")
        waves = [
            np.cos(2 * np.pi * (ky * v + kx * u) / 56 + 2 * np.pi * phase / phases) for phase in range(phases)
        ]
        sums = np.array(
            [
                [sum(max(0, (wave * placed(garments[garment], *at)).sum()) for wave in waves) for at in row]
                for row in np.moveaxis(np.mgrid[:29, :29], 0, -1)
            ]
        )
        ripple = (sums.max() - sums.min()) / sums.mean()
        modulus = abs(np.fft.fft2(placed(garments[garment], 0, 0))[ky, kx])
        expected = [sums[y, x], ripple, phases / np.pi * modulus]
        assert numbers(page) == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_neurons_respond_as_pytorch_says(open_page, garments, _built):
    page, random = open_page("stripe"), np.random.default_rng(2)
    weights = safetensors.torch.load_file(
        _built.folder / RUNS / "shifted/two_full/seed1/weights.safetensors"
    )["fc1.weight"].double()
    for neuron in page.facts()["neurons"]:
        garment = page.facts()["garments"][random.integers(10)]["number"]
        y, x = random.integers(29, size=2)
        page.go(f"garment={garment}&offset={y},{x}&neuron={neuron['number']}")
        frame = torch.tensor(placed(garments[garment], y, x))
        weight = weights[neuron["number"]].reshape(56, 56)
        spectrum = torch.fft.fft2(weight)
        energy = spectrum.abs()
        energy[0, 0] = 0
        part = torch.fft.ifft2(torch.where(energy > 0.999999 * energy.max(), spectrum, 0)).real
        expected = [(weight * frame).sum().item(), (part * frame).sum().item()]
        assert numbers(page) == pytest.approx(expected, rel=1e-6)


def test_more_phases_make_it_flat_and_neurons_have_none(open_page):
    page = open_page("stripe")
    page.go("k=2,3&phases=1")
    slider = page.figure.get_by_label("phases")
    slider.focus()
    ripples = []
    for _ in range(8):
        page.drawn()
        ripples.append(round(100 * numbers(page)[1]))
        page.press("ArrowRight")
    assert ripples[2:5] == pytest.approx([14, 33, 5], abs=4)  # of a wave that is not seen at all its phases
    assert ripples[6] < ripples[4] < ripples[2] < ripples[3] < ripples[1] < ripples[0]
    assert page.figure.locator("polyline.thin").count() == 8
    page.figure.locator("select[name=filter]").select_option(index=1)
    page.drawn()
    assert page.figure.locator("polyline.thin").count() == 0
    assert page.figure.locator("polyline.dashed").count() == 1
    slider.evaluate("slider => slider.focus()")
    assert not slider.evaluate("slider => slider === document.activeElement")


# Watch equivariance break


def maps(network, frame):
    """Return the maps of each layer, by PyTorch: four arrays (channels, side, side)."""
    with torch.no_grad():
        conv1 = network.conv1(frame)
        pool1 = network.relu1(network.pool1(conv1))
        conv2 = network.conv2(pool1)
        layers = conv1, pool1, conv2, network.relu2(network.pool2(conv2))
        return [layer[0].double().numpy() for layer in layers]


def distance(moved, rest, shift, stride):
    """Return the distance of maps from moved ones: of the ways to round the shift, the least."""
    found = []
    for down in {shift[0] // stride, -(-shift[0] // stride)}:
        for right in {shift[1] // stride, -(-shift[1] // stride)}:
            rows, columns = ((max(0, way), rest.shape[1] + min(0, way)) for way in (down, right))
            here = moved[:, slice(*rows), slice(*columns)]
            before = np.roll(rest, (down, right), (1, 2))[:, slice(*rows), slice(*columns)]
            deviation = before - before.mean(axis=(1, 2), keepdims=True)
            found.append(np.sqrt(((here - before) ** 2).sum() / (deviation**2).sum()))
    return min(found)


def test_maps_and_their_differences_are_those_of_pytorch(open_page, garments, _built):
    page, random = open_page("equivariance"), np.random.default_rng(3)
    run = _built.folder / RUNS / "shifted/two_conv_two_full/seed1"
    network, settings = trained.load(run / "weights.safetensors", run / "training.json", torch.device("cpu"))
    mean, std = settings["normalisation"].values()

    def frame(number, y, x):
        grey = torch.tensor(placed(garments[number], y, x), dtype=torch.float32)
        return (grey[None, None] - mean) / std

    for _ in range(8):
        number = page.facts()["garments"][random.integers(10)]["number"]
        y, x = map(int, random.integers(29, size=2))
        page.go(f"garment={number}&offset={y},{x}")
        moved, rest = maps(network, frame(number, y, x)), maps(network, frame(number, 14, 14))
        here = page.page.evaluate(
            """async (grey) => {
                const data = await live.read("equivariance");
                return convolutions.layers(56, grey, data).map(({values}) => [...values]);
            }""",
            placed(garments[number], y, x).ravel().tolist(),
        )
        for values, expected in zip(here, moved):
            assert np.abs(np.array(values) - expected.ravel()).max() < 1e-4
        shift = y - 14, x - 14
        expected = [distance(*pair, shift, stride) for *pair, stride in zip(moved, rest, (1, 2, 2, 4))]
        assert numbers(page) == pytest.approx(expected, abs=1e-4)


def test_differences_vanish_at_multiples_of_the_stride_only(open_page):
    page = open_page("equivariance")
    for shift, zero in {(4, -8): (1, 1, 1, 1), (2, 6): (1, 1, 1, 0), (-4, 1): (1, 0, 0, 0)}.items():
        page.go(f"offset={14 + shift[0]},{14 + shift[1]}")
        assert [number < 1e-5 for number in numbers(page)] == [bool(one) for one in zero]
        assert all(number < 1e-5 or number > 0.05 for number in numbers(page))

"""The wavelet microscope in a real browser: what it computes is PyTorch's, at every place and stretch."""

import copy
import re

import numpy as np
import pandas as pd
import pytest
import torch
from torch.fft import fft2

from shiftlab.analysis import deformation, wavelets
from shiftlab.data import datasets, download
from shiftlab.handout import documents, live_microscope, text_folder
from shiftlab.handout.rendering import Text
from shiftlab.networks import build, front_ends
from tests.conftest import DATA, ROOT
from tests.workflow.page import Opened

NORMALISATION = {"mean": 0.1307, "std": 0.3081}
OPTIONS = {"scattering": {"scales": 3, "angles": 4}, "fourier": {}}
NAMES = {"scattering": "scattering_two_full", "fourier": "fourier_modulus_two_full"}
LABELS = {"scattering": "scattering", "fourier": "Fourier <moduli>"}
CHOSEN = (3, 17)  # garments
TEXT = '---\ntitle: A title\n---\n\n```{=html}\n{% include "live_microscope.html" %}\n```\n'
COMPUTED = """async (compute) => {
  const data = await live.read("microscope");
  const own = scattering.of({ ...data, side: data.frame, spectra: data.arrays.spectra });
  return eval(compute)(own, data);
}"""


@pytest.fixture(scope="module")
def garments():
    images, labels = (download.find(DATA, file, "") for file in ("test_images", "test_labels"))
    return datasets.load(images, labels, 10, 56, torch.device("cpu"))


@pytest.fixture(scope="module")
def networks(garments):
    """Both front ends with what standardises their features, fitted on the tiny test garments."""
    found = {}
    for key, name in NAMES.items():
        front_end = build.front_end(name, 56, (28, 28), OPTIONS[key])
        features = front_end(deformation.centered(garments, NORMALISATION))
        standardise = front_ends.Standardise(features.shape[1:])
        standardise.fit(features)
        found[key] = front_end, standardise
    return found


@pytest.fixture(scope="module")
def distances(garments, networks):
    """The mean distance of each garment from the others, by features."""
    frames = deformation.centered(garments, NORMALISATION)
    return {
        key: deformation.measure(torch.nn.Sequential(*parts), frames)[1] for key, parts in networks.items()
    }


@pytest.fixture(scope="module")
def file(garments, networks, distances, tmp_path_factory):
    """A page with nothing but the microscope."""
    folder = tmp_path_factory.mktemp("microscope")
    images, labels = (download.find(DATA, name, "") for name in ("test_images", "test_labels"))
    np.savez(folder / "test.npz", **datasets.freeze_test(images, labels, 10, 56, "uniform"))
    for key, (_, standardise) in networks.items():
        np.savez(folder / f"{key}.npz", std=standardise.std, distances=distances[key])
    arrays = wavelets.measure(*networks["scattering"], garments, NORMALISATION)
    np.savez(folder / "wavelets.npz", **arrays)
    labels = garments.labels[list(CHOSEN)].tolist()
    rows = pd.DataFrame({"garment": CHOSEN, "label": labels, "kind": ["easy", "hard"]})
    rows.to_csv(folder / "garments.csv", index=False)
    read = live_microscope.read(
        *(folder / name for name in ("garments.csv", "test.npz", "wavelets.npz")),
        *(folder / f"{key}.npz" for key in NAMES),
        *(56, list("abcdefghij"), NORMALISATION, LABELS),
    )
    text_folder.copy(ROOT / "workflow/handout", folder / "text")
    (folder / "text/handout.md").write_text(TEXT)
    words = {"garment": "garment", "garments": "garments", "live": {"microscope": read}}
    text = Text(folder / "text/handout.md", words)
    page = documents.to_page(text, folder / "text/page.html", folder / "text")
    (folder / "page.html").write_text(page, encoding="utf-8")
    return folder / "page.html"


@pytest.fixture(scope="module")
def opened(file, browser):
    page = Opened(browser, file, "microscope")
    yield page
    assert page.complaints == []
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []


def exact(networks, key):
    """Return a front end that computes with float64."""
    return copy.deepcopy(networks[key][0]).double()


def frame_of(garments, index, offset=(14, 14)):
    return garments.inputs(torch.tensor([index]), torch.tensor([offset]), NORMALISATION).double()


def value(page, selector):
    return float(page.figure.locator(selector).get_attribute("value"))


@pytest.mark.parametrize("side", [1, 2, 3, 4, 6, 7, 15, 25, 26, 56])
def test_a_transform_of_any_side_is_pytorch_s(opened, side):
    image = torch.randn(side, side, dtype=torch.complex128, generator=torch.Generator().manual_seed(side))
    real, imaginary, back = opened.page.evaluate(
        """([side, re, im]) => {
          const image = { re: Float64Array.from(re), im: Float64Array.from(im) };
          const plan = fourier.plan(side);
          plan.forward(image);
          const found = [[...image.re], [...image.im]];
          plan.inverse(image);
          return [...found, [...image.re, ...image.im]];
        }""",
        [side, image.real.flatten().tolist(), image.imag.flatten().tolist()],
    )
    expected = fft2(image).T.flatten()
    assert real == pytest.approx(expected.real.tolist(), abs=1e-11)
    assert imaginary == pytest.approx(expected.imag.tolist(), abs=1e-11)
    assert back == pytest.approx([*image.real.flatten().tolist(), *image.imag.flatten().tolist()], abs=1e-12)


@pytest.mark.parametrize("share", [0, 0.005, 0.1])
def test_features_of_a_stretched_garment_are_pytorch_s(opened, garments, networks, share):
    still = frame_of(garments, CHOSEN[1], (3, 25))
    wider = deformation.stretched(still, share)
    found = opened.page.evaluate(
        COMPUTED,
        f"""(own) => {{
          const frame = own.stretched({still.flatten().tolist()}, {share});
          return [frame, own.moduli(frame), own.coefficients(frame)].map((values) => [...values]);
        }}""",
    )
    parts = [exact(networks, key) for key in ("fourier", "scattering")]
    expected = [wider.flatten(), *(part(wider).flatten() for part in parts)]
    for ours, theirs in zip(found, expected, strict=True):
        assert ours == pytest.approx(theirs.tolist(), abs=1e-5)


def test_the_map_of_a_moved_garment_and_its_mean_are_pytorch_s(opened, garments, networks):
    front_end, _ = networks["scattering"]
    means = []
    for scale, angle, offset, stretch in ((0, 1, (0, 28), 0), (2, 3, (20, 4), 10), (2, 3, (1, 1), 10)):
        y, x = offset
        opened.go(f"garment={CHOSEN[1]}&offset={y},{x}&scale={scale}&angle={angle}&stretch={stretch}")
        still = deformation.stretched(frame_of(garments, CHOSEN[1]), stretch / 100)[0, 0]
        frame = still.roll((y - 14, x - 14), (0, 1))
        wavelet = front_end.wavelets[4 * scale + angle].double()
        response = torch.fft.ifft2(fft2(frame) * wavelet).abs()
        means.append(value(opened, ".mean"))
        assert means[-1] == pytest.approx(response.mean().item(), abs=1e-5)
        grey = NORMALISATION["std"] * frame + NORMALISATION["mean"]
        for selector, expected in ((".ground", grey), (".response", response / response.max())):
            drawn = levels(opened, selector)
            assert np.abs(drawn - 255 * expected.clamp(0, 1).numpy()).max() <= 1
    assert means[1] == pytest.approx(means[2], rel=1e-12)  # of one garment at two offsets


def levels(page, selector):
    """Return the grey levels of a canvas: (56, 56)."""
    pixels = page.page.evaluate(
        """(selector) => {
          const canvas = document.querySelector(`#microscope ${selector}`);
          const copy = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          copy.drawImage(canvas, 0, 0);
          return [...copy.getImageData(0, 0, canvas.width, canvas.height).data];
        }""",
        selector,
    )
    return np.reshape(pixels, (56, 56, 4))[..., 0]


def test_the_wavelet_is_drawn_in_the_middle(opened, networks):
    opened.go("scale=2&angle=0")
    (space,) = wavelets.in_space(networks["scattering"][0].wavelets[None, 8:9].double())
    found = opened.page.evaluate(COMPUTED, "(own) => [...own.wavelet(2, 0)]")
    assert found == pytest.approx(space.flatten().tolist(), abs=1e-9)
    drawn = levels(opened, ".wavelet")
    assert abs(drawn[28, 28] - drawn[0, 0]) > 20 and drawn[0, 0] == drawn[55, 0]


def test_the_bars_are_the_changes_that_are_measured(opened, garments, networks, distances):
    for garment, stretch in ((CHOSEN[0], 5), (CHOSEN[1], 10), (CHOSEN[1], 0)):
        opened.go(f"garment={garment}&stretch={stretch}&offset=2,3")
        still = frame_of(garments, garment)
        wider = deformation.stretched(still, stretch / 100)
        for line, key in enumerate(("fourier", "scattering")):
            front_end, standardise = exact(networks, key), networks[key][1]
            features = [standardise(front_end(frame)) for frame in (still, wider)]
            expected = (features[0] - features[1]).norm().item() / distances[key].mean().item()
            assert value(opened, f"li >> nth={line} >> data") == pytest.approx(expected, abs=1e-5)
    assert opened.figure.locator(".bars").inner_text().split("\n")[0] == LABELS["fourier"]


def test_the_garment_is_dragged_and_stretched_and_a_voice_says_so(opened):
    opened.go(f"garment={CHOSEN[0]}&offset=14,14&scale=2&angle=2&stretch=5")
    mouse, mean = opened.page.mouse, value(opened, ".mean")
    mouse.move(*opened.point(20, 18))
    mouse.down()
    mouse.move(*opened.point(12, 25), steps=5)
    mouse.up()
    assert opened.offset() == (6, 21)
    assert value(opened, ".mean") == pytest.approx(mean, rel=1e-12)
    opened.figure.locator("[name=stretch]").focus()
    opened.press("ArrowRight", "ArrowRight", "Home", "ArrowRight")
    opened.stage().focus()
    opened.press("Shift+ArrowDown")
    assert opened.link() == "#microscope:garment=3&offset=11,21&scale=2&angle=2&stretch=1"
    spoken = opened.page.get_by_role("status").text_content()
    assert spoken.startswith("11 down, 21 across, 1 % wider. Mean of the map: 0.")
    assert re.search(r"Change: Fourier <moduli> \d+ %, scattering \d+ %\.$", spoken)


def test_a_link_restores_what_it_can(file, browser):
    state = "garment=17&offset=40,2&scale=1&angle=9&stretch=7"
    page = Opened(browser, file, "microscope", f"#microscope:{state}")
    names = ("garment", "scale", "angle", "stretch")
    shown = [page.figure.locator(f"[name={name}]").input_value() for name in names]
    assert shown == ["1", "1", "2", "7"]  # there is no angle 9, and no offset 40
    assert page.figure.locator("a.moment").get_attribute("href").split("&")[1] == "offset=14,14"
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_it_fits_and_every_target_is_large_enough(file, browser, size, scheme):
    page = Opened(browser, file, "microscope", size=size, color_scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for target in page.locator("#microscope :is(select, input, a, .handle)").all():
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 24, target
    names = [control.evaluate("own => own.labels[0].textContent") for control in page.locator("select").all()]
    assert all(name.strip() for name in names)

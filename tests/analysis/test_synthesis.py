import json

import numpy as np
import pytest
import torch
from torch.nn.functional import cosine_similarity

from shiftlab.analysis import synthesis
from shiftlab.networks import build, operators

CPU = torch.device("cpu")
NO_CONTROL = {"max_norm": None, "total_variation": 0, "blur": 0, "fourier": False, "shifts": 0}
SETTINGS = NO_CONTROL | {"neurons": 100, "steps": 60, "step_size": 0.5, "max_norm": 20}
EVERY = torch.arange(100)  # neurons


def network_of(architecture):
    torch.manual_seed(0)
    network = build.network(architecture, 56, (28, 28), 10, {}).eval()
    return network, operators.describe(network, 56)


def test_a_linear_neuron_is_most_excited_by_its_own_weights():
    """By the Cauchy-Schwarz inequality, within an L2 ball."""
    network, found = network_of("two_full")
    images, activations = synthesis.neuron_images(network, found[0], EVERY, 56, CPU, SETTINGS)
    assert cosine_similarity(images.flatten(1), network.fc1.weight).min() > 0.999
    best = 20 * network.fc1.weight.norm(dim=1) + network.fc1.bias
    torch.testing.assert_close(activations, best, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_an_image_of_the_batch_is_the_image_made_alone(architecture):
    """All images are one batch, but none of them knows of the others."""
    network, _ = network_of(architecture)
    together, _ = synthesis.class_images(network, EVERY[:10], 56, CPU, SETTINGS)
    alone, _ = synthesis.class_images(network, EVERY[3:4], 56, CPU, SETTINGS)
    torch.testing.assert_close(together[3], alone[0], atol=1e-3, rtol=1e-3)


def test_behind_a_modulus_an_image_grows_all_the_same():
    """A modulus has no gradient at zero, where the images of other networks begin: grey would stay grey."""
    torch.manual_seed(0)
    network = build.network("scattering_two_full", 32, (28, 28), 10, {"scales": 2, "angles": 4}).eval()
    images, _ = synthesis.class_images(network, EVERY[:2], 32, CPU, SETTINGS | {"steps": 3})
    assert images.flatten(1).std(dim=1).min() > 0.02


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_class_images_are_taken_for_their_class(architecture):
    network, found = network_of(architecture)
    run = {"architecture": architecture, "frame": 56, "classes": 10, "operators": found}
    controls = {"tight": {"max_norm": 3}, "wide": {}, "blur": {"blur": 1}}
    settings = SETTINGS | {"steps": 25, "controls": controls}
    arrays, numbers = synthesis.synthesize(network, run, CPU, settings)
    numbers = json.loads(json.dumps(numbers))
    assert len(numbers["classes"]) == 10
    for label, result in enumerate(numbers["classes"]):
        probabilities = result["probabilities"]
        assert len(probabilities) == 10 and np.argmax(probabilities) == label
        assert sum(probabilities) == pytest.approx(1, abs=1e-5)
        assert result["loss"] >= 0
    assert arrays["classes"].shape == (10, 56, 56)
    hidden = [operator["name"] for operator in found[:-1]]
    assert set(arrays) == {"classes", "controls", *(f"neurons/{name}" for name in hidden)}
    assert list(numbers["neurons"]) == hidden
    assert numbers["controls"]["neurons"] == hidden and numbers["controls"]["classes"] == 2
    shown = 2 + len(hidden)
    assert arrays["controls"].shape == (3, shown, 56, 56)
    assert {
        name: len(reached) for name, reached in numbers["controls"]["activations"].items()
    } == dict.fromkeys(controls, shown)
    # Twenty-five steps of 0.5 lead past 3, unless a ball holds them.
    tight, wide, _ = np.linalg.norm(arrays["controls"], axis=(2, 3))
    assert tight == pytest.approx(3) and (wide > 3.01).all()
    # Without a difference from the settings, the images are those of the other pictures.
    others = [*arrays["classes"][:2], *(arrays[f"neurons/{name}"][0] for name in hidden)]
    for image, other in zip(arrays["controls"][1], others, strict=True):
        assert (image * other).sum() > 0.99 * np.linalg.norm(image) * np.linalg.norm(other)


@pytest.mark.parametrize(("steps", "norm"), [(10, 5), (100, 20)])
def test_images_go_step_by_step_and_stay_in_the_ball(steps, norm):
    """A linear neuron's gradient never turns: ten steps of 0.5 lead 5 away, a hundred to the radius of 20."""
    network, found = network_of("two_conv_two_full")
    images, _ = synthesis.neuron_images(network, found[0], EVERY[:30], 56, CPU, SETTINGS | {"steps": steps})
    torch.testing.assert_close(images.norm(dim=(1, 2)), torch.full((30,), float(norm)))


def test_a_convolution_s_neuron_sees_the_middle_of_the_frame():
    """A 5x5 kernel in the middle of its 52x52 map looks at 25 pixels, and is its own best image."""
    network, found = network_of("two_conv_two_full")
    images, _ = synthesis.neuron_images(network, found[0], EVERY[:30], 56, CPU, SETTINGS)
    patch = images[:, 26:31, 26:31]
    assert images.norm() == pytest.approx(patch.norm())
    assert cosine_similarity(patch.flatten(1), network.conv1.weight.flatten(1)).min() > 0.999


def test_a_dead_objective_leaves_its_image_at_zero():
    images = synthesis.ascend(
        lambda images: 0 * images.sum(dim=(1, 2, 3)), 2, torch.zeros(1, 1, 8, 8), SETTINGS, ""
    )
    assert torch.equal(images, torch.zeros(2, 8, 8))


def under(objective, count=1, frame=16, **controls):
    """Climb an objective for 40 steps under some controls."""
    settings = SETTINGS | {"steps": 40, "max_norm": None} | controls
    return synthesis.ascend(objective, count, torch.zeros(1, 1, frame, frame), settings, "")


def test_without_a_bound_an_image_keeps_growing():
    images = under(lambda images: images[:, 0, 3, 3])
    assert images[0, 3, 3].item() == pytest.approx(20) and images.norm().item() == pytest.approx(20)


def roughness(image):
    """Total variation of an image over its norm."""
    differences = (image - image.roll(1, 0)).abs().sum() + (image - image.roll(1, 1)).abs().sum()
    return (differences / image.norm()).item()


@pytest.mark.parametrize("control", [{"total_variation": 0.3}, {"blur": 0.7}, {"fourier": True}])
def test_controls_against_noise_leave_smoother_images(control):
    """Of a neuron that looks for noise."""
    noise = torch.randn(1, 1, 16, 16, generator=torch.Generator().manual_seed(0))

    def objective(images):
        return (images * noise).sum(dim=(1, 2, 3))

    (plain,), (controlled,) = under(objective), under(objective, **control)
    assert roughness(controlled) < 0.8 * roughness(plain)
    assert cosine_similarity(plain.flatten(), controlled.flatten(), dim=0) > 0.2  # still what it looks for


def test_a_step_on_fourier_coefficients_scaled_by_1_f_is_what_it_says():
    """Against gradient ascent on those coefficients themselves, for one step."""
    target = torch.randn(1, 1, 16, 16, generator=torch.Generator().manual_seed(0))
    frequency = torch.hypot(torch.fft.fftfreq(16)[:, None], torch.fft.rfftfreq(16)).clamp_min(1 / 16)
    coefficients = torch.zeros(
        1, 1, 16, 16, requires_grad=True
    )  # of real waves, by Parseval as good as complex
    image = torch.fft.irfft2(torch.fft.rfft2(coefficients) / frequency, s=(16, 16))
    (gradient,) = torch.autograd.grad((image * target).sum(), coefficients)
    step = torch.fft.irfft2(torch.fft.rfft2(gradient) / frequency, s=(16, 16))
    (moved,) = under(lambda images: (images * target).sum(dim=(1, 2, 3)), fourier=True, steps=1)
    torch.testing.assert_close(moved / moved.norm(), step[0, 0] / step.norm())


def test_blur_is_a_gaussian_of_that_many_pixels():
    images = under(lambda images: images[:, 0, 16, 16], frame=32, steps=1, blur=2.0)
    place = torch.arange(32.0) - 16
    profile = torch.exp(-(place**2) / (2 * 2.0**2))
    expected = 0.5 * torch.outer(profile, profile) / profile.sum() ** 2
    torch.testing.assert_close(images[0], expected, atol=1e-5, rtol=1e-3)


def test_random_shifts_spread_what_one_pixel_looks_for():
    """At most so far, to every place that far, and every time alike."""
    one, again = (under(lambda images: images[:, 0, 8, 8], shifts=1, steps=100) for _ in range(2))
    assert torch.equal(one, again)
    reached = torch.zeros(16, 16, dtype=torch.bool)
    reached[7:10, 7:10] = True
    assert torch.equal(one[0] > 0, reached)

import json

import pytest
import torch
from torch.nn.functional import cosine_similarity

from shiftlab import networks, synthesis

CPU = torch.device("cpu")
SETTINGS = {"steps": 60, "step_size": 0.5, "max_norm": 20}


def network_of(architecture):
    torch.manual_seed(0)
    network = networks.build(architecture, 56, 10, {}).eval()
    return network, networks.operators(network, 56)


def test_a_linear_neuron_is_most_excited_by_its_own_weights():
    """By the Cauchy-Schwarz inequality, within an L2 ball."""
    network, (fc1, _) = network_of("two_full")
    images, activations = synthesis.neuron_images(network, fc1, 56, CPU, SETTINGS)
    assert cosine_similarity(images.flatten(1), network.fc1.weight).min() > 0.999
    best = 20 * network.fc1.weight.norm(dim=1) + network.fc1.bias
    torch.testing.assert_close(activations, best, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_an_image_of_the_batch_is_the_image_made_alone(architecture):
    """All images are one batch, but none of them knows of the others."""
    network, _ = network_of(architecture)
    together, _ = synthesis.class_images(network, 10, 56, CPU, SETTINGS)
    alone = synthesis.ascend(
        lambda images: network(images).log_softmax(dim=1)[:, 3], 1, 56, CPU, SETTINGS, ""
    )
    torch.testing.assert_close(together[3], alone[0], atol=1e-3, rtol=1e-3)


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_class_images_are_taken_for_their_class(architecture):
    network, found = network_of(architecture)
    run = {"architecture": architecture, "frame": 56, "operators": found}
    arrays, numbers = synthesis.synthesize(network, run, list("abcdefghij"), CPU, SETTINGS)
    numbers = json.loads(json.dumps(numbers))
    for name, result in numbers["classes"].items():
        probabilities = result["probabilities"]
        assert max(probabilities, key=probabilities.get) == name
        assert sum(probabilities.values()) == pytest.approx(1, abs=1e-5)
        assert result["loss"] >= 0
    assert arrays["classes"].shape == (10, 56, 56)
    hidden = [operator["name"] for operator in found[:-1]]
    assert set(arrays) == {"classes", *(f"neurons/{name}" for name in hidden)}
    assert list(numbers["neurons"]) == hidden


@pytest.mark.parametrize(("steps", "norm"), [(10, 5), (100, 20)])
def test_images_go_step_by_step_and_stay_in_the_ball(steps, norm):
    """A linear neuron's gradient never turns: ten steps of 0.5 lead 5 away, a hundred to the radius of 20."""
    network, (conv1, *_) = network_of("two_conv_two_full")
    images, _ = synthesis.neuron_images(network, conv1, 56, CPU, SETTINGS | {"steps": steps})
    torch.testing.assert_close(images.norm(dim=(1, 2)), torch.full((30,), float(norm)))


def test_a_convolution_s_neuron_sees_the_middle_of_the_frame():
    """A 5x5 kernel in the middle of its 52x52 map looks at 25 pixels, and is its own best image."""
    network, (conv1, *_) = network_of("two_conv_two_full")
    images, _ = synthesis.neuron_images(network, conv1, 56, CPU, SETTINGS)
    patch = images[:, 26:31, 26:31]
    assert images.norm() == pytest.approx(patch.norm())
    assert cosine_similarity(patch.flatten(1), network.conv1.weight.flatten(1)).min() > 0.999


def test_a_dead_objective_leaves_its_image_at_zero():
    images = synthesis.ascend(lambda images: 0 * images.sum(dim=(1, 2, 3)), 2, 8, CPU, SETTINGS, "")
    assert torch.equal(images, torch.zeros(2, 8, 8))

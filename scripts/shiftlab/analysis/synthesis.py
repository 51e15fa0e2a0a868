"""Preferred images of a network: gradient ascent on the input, from a zero image.

Zero is the mean grey of the normalised frame. A network with a front end begins with faint noise, as the
gradient of a modulus vanishes at zero. All images of a synthesis are one batch: in evaluation mode a network
treats the frames of a batch separately, so the gradient of the sum of their objectives contains the gradient
of each.

The regularisers are those that C. Olah et al. compare in "Feature Visualization" (Distill, 2017). The frame
counts as a torus in all of them but the L2 ball.
"""

import logging

import torch

from shiftlab.jobs import progress
from shiftlab.networks import build, operators

CLASSES_SHOWN = 2  # under each control
SEED = 0  # the same random shifts, and the same noise, for every network
NOISE = 0.1  # L2 length of the first image behind a modulus, which has no gradient at zero

log = logging.getLogger(__name__)


def ascend(objective, count, start, settings, description):
    """Climb `objective` from `count` images like `start`, by steps of one L2 length.

    objective: maps images float32 (count, 1, frame, frame) to one value each, (count,). start: float32
    (1, 1, frame, frame), on the device to compute on.
    settings: mapping with steps, step_size (the L2 length of a step), and the controls: max_norm (no image
    leaves the L2 ball of this radius; None for no bound), total_variation (its weight against the objective),
    blur (standard deviation in pixels of the Gaussian after each step), fourier (climb on Fourier
    coefficients scaled by 1/f), shifts (largest random shift in pixels at each step). 0 and False are off.
    description: of the images, for the log and the progress.
    Returns the images, float32 (count, frame, frame), on the device of `start`.
    """
    log.info("%s: %d steps on %d images", description, settings["steps"], count)
    generator = torch.Generator().manual_seed(SEED)
    frame, device = start.shape[-1], start.device
    rows, columns = torch.fft.fftfreq(frame, device=device), torch.fft.rfftfreq(frame, device=device)
    frequency = torch.hypot(rows[:, None], columns)  # cycles per pixel
    gaussian = torch.exp(-2 * (torch.pi * settings["blur"] * frequency) ** 2)
    # A step on coefficients that are scaled by 1/f moves the image by the gradient times 1/f^2.
    scale = 1 / frequency.clamp_min(1 / frame) ** 2
    images = start.repeat(count, 1, 1, 1).requires_grad_()
    with progress.Bar(settings["steps"], "step", description) as bar:
        for _ in range(settings["steps"]):
            value = objective(_shifted(images, settings["shifts"], generator)).sum()
            if settings["total_variation"]:
                value = value - settings["total_variation"] * _total_variation(images)
            (gradient,) = torch.autograd.grad(value, images)
            with torch.no_grad():
                if settings["fourier"]:
                    gradient = _filtered(gradient, scale)
                # A gradient of zero, as of a dead neuron, leaves the image unchanged.
                images.addcmul_(gradient, settings["step_size"] / _norms(gradient).clamp_min(1e-12))
                if settings["blur"]:
                    images.copy_(_filtered(images, gaussian))
                if settings["max_norm"] is not None:
                    images *= (settings["max_norm"] / _norms(images).clamp_min(1e-12)).clamp_max(1)
            bar.update()
    return images.detach().squeeze(1)


def synthesize(network, run, device, settings):
    """Synthesize the image of every class, and of neurons of every hidden operator; some under controls.

    network, run: from trained.load, the network on `device`. settings: as in `ascend`, and neurons: how many
    of each operator, the first ones, and controls: a mapping from a name to the settings that differ.
    Returns (arrays, record). arrays: "classes" float32 (classes, frame, frame), "neurons/{operator}" float32
    (neurons, frame, frame) for each hidden operator, none if neurons is 0, and "controls" float32 (controls,
    shown, frame, frame). record, of JSON's types: "classes" with the loss in nats and the probability of
    every class for each class's image, in label order, "neurons" with the activation that each neuron's
    image reaches, and "controls": what is shown, first a number of "classes", then the first neuron of each
    of "neurons", and the "activations" under each control, a class's being its probability.
    """
    frame, hidden = run["frame"], _hidden(run["operators"], settings["neurons"])
    every = torch.arange(run["classes"], device=device)
    images, logs = class_images(network, every, frame, device, settings)
    arrays = {"classes": images.numpy()}
    probabilities = logs.exp().tolist()
    record = {
        "classes": [
            {"loss": abs(logs[label, label].item()), "probabilities": probabilities[label]}
            for label in range(run["classes"])
        ],
        "neurons": {},
    }
    for operator in hidden:
        name = operator["name"]
        every = torch.arange(min(operator["neurons"], settings["neurons"]), device=device)
        images, activations = neuron_images(network, operator, every, frame, device, settings)
        arrays[f"neurons/{name}"] = images.numpy()
        record["neurons"][name] = activations.tolist()
    arrays["controls"], record["controls"] = _under_controls(network, run, hidden, device, settings)
    return arrays, record


def _hidden(operators, neurons):
    """Return the operators whose neurons get images; log those whose neurons cannot have any."""
    for operator in operators:
        if neurons and operator["role"] == "other":
            log.info("%s: no images of its neurons, as its output has no row per frame", operator["name"])
    return [operator for operator in operators if neurons and operator["role"] == "hidden"]


def class_images(network, labels, frame, device, settings):
    """Synthesize the images about which `network` is most confident, for some classes.

    labels: of the classes, int64 (n,), on the device. Returns (images float32 (n, frame, frame),
    log-probabilities float32 (n, classes)), a row per image, on the CPU.
    """
    each = torch.arange(len(labels), device=device)

    def log_probabilities(images):
        return network(images).log_softmax(dim=1)  # (n, classes)

    start = _start(network, frame, device)
    images = ascend(
        lambda batch: log_probabilities(batch)[each, labels], len(labels), start, settings, "class images"
    )
    with torch.no_grad():
        return images.cpu(), log_probabilities(images.unsqueeze(1)).cpu()


def neuron_images(network, operator, neurons, frame, device, settings):
    """Synthesize the images that most excite some neurons of one operator; see operators.activations.

    operator: its mapping in a training.json. neurons: their numbers, int64 (n,), on the device. Returns
    (images float32 (n, frame, frame), activations float32 (n,)), on the CPU.
    """
    each = torch.arange(len(neurons), device=device)

    def activations(images):
        return operators.activations(network, operator, images)[each, neurons]

    start = _start(network, frame, device)
    images = ascend(activations, len(neurons), start, settings, f"neurons of {operator['name']}")
    with torch.no_grad():
        return images.cpu(), activations(images.unsqueeze(1)).cpu()


def _start(network, frame, device):
    start = torch.zeros(1, 1, frame, frame)
    if build.has_front_end(network):
        start = torch.randn(start.shape, generator=torch.Generator().manual_seed(SEED))
        start *= NOISE / _norms(start)
    return start.to(device)


def _under_controls(network, run, hidden, device, settings):
    """Synthesize the first classes, and the first neuron of each operator in `hidden`, under each control.

    Returns what `synthesize` calls "controls": the array, and the mapping.
    """
    frame = run["frame"]
    classes = torch.arange(min(CLASSES_SHOWN, run["classes"]), device=device)
    neuron = torch.zeros(1, dtype=torch.int64, device=device)
    columns, reached = [], {}
    for control, differing in settings["controls"].items():
        images, logs = class_images(network, classes, frame, device, settings | differing)
        column, reached[control] = [images], logs.exp().diagonal().tolist()
        for operator in hidden:
            images, activation = neuron_images(network, operator, neuron, frame, device, settings | differing)
            column.append(images)
            reached[control] += activation.tolist()
        columns.append(torch.cat(column))  # (shown, frame, frame)
    shown = {"classes": len(classes), "neurons": [operator["name"] for operator in hidden]}
    return torch.stack(columns).numpy(), shown | {"activations": reached}


def _shifted(images, most, generator):
    """Move images on their torus, all by the same random whole number of pixels down and across."""
    if not most:
        return images
    shift = torch.randint(-most, most + 1, (2,), generator=generator)
    return images.roll(shift.tolist(), dims=(2, 3))


def _total_variation(images):
    return sum((images - images.roll(1, dim)).abs().sum() for dim in (2, 3))


def _filtered(images, transfer):
    """Multiply the Fourier modes of images by `transfer`, (frame, frame // 2 + 1)."""
    return torch.fft.irfft2(torch.fft.rfft2(images) * transfer, s=images.shape[-2:])


def _norms(images):
    return torch.linalg.vector_norm(images, dim=(1, 2, 3), keepdim=True)

"""Images that a network wants to see: gradient ascent on the input, from a zero image.

Zero is the mean grey of the normalised frame. All images of a synthesis are one batch: in
evaluation mode a network treats the frames of a batch apart, so the gradient of the sum of their
objectives holds the gradient of each.
"""

import logging

import torch

from shiftlab import networks, progress

log = logging.getLogger(__name__)


def ascend(objective, count, frame, device, settings, description):
    """Climb `objective` from `count` zero images, by steps of one L2 length within an L2 ball.

    objective: maps images float32 (count, 1, frame, frame) to one value each, (count,).
    settings: mapping with steps, step_size (the L2 length of a step), max_norm (the radius of the ball).
    description: of the progress bar.
    Returns the images, float32 (count, frame, frame), on `device`.
    """
    log.info("%s: %d steps on %d images", description, settings["steps"], count)
    images = torch.zeros(count, 1, frame, frame, device=device, requires_grad=True)
    with progress.bar(settings["steps"], description, "step") as bar:
        for _ in range(settings["steps"]):
            (gradient,) = torch.autograd.grad(objective(images).sum(), images)
            with torch.no_grad():
                # A gradient of zero, as for a dead neuron, leaves its image as it is.
                images += settings["step_size"] * gradient / _norms(gradient).clamp_min(1e-12)
                images *= (settings["max_norm"] / _norms(images).clamp_min(1e-12)).clamp_max(1)
            bar.update()
    return images.detach().squeeze(1)


def synthesize(network, run, names, device, settings):
    """Synthesize the image of every class, and of every neuron of every hidden operator.

    network, run: from networks.load, the network on `device`. names: of the classes, in label order.
    settings: as in `ascend`.
    Returns (arrays, numbers). arrays: "classes" float32 (classes, frame, frame), and
    "neurons/{operator}" float32 (neurons, frame, frame) for each operator but the last. numbers: "classes"
    with the loss in nats and the probability of every class for each class's image, and "neurons" with the
    activation that each neuron's image reaches.
    """
    frame = run["frame"]
    images, logs = class_images(network, len(names), frame, device, settings)
    arrays = {"classes": images.numpy()}
    probabilities = logs.exp().tolist()
    numbers = {
        "classes": {
            name: {"loss": abs(logs[own, own].item()), "probabilities": dict(zip(names, probabilities[own]))}
            for own, name in enumerate(names)
        },
        "neurons": {},
    }
    for operator in run["operators"][:-1]:
        name = operator["name"]
        images, activations = neuron_images(network, operator, frame, device, settings)
        arrays[f"neurons/{name}"] = images.numpy()
        numbers["neurons"][name] = activations.tolist()
    return arrays, numbers


def class_images(network, classes, frame, device, settings):
    """Synthesize the image that `network` takes most surely for each class.

    Returns (images float32 (classes, frame, frame), log-probabilities float32 (classes, classes)), a row
    per image, on the CPU.
    """
    own = torch.arange(classes, device=device)

    def log_probabilities(images):
        return network(images).log_softmax(dim=1)  # (classes, classes)

    images = ascend(
        lambda batch: log_probabilities(batch)[own, own], classes, frame, device, settings, "class images"
    )
    with torch.no_grad():
        return images.cpu(), log_probabilities(images.unsqueeze(1)).cpu()


def neuron_images(network, operator, frame, device, settings):
    """Synthesize the image that most excites each neuron of one operator, before its nonlinearity.

    operator: an entry of networks.operators(). Of a convolution's channel, the neuron meant is the one
    in the middle of the map. Returns (images float32 (neurons, frame, frame), activations float32
    (neurons,)), on the CPU.
    """
    own = torch.arange(operator["neurons"], device=device)

    def activations(images):
        output = networks.output_of(network, operator["name"], images)  # (neurons, neurons[, H, W])
        if output.ndim == 4:
            output = output[:, :, output.shape[2] // 2, output.shape[3] // 2]
        return output[own, own]

    description = f"neurons of {operator['name']}"
    images = ascend(activations, operator["neurons"], frame, device, settings, description)
    with torch.no_grad():
        return images.cpu(), activations(images.unsqueeze(1)).cpu()


def _norms(images):
    return torch.linalg.vector_norm(images, dim=(1, 2, 3), keepdim=True)

"""Everything that changes in training, so that a resumed run ends with the bytes of an uninterrupted one."""

import torch

from shiftlab.networks import trained


def take(network, optimiser, generator):
    """Return everything that changes in training, as a mapping from names to tensors."""
    state = {f"network.{name}": tensor for name, tensor in trained.tensors(network).items()}
    for name, velocity in optimiser.velocities.items():
        state[f"velocity.{name}"] = velocity.contiguous()
    state["order"] = generator.get_state()
    for name, global_generator in _global_generators(generator.device).items():
        state[name] = global_generator.get_rng_state()
    return state


def restore(state, network, optimiser, generator):
    """Restore everything that `take` returned."""
    prefix = "network."
    network.load_state_dict(
        {name.removeprefix(prefix): tensor for name, tensor in state.items() if name.startswith(prefix)}
    )
    for name, velocity in optimiser.velocities.items():
        velocity.copy_(state[f"velocity.{name}"])
    generator.set_state(state["order"])
    for name, global_generator in _global_generators(generator.device).items():
        global_generator.set_rng_state(state[name])


def _global_generators(device):
    """Return the torch modules with the global generators, from which layers such as dropout draw."""
    modules = {"random": torch}
    if device.type != "cpu":
        modules[f"random.{device.type}"] = getattr(torch, device.type)
    return modules

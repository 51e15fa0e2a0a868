"""The training settings that `snakemake tune` compares for each architecture."""

from itertools import product

from shiftlab.experiment.config import Training


def grid(architecture):
    """Return the training settings at each point of an architecture's grid: {name of the point: mapping}.

    architecture: an experiment.config.Architecture. The grid is the product of the lists in its `tuning`;
    the other settings are those of its `training`. A point is named after what the grid varies, such as
    "learning_rate0.1_epochs10". Without `tuning` there are no points.
    """
    lists = architecture.tuning.model_dump(exclude_unset=True)
    if not lists:
        return {}
    points = [dict(zip(lists, values)) for values in product(*lists.values())]
    common = architecture.training.model_dump()
    return {"_".join(f"{key}{value}" for key, value in point.items()): common | point for point in points}


def varied(experiment):
    """Return the names of the settings that any grid varies, in the order in which Training has them."""
    named = set().union(
        *(architecture.tuning.model_fields_set for architecture in experiment.architectures.values())
    )
    return [name for name in Training.model_fields if name in named]

"""From the mapping in config.yaml to a checked Experiment; every mistake is one line, before any job."""

import copy

from pydantic import ValidationError

from shiftlab.data import patches
from shiftlab.experiment import messages, related_datasets
from shiftlab.experiment.config import LONGEST_LABEL, Control, Experiment
from shiftlab.experiment.sources import KINDS
from shiftlab.jobs.errors import UserError
from shiftlab.networks import contract

# Sections that are completed key by key. The others map freely chosen names and are taken as a whole.
SETTINGS = ("training", "normalisation", "translation", "synthesis", "benchmark")


def experiment(given, defaults):
    """Return the Experiment that a configuration describes.

    given: the mapping of a config.yaml. defaults: likewise, of Shiftlab's config.yaml; it supplies whatever
    `given` leaves out. Neither is changed.
    Raises UserError, with one line that names the key, what was given and what is allowed.
    """
    try:
        found = Experiment.model_validate(complete(given, defaults))
    except ValidationError as error:
        raise UserError(messages.first(error)) from error
    for name, source in found.sources.items():
        source.check(f"sources.{name}")
    for name, dataset in found.datasets.items():
        _check_dataset(name, dataset, found)
    if not related_datasets.trained(found):
        raise UserError("datasets: all are test_only; at least one must be for training")
    for name, architecture in found.architectures.items():
        _check_architecture(name, architecture)
    _check_labels(found)
    _check_batches(given, found)
    _check_translation(found)
    return found


def complete(given, defaults):
    """Return a copy of `given` with all that it leaves out, also in each architecture and control.

    given, defaults: as in `experiment`.
    """
    config = copy.deepcopy(defaults | given)
    for section in SETTINGS:
        if section in config:
            config[section] = _over(defaults.get(section), config[section])
    for name, source in _mappings(config.get("sources")):
        if name in KINDS:
            source.setdefault("kind", name)
    known = dict(_mappings(defaults.get("architectures")))
    for name, architecture in _mappings(config.get("architectures")):
        architecture.setdefault("label", known.get(name, {}).get("label", _label(str(name))))
        for section in ("training", "synthesis"):
            architecture[section] = _over(config.get(section), architecture.get(section, {}))
        _complete_controls(architecture["synthesis"])
    _complete_controls(config.get("synthesis"))
    return config


def _label(name):
    """Return the label of an architecture without one: its name, cut if it is too long for a table."""
    words = name.replace("_", " ")
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1]}…"


def _complete_controls(synthesis):
    if isinstance(synthesis, dict):
        common = {key: synthesis[key] for key in Control.model_fields if key in synthesis}
        for name, control in _mappings(synthesis.get("controls")):
            synthesis["controls"][name] = common | control


def _over(common, differing):
    """Return a section with the keys that differ; a value that is not a mapping is kept, to be refused."""
    both = isinstance(common, dict) and isinstance(differing, dict)
    return copy.deepcopy(common | differing) if both else differing


def _mappings(section):
    """Return the (name, value) pairs of a section whose value is a mapping."""
    items = section.items() if isinstance(section, dict) else ()
    return [(name, value) for name, value in items if isinstance(value, dict)]


def _check_dataset(name, dataset, found):
    if dataset.source not in found.sources:
        known = ", ".join(found.sources)
        source = messages.shown(dataset.source)
        raise UserError(f"datasets.{name}.source: unknown source {source}; there are: {known}")
    count, height, width = found.source_of(name).training_shape
    if dataset.frame < max(height, width):
        raise UserError(
            f"datasets.{name}.frame: {dataset.frame} is smaller than the garment ({height}x{width}); "
            f"it must be at least {max(height, width)}"
        )
    room = (dataset.frame - max(height, width)) // 2  # around a garment in the middle
    patch = patches.side((height, width))
    if dataset.background == "clutter" and room < patch:
        raise UserError(
            f"datasets.{name}.background: clutter takes {patch} pixels on each side of a garment in the "
            f"middle, and there are {room}; the frame must be at least {max(height, width) + 2 * patch}"
        )
    classes = len(found.source_of(name).classes)
    if dataset.training_garments is not None and not classes <= dataset.training_garments <= count:
        raise UserError(
            f"datasets.{name}.training_garments: {dataset.training_garments} is not allowed; it must be at "
            f"least {classes}, one for each class, and at most {count}"
        )


def _check_architecture(name, architecture):
    known = sorted(path.stem for path in contract.FOLDER.glob("*.py"))
    if name not in known:
        there = ", ".join(known)
        raise UserError(f"architectures: unknown architecture {messages.shown(name)}; there are: {there}")
    taken = contract.functions(name)
    if None not in taken.values():  # None: a function that takes any option
        known = list(dict.fromkeys(option for options in taken.values() for option in options))
        for option in architecture.options:
            if option not in known:
                allowed = ", ".join(known) or "none"
                raise UserError(f"architectures.{name}.options: unknown option {option}; allowed: {allowed}")


def _check_labels(found):
    names = {}
    for name, architecture in found.architectures.items():
        if architecture.label in names:
            raise UserError(
                f"architectures.{name}.label: {messages.shown(architecture.label)} is the label of "
                f"{names[architecture.label]} as well; each needs a different one"
            )
        names[architecture.label] = name


def _check_batches(given, found):
    count = min(found.source_of(dataset).training_shape[0] for dataset in found.datasets)
    for name, architecture in found.architectures.items():
        overridden = "batch_size" in given.get("architectures", {}).get(name, {}).get("training", {})
        section = f"architectures.{name}.training" if overridden else "training"
        sizes = [(section, architecture.training.batch_size)]
        sizes += [(f"architectures.{name}.tuning", size) for size in architecture.tuning.batch_size or ()]
        for section, size in sizes:
            if size > count:
                where = f"{section}.batch_size"
                raise UserError(f"{where}: {size} is more than the {count} training garments there are")


def _check_translation(found):
    wanted = found.translation.images_per_class
    for name in dict.fromkeys(dataset.source for dataset in found.datasets.values()):
        rarest = found.sources[name].rarest_class
        if wanted != "all" and wanted > rarest:
            raise UserError(
                f"translation.images_per_class: {wanted} is more than the {rarest} test garments that "
                f"there are of a class in {name}; it must be at most that, or all"
            )

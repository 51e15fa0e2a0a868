"""The experiment's configuration: defaults filled in, mistakes named in one line before any job."""

from pathlib import Path

import yaml

from shiftlab.experiment import schema, sources
from shiftlab.jobs.errors import UserError
from shiftlab.networks.contract import functions


def complete(config, schema_file, architectures):
    """Check `config` against the schema and the files that it names; fill in every default in place.

    config: the mapping that was read from config.yaml. schema_file: path of the JSON schema in YAML.
    architectures: the folder with one network per file.
    Raises UserError, with one line that names the key, what was given and what is allowed.
    """
    schema.apply(yaml.safe_load(Path(schema_file).read_text(encoding="utf-8")), config)
    for name, source in config["sources"].items():
        sources.complete(name, source)
    for name, dataset in config["datasets"].items():
        _check_dataset(name, dataset, config["sources"])
    for name, architecture in config["architectures"].items():
        _check_architecture(name, architecture, Path(architectures))
    _check_batches(config)
    _check_translation(config)
    _check_device(config["device"])


def settings(config, section, architecture):
    """Return a section for `architecture`, training or synthesis: the common one, overridden by its own."""
    return config[section] | config["architectures"][architecture][section]


def _check_dataset(name, dataset, all_sources):
    source = dataset["source"]
    if source not in all_sources:
        known = ", ".join(all_sources)
        raise UserError(f"datasets.{name}.source: unknown source {schema.shown(source)}; there are: {known}")
    height, width = sources.training_shape(all_sources[source])[1:]
    if dataset["frame"] < max(height, width):
        raise UserError(
            f"datasets.{name}.frame: {dataset['frame']} is smaller than the garment ({height}x{width}); "
            f"it must be at least {max(height, width)}"
        )


def _check_architecture(name, architecture, folder):
    file = folder / f"{name}.py"
    known = sorted(path.stem for path in folder.glob("*.py"))
    if name not in known:
        raise UserError(
            f"architectures: unknown architecture {schema.shown(name)}; there are: {', '.join(known)}"
        )
    taken = functions(file)
    if None not in taken.values():  # None: a function that takes any option
        known = list(dict.fromkeys(name for names in taken.values() for name in names))
        for option in architecture["options"]:
            if option not in known:
                allowed = ", ".join(known) or "none"
                raise UserError(f"architectures.{name}.options: unknown option {option}; allowed: {allowed}")


def _check_batches(config):
    for dataset in config["datasets"].values():
        count = sources.training_shape(config["sources"][dataset["source"]])[0]
        for name, architecture in config["architectures"].items():
            own = "batch_size" in architecture["training"]
            where = f"architectures.{name}.training.batch_size" if own else "training.batch_size"
            size = settings(config, "training", name)["batch_size"]
            if size > count:
                raise UserError(f"{where}: {size} is more than the {count} training garments there are")


def _check_translation(config):
    wanted = config["translation"]["images_per_class"]
    for name in dict.fromkeys(dataset["source"] for dataset in config["datasets"].values()):
        rarest = sources.rarest_class(config["sources"][name])
        if wanted != "all" and wanted > rarest:
            raise UserError(
                f"translation.images_per_class: {wanted} is more than the {rarest} test garments that "
                f"there are of a class in {name}; it must be at most that, or all"
            )


def _check_device(device):
    if device in ("cuda", "mps"):  # torch is imported only when there is something to ask it
        from shiftlab.training import devices

        devices.choose(device)

"""The experiment's configuration: defaults filled in, mistakes named in one line before any job."""

import ast
import copy
import difflib
import math
from pathlib import Path

import jsonschema
import yaml

from shiftlab import provenance, sources
from shiftlab.errors import UserError


def complete(config, schema_file, architectures):
    """Check `config` against the schema and the files that it names; fill in every default in place.

    config: the mapping that was read from config.yaml. schema_file: path of the JSON schema in YAML.
    architectures: the folder with one network per file.
    Raises UserError, with one line that names the key, what was given and what is allowed.
    """
    schema = yaml.safe_load(Path(schema_file).read_text(encoding="utf-8"))
    errors = list(_with_defaults(schema).iter_errors(config))
    if errors:
        raise UserError(_explain(min(errors, key=_urgency)))
    _check_numbers(config, "")
    for name, source in config["sources"].items():
        _check_source(name, source)
    for name, dataset in config["datasets"].items():
        _check_dataset(name, dataset, config["sources"])
    for name, architecture in config["architectures"].items():
        _check_architecture(name, architecture, Path(architectures))
    _check_batches(config)
    _check_device(config["device"])


def training_settings(config, architecture):
    """Return the training settings of `architecture`: the common ones, overridden by its own."""
    return config["training"] | config["architectures"][architecture]["training"]


def _with_defaults(schema):
    """A validator that also fills in defaults, by the extension that jsonschema's FAQ describes."""
    base = jsonschema.Draft202012Validator
    check_properties = base.VALIDATORS["properties"]

    def properties(validator, subschemas, instance, parent):
        if validator.is_type(instance, "object"):
            for key, subschema in subschemas.items():
                if "default" in subschema:
                    # A copy, so that two sections never share one mutable default.
                    instance.setdefault(key, copy.deepcopy(subschema["default"]))
        yield from check_properties(validator, subschemas, instance, parent)

    return jsonschema.validators.extend(base, {"properties": properties})(schema)


def _urgency(error):
    """Unknown keys first: a misspelt key also shows up as a missing or a default one."""
    return (error.validator != "additionalProperties", len(error.absolute_path))


def _explain(error):
    where = _dotted(error.absolute_path)
    value, limit = error.instance, error.validator_value
    match error.validator:
        case "additionalProperties":
            known = sorted(error.schema["properties"])
            key = next(key for key in value if key not in known)
            near = difflib.get_close_matches(str(key), known, 1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            return f"unknown key {where}{'.' * bool(where)}{key}{hint}; allowed: {', '.join(known)}"
        case "required":
            missing = next(key for key in limit if key not in value)
            return f"{where}: {missing} is missing"
        case "type":
            allowed = " or ".join(_TYPES[name] for name in ([limit] if isinstance(limit, str) else limit))
            return f"{where}: {_shown(value)} is not allowed; it must be {allowed}"
        case "enum":
            return f"{where}: {_shown(value)} is not allowed; choose from {', '.join(limit)}"
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            bound = _BOUNDS[error.validator]
            return f"{where}: {_shown(value)} is not allowed; it must be {bound} {limit}"
        case "minItems" | "minProperties":
            return f"{where}: holds {len(value)} entries; it needs at least {limit}"
        case "uniqueItems":
            return f"{where}: {_shown(value)} names an entry twice"
        case "pattern":
            return f"{where or 'a name'}: {_shown(value)} is not allowed; it must match {limit}"
        case _:
            return f"{where}: {error.message}"


_TYPES = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "array": "a list",
    "object": "a mapping of keys to values ({} for none)",
    "null": "null",
}
_BOUNDS = {
    "minimum": "at least",
    "exclusiveMinimum": "greater than",
    "maximum": "at most",
    "exclusiveMaximum": "less than",
}


def _dotted(path):
    return ".".join(str(part) for part in path)


def _shown(value):
    text = f"{value!r} (text)" if isinstance(value, str) else repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _check_numbers(value, where):
    """Refuse .nan and .inf, which every bound of a JSON schema lets through."""
    if isinstance(value, float) and not math.isfinite(value):
        raise UserError(f"{where}: {value} is not allowed; it must be a finite number")
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        _check_numbers(item, f"{where}.{key}".lstrip("."))


def _check_source(name, source):
    if source["folder"] is not None:
        for file in sources.FILES:
            sources.find(source["folder"], file, f"sources.{name}.folder")


def _check_dataset(name, dataset, all_sources):
    source = dataset["source"]
    if source not in all_sources:
        known = ", ".join(all_sources)
        raise UserError(f"datasets.{name}.source: unknown source {_shown(source)}; there are: {known}")
    height, width = sources.garments_shape(all_sources[source], "train_images")[1:]
    if dataset["frame"] < max(height, width):
        raise UserError(
            f"datasets.{name}.frame: {dataset['frame']} is smaller than the garment ({height}x{width}); "
            f"it must be at least {max(height, width)}"
        )


def _check_architecture(name, architecture, folder):
    file = folder / f"{name}.py"
    known = sorted(path.stem for path in folder.glob("*.py"))
    if name not in known:
        raise UserError(f"architectures: unknown architecture {_shown(name)}; there are: {', '.join(known)}")
    options = _options_of(file)
    for option in architecture["options"]:
        if options is not None and option not in options:
            allowed = ", ".join(options) or "none"
            raise UserError(f"architectures.{name}.options: unknown option {option}; allowed: {allowed}")


def _options_of(file):
    """Return the options that the build() of an architecture's file takes; None if it takes any.

    The file is parsed and not run, as importing torch would cost every command two seconds.
    """
    for node in provenance.parse(file).body:
        if isinstance(node, ast.FunctionDef) and node.name == "build":
            names = [argument.arg for argument in node.args.args + node.args.kwonlyargs]
            return None if node.args.kwarg else [name for name in names if name not in ("frame", "classes")]
    raise UserError(f"{file}: has no function build(frame, classes, **options)")


def _check_batches(config):
    for dataset in config["datasets"].values():
        count = sources.garments_shape(config["sources"][dataset["source"]], "train_images")[0]
        for name, architecture in config["architectures"].items():
            own = "batch_size" in architecture["training"]
            where = f"architectures.{name}.training.batch_size" if own else "training.batch_size"
            size = training_settings(config, name)["batch_size"]
            if size > count:
                raise UserError(f"{where}: {size} is more than the {count} training garments there are")


def _check_device(device):
    if device in ("cuda", "mps"):  # torch is imported only when there is something to ask it
        from shiftlab import devices

        devices.choose(device)

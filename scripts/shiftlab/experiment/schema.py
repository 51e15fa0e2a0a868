"""A JSON schema put to use: it fills in its defaults, and a breach of it becomes one sentence."""

import copy
import difflib
import math

import jsonschema

from shiftlab.jobs.errors import UserError


def apply(schema, config):
    """Fill in the defaults of `schema` in `config`, in place, and check it.

    schema, config: mappings.
    Raises UserError, with one line that names the key, what was given and what is allowed.
    """
    errors = list(_validator(schema).iter_errors(config))
    if errors:
        # Unknown keys first: a misspelt key may show up as a missing one as well.
        unknown = (error for error in errors if error.validator == "additionalProperties")
        raise UserError(_sentence(next(unknown, errors[0])))
    _check_finite(config, "")


def shown(value):
    """Return a value as an error shows it: text is told from numbers, and long values are cut."""
    text = f"{value!r} (text)" if isinstance(value, str) else repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _validator(schema):
    """A validator that fills in defaults, in the way that jsonschema's FAQ describes."""
    base = jsonschema.Draft202012Validator

    def properties(validator, subschemas, instance, parent):
        if validator.is_type(instance, "object"):
            for key, subschema in subschemas.items():
                if "default" in subschema:
                    # A copy, so that two sections never share one mutable default.
                    instance.setdefault(key, copy.deepcopy(subschema["default"]))
        yield from base.VALIDATORS["properties"](validator, subschemas, instance, parent)

    # JSON knows no difference between 10 and 10.0, but range() does.
    whole = base.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    return jsonschema.validators.extend(base, {"properties": properties}, type_checker=whole)(schema)


_TYPES = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "boolean": "true or false",
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


def _sentence(error):
    where = ".".join(map(str, error.absolute_path))
    value, limit = error.instance, error.validator_value
    refused = f"{where}: {shown(value)} is not allowed; "
    match error.validator:
        case "additionalProperties":
            known = sorted(error.schema["properties"])
            key = next(key for key in value if key not in known)
            near = difflib.get_close_matches(str(key), known, 1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            return f"unknown key {where}{'.' if where else ''}{key}{hint}; allowed: {', '.join(known)}"
        case "required":
            return f"{where}: {next(key for key in limit if key not in value)} is missing"
        case "type":
            kinds = [limit] if isinstance(limit, str) else limit
            return refused + f"it must be {' or '.join(_TYPES[kind] for kind in kinds)}"
        case "anyOf":
            return refused + f"it must be {' or '.join(option['title'] for option in limit)}"
        case "enum":
            return refused + f"choose from {', '.join(limit)}"
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            return refused + f"it must be {_BOUNDS[error.validator]} {limit}"
        case "minItems" | "minProperties":
            return f"{where}: holds {len(value)} entries; it needs at least {limit}"
        case "maxItems":
            return f"{where}: holds {len(value)} entries; it may hold at most {limit}"
        case "contains":
            return refused + f"{limit['const']} must be among them"
        case "uniqueItems":
            return refused + "it names an entry twice"
        case "pattern":
            return refused + f"it must match {limit}"
        case _:
            return f"{where}: {error.message}"


def _check_finite(value, where):
    """Refuse .nan and .inf, which the bounds of a JSON schema let through."""
    if isinstance(value, float) and not math.isfinite(value):
        raise UserError(f"{where}: {value} is not allowed; it must be a finite number")
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        _check_finite(item, f"{where}.{key}".lstrip("."))

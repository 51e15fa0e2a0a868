"""A mistake in the configuration as one line: which key, what was given, what is allowed."""

import difflib
import re

from shiftlab.experiment.sources import KINDS

TYPES = {
    "int_type": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping of keys to values ({} for none)",
    "model_type": "a mapping of keys to values ({} for none)",
    "model_attributes_type": "a mapping of keys to values ({} for none)",
    "finite_number": "a finite number",
    "invalid-json-value": "a number, text, true, false, null, a list or a mapping",
}
BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "greater than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
}


def first(error):
    """Return one line about the first mistake of a pydantic.ValidationError."""
    mistakes = error.errors(include_url=False)
    # Unknown keys first: a misspelt key may show up as a missing one as well.
    unknown = (mistake for mistake in mistakes if mistake["type"] == "unknown_key")
    return _line(next(unknown, mistakes[0]))


def shown(value):
    """Return a value as an error shows it: text is marked as text, and long values are cut."""
    text = f"{value!r} (text)" if isinstance(value, str) else repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _line(mistake):
    path, value, context = mistake["loc"], mistake["input"], mistake.get("ctx", {})
    where = _dotted(path)
    refused = f"{where}: {shown(value)} is not allowed; "
    match mistake["type"]:
        case "unknown_key":
            return _unknown_key(path, where, **context)
        case "missing":
            parent, _, key = where.rpartition(".")
            return f"{parent}: {key} is missing" if parent else f"{key}: is missing"
        case "missing_of_kind":
            return f"{where}.{context['key']}: is missing; {context['allowed']}"
        case "union_tag_not_found":
            return f"{where}: kind is missing; choose from {', '.join(KINDS)}"
        case "union_tag_invalid":
            kind = shown(value["kind"])
            return f"{where}.kind: {kind} is not allowed; choose from {', '.join(KINDS)}"
        case "literal_error":
            return refused + f"choose from {_quoted(context['expected'])}"
        case "value_error":
            return refused + str(context["error"])
        case "too_short":
            return f"{where}: holds {len(value)} entries; it needs at least {context['min_length']}"
        case "too_long":
            return f"{where}: holds {len(value)} entries; it may hold at most {context['max_length']}"
        case "string_pattern_mismatch":
            return refused + f"it must match {context['pattern']}"
        case kind if kind in BOUNDS:
            key, bound = BOUNDS[kind]
            return refused + f"it must be {bound} {context[key]:g}"
        case kind if kind in TYPES:
            return refused + f"it must be {TYPES[kind]}{_example(kind, value)}"
    return f"{where}: {mistake['msg']}"


def _example(kind, value):
    """Return how to write a number that YAML takes for text, such as 1e-3."""
    try:
        return f", such as {float(value):g}" if kind == "float_type" and isinstance(value, str) else ""
    except ValueError:
        return ""


def _unknown_key(path, where, key, allowed):
    if path[:1] == ("sources",) and len(path) == 3:  # the source itself, behind its kind
        return f"{where}.{key}: is not for a source of kind {path[2]}; allowed: {', '.join(allowed)}"
    near = difflib.get_close_matches(key, allowed, 1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    return f"unknown key {f'{where}.{key}'.lstrip('.')}{hint}; allowed: {', '.join(sorted(allowed))}"


def _dotted(path):
    """Return a mistake's path in dots, without the kind of a source and what else pydantic adds."""
    keys = [key for key in path if key != "[key]"]
    if path[:1] == ("sources",):
        del keys[2:3]
    return ".".join(map(str, keys))


def _quoted(text):
    """Return the words that pydantic lists in quotes, with commas between them."""
    return ", ".join(re.findall(r"'([^']*)'", text))

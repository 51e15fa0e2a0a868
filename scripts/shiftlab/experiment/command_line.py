"""Values given on the command line: Snakemake hands over those inside lists and mappings as text."""

import yaml


def typed(config, given):
    """Return a copy of a configuration in which what the command line gave is taken for what it looks like.

    config: the mapping with everything. given: what `--config` gave, a mapping as Snakemake parsed it, which
    is in `config` already. Text from a file stays text.
    """
    return config | {key: _merged(config[key], value) for key, value in given.items() if key in config}


def _merged(value, given):
    """Return a value of the configuration, typed as far as it is what was given."""
    if isinstance(value, dict) and isinstance(given, dict):
        return typed(value, given)
    return _typed(given) if value == given else value


def _typed(given):
    if isinstance(given, dict):
        return {key: _typed(value) for key, value in given.items()}
    if isinstance(given, list):
        return [_typed(value) for value in given]
    return _read(given) if isinstance(given, str) else given


def _read(text):
    for read in (int, float, yaml.safe_load):  # YAML takes 1e-3 for text
        try:
            return read(text)
        except (ValueError, yaml.YAMLError):
            continue
    return text

"""What a misspelt name may have meant."""

import difflib


def did_you_mean(word, known, count=1):
    """Return how an error may end: up to `count` of the `known` names near a word; empty if none is near."""
    near = difflib.get_close_matches(word, known, count, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""

"""How jobs, durations and lists are worded, for a console and its lines of limited width."""

from pathlib import Path


def job_name(log_file):
    """Return the name of a job from its log: "train shifted/two_full/seed1" of logs/train/shifted/... ."""
    parts = Path(log_file).with_suffix("").parts
    if "logs" in parts:
        parts = parts[parts.index("logs") + 1 :]
    rule, *rest = parts
    return " ".join(filter(None, (rule.replace("_", " "), "/".join(rest))))


def duration(seconds):
    """Return seconds as text, such as "47 s", "12 min" or "3 h 20 min"; "1 s" at least."""
    if seconds < 100:
        return f"{max(seconds, 1):.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"


def listed(items, most):
    """Return items as text, "a and b", or "a, b and 3 more" if there are more than `most`."""
    *first, last = items if len(items) <= most else [*items[:most], f"{len(items) - most} more"]
    return " and ".join(filter(None, (", ".join(first), last)))

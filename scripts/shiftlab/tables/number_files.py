"""The numbers that a text may name, in files: JSON, which `tree` reads for Markdown, and macros for LaTeX."""

import json

INTERVAL = "_interval"

# Characters that TeX interprets, in words.
ESCAPES = {letter: f"\\{letter}" for letter in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

MACROS = r"""% The numbers of a build, for \input in the preamble of LaTeX (June 2022 or newer), for instance
%   \shiftlab{settings/two_full/epochs}   \shiftlabpercent{runs/shifted/two_full/test_accuracy}
% the second being 100 times the number, with one digit at most. A name that is not here is an error.
\makeatletter
\newcommand\shiftlab[1]{\ifcsname shiftlab@#1\endcsname\csname shiftlab@#1\endcsname\else
  \errmessage{Shiftlab: there is no number called #1}\fi}
\newcommand\shiftlabpercent[1]{\ifcsname shiftlab@#1\endcsname
  \fpeval{round(100 * \shiftlab{#1}, 1)}\else\shiftlab{#1}\fi}
\newcommand\shiftlab@set[2]{\expandafter\def\csname shiftlab@#1\endcsname{#2}}
"""


class Number(float):
    """A number, and the half width of its 95 % interval, None if it has none."""

    half = None


def tree(numbers):
    """Return a mapping of names as nested ones: {"a/b": 1, "a/c": 2} -> {"a": {"b": 1, "c": 2}}.

    Numbers become a Number, with its interval.
    """
    root = {}
    for name, value in numbers.items():
        *path, last = name.split("/")
        branch = root
        for part in path:
            branch = branch.setdefault(part, {})
        if not isinstance(value, str):
            value = Number(value)
            value.half = numbers.get(name + INTERVAL)
        branch[last] = value
    return root


def write(numbers, json_file, tex_file):
    """Write a mapping of names to a JSON file and as macros to a TeX file; of a number six digits."""
    rounded = {
        name: value if isinstance(value, str) else float(f"{value:.6g}") if value % 1 else int(value)
        for name, value in numbers.items()
    }
    with open(json_file, "w", encoding="utf-8") as file:
        json.dump(rounded, file, indent=1)
        file.write("\n")
    with open(tex_file, "w", encoding="utf-8") as file:
        file.write(MACROS)
        for name, value in rounded.items():
            file.write(f"\\shiftlab@set{{{name}}}{{{_tex(value)}}}\n")
        file.write("\\makeatother\n")


def _tex(value):
    """Return a number in TeX's notation, or a word with every character escaped that TeX interprets."""
    if not isinstance(value, str):
        return str(value)
    return "".join(ESCAPES.get(letter, letter) for letter in " ".join(value.split()))

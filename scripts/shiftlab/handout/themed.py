"""Prepares a figure's SVG for a page: ink in the page's colour, other colours as variables."""

import hashlib
import re
import xml.etree.ElementTree as ElementTree

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
# What figures draw in, see figures.style, and the CSS variables in its place: (name, on light, on dark).
# On the dark page, #17181a, each colour of a line or mark has a contrast of at least 3 to 1.
VARIABLES = (
    ("--fig-blue", "#0072b2", "#4aa3df"),
    ("--fig-vermilion", "#d55e00", "#f0803c"),
    ("--fig-green", "#009e73", "#2fbf94"),
    ("--fig-orange", "#e69f00", "#f0b429"),
    ("--fig-purple", "#cc79a7", "#dc95bd"),
    ("--fig-sky", "#56b4e9", "#7cc7f2"),
    ("--fig-wine", "#882255", "#d0588f"),
    ("--fig-olive", "#7a7a00", "#b3b33c"),
    ("--fig-indigo", "#5a4fcf", "#9c94f0"),
    ("--fig-brown", "#8c564b", "#c08b7f"),
    ("--fig-grey", "#767676", "#a0a0a0"),
    ("--fig-faint", "#bdbdbd", "#6e6e6e"),
    ("--fig-grid", "#e6e6e6", "#333538"),
)
INK = "#000000"
FONT = "STIXGeneral, serif"

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


def css():
    """Return CSS that gives the variables their values, on a light page and on a dark one."""
    light, dark = (" ".join(f"{row[0]}: {row[place]};" for row in VARIABLES) for place in (1, 2))
    return f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def themed(svg, alt=None):
    """Return the text of an SVG that figures.style.save wrote, ready to be inlined in a page.

    alt: what is read aloud in its place, if anything. Identifiers are unique to the figure, so that a page
    can hold many. The figure keeps its printed size where the page is wide enough.
    """
    root = ElementTree.fromstring(svg)
    for element in [root.find(f"{{{SVG}}}metadata"), *root.findall(f"{{{SVG}}}defs[{{{SVG}}}style]")]:
        if element is not None:  # a description of the file, and a style that would apply to the whole page
            root.remove(element)
    used = set(re.findall(r'(?:url\(|href=")#([^")]+)', svg))
    prefix = "f" + hashlib.sha256(svg.encode()).hexdigest()[:8]
    for element in root.iter():
        name = element.get("id")
        if name in used:
            element.set("id", f"{prefix}-{name}")
        elif name is not None:
            del element.attrib["id"]
        for key, value in element.items():
            if key == f"{{{XLINK}}}href":
                # Of an image, which the file contains, without the line breaks; else of a mark's path.
                own = value.startswith("#")
                element.set(key, f"#{prefix}-{value[1:]}" if own else "".join(value.split()))
            elif key in ("style", "clip-path", "fill", "stroke"):
                element.set(key, _styled(value, prefix))
    root.set("role", "img")
    if alt is not None:
        root.set("aria-label", alt)
    root.set("fill", "currentColor")  # of text, and of marks in ink
    root.set("style", f"max-width:100%;height:auto;font-family:{FONT};stroke-linejoin:round")
    return ElementTree.tostring(root, encoding="unicode")


def _styled(value, prefix):
    """Return a style with variables for colours, its own identifiers, and without a family of fonts."""
    for name, light, _ in VARIABLES:
        value = re.sub(f"{light}(?![0-9a-f])", f"var({name}, {light})", value, flags=re.IGNORECASE)
    value = value.replace(INK, "currentColor").replace("url(#", f"url(#{prefix}-")
    return re.sub(r"font-family: [^;]*;? ?", "", value)

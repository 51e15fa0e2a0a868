"""A page and a print: what both show, and what is an error, with its line, as it would be lost or spoilt."""

import base64
import re

import pytest

from shiftlab.jobs.errors import UserError
from tests.handout.conftest import made


def refused(folder, text, message, kind):
    """Check that a text ends in an error, in one line, that begins with a message."""
    with pytest.raises(UserError) as error:
        made(folder, text, [kind])
    assert str(error.value).startswith(f"{folder}/text.md{message}")
    assert "\n" not in str(error.value)


def test_images_of_one_s_own_are_in_page_and_print(folder):
    names = ("red.png", "./red.jpg", "red.webp", "red.svg", "pictures/dark red.png", "pictures/../red.png")
    page, paper = made(folder, " ".join(f"![Red.]({name})" for name in names))
    images = re.findall('<img[^>]* src="data:image/[a-z+]+;base64,([^"]*)"', page)
    assert [base64.b64decode(image) for image in images] == [(folder / name).read_bytes() for name in names]
    widths = re.findall(rb"/Subtype/Image[^>]*/Width (\d+)", paper)
    assert set(map(int, widths)) == {20, 21, 22, 23}


@pytest.mark.parametrize(
    "image",
    [
        *("nothing.png", "../outside.png", "{folder}/red.png", "pictures/../../outside.png", ".hidden.png"),
        *("https://example.org/red.png", "//example.org/red.png", "data:image/png;base64,AAAA"),
    ],
)
@pytest.mark.parametrize(
    ("form", "kind", "line"),
    [
        ("![Red.]({})", "page", 7),
        ("![Red.]({})", "print", 7),
        ('<p><img alt="Red." src="{}"></p>', "page", 7),
        ('<link rel="stylesheet" href="{}">', "page", 7),
        ("![Red.][r]\n\n[r]: {}", "page", 9),
    ],
)
def test_an_image_that_is_not_in_the_folder_is_refused(folder, image, form, kind, line):
    image = image.format(folder=folder)
    message = f", line {line}: there is no file {image} in {folder}, where your own images must be; none is "
    refused(folder, "A text.\n\n" + form.format(image), message, kind)


def test_an_image_without_a_path_is_refused(folder):
    refused(folder, "A text.\n\n![Red.]()", f", line 7: there is no file  in {folder}, where", "page")


def test_a_misspelt_image_has_a_near_name(folder):
    with pytest.raises(UserError, match=r"line 5: .*; did you mean pictures/dark red\.png\?$"):
        made(folder, "![Red.](pictures/dark_red.png)")


def test_a_pdf_is_for_the_print_alone(folder):
    refused(
        folder, "![Red.](red.pdf)", ", line 5: red.pdf is of no known format; there are: .png, .jp", "page"
    )
    (paper,) = made(folder, "![Red.](red.pdf)", ["print"])
    assert paper.startswith(b"%PDF")


FORMULAS = [
    (r"Half is $\frca{1}{2}$.", r", line 5: the formula \frca{1}{2} cannot be read: unexpected control"),
    ("A.\n\n$$\nx +\n\\foo\n$$", r", line 7: the formula x + \foo cannot be read: "),
    ("> A quotation $x +\n> \\foo$ of lines.", r", line 5: the formula x + \foo cannot be read: "),
    (r"Right: $\frac{1}{2}$" + "\n\n" + r"Wrong: $\frac{1}{2$", r", line 7: the formula \frac{1}{2 cannot"),
    (
        "{% if count %}\n{% set a = 1 %}\n\n$\\foo^{{ count }}$\n{% endif %}",
        r", line 8: the formula \foo^314",
    ),
    ("In text.\n\n" + r"$a$ and \alpha.", r", line 7: \alpha would vanish; "),
    (r"\begin{align}x\end{align}", r", line 5: \begin{align}x\end{align} would vanish; "),
    ("\n\n\\pagebreak\n\n", r", line 7: \pagebreak would vanish; "),
    ("```{=latex}\nx\n```", ", line 6: x would vanish; "),
]
OTHERS = [
    ("A.\n\n::: wide\nB.", ", line 7: Div unclosed"),
    ("[a][x]\n\n[x]: http://a\n\nA.\n\n[x]: http://b", ", line 11: Duplicate link reference '[x]'"),
    ("# A { #one}\n\n# B { #one}\n\nC.", ", line 7: Duplicate identifier 'one'"),
    ("A.\n\n[^1]: A note.", ", line 7: Note with key '1' defined but not used."),
]


@pytest.mark.parametrize("kind", ["page", "print"])
@pytest.mark.parametrize(("text", "message"), FORMULAS + OTHERS)
def test_what_would_be_lost_is_an_error(folder, kind, text, message):
    refused(folder, text, message, kind)


def test_a_formula_in_an_included_file_is_named_there(folder):
    (folder / "part.md").write_text("Here:\n$\\foo$\n")
    with pytest.raises(UserError, match=r"/part\.md, line 2: the formula"):
        made(folder, 'A.\n\n{% include "part.md" %}')


@pytest.mark.parametrize(
    "text",
    [
        r"$\frac{1}{2}$ and `\foo` and `$\foo$` and C:\\foo and 100\ \%",
        "\\newcommand{\\R}{\\mathbb{R}}\n\nOn $\\R^2$.",
        "```{=html}\n<b>On the page.</b>\n```\n\n```{=typst}\n#strong[In print.]\n```",
    ],
)
def test_what_is_right_passes(folder, text):
    page, paper = made(folder, text)
    assert "</html>" in page and paper.startswith(b"%PDF")


def test_a_header_that_is_not_yaml_is_one_line(folder):
    (folder / "text.md").write_text("")
    with pytest.raises(UserError, match=r"^[^\n]*/text\.md: Error parsing YAML metadata[^\n]*$"):
        made(folder, "---\na: [b\n---\n\nA.")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("An image.\n\n![Red.](damaged.png)", ", line 7: the print cannot be set: failed to decode image"),
        ("A.\n\nSee [below](#below).", ", line 7: the print cannot be set: label `<below>` does not exist"),
        ("```{=typst}\n#strnog[A.]\n```", ", line 6: the print cannot be set: unknown variable: strnog"),
        (
            '```{=typst}\n#image("no.png")\n```',
            ", line 6: the print cannot be set: file not found (searched",
        ),
    ],
)
def test_an_error_of_typst_is_one_line(folder, text, message):
    refused(folder, text, message, "print")

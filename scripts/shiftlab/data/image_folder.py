"""A folder of images with a sub-folder for each class: found, split, and converted to grey garments."""

import logging
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from shiftlab.data import idx
from shiftlab.jobs import progress
from shiftlab.jobs.errors import UserError

SUFFIXES = (".png", ".jpg", ".jpeg")  # in capitals too
MOST_CLASSES = 256  # a label is one byte

log = logging.getLogger(__name__)


def find(folder):
    """Return the images of a folder: {class: list of paths}, classes and images each in alphabetical order.

    A class is the name of a sub-folder. Hidden files, and files beside the sub-folders, are skipped. No
    file is opened.
    Raises UserError, naming it, on a folder that cannot be read, on fewer than two sub-folders, on one of
    fewer than two images or with anything else in it, and on a name that Snakemake would misread.
    """
    classes = [entry for entry in _entries(folder) if entry.is_dir()]
    if not 2 <= len(classes) <= MOST_CLASSES:
        raise UserError(
            f"{folder}: has {len(classes)} sub-folders; it must have one for each class, 2 to {MOST_CLASSES}"
        )
    found = {}
    for entry in classes:
        images = _entries(entry)
        for image in images:
            if image.suffix.lower() not in SUFFIXES:
                raise UserError(f"{image}: is no image; a class holds files in {', '.join(SUFFIXES)} alone")
        if len(images) < 2:
            raise UserError(
                f"{entry}: too few images ({len(images)}); a class needs at least 2, to train on and to test"
            )
        found[entry.name] = images
    return found


def _entries(folder):
    """Return the paths in a folder that are not hidden, sorted by name, whatever order the disk has."""
    try:
        entries = sorted(path for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise UserError(f"{folder}: cannot be read: {error.strerror}") from error
    for path in entries:
        # Snakemake interprets braces in paths as wildcards, and no figure shows unprintable characters.
        if {"{", "}"} & set(path.name) or not path.name.isprintable():
            raise UserError(f"{str(path)!r}: a name must not hold braces, nor what cannot be printed")
    return entries


def test_count(count, test_share):
    """Return how many of the `count` images of a class, at least 2, are for the test: a share, rounded.

    At least one, so that at least one remains for training.
    """
    return min(max(round(test_share * count), 1), count - 1)


def split(counts, test_share, seed):
    """Draw which images of each class are for the test: a bool array (count,) for each of `counts`.

    The draw of a class depends only on the seed, its position among the classes and its number of images.
    """
    parts = []
    for label, count in enumerate(counts):
        part = np.arange(count) < test_count(count, test_share)
        parts.append(np.random.default_rng([seed, label]).permutation(part))
    return parts


def read_grey(path, garment):
    """Read a PNG or JPEG image as a garment: uint8 (height, width), the size given as `garment`.

    It is rotated as its EXIF data say, laid on black where it is transparent, converted to grey (ITU-R 601-2
    luma; 16-bit levels are divided by 257), and resized with antialiasing to exactly that size, whatever the
    proportions. Raises UserError, with its path, if it cannot be read.
    """
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as image:
            grey = _grey(ImageOps.exif_transpose(image))
    except Exception as error:  # Pillow has half a dozen types for a file that is damaged
        raise UserError(f"{path}: cannot be read as an image: {error}") from error
    height, width = garment
    # Bilinear, as sharper filters would ring on the black around a garment.
    return np.asarray(grey.resize((width, height), Image.Resampling.BILINEAR))


def _grey(image):
    if image.mode.startswith("I"):  # 16 bits: Pillow's conversion would clip everything above 255
        levels = np.asarray(image).astype(np.float64) / 257
        return Image.fromarray(np.rint(levels).astype(np.uint8))
    if image.has_transparency_data:
        black = Image.new("RGBA", image.size, (0, 0, 0, 255))
        image = Image.alpha_composite(black, image.convert("RGBA"))
    return image.convert("L")


def convert(paths, garment, test_share, seed, targets):
    """Make images into the four IDX files of a source.

    paths: of all images, each in the folder of its class. garment: (height, width). test_share, seed: see
    `split`. targets: path to write, for each key of published.FILES. The garments are in a drawn order, so
    that the first of them are of every class, as in the published sets.
    Raises UserError, with its path, on the first image that cannot be read.
    """
    paths = sorted(map(Path, paths), key=lambda path: (path.parent.name, path.name))
    names, labels = np.unique([path.parent.name for path in paths], return_inverse=True)
    test = np.concatenate(split(np.bincount(labels), test_share, seed))
    garments = np.empty((len(paths), *garment), np.uint8)
    with progress.Bar(len(paths), "image") as bar:
        for number, path in enumerate(paths):
            garments[number] = read_grey(path, garment)
            bar.update()
    order = np.random.default_rng(seed).permutation(len(paths))
    for part, chosen in (("train", order[~test[order]]), ("test", order[test[order]])):
        idx.write(targets[f"{part}_images"], garments[chosen])
        idx.write(targets[f"{part}_labels"], labels[chosen].astype(np.uint8))
    log.info(
        "%d images of %d classes, %d to train on, %d for the test",
        *(len(paths), len(names), (~test).sum(), test.sum()),
    )

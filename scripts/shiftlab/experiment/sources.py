"""The kinds of sources: what each is told in the config, and how many garments it has before it is made."""

import numpy as np

from shiftlab.data import download, idx, image_folder
from shiftlab.data.published_sets import FILES, SETS, TRAINING_SHAPE
from shiftlab.jobs.errors import UserError

IMAGE_FOLDER = "image_folder"
KINDS = (*SETS, IMAGE_FOLDER)
KEYS = {  # of a source of the config
    **dict.fromkeys(SETS, ("kind", "folder", "classes", "sha256")),
    IMAGE_FOLDER: ("kind", "folder", "garment", "test_share", "split_seed"),
}


def complete(name, source):
    """Check a source of the config, which follows the schema; fill in the defaults of its kind in place.

    Among them are the names of its classes and, of an image folder, "counts", how many images each has.
    Raises UserError, naming the key or the file, on a key of another kind, on one that is missing, and on a
    folder that does not hold what it must.
    """
    kind = source.setdefault("kind", name)
    if kind not in KINDS:
        raise UserError(f"sources.{name}: kind is missing; choose from {', '.join(KINDS)}")
    for key in source:
        if key not in KEYS[kind]:
            allowed = ", ".join(KEYS[kind])
            raise UserError(f"sources.{name}.{key}: is not for a source of kind {kind}; allowed: {allowed}")
    if kind == IMAGE_FOLDER:
        _complete_image_folder(f"sources.{name}", source)
    else:
        source.setdefault("classes", list(SETS[kind].classes))
        source["sha256"] = SETS[kind].sha256 | source.get("sha256", {})
        if source["folder"] is not None:
            for file in FILES:
                download.find(source["folder"], file, f"sources.{name}.folder")


def _complete_image_folder(where, source):
    if source["folder"] is None:
        raise UserError(f"{where}.folder: is missing; it must hold a sub-folder of images for each class")
    if "garment" not in source:
        raise UserError(f"{where}.garment: is missing; it must be [height, width] in pixels")
    source.setdefault("test_share", 0.2)
    source.setdefault("split_seed", 0)
    try:
        found = image_folder.find(source["folder"])
    except UserError as error:
        raise UserError(f"{where}.folder: {error}") from error
    source["classes"], source["counts"] = list(found), [len(own) for own in found.values()]


def training_shape(source):
    """Return (count, height, width) of the training garments of a completed source, before it is made.

    Raises UserError if the file in the source's folder holds no images.
    """
    if source["kind"] == IMAGE_FOLDER:
        return (sum(source["counts"]) - sum(_test_counts(source)), *source["garment"])
    if source["folder"] is None:
        return TRAINING_SHAPE
    path = download.find(source["folder"], "train_images", "folder")
    shape = idx.read_shape(path)
    if len(shape) != 3:
        raise UserError(f"{path}: holds no images, its shape is {shape}")
    return shape


def rarest_class(source):
    """Return how many test garments a completed source has of its rarest class, before it is made.

    Raises UserError if the file in the source's folder cannot be read.
    """
    if source["kind"] == IMAGE_FOLDER:
        return min(_test_counts(source))
    if source["folder"] is None:
        return SETS[source["kind"]].rarest
    _, counts = np.unique(
        idx.read(download.find(source["folder"], "test_labels", "folder")), return_counts=True
    )
    return int(counts.min())


def _test_counts(source):
    return [image_folder.test_count(count, source["test_share"]) for count in source["counts"]]

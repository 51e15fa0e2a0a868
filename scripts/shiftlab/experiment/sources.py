"""The sources of garments: what is configured of each, and how many garments it has before it is read."""

from functools import cached_property
from typing import Annotated, Literal

import numpy as np
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from shiftlab.data import download, idx, image_folder
from shiftlab.data.published_sets import FILES, SETS, TRAINING_SHAPE
from shiftlab.experiment.section import Section, Shown, unique
from shiftlab.jobs.errors import UserError

KINDS = (*SETS, "image_folder")

# Snakemake interprets braces in paths as wildcards.
Folder = Annotated[str, Field(pattern="^[^{}]+$")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None
ClassName = Annotated[Shown, Field(min_length=1)]
# No character that Markdown or TeX interprets.
Word = Annotated[str, Field(pattern=r"^\w[\w '-]*$", max_length=30)]


class Noun(Section):
    """What the handout calls the garments of a source."""

    one: Word = "image"
    many: Word = "images"


class PublishedSource(Section):
    """A published set as four IDX files; its kind is by default the name of the source."""

    kind: Literal["fashion_mnist", "mnist", "kmnist"]
    folder: Folder | None = Field(
        default=None, description="The folder of the IDX files, plain or .gz; null to download them."
    )
    classes: Annotated[list[ClassName], AfterValidator(unique)] = Field(
        min_length=2, max_length=256, description="Class names in label order; by default the published ones."
    )
    noun: Noun = Field(description="What the text calls one garment, and many.")
    sha256: dict[Literal["train_images", "train_labels", "test_images", "test_labels"], Sha256] = Field(
        description="SHA-256 of each decompressed file, null for one that is not compared."
    )

    @model_validator(mode="before")
    @classmethod
    def _as_published(cls, given):
        known, sha256 = SETS[given["kind"]], given.get("sha256", {})
        if isinstance(sha256, dict):
            sha256 = known.sha256 | sha256
        one, many = known.noun
        defaults = {"classes": list(known.classes), "noun": {"one": one, "many": many}}
        return defaults | given | {"sha256": sha256}

    def check(self, where):
        """Raise UserError unless the folder holds the four files; `where` names the source."""
        if self.folder is not None:
            for file in FILES:
                download.find(self.folder, file, f"{where}.folder")

    @cached_property
    def training_shape(self):
        """(count, height, width) of the training garments; reading it raises UserError on a bad file."""
        if self.folder is None:
            return TRAINING_SHAPE
        path = download.find(self.folder, "train_images", "folder")
        shape = idx.read_shape(path)
        if len(shape) != 3:
            raise UserError(f"{path}: holds no images, its shape is {shape}")
        return shape

    @cached_property
    def rarest_class(self):
        """The number of test garments in the rarest class; reading it raises UserError on a bad file."""
        if self.folder is None:
            return SETS[self.kind].rarest
        labels = idx.read(download.find(self.folder, "test_labels", "folder"))
        return int(np.unique(labels, return_counts=True)[1].min())


class ImageFolder(Section):
    """A folder with a sub-folder of PNG or JPEG images for each class."""

    kind: Literal["image_folder"]
    folder: Folder
    garment: Annotated[list[Annotated[int, Field(ge=1, le=1024)]], Field(min_length=2, max_length=2)] = Field(
        description="Height and width in pixels to which all images are resized."
    )
    test_share: float = Field(
        default=0.2, gt=0, lt=1, description="The share of each class that is kept for the test."
    )
    noun: Noun = Field(default=Noun(), description="What the text calls one garment, and many.")
    split_seed: int = Field(
        default=0, ge=0, le=2**31 - 1, description="The seed of the draw of the test images."
    )

    @model_validator(mode="before")
    @classmethod
    def _is_complete(cls, given):
        needed = {
            "folder": "it must hold a sub-folder of images for each class",
            "garment": "it must be [height, width] in pixels",
        }
        for key, allowed in needed.items():
            if given.get(key) is None:
                about = {"key": key, "allowed": allowed}
                raise PydanticCustomError("missing_of_kind", "{key} is missing", about)
        return given

    def check(self, where):
        """Raise UserError unless the folder holds images of at least two classes."""
        try:
            _ = self.images
        except UserError as error:
            raise UserError(f"{where}.folder: {error}") from error

    @cached_property
    def images(self):
        """The images of each class: {class: list of paths}."""
        return image_folder.find(self.folder)

    @property
    def classes(self):
        """The names of the classes, in label order."""
        return list(self.images)

    @property
    def training_shape(self):
        """(count, height, width) of the training garments."""
        return (sum(map(len, self.images.values())) - sum(self._test_counts()), *self.garment)

    @property
    def rarest_class(self):
        """The number of test garments in the rarest class."""
        return min(self._test_counts())

    def _test_counts(self):
        return [image_folder.test_count(len(paths), self.test_share) for paths in self.images.values()]


Source = Annotated[PublishedSource | ImageFolder, Field(discriminator="kind")]

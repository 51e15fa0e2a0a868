"""The published sets of garments: their contents, and the SHA-256 of their files.

Each consists of four IDX files: 60000 training and 10000 test images of 28x28, and their labels. MNIST and
KMNIST contain characters, which are called garments too.
"""

from typing import NamedTuple

FILES = {
    "train_images": "train-images-idx3-ubyte",
    "train_labels": "train-labels-idx1-ubyte",
    "test_images": "t10k-images-idx3-ubyte",
    "test_labels": "t10k-labels-idx1-ubyte",
}
TRAINING_SHAPE = (60000, 28, 28)  # of the training garments of each set


class Published(NamedTuple):
    """A published set."""

    torchvision: str  # name of the class in torchvision.datasets
    noun: tuple[str, str]  # what a reader calls one of them, and many
    classes: tuple[str, ...]  # in label order
    rarest: int  # number of test garments in the rarest class
    sha256: dict[str, str | None]  # of each decompressed file, by key in FILES; None if unknown


SETS = {
    "fashion_mnist": Published(
        torchvision="FashionMNIST",
        noun=("garment", "garments"),
        classes=(
            *("T-shirt", "Trouser", "Pullover", "Dress", "Coat"),
            *("Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
        ),
        rarest=1000,
        sha256={
            "train_images": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "train_labels": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "test_images": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "test_labels": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        },
    ),
    "mnist": Published(
        torchvision="MNIST",
        noun=("digit", "digits"),
        classes=tuple("0123456789"),
        rarest=892,
        sha256={
            "train_images": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "train_labels": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "test_images": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "test_labels": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        },
    ),
    "kmnist": Published(
        torchvision="KMNIST",
        noun=("character", "characters"),
        classes=("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
        rarest=1000,
        # Only the MD5 of the compressed files is known, which torchvision compares when it downloads them.
        sha256=dict.fromkeys(FILES),
    ),
}

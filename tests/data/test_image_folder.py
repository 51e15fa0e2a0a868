"""A folder of images becomes garments: what is found, how it is split, and what each file turns into."""

import io
import logging
import os

import numpy as np
import pytest
from PIL import Image

from shiftlab.data import idx, image_folder
from shiftlab.data.published_sets import FILES
from shiftlab.jobs.errors import UserError


def save(path, levels, **options):
    """Write an array of grey levels or colours as an image; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.asarray(levels)).save(path, **options)
    return path


def fill(folder, **counts):
    """Write images of 4x6, each of a different grey level; return the folder."""
    level = 0
    for name, count in counts.items():
        for number in range(count):
            level += 1
            save(folder / name / f"{number:02}.png", np.full((4, 6), level, np.uint8))
    return folder


def names(found):
    return {name: [path.name for path in paths] for name, paths in found.items()}


def test_classes_and_images_are_found_in_order_and_what_is_hidden_is_passed_over(tmp_path):
    fill(tmp_path, skirt=3, Boot=2)
    (tmp_path / "LICENCE").write_text("of the images")
    for hidden in (".git", "skirt/.thumbnails"):
        (tmp_path / hidden).mkdir()
    (tmp_path / "Boot/.DS_Store").write_text("")
    save(tmp_path / "Boot/a.JPG", np.zeros((4, 6), np.uint8), format="JPEG")
    found = image_folder.find(tmp_path)
    assert list(found) == ["Boot", "skirt"]
    assert names(found) == {"Boot": ["00.png", "01.png", "a.JPG"], "skirt": ["00.png", "01.png", "02.png"]}


def test_the_order_on_the_disk_decides_nothing(tmp_path, monkeypatch):
    fill(tmp_path, a=5, b=5)
    found, before = image_folder.find(tmp_path), os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: sorted(before(path), reverse=True))
    assert [path.name for path in tmp_path.iterdir()] == ["b", "a"]
    assert image_folder.find(tmp_path) == found


def remove(folder):
    for path in folder.iterdir():
        path.unlink()


MISTAKES = {
    "no folder": (
        lambda folder: folder.rename(folder.with_name("gone")),
        "mine: cannot be read: No such file",
    ),
    "no class": (
        lambda folder: [path.rename(folder / f".{path.name}") for path in list(folder.iterdir())],
        "mine: has 0 sub-folders; it must have one for each class, 2 to 256",
    ),
    "one class": (lambda folder: (folder / "skirt").rename(folder / ".skirt"), "mine: has 1 sub-folders"),
    "empty class": (
        lambda folder: remove(folder / "skirt"),
        r"mine/skirt: too few images \(0\); a class ",
    ),
    "one image": (
        lambda folder: (folder / "boot/00.png").unlink(),
        r"mine/boot: too few images \(1\); .* at least 2",
    ),
    "another file": (
        lambda folder: (folder / "boot/list.txt").write_text(""),
        r"mine/boot/list\.txt: is no image; .*\.png, \.jpg, \.jpeg alone",
    ),
    "folder in a class": (lambda folder: (folder / "boot/old").mkdir(), "mine/boot/old: is no image"),
    "class with braces": (
        lambda folder: (folder / "boot").rename(folder / "{boot}"),
        r"mine/\{boot\}': a name must not hold braces",
    ),
    "image of two lines": (
        lambda folder: (folder / "boot/00.png").rename(folder / "boot/0\n0.png"),
        r"mine/boot/0\\n0\.png': a name must not hold",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_folder_that_is_not_as_it_must_be_is_refused_by_name(tmp_path, case):
    harm, complaint = MISTAKES[case]
    folder = fill(tmp_path / "mine", boot=2, skirt=3)
    harm(folder)
    with pytest.raises(UserError, match=complaint) as refused:
        image_folder.find(folder)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("count", "share", "expected"), [(10, 0.2, 2), (13, 0.2, 3), (2, 0.01, 1), (2, 0.99, 1), (100, 0.999, 99)]
)
def test_a_share_is_for_the_test_and_neither_part_is_ever_empty(count, share, expected):
    assert image_folder.test_count(count, share) == expected
    (part,) = image_folder.split([count], share, seed=0)
    assert part.sum() == expected and len(part) == count


def test_the_split_is_drawn_by_the_seed_in_each_class_of_its_own():
    one, again, other = (image_folder.split([30, 30, 30], 0.2, seed) for seed in (0, 0, 1))
    assert np.array_equal(one, again) and not np.array_equal(one, other)
    assert not np.array_equal(one[0], one[1])
    assert np.array_equal(image_folder.split([9, 30, 4], 0.2, 0)[1], one[1])


def test_levels_stay_as_they_are_at_an_image_s_own_size(tmp_path):
    levels = np.arange(256, dtype=np.uint8).reshape(8, 32)
    assert np.array_equal(image_folder.read_grey(save(tmp_path / "a.png", levels), (8, 32)), levels)


def test_a_jpeg_is_read_too(tmp_path):
    grey = image_folder.read_grey(save(tmp_path / "a.jpeg", np.full((8, 8, 3), 90, np.uint8)), (8, 8))
    assert np.abs(grey.astype(int) - 90).max() <= 1


def test_sixteen_bits_are_scaled_and_not_cut(tmp_path):
    levels = np.array([[0, 257, 128 * 257], [65535, 1000, 60000]], np.uint16)
    grey = image_folder.read_grey(save(tmp_path / "a.png", levels), (2, 3))
    assert grey.tolist() == [[0, 1, 128], [255, 4, 233]]


def test_colours_become_their_luma(tmp_path):
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]], np.uint8)
    assert image_folder.read_grey(save(tmp_path / "a.png", colours), (1, 4)).tolist() == [[76, 150, 29, 255]]


def test_a_palette_is_looked_up_and_what_is_transparent_is_black(tmp_path):
    palette = Image.fromarray(np.array([[0, 1, 2]], np.uint8), mode="P")
    palette.putpalette([255, 255, 255, 100, 100, 100, 200, 200, 200])
    palette.save(tmp_path / "opaque.png")
    palette.save(tmp_path / "clear.png", transparency=0)
    assert image_folder.read_grey(tmp_path / "opaque.png", (1, 3)).tolist() == [[255, 100, 200]]
    assert image_folder.read_grey(tmp_path / "clear.png", (1, 3)).tolist() == [[0, 100, 200]]


def test_half_transparent_is_half_as_bright(tmp_path):
    colours = np.full((1, 3, 4), 200, np.uint8)
    colours[0, :, 3] = 0, 128, 255
    assert image_folder.read_grey(save(tmp_path / "a.png", colours), (1, 3)).tolist() == [[0, 100, 200]]


def test_an_image_on_its_side_is_turned_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: the camera was turned, a quarter turn clockwise mends it
    path = save(tmp_path / "a.png", np.array([[10, 20, 30], [40, 50, 60]], np.uint8), exif=exif)
    assert image_folder.read_grey(path, (3, 2)).tolist() == [[40, 10], [50, 20], [60, 30]]


def test_an_image_is_brought_to_just_the_size_without_aliases(tmp_path):
    checks = np.indices((40, 40)).sum(axis=0) % 2 * np.uint8(255)
    grey = image_folder.read_grey(save(tmp_path / "a.png", checks.astype(np.uint8)), (5, 10))
    assert grey.shape == (5, 10) and grey.dtype == np.uint8
    assert np.abs(grey.astype(int) - 127).max() <= 2


def as_gif(content):
    with Image.open(io.BytesIO(content)) as image:
        file = io.BytesIO()
        image.save(file, "GIF")
    return file.getvalue()


DAMAGES = {
    "no image": lambda content: b"<html>Please log in</html>",
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "header cut": lambda content: content[:20],
    "another format": as_gif,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("suffix", image_folder.SUFFIXES)
def test_an_image_that_cannot_be_read_is_named(tmp_path, damage, suffix):
    levels = np.random.default_rng(0).integers(0, 256, (20, 32), np.uint8)
    path = save(tmp_path / f"worn{suffix}", levels)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    with pytest.raises(UserError, match=rf"worn\{suffix}: cannot be read as an image: ") as refused:
        image_folder.read_grey(path, (20, 32))
    assert len(str(refused.value).splitlines()) == 1


def converted(folder, paths, targets, share=0.25, seed=0):
    """Convert; return {key of FILES: the array that was written}."""
    targets = {file: targets / name for file, name in FILES.items()}
    targets["train_images"].parent.mkdir()
    image_folder.convert(paths, (4, 6), share, seed, targets)
    return {file: idx.read(path) for file, path in targets.items()}


def test_a_folder_becomes_the_four_files_of_a_source(tmp_path, caplog):
    found = image_folder.find(fill(tmp_path / "mine", a=40, b=20, c=8))
    paths = [path for images in found.values() for path in images]
    with caplog.at_level(logging.INFO):
        arrays = converted(tmp_path, paths, tmp_path / "one")
    assert arrays["train_images"].shape == (51, 4, 6) and arrays["test_images"].shape == (17, 4, 6)
    assert np.bincount(arrays["test_labels"]).tolist() == [10, 5, 2]
    garments, labels = (
        np.concatenate([arrays[f"train_{kind}"], arrays[f"test_{kind}"]]) for kind in ("images", "labels")
    )
    levels = garments[:, 0, 0]
    # Every image is there once, all of one level as it was, with the label of its class.
    assert sorted(levels) == list(range(1, 69)) and (garments == levels[:, None, None]).all()
    assert np.array_equal(labels, np.digitize(levels, [41, 61]))
    # The first garments are of every class: figures show these.
    assert set(arrays["test_labels"][:10]) == {0, 1, 2}
    assert caplog.messages == ["68 images of 3 classes, 51 to train on, 17 for the test"]
    # Whatever the order of the paths.
    shuffled = converted(tmp_path, paths[::-1], tmp_path / "two")
    assert all(np.array_equal(arrays[file], shuffled[file]) for file in FILES)
    other = converted(tmp_path, paths, tmp_path / "three", seed=1)
    assert not np.array_equal(arrays["test_images"], other["test_images"])

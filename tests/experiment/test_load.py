"""Every mistake in the configuration is one line with what, where, and what is allowed."""

import gzip
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from shiftlab.experiment import load
from shiftlab.jobs.errors import UserError
from tests.conftest import DATA, ROOT

DEFAULTS = yaml.safe_load((ROOT / "config.yaml").read_text())


def put(path, value):
    """Return a change that sets the key at a dotted path."""
    *parents, last = path.split(".")

    def change(config):
        for key in parents:
            config = config.setdefault(key, {})
        config[last] = value

    return change


def drop(path):
    """Return a change that removes the key at a dotted path."""
    *parents, last = path.split(".")

    def change(config):
        for key in parents:
            config = config[key]
        del config[last]

    return change


def images(**keys):
    """Return a change that adds an image folder, with `keys` of its entry that differ."""
    entry = {"kind": "image_folder", "folder": "tests/nowhere", "garment": [20, 32]} | keys
    return lambda config: config["sources"].update(mine=entry)


CASES = {
    "unknown key": (
        put("colour", "red"),
        ["unknown key colour", "allowed: architectures, benchmark, datasets"],
    ),
    "epoch for epochs": (put("training.epoch", 3), ["unknown key training.epoch", "did you mean epochs?"]),
    "no epochs": (put("training.epochs", 0), ["training.epochs: 0", "at least 1"]),
    "an option of no plain type": (
        put("architectures.two_full.options", {"hidden": date(2026, 1, 1)}),
        ["architectures.two_full.options.hidden: datetime.date(2026, 1, 1)", "a number, text, true"],
    ),
    "a class in two lines": (
        put("sources.fashion_mnist.classes", ["T-shirt\r", *"abcdefghi"]),
        ["sources.fashion_mnist.classes.0: 'T-shirt\\r' (text)", "nor hold what cannot be printed"],
    ),
    "a label in two lines": (
        put("architectures.two_full.label", "per\nceptron"),
        ["architectures.two_full.label: 'per\\nceptron' (text)", "nor hold what cannot be printed"],
    ),
    "a class without a name": (
        put("sources.fashion_mnist.classes", [" ", *"abcdefghi"]),
        ["sources.fashion_mnist.classes.0: ' ' (text)", "must not be empty"],
    ),
    "half an epoch": (put("training.epochs", 1.5), ["training.epochs: 1.5", "a whole number"]),
    "true epochs": (put("training.epochs", True), ["training.epochs: True", "a whole number"]),
    "text for a number": (
        put("training.learning_rate", "1e-1"),
        ["learning_rate: '1e-1' (text)", "it must be a number, such as 0.1"],
    ),
    "no learning rate": (put("training.learning_rate", 0), ["training.learning_rate: 0", "greater than 0"]),
    "infinite rate": (put("training.learning_rate", float("inf")), ["learning_rate: inf", "finite number"]),
    "nan for a mean": (put("normalisation.mean", float("nan")), ["normalisation.mean: nan", "finite number"]),
    "unknown precision": (
        put("training.precision", "float16"),
        ["training.precision: 'float16' (text)", "float32, bfloat16, tf32"],
    ),
    "unknown schedule": (
        put("architectures.two_full.training", {"schedule": "cosine"}),
        ["architectures.two_full.training.schedule: 'cosine' (text)", "choose from constant, linear"],
    ),
    "unknown setting to tune": (
        put("architectures.two_full.tuning", {"epoch": [3]}),
        ["unknown key architectures.two_full.tuning.epoch", "did you mean epochs?", "batch_size, epochs, "],
    ),
    "setting to tune out of bounds": (
        put("architectures.two_full.tuning", {"epochs": [5], "momentum": [0.5, 1]}),
        ["architectures.two_full.tuning.momentum.1: 1 is not allowed", "less than 1"],
    ),
    "unknown schedule to tune": (
        put("architectures.two_full.tuning", {"schedule": ["constant", "cosine"]}),
        ["architectures.two_full.tuning.schedule.1: 'cosine' (text)", "choose from constant, linear"],
    ),
    "half an epoch to tune": (
        put("architectures.two_full.tuning", {"epochs": [1.5]}),
        ["architectures.two_full.tuning.epochs.0: 1.5", "a whole number"],
    ),
    "one value to tune": (
        put("architectures.two_full.tuning", {"epochs": 5}),
        ["architectures.two_full.tuning.epochs: 5 is not allowed", "a list"],
    ),
    "no value to tune": (
        put("architectures.two_full.tuning", {"epochs": []}),
        ["architectures.two_full.tuning.epochs: holds 0 entries", "at least 1"],
    ),
    "the same value to tune twice": (
        put("architectures.two_full.tuning", {"learning_rate": [1, 1.0]}),
        ["architectures.two_full.tuning.learning_rate: [1, 1.0]", "twice"],
    ),
    "tuning without a mapping": (
        put("architectures.two_full.tuning", [0.1, 0.2]),
        ["architectures.two_full.tuning: [0.1, 0.2]", "a mapping"],
    ),
    "batch to tune beyond the data": (
        put("architectures.two_full.tuning", {"batch_size": [50, 401]}),
        ["architectures.two_full.tuning.batch_size: 401", "the 400 training garments"],
    ),
    "a benchmark without float32": (
        put("benchmark.precisions", ["bfloat16"]),
        ["benchmark.precisions: ['bfloat16'] is not allowed; float32 must be among them"],
    ),
    "momentum of one": (put("training.momentum", 1), ["training.momentum: 1", "less than 1"]),
    "negative batch": (put("training.batch_size", -5), ["training.batch_size: -5", "at least 1"]),
    "batch beyond the data": (
        put("training.batch_size", 401),
        ["batch_size: 401", "the 400 training garments"],
    ),
    "batch of one network beyond the data": (
        put("architectures.two_full.training", {"batch_size": 1000}),
        ["architectures.two_full.training.batch_size: 1000", "the 400 training garments"],
    ),
    "batch beyond the published data": (
        lambda config: (
            put("sources.fashion_mnist.folder", None)(config),
            put("training.batch_size", 60001)(config),
        ),
        ["batch_size: 60001", "the 60000 training garments"],
    ),
    "unknown architecture": (
        put("architectures.three_full", {}),
        ["unknown architecture 'three_full'", "there are: conv_global_pool, "],
    ),
    "architecture outside the folder": (put("architectures", {"../x": {}}), ["'../x' (text)", "must match"]),
    "unknown option": (
        put("architectures.two_full.options.hiden", 3),
        ["architectures.two_full.options: unknown option hiden", "allowed: hidden"],
    ),
    "whole number with a point": (put("training.epochs", 2.0), ["training.epochs: 2.0", "a whole number"]),
    "unknown training setting of a network": (
        put("architectures.two_full.training", {"epoch": 3}),
        ["unknown key architectures.two_full.training.epoch", "did you mean epochs?"],
    ),
    "network without a mapping": (
        put("architectures.two_full", None),
        ["architectures.two_full: None", "{}"],
    ),
    "unknown source": (put("datasets.shifted.source", "mnist"), ["unknown source 'mnist'", "fashion_mnist"]),
    "unknown placement": (
        put("datasets.shifted.placement", "left"),
        ["'left'", "choose from center, uniform"],
    ),
    "no placement": (drop("datasets.shifted.placement"), ["datasets.shifted: placement is missing"]),
    "frame below the garment": (
        put("datasets.shifted.frame", 27),
        ["datasets.shifted.frame: 27", "at least 28"],
    ),
    "no frame": (drop("datasets.shifted.frame"), ["datasets.shifted: frame is missing"]),
    "unknown background": (
        put("datasets.shifted.background", "white"),
        ["datasets.shifted.background: 'white' (text)", "black, clutter or {noise: a number greater than 0"],
    ),
    "noise of zero": (
        put("datasets.shifted.background", {"noise": 0}),
        ["datasets.shifted.background: {'noise': 0}", "greater than 0 and at most 1"],
    ),
    "clutter in a frame without room": (
        lambda config: config["datasets"]["shifted"].update(frame=43, background="clutter"),
        ["datasets.shifted.background: clutter takes 8 pixels", "there are 7", "at least 44"],
    ),
    "fewer garments than classes": (
        put("datasets.shifted.training_garments", 9),
        ["datasets.shifted.training_garments: 9", "at least 10, one for each class, and at most 400"],
    ),
    "more training garments than there are": (
        put("datasets.shifted.training_garments", 401),
        ["401", "at most 400"],
    ),
    "no pass through the garments": (put("datasets.shifted.passes", 0), ["shifted.passes: 0", "at least 1"]),
    "nothing to train on": (
        lambda config: [dataset.update(test_only=True) for dataset in config["datasets"].values()],
        ["datasets: all are test_only; at least one must be for training"],
    ),
    "label twice": (
        put("architectures.two_conv_two_full.label", "perceptron"),
        ["architectures.two_conv_two_full.label: 'perceptron' (text) is the label of two_full as well"],
    ),
    "label too long": (put("architectures.two_full.label", "x" * 21), ["architectures.two_full.label"]),
    "figures of some": (put("figures", "some"), ["figures: 'some' (text)", "choose from first_seed, all"]),
    "frame of zero": (put("datasets.shifted.frame", 0), ["datasets.shifted.frame: 0", "at least 1"]),
    "name that is a path": (
        put("datasets", {"a/b": {"source": "fashion_mnist", "frame": 56, "placement": "center"}}),
        ["'a/b' (text)", "must match"],
    ),
    "no dataset": (put("datasets", {}), ["datasets: holds 0 entries", "at least 1"]),
    "no architecture": (put("architectures", {}), ["architectures: holds 0 entries", "at least 1"]),
    "no seed": (put("seeds", []), ["seeds: holds 0 entries", "at least 1"]),
    "negative seed": (put("seeds", [-1]), ["seeds.0: -1", "at least 0"]),
    "seed twice": (put("seeds", [1, 1]), ["seeds: [1, 1]", "twice"]),
    "seed without a list": (put("seeds", 1), ["seeds: 1", "a list"]),
    "no synthesis step": (put("synthesis.steps", 0), ["synthesis.steps: 0", "at least 1"]),
    "no garment at the offsets": (
        put("translation.images_per_class", 0),
        ["translation.images_per_class: 0", "a whole number of at least 1 or all"],
    ),
    "every garment at the offsets": (
        put("translation.images_per_class", "every"),
        ["images_per_class: 'every' (text)", "a whole number of at least 1 or all"],
    ),
    "more garments than there are": (
        put("translation.images_per_class", 21),
        ["translation.images_per_class: 21", "the 20 test garments", "fashion_mnist", "or all"],
    ),
    "more garments than are published": (
        lambda config: (
            put("sources.fashion_mnist.folder", None)(config),
            put("translation.images_per_class", 1001)(config),
        ),
        ["translation.images_per_class: 1001", "the 1000 test garments"],
    ),
    "no controls": (put("synthesis.controls", {}), ["synthesis.controls: holds 0 entries"]),
    "unknown control": (
        put("synthesis.controls", {"soft": {"blurr": 1}}),
        ["unknown key synthesis.controls.soft.blurr", "did you mean blur?"],
    ),
    "half a pixel of shift": (put("synthesis.shifts", 0.5), ["synthesis.shifts: 0.5", "a whole number"]),
    "fourier of one": (put("synthesis.fourier", 1), ["synthesis.fourier: 1", "true or false"]),
    "ball of no size": (put("synthesis.max_norm", 0), ["synthesis.max_norm: 0", "greater than 0"]),
    "no thread": (put("threads", 0), ["threads: 0", "at least 1"]),
    "no deviation": (put("normalisation.std", 0), ["normalisation.std: 0", "greater than 0"]),
    "unknown device": (put("device", "gpu"), ["device: 'gpu'", "choose from auto, cpu, cuda, mps"]),
    "folder that is not there": (
        put("sources.fashion_mnist.folder", "tests/nowhere"),
        ["sources.fashion_mnist.folder: train-images-idx3-ubyte (or .gz) is not in tests/nowhere"],
    ),
    "source of no kind": (
        lambda config: config["sources"].update(mine={"folder": "tests/tiny"}),
        ["sources.mine: kind is missing", "choose from fashion_mnist, mnist, kmnist, image_folder"],
    ),
    "unknown kind": (
        put("sources.fashion_mnist.kind", "emnist"),
        ["sources.fashion_mnist.kind: 'emnist' (text)", "choose from fashion_mnist, mnist, kmnist, image_"],
    ),
    "garment of a published set": (
        put("sources.mnist", {"garment": [28, 28]}),
        [
            "sources.mnist.garment: is not for a source of kind mnist",
            "allowed: kind, folder, classes, noun, sha256",
        ],
    ),
    "checksum of an image folder": (
        images(sha256={}),
        ["sources.mine.sha256: is not for a source of kind image_folder", "allowed: kind, folder, garment, "],
    ),
    "noun with a formula": (
        images(noun={"one": "$x$"}),
        ["sources.mine.noun.one: '$x$' (text) is not allowed; it must match "],
    ),
    "noun of one kind": (
        put("sources.fashion_mnist.noun", {"all": "shoes"}),
        ["unknown key sources.fashion_mnist.noun.all"],
    ),
    "classes of an image folder": (
        images(classes=["a", "b"]),
        ["sources.mine.classes: is not for a source"],
    ),
    "image folder of no folder": (
        images(folder=None),
        ["sources.mine.folder: is missing", "a sub-folder"],
    ),
    "image folder of no size": (
        lambda config: (images()(config), drop("sources.mine.garment")(config)),
        ["sources.mine.garment: is missing", "[height, width]"],
    ),
    "image folder that is not there": (
        images(folder="tests/nowhere"),
        ["sources.mine.folder: tests/nowhere: cannot be read: No such file"],
    ),
    "image folder of files": (
        images(folder="tests/tiny"),
        ["sources.mine.folder: tests/tiny: has 0 sub-folders", "2 to 256"],
    ),
    "garment of one side": (
        images(garment=[20]),
        ["sources.mine.garment: holds 1 entries", "at least 2"],
    ),
    "garment of three sides": (
        images(garment=[2, 3, 4]),
        ["sources.mine.garment: holds 3 ent", "at most 2"],
    ),
    "garment of no height": (images(garment=[0, 32]), ["sources.mine.garment.0: 0", "at least 1"]),
    "no share for the test": (images(test_share=0), ["sources.mine.test_share: 0", "greater than 0"]),
    "all for the test": (images(test_share=1), ["sources.mine.test_share: 1", "less than 1"]),
    "seed of the split below zero": (
        images(split_seed=-1),
        ["sources.mine.split_seed: -1", "at least 0"],
    ),
    "bad checksum": (
        put("sources.fashion_mnist.sha256.test_images", "12"),
        ["test_images: '12'", "must match"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_one_line(tiny_config, monkeypatch, case):
    monkeypatch.chdir(ROOT)  # which the source's folder is relative to
    change, expected = CASES[case]
    change(tiny_config)
    with pytest.raises(UserError) as refused:
        load.experiment(tiny_config, DEFAULTS)
    (line,) = str(refused.value).splitlines()
    for part in expected:
        assert part in line


@pytest.mark.parametrize("section", sorted(DEFAULTS.keys() - {"notice"}))  # which is text
def test_a_section_that_is_no_mapping_is_refused_in_one_line(tiny_config, monkeypatch, section):
    monkeypatch.chdir(ROOT)
    for value in ("text", 3.5, [None], {"x": 3}):
        with pytest.raises(UserError) as refused:
            load.experiment(tiny_config | {section: value}, DEFAULTS)
        assert section in str(refused.value) and "\n" not in str(refused.value)


def test_what_a_configuration_leaves_out_is_as_in_the_default_one():
    default = load.experiment(DEFAULTS, DEFAULTS)
    assert load.experiment({}, DEFAULTS) == default
    found = load.experiment({"training": {"epochs": 3}, "architectures": {"two_full": {}}}, DEFAULTS)
    assert list(found.architectures) == ["two_full"] and found.datasets == default.datasets
    assert found.training.epochs == 3 and found.training.momentum == default.training.momentum


def test_an_architecture_and_a_control_have_all_settings_of_which_they_change_some(tiny_config, monkeypatch):
    monkeypatch.chdir(ROOT)
    put("architectures.two_full.training", {"epochs": 7})(tiny_config)
    put("architectures.two_full.synthesis", {"max_norm": 3})(tiny_config)
    put("synthesis.controls", {"none": {"max_norm": None}, "blur": {"blur": 1}})(tiny_config)
    found = load.experiment(tiny_config, DEFAULTS).architectures
    assert found["two_full"].training.epochs == 7 and found["two_conv_two_full"].training.epochs == 2
    assert found["two_full"].training.batch_size == 50
    norms = {name: control.max_norm for name, control in found["two_full"].synthesis.controls.items()}
    assert norms == {"none": None, "blur": 3}
    assert found["two_conv_two_full"].synthesis.controls["blur"].max_norm == 40


def test_a_source_is_of_the_kind_that_it_is_named_for(tiny_config, monkeypatch):
    monkeypatch.chdir(ROOT)
    tiny_config["sources"] |= {"mnist": {}, "signs": {"kind": "kmnist", "sha256": {"test_images": 64 * "0"}}}
    sources = load.experiment(tiny_config, DEFAULTS).sources
    mnist, signs = sources["mnist"], sources["signs"]
    assert mnist.kind == "mnist" and mnist.classes == list("0123456789") and mnist.folder is None
    assert mnist.sha256["test_labels"].startswith("ff7bcfd4")
    assert (mnist.noun.one, mnist.noun.many) == ("digit", "digits")
    assert signs.classes[2:4] == ["su", "tsu"]
    unknown = dict.fromkeys(("train_images", "train_labels", "test_labels"))
    assert signs.sha256 == unknown | {"test_images": 64 * "0"}


def test_a_published_set_is_known_before_it_is_downloaded(tiny_config, monkeypatch):
    monkeypatch.chdir(ROOT)
    tiny_config["sources"]["mnist"] = {}
    tiny_config["datasets"] = {"digits": {"source": "mnist", "frame": 56, "placement": "center"}}
    tiny_config["translation"]["images_per_class"] = 892
    load.experiment(tiny_config, DEFAULTS)
    tiny_config["translation"]["images_per_class"] = 893
    with pytest.raises(UserError, match="893 is more than the 892 test garments"):
        load.experiment(tiny_config, DEFAULTS)


DAMAGED = {
    "first block": (lambda content: content[:10] + b"\xff" + content[11:], "cannot be read: "),
    "no garments": (
        lambda _: gzip.compress(bytes([0, 0, 8, 1, 0, 0, 0, 0])),
        "holds nothing, its shape is (0,)",
    ),
}


@pytest.mark.parametrize("file", ["train-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"])
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_of_a_folder_is_refused_before_any_job(
    tiny_config, tmp_path, monkeypatch, file, damage
):
    monkeypatch.chdir(ROOT)
    change, complaint = DAMAGED[damage]
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    (tmp_path / file).write_bytes(change((tmp_path / file).read_bytes()))
    put("sources.fashion_mnist.folder", str(tmp_path))(tiny_config)
    with pytest.raises(UserError) as refused:
        load.experiment(tiny_config, DEFAULTS)
    assert str(refused.value).startswith(f"{tmp_path}/{file}: {complaint}")


@pytest.fixture
def with_images(tiny_config, tmp_path, monkeypatch):
    """The tiny configuration on two classes of ten and twenty images, wider than they are high."""
    monkeypatch.chdir(ROOT)
    for name, count in (("skirt", 10), ("boot", 20)):
        (tmp_path / name).mkdir()
        for number in range(count):
            (tmp_path / name / f"{number}.png").touch()  # nothing is opened
    images(folder=str(tmp_path))(tiny_config)
    tiny_config["datasets"] = {"shifted": {"source": "mine", "frame": 32, "placement": "uniform"}}
    tiny_config["training"]["batch_size"] = 24
    tiny_config["translation"]["images_per_class"] = 2
    return tiny_config


def test_an_image_folder_names_its_classes_and_counts_its_garments(with_images):
    source = load.experiment(with_images, DEFAULTS).sources["mine"]
    assert (source.classes, source.test_share, source.split_seed) == (["boot", "skirt"], 0.2, 0)
    assert source.training_shape == (24, 20, 32) and source.rarest_class == 2
    assert (source.noun.one, source.noun.many) == ("image", "images")
    with_images["sources"]["mine"]["noun"] = {"one": "child's shoe", "many": "children's shoes"}
    assert load.experiment(with_images, DEFAULTS).sources["mine"].noun.many == "children's shoes"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (put("datasets.shifted.frame", 31), "frame: 31 is smaller than the garment (20x32); .* least 32"),
        (put("sources.mine.garment", [33, 20]), "frame: 32 is smaller than the garment (33x20); .* least 33"),
        (put("training.batch_size", 25), "batch_size: 25 is more than the 24 training garments"),
        (put("sources.mine.test_share", 0.3), "batch_size: 24 is more than the 21 training garments"),
        (put("translation.images_per_class", 3), "3 is more than the 2 test garments .* class in mine"),
    ],
)
def test_what_does_not_fit_an_image_folder_is_refused(with_images, change, complaint):
    change(with_images)
    with pytest.raises(UserError, match=complaint.replace("(", r"\(").replace(")", r"\)")):
        load.experiment(with_images, DEFAULTS)


def test_an_empty_class_is_refused_before_any_job(with_images):
    Path(with_images["sources"]["mine"]["folder"], "hat").mkdir()
    with pytest.raises(UserError, match=r"mine\.folder: .*/hat: too few images \(0\); .* at least 2"):
        load.experiment(with_images, DEFAULTS)

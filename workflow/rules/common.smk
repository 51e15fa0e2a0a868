import atexit
import contextlib
import functools
import json
import os
import shutil
import sys
import time
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(workflow.basedir) / "scripts"))

from shiftlab.data import image_folder
from shiftlab.data.download import find
from shiftlab.data.published_sets import FILES, SETS
from shiftlab.experiment.config import complete, settings
from shiftlab.experiment.sources import IMAGE_FOLDER
from shiftlab.jobs import digests, locks
from shiftlab.jobs.errors import UserError
from shiftlab.jobs.log import DISK_FULL
from shiftlab.networks import contract


def or_exit(function, *arguments):
    """Call a function of the library; end Snakemake with one clear line on a user's mistake."""
    try:
        return function(*arguments)
    except UserError as error:
        sys.exit(f"error: {error}")


or_exit(complete, config, "workflow/schemas/config.schema.yaml", "scripts/architectures")


wildcard_constraints:
    frame=r"\d+",
    source="|".join(config["sources"]),
    dataset="|".join(config["datasets"]),
    tested_on="|".join(config["datasets"]),
    architecture="|".join(config["architectures"]),
    seed="|".join(map(str, config["seeds"])),


STARTED = time.time()
# The files of a source, whichever rule makes them.
SOURCE = {file: f"results/sources/{{source}}/{name}" for file, name in FILES.items()}
RUN = "results/runs/{dataset}/{architecture}/seed{seed}"
FIGURES = "results/figures/{dataset}/{architecture}/seed{seed}"
RUNS = [
    {"dataset": dataset, "architecture": architecture, "seed": seed}
    for dataset in config["datasets"]
    for architecture in config["architectures"]
    for seed in config["seeds"]
]
# The learning curve that the notebook prints, and the runs that follow it, one for each seed.
NOTEBOOK = "workflow/resources/notebook_two_full.csv"
NOTEBOOK_RUNS = [
    run
    for run in RUNS
    if (run["dataset"], run["architecture"]) == ("shifted", "two_full")
    and config["sources"][config["datasets"]["shifted"]["source"]]["kind"] == "fashion_mnist"
]
# What the handout is about: the first dataset in which garments stand anywhere or, without one, the first.
MAIN = next(
    (name for name, dataset in config["datasets"].items() if dataset["placement"] == "uniform"),
    next(iter(config["datasets"])),
)
TEXT = "workflow/handout"
NUMBERS = {kind: f"results/tables/numbers.{kind}" for kind in ("json", "tex")}
HANDOUT = {kind: f"results/handout/handout.{kind}" for kind in ("html", "pdf")}
# What the benchmark is made on: the first dataset, and networks of the notebook at each precision.
BENCHMARKED = next(iter(config["datasets"]))
AT_PRECISION = "results/benchmarks/precision/{dataset}/{architecture}/{precision}/seed{seed}"


@functools.cache
def modules(script):
    return digests.local_modules(script, "scripts")


def code(*scripts):
    """Return a params function: the digest of each of `scripts`, and of every local module behind them.

    Digests rather than input files, as Snakemake compares an input's content only when it is newer than
    the output: an edit made while the job runs, or one with an old time stamp, would go unnoticed.
    """

    def of(wildcards):
        files = [f"scripts/{script}".format(**wildcards) for script in scripts]
        return {
            path: digest for file in files for path, digest in digests.digests(or_exit(modules, file)).items()
        }

    return of


def classes_of(dataset):
    return config["sources"][config["datasets"][dataset]["source"]]["classes"]


def classes(wildcards):
    """Return the names of a dataset's classes."""
    return classes_of(wildcards.dataset)


def class_count(wildcards):
    # Where only this is needed: a new name for a class should not train anything again.
    return len(classes(wildcards))


def frame(wildcards):
    return config["datasets"][wildcards.dataset]["frame"]


def source_inputs(wildcards):
    """Return the files that a source is read from: none where it is fetched."""
    folder = config["sources"][wildcards.source]["folder"]
    return [find(folder, file, "folder") for file in FILES] if folder else []


def source_images(wildcards):
    """Return the images that a source is made of."""
    found = image_folder.find(config["sources"][wildcards.source]["folder"])
    return [path for own in found.values() for path in own]


def source_of(kinds):
    """Return a constraint on a source's name: one of those kinds, which may match none."""
    return "|".join(name for name, source in config["sources"].items() if source["kind"] in kinds) or "(?!)"


def of_source(key):
    """Return a params function: what the config says of a source."""
    return lambda wildcards: config["sources"][wildcards.source][key]


def source_path(dataset, file):
    """Return a file of a dataset's source, by its key in FILES."""
    return "results/sources/{}/{}".format(config["datasets"][dataset]["source"], FILES[file])


def source_file(file):
    """Return an input function: a file of the dataset's source, by its key in FILES."""
    return lambda wildcards: source_path(wildcards.dataset, file)


def architecture_file(wildcards):
    return f"scripts/architectures/{wildcards.architecture}.py"


def front_end_options(wildcards):
    options = config["architectures"][wildcards.architecture]["options"]
    return contract.options_of("front_end", architecture_file(wildcards), options)


def encodings(dataset, wildcards):
    """Return the encodings of a dataset's garments as inputs, if a run's architecture has a front end."""
    if "front_end" not in contract.functions(architecture_file(wildcards)):
        return {}
    settings = config["datasets"][dataset]
    folder = f"results/encodings/{settings['source']}/frame{settings['frame']}"
    stem = f"{folder}/{wildcards.architecture}"
    return {"encodings": f"{stem}.npz", "record": f"{stem}.json"}


def training_inputs(wildcards):
    """Return what a run is trained on: garments or, with a front end, what that has made of them."""
    return encodings(wildcards.dataset, wildcards) or {
        "images": source_file("train_images")(wildcards),
        "labels": source_file("train_labels")(wildcards),
        "test": f"results/datasets/{wildcards.dataset}/test.npz",
    }


def test_inputs(wildcards):
    """Return what a run is tested on, as in `training_inputs`."""
    test = f"results/datasets/{wildcards.tested_on}/test.npz"
    return encodings(wildcards.tested_on, wildcards) or {"test": test}


def run_settings(wildcards):
    """Return everything in the config that decides a run."""
    return {
        "dataset": wildcards.dataset,
        "frame": frame(wildcards),
        "placement": config["datasets"][wildcards.dataset]["placement"],
        "classes": class_count(wildcards),
        "architecture": wildcards.architecture,
        "options": config["architectures"][wildcards.architecture]["options"],
        "seed": int(wildcards.seed),
        "training": settings(config, "training", wildcards.architecture),
        "normalisation": config["normalisation"],
    }


def notebook_curve(wildcards):
    """Return the notebook's curve as an input of the runs that follow it."""
    run = dict(wildcards) | {"seed": int(wildcards.seed)}
    return {"notebook": NOTEBOOK} if run in NOTEBOOK_RUNS else {}


def title(wildcards):
    """Return how figures name a run."""
    return f"{wildcards.architecture} trained on {wildcards.dataset}, seed {wildcards.seed}"


def of_every_run(pattern):
    return [pattern.format(**run) for run in RUNS]


def of_live_runs(pattern):
    return [pattern.format(**run) for run in LIVE_RUNS]


def alike(dataset):
    """Return the datasets, itself first, that a network trained on `dataset` can be tested on as well."""
    frame = config["datasets"][dataset]["frame"]
    others = [
        other
        for other in config["datasets"]
        if config["datasets"][other]["frame"] == frame and classes_of(other) == classes_of(dataset)
    ]
    return sorted(others, key=lambda other: other != dataset)


# What the captions of a report speak of; no rule hangs on it.
with contextlib.suppress(OSError, ValueError):  # not made yet, or not to its end
    config["numbers"] = json.loads(Path(NUMBERS["json"]).read_text(encoding="utf-8"))
# The runs among which a reader of the handout chooses, all asked about the same garments.
LIVE_RUNS = [
    run
    for dataset in alike(MAIN)
    if config["datasets"][dataset]["source"] == config["datasets"][MAIN]["source"]
    for run in RUNS
    if (run["dataset"], run["seed"]) == (dataset, config["seeds"][0])
]
TRANSFERS = [run | {"tested_on": dataset} for run in RUNS for dataset in alike(run["dataset"])]


def numbered_settings():
    """Return what each architecture is trained and asked with, as far as it is a number or a word."""
    return {
        name: {
            key: value
            for section in ("training", "synthesis")
            for key, value in settings(config, section, name).items()
            if isinstance(value, (int, float, str)) and not isinstance(value, bool)
        }
        for name in config["architectures"]
    }


def live_networks():
    """Return how the page calls the networks among which its reader chooses: in links, and in menus."""
    return [
        {
            "name": "{dataset}/{architecture}".format(**run),
            "title": "{architecture} trained on {dataset}".format(**run),
        }
        for run in LIVE_RUNS
    ]


def text_digests(wildcards):
    """Return the digests of the handout's text and templates."""
    return digests.digests(sorted(Path(TEXT).glob("[!.]*")))


def handout_context(wildcards):
    """Return what the config says to the handout's text, beside the numbers."""
    files = {name: f"scripts/architectures/{name}.py" for name in config["architectures"]}
    kind = config["sources"][config["datasets"][MAIN]["source"]]["kind"]
    return {
        "datasets": {dataset: config["datasets"][dataset]["placement"] for dataset in alike(MAIN)},
        "architectures": list(files),
        "learned": [name for name, file in files.items() if "front_end" not in contract.functions(file)],
        "seed": f"seed{config['seeds'][0]}",
        "seeds": len(config["seeds"]),
        "word": "garment" if kind == "fashion_mnist" else "image",
    }


def benchmarked_networks():
    """Return the notebook's networks; ends Snakemake with one clear line if the config has none of them."""
    networks = [name for name in ("two_full", "two_conv_two_full") if name in config["architectures"]]
    if not networks:
        sys.exit("error: architectures: the benchmark takes two_full or two_conv_two_full, or both")
    return networks


def benchmarked_run(wildcards):
    """Return what decides a run of the network that is measured, and how images are synthesized with it."""
    name = wildcards.architecture
    run = SimpleNamespace(dataset=BENCHMARKED, architecture=name, seed=config["seeds"][0])
    return run_settings(run) | {"synthesis": settings(config, "synthesis", name)}


def run_at_precision(wildcards):
    run = run_settings(wildcards)
    return run | {"training": run["training"] | {"precision": wildcards.precision}}


def at_every_precision(file):
    """Return an input function: a file of each training that tells what a precision does to the accuracy."""
    return lambda wildcards: [
        f"{AT_PRECISION}/{file}".format(
            dataset=BENCHMARKED, architecture=name, precision=precision, seed=seed
        )
        for name in benchmarked_networks()
        for precision in config["benchmark"]["precisions"]
        for seed in config["benchmark"]["seeds"]
    ]


# Snakemake's own lock outlives a Snakemake that was killed, so the profiles switch it off.
onstart:
    Path("results").mkdir(exist_ok=True)
    if not os.access("results", os.W_OK):
        sys.exit("error: results: nothing can be written into this folder; it must not be read-only")
    stack = contextlib.ExitStack()
    or_exit(stack.enter_context, locks.held(".snakemake/shiftlab.lock", "a build in this folder"))
    atexit.register(stack.close)


# Both speak at exit, so that what they say is not buried under Snakemake's own closing lines.
onsuccess:
    atexit.register(
        print,
        "Done: see results/handout, results/figures, results/tables and results/runs",
        file=sys.stderr,
    )


onerror:
    lines = []
    for path in sorted(Path("results/logs").rglob("*.log")):
        last = path.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
        if path.stat().st_mtime >= STARTED and " error: " in last:
            lines.append(f"error: {last.partition(' error: ')[2]} ({path})")
    if not lines and shutil.disk_usage("results").free < 1_000_000:  # and no room for a log
        lines = [f"error: {DISK_FULL}"]
    if lines:
        atexit.register(print, *lines, sep="\n", file=sys.stderr)

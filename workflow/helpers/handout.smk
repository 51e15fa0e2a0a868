from shiftlab.handout import text_folder

TEXT = WORKFLOW / "workflow/handout"
HANDOUT = {kind: f"results/handout/handout.{kind}" for kind in ("html", "pdf")}
DRAFT = {kind: f"results/handout/draft/handout.{kind}" for kind in HANDOUT}
# What the solutions of the exercises say.
EXERCISES = WORKFLOW / "workflow/resources/exercises.csv"
CAPTION_TEXTS = sorted((WORKFLOW / "workflow/report").glob("*.rst"))
CAPTIONS = [f"results/captions/{path.name}" for path in CAPTION_TEXTS]
# The runs among which a reader of the page chooses.
LIVE_RUNS = outputs.live_runs(EXPERIMENT)
# The networks whose weights are in the page.
LIVE_PERCEPTRON = outputs.live_computed(EXPERIMENT, "two_full")
LIVE_CNN = outputs.live_computed(EXPERIMENT, "two_conv_two_full")
# The features that the page computes, {what it calls them: network}, if both are configured; what they are made of.
LIVE_FEATURES = {"scattering": outputs.SCATTERING, "fourier": outputs.FOURIER}
if not EXPERIMENT.architectures.keys() >= set(LIVE_FEATURES.values()):
    LIVE_FEATURES = {}
LIVE_DEFORMATIONS = [DEFORMATION.format(dataset=MAIN, architecture=name) for name in LIVE_FEATURES.values()]
MICROSCOPE = DRAWN_WAVELETS + LIVE_DEFORMATIONS if LIVE_FEATURES else []
TEXT_PARAMS = {
    "folder": TEXT.as_posix(),
    "text": lambda wildcards: digests.of_files(text_folder.files(TEXT)),
    "facts": outputs.handout_facts(EXPERIMENT),
    "frame": EXPERIMENT.datasets[MAIN].frame,
    "classes": EXPERIMENT.source_of(MAIN).classes,
    "networks": outputs.live_networks(EXPERIMENT),
    "features": {key: LABELS[name] for key, name in LIVE_FEATURES.items()},
    "normalisation": EXPERIMENT.normalisation.model_dump(),
}


def convolved(chosen):
    """Return those of the chosen runs whose convolutions the page can compute: a CNN may have been edited."""
    return [
        run
        for run in chosen
        if outputs.has_page_convolutions(operators_of(run), EXPERIMENT.datasets[run.dataset].frame)
    ]


def shown_figures(wildcards):
    """Return the files of the figures that the handout's text names."""
    return files_of_figures()


@functools.cache  # both rules of the handout ask, and reading the text takes a second
def files_of_figures():
    from shiftlab.handout import figures  # here, as only this rule needs it

    facts = outputs.handout_facts(EXPERIMENT)
    known = {
        "name": dict.fromkeys(outputs.COMPARISONS, ())
        | dict.fromkeys(outputs.FIGURES_OF_DATASET, ("dataset",))
        | dict.fromkeys(outputs.FIGURES_OF_RUN, ("dataset", "architecture")),
        "dataset": EXPERIMENT.datasets,
        # All that there are: a text may have wording for one that is not configured.
        "architecture": [path.stem for path in contract.FOLDER.glob("*.py")],
    }
    named = or_exit(figures.named_in, TEXT / "handout.md", facts["datasets"], facts["seed"], known)
    stems = [stem for stem in figure_stems(None) if stem.removeprefix(f"{figures.FIGURES}/") in named]
    return [stem + suffix for stem in stems for suffix in (".pdf", ".svg")]

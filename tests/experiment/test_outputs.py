from shiftlab.experiment import outputs
from shiftlab.networks import check
from tests.experiment.test_load import DEFAULTS
from tests.experiment.test_runs import experiment

ALWAYS = {"learning_curve", "confusion_counts", "confusion_rates", "classified", "class_images", "controls"}
ALWAYS |= {"class_maps"}


def figures(architecture, neurons=5):
    return set(outputs.figures_of_run(check.operators(architecture, 56, (28, 28), 10, {}), neurons))


def test_a_network_gets_the_figures_that_suit_its_operators():
    assert figures("two_full") == ALWAYS | {"neuron_images", "stripes", "output_weights"}
    assert figures("two_conv_two_full") == ALWAYS | {"neuron_images", "kernels", "output_weights"}
    assert figures("scattering_linear") == ALWAYS | {"output_weights"}
    assert figures("two_full", neurons=0) == figures("two_full") - {"neuron_images"}


def test_there_is_a_table_only_where_there_is_something_in_it():
    one, several = experiment(), experiment(seeds=[1, 2])
    measured = {"stripes", "equivariance"}
    assert measured < set(outputs.all_tables(one, measured))
    for name in measured:
        assert name not in outputs.all_tables(one, measured - {name})
    assert "summary" in outputs.all_tables(several, measured)
    assert "summary" not in outputs.all_tables(one, measured)
    centered = experiment(datasets={"centered": DEFAULTS["datasets"]["centered"]})
    assert "reproduction" in outputs.numbered_tables(one, measured)
    assert "reproduction" not in outputs.numbered_tables(centered, measured)


def test_a_figure_of_all_runs_is_drawn_only_where_there_is_something_in_it():
    shifted, *_ = DEFAULTS["datasets"].values()
    few = shifted | {"training_garments": 100}
    noisy = shifted | {"background": {"noise": 0.1}, "test_only": True}
    networks = {"two_conv_two_full": {}, "scattering_two_full": {}}
    datasets = {"shifted": shifted, "few": few, "noisy": noisy}
    everything = experiment(datasets=datasets, architectures=networks)
    assert set(outputs.comparisons(everything, ["equivariance"])) == set(outputs.COMPARISONS)
    some = outputs.comparisons(experiment(datasets={"shifted": shifted}), [])
    of_scattering = {"wavelets", "convolved", "coefficients"}
    missing = {"equivariance", "examples", "robustness", "deformation"} | of_scattering
    assert set(outputs.COMPARISONS) - set(some) == missing
    fourier = experiment(architectures={"fourier_modulus_two_full": {}})
    assert "deformation" in outputs.comparisons(fourier, [])
    assert "deformation" in outputs.numbered_tables(fourier, [])
    assert of_scattering.isdisjoint(outputs.comparisons(fourier, []))


def test_the_handout_is_about_the_first_dataset_with_uniform_offsets():
    shifted, centered, *_ = DEFAULTS["datasets"].values()
    found = experiment(datasets={"centered": centered, "shifted": shifted})
    assert outputs.main_dataset(found) == "shifted"
    assert outputs.main_dataset(experiment(datasets={"centered": centered})) == "centered"
    facts = outputs.handout_facts(found)
    assert facts["datasets"] == {"shifted": "uniform", "centered": "center"}
    assert facts["noun"]["many"] == "garments" and facts["seed"] == "seed1" and facts["seeds"] == 1


def test_a_reader_chooses_among_networks_of_the_first_seed_on_the_same_garments():
    shifted, centered, *_ = DEFAULTS["datasets"].values()
    datasets = {"shifted": shifted, "other": shifted | {"source": "copy"}, "centered": centered}
    sources = {"fashion_mnist": {}, "copy": {"kind": "fashion_mnist"}}
    found = experiment(seeds=[3, 1], datasets=datasets, sources=sources)
    assert [(run.dataset, run.seed) for run in outputs.live_runs(found)] == [
        *[("shifted", 3)] * 2,
        *[("centered", 3)] * 2,
    ]
    assert outputs.live_networks(found)[0] == {
        "name": "shifted/two_full",
        "title": "perceptron, trained on shifted",
        "invariant": False,
    }


def test_the_page_computes_with_the_main_run_of_a_network_that_is_configured():
    found = experiment(seeds=[3, 1])
    assert outputs.live_computed(found, "two_full") == [("shifted", "two_full", 3)]
    assert outputs.live_computed(found, "scattering_linear") == []


def test_the_page_computes_the_convolutions_of_the_notebooks_cnn_but_not_of_an_edited_one():
    operators = check.operators("two_conv_two_full", 56, (28, 28), 10, {})
    assert outputs.has_page_convolutions(operators, 56)
    strided = [*operators[:2], operators[2] | {"shape": [100, 30 * 5 * 5]}, *operators[3:]]
    for edited in (operators[1:], [operators[0] | {"shape": [30, 1, 3, 3]}, *operators[1:]], strided):
        assert not outputs.has_page_convolutions(edited, 56)
    assert not outputs.has_page_convolutions(check.operators("two_full", 56, (28, 28), 10, {}), 56)


def test_settings_that_are_numbers_or_words_may_be_named():
    found = outputs.numbered_settings(experiment())
    assert found["two_full"]["epochs"] == 10 and found["two_conv_two_full"]["epochs"] == 3
    assert found["two_full"]["precision"] == "float32" and found["two_full"]["max_norm"] == 40
    assert "controls" not in found["two_full"] and "fourier" not in found["two_full"]


def test_a_network_with_a_front_end_is_not_learned_from_the_pixels():
    found = experiment(architectures={"two_full": {}, "scattering_linear": {}})
    assert outputs.handout_facts(found)["learned"] == ["two_full"]

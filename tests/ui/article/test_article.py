"""The article's page: its miniatures move and say the core's numbers, its links lead somewhere."""

import re
from urllib.parse import parse_qsl

import numpy as np
import pytest

from nnviz.analysis.landscape.one_weight import chain
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.training.trainer import Trainer
from nnviz.experiment import Experiment
from nnviz.experiment.presets import PRESETS
from nnviz.live.run.registry import RUNS
from nnviz.live.run.run import LiveRun
from nnviz.ui.article.miniature import bracketed, scientific, tex, written
from nnviz.ui.article.sections import background
from nnviz.ui.article.sections.backward import DIGITS
from nnviz.ui.article.sections.brain import size_of_network
from nnviz.ui.article.sections.descent import FAR, FIRST_RATE, FIRST_WEIGHT, RUN_STEPS, make_valley
from nnviz.ui.article.sections.parts import SINGLE
from nnviz.ui.article.small_network import START, small_network
from nnviz.ui.common.links import ARTICLE, PLAYGROUND, query_of
from tests.ui.article.article_page import Article
from tests.ui.pages.page import Page


@pytest.fixture(scope="module")
def opened() -> Article:
    """The page as it opens; for tests that only read it."""
    return Article()


def test_going_there_and_back_keeps_the_run_and_its_url() -> None:
    page = Page(dataset="xor", hidden="5", learning_rate="0.1")
    page.click("epoch")
    run_before, steps = page.session.run, page.session.run.trainer.step_count
    page.go(ARTICLE)
    page.go(PLAYGROUND)
    assert page.session.run is run_before
    assert run_before.trainer.step_count == steps > 0
    settings = {"dataset": "xor", "hidden": "5", "learning_rate": "0.1"}
    assert page.query == settings | {"step": str(steps)}


def test_a_link_back_brings_its_experiment_at_once() -> None:
    page = Page(dataset="xor")
    for experiment in (PRESETS["spiral"].experiment, Experiment()):
        page.go(ARTICLE)
        page.go(PLAYGROUND, **query_of(experiment))
        assert page.experiment == experiment
        assert page.query == experiment.to_query()
        assert not page.app.warning


def test_who_opens_the_article_first_comes_to_the_experiment_of_the_link() -> None:
    page = Article()
    del page.app.session_state["session"]
    page.go(ARTICLE)
    page.go(PLAYGROUND, **PRESETS["xor"].experiment.to_query())
    assert page.experiment == PRESETS["xor"].experiment


def test_every_link_asks_for_a_valid_experiment(opened: Article) -> None:
    queries = [dict(parse_qsl(query)) for _, query in opened.links if query]
    assert len(queries) >= 14
    for query in queries:
        experiment, complaints = Experiment.from_query(query)
        assert not complaints
        assert query == query_of(experiment)


def test_every_section_has_its_heading_and_the_contents_lead_to_it(opened: Article) -> None:
    anchors = [heading.proto.anchor for heading in opened.app.header]
    assert len(anchors) == 10
    assert re.findall(r"\]\(#(\w+)\)", opened.text) == anchors


@pytest.mark.parametrize("epochs", background.EPOCHS[1:])
def test_the_first_map_is_the_network_after_so_many_epochs(epochs: int) -> None:
    trainer = Trainer(background.PRESET.experiment)
    trainer.epoch(epochs)
    moment = background.moments()[epochs]
    assert moment.accuracy == trainer.evaluate().test_metric
    corner = trainer.network.predict(np.full((1, 2), -background.REACH))
    assert moment.answers[0, 0] == pytest.approx(corner[0, 0], abs=1e-6)


def test_the_first_map_moves() -> None:
    page = Article()
    label = "Right on points it has never seen"
    before = page.numbers[label], page.charts("learning-map")
    page.move("select_slider", "learning-epochs", 40)
    assert page.numbers[label] == f"{background.moments()[40].accuracy:.1%}"
    assert before != (page.numbers[label], page.charts("learning-map"))


@pytest.mark.parametrize(
    ("key", "value"), [("x1", -1.5), ("w1", 2.0), ("x2", 1.0), ("w2", 0.4), ("b", -2.0)]
)
def test_a_neuron_is_its_sum_bent(key: str, value: float) -> None:
    values = {"x1": 1.0, "w1": 0.8, "x2": 0.5, "w2": -1.2, "b": 0.3, key: value}
    page = Article()
    page.move("slider", f"neuron-{key}", value)
    z = values["x1"] * values["w1"] + values["x2"] * values["w2"] + values["b"]
    formula = page.formula("x_1 w_1")
    assert rf"\mathbf{{{tex(z)}}}" in formula
    assert rf"\mathbf{{{tex(float(np.tanh(z)), 3)}}}" in formula
    assert rf"{bracketed(values['x1'])} \cdot {bracketed(values['w1'])}" in formula


def test_the_single_neuron_of_the_link_has_something_to_learn() -> None:
    trainer = Trainer(SINGLE)
    assert trainer.evaluate().test_metrics["accuracy"] < 0.1
    trainer.epoch(30)
    assert trainer.evaluate().test_metrics["accuracy"] > 0.99


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_neuron_has_every_activation(activation: str) -> None:
    page = Article()
    page.move("selectbox", "neuron-activation", activation)
    answer = np.empty(1)
    ACTIVATIONS[activation].forward(np.array([0.5]), answer)
    assert rf"f(z) = \mathbf{{{tex(float(answer[0]), 3)}}}" in page.formula("x_1 w_1")
    assert f"`{ACTIVATIONS[activation].formula}`" in page.text


def test_the_forward_pass_is_the_cores() -> None:
    page = Article()
    page.move("slider", "forward-x1", -2.0)
    network, sample = small_network(0), np.array([[-2.0, START[1]]])
    for values in network.activations_of(sample):
        for value in values[0]:
            assert f">{written(float(value))}</text>" in page.graphs[0]
    for name, values in (
        ("X (1, 2)", sample),
        ("W[1] (2, 3)", network.weights[0]),
        ("Z[1] (1, 3)", sample @ network.weights[0] + network.biases[0]),
        ("W[2] (3, 1)", network.weights[1]),
        ("y (1, 1)", network.forward(sample)),
    ):
        numbers = ", ".join(written(value) for value in values.ravel().tolist())
        assert f'aria-label="{name}: {numbers}"' in page.html


def test_other_weights_reach_both_sections() -> None:
    page = Article()
    before = page.graphs
    page.click("forward-weights")
    assert page.graphs[0] != before[0]
    assert page.graphs[1] != before[1]
    weight = written(float(small_network(1).weights[0][0, 0]))
    assert all(f">{weight}</text>" in graph for graph in page.graphs)


@pytest.mark.parametrize("edge", [(0, 1, 2), (1, 1, 0)])
@pytest.mark.parametrize("target", [0, 1])
def test_the_chain_rule_is_checked_twice(edge: tuple[int, int, int], target: int) -> None:
    page = Article()
    page.move("selectbox", "backward-weight", edge)
    page.move("segmented_control", "backward-target", target)
    page.move("slider", "backward-x2", 1.5)
    layer, source, unit = edge
    sample = np.array([[START[0], 1.5]])
    network = small_network(0)
    found = chain(
        network, sample, np.array([[float(target)]]), layer=layer, source=source, unit=unit
    )
    _, gradients = network.loss_and_gradients(sample, np.array([[float(target)]]))
    gradient = written(float(gradients[layer][0][source, unit]), DIGITS)
    for label in ("Product of the factors", "nnviz's backward pass", "Finite difference"):
        assert page.numbers[label] == gradient
    numbers = r" \cdot ".join(bracketed(factor.value, 3) for factor in found.factors)
    assert numbers in page.formula(r"\frac{\partial L}{\partial w} &=")


def test_a_step_downhill_is_the_learning_rate_times_the_gradient() -> None:
    page = Article()
    loss, gradient = make_valley().at(FIRST_WEIGHT)
    weight = FIRST_WEIGHT - FIRST_RATE * gradient
    new = tex(weight, 3)
    assert rf"\mathbf{{{new}}}" in page.formula(r"W_{\text{new}} &=")
    page.click("descent-step")
    assert rf"&= {new} - {FIRST_RATE:g} \cdot" in page.formula(r"W_{\text{new}} &=")
    assert make_valley().at(weight)[0] < loss


def test_a_good_rate_arrives_and_too_large_a_one_leaves() -> None:
    page = Article()
    page.click("descent-run")
    (caption,) = (one.value for one in page.app.caption if "steps taken" in one.value)
    assert f"{RUN_STEPS} steps" in caption
    path = page.app.session_state["descent-path"]
    assert abs(make_valley().at(path[-1])[1]) < 1e-3
    page.click("descent-restart")
    page.move("select_slider", "descent-rate", 4.0)
    for _ in range(3):
        page.click("descent-run")
        if page.app.button(key="descent-run").disabled:
            break
    path = page.app.session_state["descent-path"]
    assert abs(path[-1]) > FAR
    assert page.app.button(key="descent-step").disabled
    page.click("descent-restart")
    assert page.app.session_state["descent-path"] == [FIRST_WEIGHT]


def test_beyond_the_limit_and_only_there_the_loss_grows() -> None:
    valley = make_valley()
    loss, gradient = valley.at(FIRST_WEIGHT)
    for factor in (0.99, 1.01):
        after, _ = valley.at(FIRST_WEIGHT - factor * valley.limit * gradient)
        assert (after > loss) is (factor > 1)


def test_the_live_run_is_another_than_the_playgrounds() -> None:
    page = Article()
    mine: LiveRun = page.app.session_state["article-reading"].run
    assert RUNS[mine.token] is mine
    assert mine is not page.session.run
    page.click("live-play")
    assert mine.playing
    assert not page.session.run.playing
    assert page.app.button(key="live-play").label == "Pause"
    mine.step()
    page.click("live-restart")
    assert mine.trainer.step_count == 0
    page.click("live-play")
    assert page.app.button(key="live-play").label == "Play"
    page.go(PLAYGROUND)
    page.go(ARTICLE)
    assert page.app.session_state["article-reading"].run is mine


def test_the_brains_table_counts_the_visitors_own_network() -> None:
    page = Article(dataset="xor", hidden="5")
    assert "6 neurons, 21 weights and biases" in page.text
    assert size_of_network() == (7, 25)  # the default, for who has none yet


@pytest.mark.parametrize(
    ("value", "text", "power", "formula"),
    [
        (0.0, "0.00", "0", "0.00"),
        (-0.001, "0.00", "−1·10⁻³", "0.00"),
        (-1.5, "−1.50", "−2·10⁰", "-1.50"),
        (123456.0, "1.23e+05", "1·10⁵", r"1.23 \cdot 10^{5}"),
        (np.inf, "inf", "inf", r"\infty"),
    ],
)
def test_numbers_are_written_so_that_they_can_be_read(
    value: float, text: str, power: str, formula: str
) -> None:
    assert written(value) == text
    assert scientific(value) == power
    assert tex(value) == formula


@pytest.mark.parametrize("name", PRESETS)
def test_a_link_asks_in_the_words_that_the_page_then_writes(name: str) -> None:
    """So that the browser's history has one step for it, and one way back."""
    page = Page(dataset="xor")
    page.go(ARTICLE)
    query = query_of(PRESETS[name].experiment)
    page.go(PLAYGROUND, **query)
    assert page.query == query

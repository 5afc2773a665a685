"""The panels on quality and gradients: what they draw, say and light up."""

import numpy as np
import pytest

from nnviz.ui import panels
from tests.ui.pages.page import Page


@pytest.fixture(autouse=True)
def _in_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)


def open_tab(tab: str, **query: str) -> Page:
    page = Page(**query)
    page.app.session_state["panel"] = tab
    page.click("epoch")
    return page


def charts(page: Page) -> int:
    return len(page.app.get("plotly_chart"))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"dataset": "circle"}, 3),
        ({"dataset": "circle", "loss": "mse"}, 2),
        ({"dataset": "circle", "loss": "huber"}, 2),
        ({"dataset": "blobs"}, 3),
        ({"dataset": "blobs", "n_classes": "2"}, 3),
        ({"dataset": "blobs", "n_classes": "6", "loss": "mse"}, 2),
        ({"dataset": "sine"}, 3),
        ({"dataset": "bumps", "loss": "huber"}, 3),
    ],
)
def test_quality_is_drawn_for_each_task_and_loss(query: dict[str, str], count: int) -> None:
    page = open_tab("How good?", **query)
    assert charts(page) == count
    assert len(page.app.table) == 1
    assert ("outputs are no probabilities" in page.text) == (count == 2)


def test_the_table_has_both_shares_of_each_class() -> None:
    page = open_tab("How good?", dataset="blobs", n_classes="4")
    table = page.app.table[0].value
    assert list(table["Class"]) == ["0", "0", "1", "1", "2", "2", "3", "3"]
    assert list(table["Share"]) == ["train", "test"] * 4
    assert sum(map(int, table["Points"])) == page.experiment.n_points
    assert all(0 <= float(area) <= 1 for area in table["ROC area"])


def test_the_accuracy_is_that_of_the_run() -> None:
    page = open_tab("How good?", dataset="moons")
    evaluation = page.session.run.evaluation()
    assert (
        f"**Accuracy**: {evaluation.train_metric:.1%} of the training points, "
        f"{evaluation.test_metric:.1%} of the test points."
    ) in page.text


def test_the_errors_of_values_are_those_of_the_run() -> None:
    page = open_tab("How good?", dataset="sine")
    table, evaluation = page.app.table[0].value, page.session.run.evaluation()
    assert list(table["RMSE"]) == [
        f"{metrics['rmse']:.3g}" for metrics in (evaluation.train_metrics, evaluation.test_metrics)
    ]


def test_a_share_without_a_class_has_dashes_where_there_is_no_area() -> None:
    # Two test points cannot be of six classes.
    page = open_tab("How good?", dataset="blobs", n_points="20", n_classes="6", train_share="0.9")
    table = page.app.table[0].value
    missing = table["Points"] == "0"
    assert missing.any()
    assert set(table["ROC area"][missing]) == {"–"}
    assert set(table["Recall"][missing]) == {"–"}
    assert "A dash for an area" in page.app.caption[0].value


def test_what_is_lit_up_is_said_and_can_be_cleared() -> None:
    page = open_tab("How good?", dataset="moons", noise="0.5")
    assert "Click a cell to light up its points on the map." in page.text
    assert page.app.button(key="clear_spotlight").disabled
    run = page.session.run
    run.spotlight = (1, 0)
    page.run()
    labels = page.experiment.make_dataset().train_labels
    outputs = run.trainer.network.forward(run.trainer.dataset.train_inputs)[:, 0]
    count = int(((labels == 1) & (outputs <= 0)).sum())
    assert f"True class 1, predicted class 0. Training points: **{count}**" in page.text
    page.click("clear_spotlight")
    assert "Click a cell" in page.text


@pytest.mark.parametrize("dataset", ["circle", "blobs", "sine"])
@pytest.mark.filterwarnings("error")
def test_outputs_that_are_no_numbers_leave_a_sentence(dataset: str) -> None:
    page = open_tab("How good?", dataset=dataset, activation="relu")
    page.session.run.trainer.network.parameters[:] = np.float32(1e38)
    page.run()
    assert charts(page) == 0
    assert "too large to be numbers" in page.text


@pytest.mark.parametrize("hidden", ["none", "4,2", "8,8,8,8,8,8"])
def test_gradients_are_drawn_from_the_first_update_on(hidden: str) -> None:
    page = Page(hidden=hidden)
    page.app.session_state["panel"] = "Gradients"
    page.run()
    assert charts(page) == 0
    assert "before the first update" in page.text
    page.click("epoch")
    assert charts(page) == 2


def test_a_deep_sigmoid_network_shows_a_vanishing_gradient() -> None:
    page = open_tab("Gradients", hidden="8,8,8,8,8,8", activation="sigmoid")
    assert "**Vanishing gradient**" in page.text
    assert "10⁻" in page.text


def test_a_gradient_that_is_no_number_leaves_a_sentence() -> None:
    page = open_tab("Gradients")
    page.session.run.trainer.flow.records[:, 1:] = np.nan
    page.run()
    assert "The gradient is zero, or no number" in page.text


def test_a_shallow_network_has_a_gradient_in_all_layers() -> None:
    assert "The gradient reaches all layers" in open_tab("Gradients").text
    assert "The only layer's gradient" in open_tab("Gradients", hidden="none").text

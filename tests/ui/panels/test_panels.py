"""The charts below the picture: which are drawn, and what is said beside them."""

import json

import pytest

from nnviz.ui import panels
from tests.ui.pages.page import Page


@pytest.mark.parametrize("dataset", ["circle", "blobs", "sine"])
@pytest.mark.parametrize("tab", ["Curves", "Weights", "Distributions"])
def test_each_panel_is_drawn_when_in_view(
    monkeypatch: pytest.MonkeyPatch, dataset: str, tab: str
) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)
    page = Page(dataset=dataset)
    page.app.session_state["panel"] = tab
    page.click("epoch")
    charts = page.app.get("plotly_chart")
    assert len(charts) == {"Curves": 2, "Weights": 3, "Distributions": 3}[tab]


def test_the_best_epoch_is_told_and_curves_are_smoothed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)
    page = Page()
    page.app.session_state["panel"] = "Curves"
    for _ in range(3):
        page.click("epoch")
    losses = page.session.run.trainer.history.records[:, 2]
    best = losses.argmin()
    assert f"lowest at epoch **{best}**: {losses[best]:.4g}" in page.text
    gaps = []
    for weight in (0.0, 0.9):
        page.check(page.app.select_slider(key="smoothing").set_value(weight).run())
        chart = json.loads(page.app.get("plotly_chart")[1].proto.spec)
        gaps.append(chart["data"][0]["y"])
    assert gaps[0] != gaps[1]


def test_nothing_is_drawn_out_of_view() -> None:
    assert not Page().app.get("plotly_chart")


def test_dead_neurons_are_counted_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)
    page = Page(activation="relu", hidden="4")
    page.app.session_state["panel"] = "Distributions"
    page.session.run.trainer.network.biases[0][:3] = -1e3
    page.run()
    assert "**3 of 4 dead** in layer 1" in page.text


def test_the_chosen_format_is_that_of_every_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)
    page = Page(dataset="xor")
    page.app.session_state["download"] = True
    page.run()
    for chosen, scale in (("svg", 1), ("png", 2)):
        page.check(page.app.radio(key="field-image_format").set_value(chosen).run())
        page.run()
        for chart in page.app.get("plotly_chart"):
            options = json.loads(chart.proto.config)["toImageButtonOptions"]
            assert options == {"format": chosen, "filename": "nnviz-xor-chart", "scale": scale}

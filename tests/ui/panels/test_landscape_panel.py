"""The loss landscape on the page: choices, progress, and what is said when there is nothing."""

from collections.abc import Generator
from typing import Any

import pytest

from nnviz.core.network.interventions import Interventions
from nnviz.live.background import Job
from nnviz.ui import panels
from nnviz.ui.panels.landscape import exploration
from nnviz.ui.panels.landscape import panel as landscape
from nnviz.ui.panels.landscape.choices import FIRST_REACH, REACHES
from nnviz.ui.text.names import parameter_names
from nnviz.ui.text.words.landscape import PLANE_DETAILS, PLANE_WORDS
from tests.ui.pages.page import Page


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)
    monkeypatch.setattr(landscape, "PATIENCE", 20.0)
    return open_page(dataset="circle", hidden="3", n_points="60")


def open_page(**query: str) -> Page:
    page = Page(**query)
    page.app.session_state["panel"] = "Loss landscape"
    page.run()
    return page


def charts(page: Page) -> int:
    return len(page.app.get("plotly_chart"))


def headlines(page: Page) -> list[Any]:
    found = [text for text in page.app.markdown if "Every point is a network" in text.value]
    assert found
    return found


def choose_plane(page: Page, name: str) -> None:
    page.app.session_state["landscape-plane"] = name
    page.run()


def exploring(page: Page) -> exploration.Exploration:
    found: exploration.Exploration = page.app.session_state["exploration"]
    return found


@pytest.mark.parametrize("plane", ["parameters", "random", "path"])
def test_each_plane_is_drawn_as_map_and_relief(page: Page, plane: str) -> None:
    page.click("epoch")
    choose_plane(page, plane)
    assert charts(page) == 2
    step = page.session.run.trainer.step_count
    found = exploring(page).found
    assert found is not None
    assert found.request.plane == plane
    if plane != "parameters":
        assert f"Loss on the training points around update {step}" in page.text


@pytest.mark.parametrize("dataset", ["blobs", "sine"])
def test_it_is_there_for_every_kind_of_data(monkeypatch: pytest.MonkeyPatch, dataset: str) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)
    monkeypatch.setattr(landscape, "PATIENCE", 20.0)
    assert charts(open_page(dataset=dataset, n_points="60")) == 2


def test_the_surface_stays_while_the_run_goes_on_until_it_is_computed_again(page: Page) -> None:
    page.click("step")
    assert "around update 0." in page.text
    assert "The run is at update 1 now" in page.text
    page.click("landscape-again")
    assert "around update 1." in page.text
    assert "The run is at" not in page.text


def test_a_neuron_that_is_switched_off_is_off_in_the_picture_and_it_says_so(page: Page) -> None:
    page.session.run.intervene(Interventions(silenced=frozenset({(1, 0)})))
    page.run()
    found = exploring(page).found
    assert found is not None
    loss = page.session.run.evaluation().train_loss
    assert found.surface.losses[25, 25] == pytest.approx(loss, rel=1e-5)
    assert any("are off in every network" in element.help for element in headlines(page))
    page.session.run.intervene(Interventions())
    page.run()
    assert not any("are off in every network" in element.help for element in headlines(page))


def test_new_directions_are_another_surface(page: Page) -> None:
    choose_plane(page, "random")
    first = exploring(page).found
    page.click("landscape-directions")
    second = exploring(page).found
    assert first is not None
    assert second is not None
    assert (first.request.seed, second.request.seed) == (0, 1)


def test_without_a_path_it_says_how_to_get_one(page: Page) -> None:
    choose_plane(page, "path")
    assert charts(page) == 0
    assert "There is no path yet" in page.app.info[0].value


def test_two_times_the_same_number_is_no_plane(page: Page) -> None:
    page.app.session_state["landscape-y"] = 0
    page.run()
    assert charts(page) == 0
    assert "the same number twice" in page.app.info[0].value


def test_a_chosen_weight_that_is_gone_is_replaced(page: Page) -> None:
    names = parameter_names(page.experiment)
    page.app.session_state["landscape-x"] = len(names) - 1
    page.run()
    page.session.run.apply(page.experiment.with_(hidden=(1,)))
    page.run()
    found = exploring(page).found
    assert found is not None
    assert found.request.first == 0


def test_progress_is_shown_with_a_way_to_stop(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stalled:
        """A worker that has all the time in the world."""

        def submit(self, *work: Any) -> Job[Any]:
            job: Job[Any] = Job(*work)
            job.advance()
            return job

    monkeypatch.setattr(exploration, "BACKGROUND", Stalled())
    monkeypatch.setattr(landscape, "PATIENCE", 0.0)
    page.session.run.apply(page.experiment.with_(hidden=(2,), n_points=2000))
    page.app.session_state["landscape-resolution"] = 101
    page.run()
    assert charts(page) == 0
    progress = exploring(page).job
    assert progress is not None
    assert 0.0 < progress.progress < 1.0
    assert page.has("landscape-cancel")
    assert not page.has("landscape-again")
    page.click("landscape-cancel")
    assert "Cancelled" in page.app.info[0].value
    assert page.has("landscape-again")


def test_a_failure_is_told_without_a_traceback(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Generator[float]:
        yield 0.5
        raise ArithmeticError("a secret of the machine")

    monkeypatch.setattr(exploration, "surface", fail)
    page.session.run.apply(page.experiment.with_(hidden=(2,)))
    page.run()
    assert "could not be computed" in page.app.warning[0].value
    assert "secret" not in page.text


def test_every_plane_has_words_and_reaches() -> None:
    for planes in (PLANE_DETAILS, REACHES, FIRST_REACH):
        assert planes.keys() == PLANE_WORDS.keys()
    for plane, first in FIRST_REACH.items():
        assert first in REACHES[plane]


def test_every_parameter_has_a_name_in_the_order_of_the_network(page: Page) -> None:
    names = parameter_names(page.experiment)
    network = page.session.run.trainer.network
    assert len(names) == network.parameters.size
    network.parameters[:] = range(network.parameters.size)
    assert names[int(network.weights[0][1, 2])] == "x₂ → a₃[1]"
    assert names[int(network.biases[0][1])] == "bias of a₂[1]"
    assert names[int(network.biases[1][0])] == "bias of output"

"""What a person does in the picture changes the run, or nothing at all."""

import math
from collections.abc import Mapping
from typing import Any

import pytest

from nnviz import Network
from nnviz.core.network.interventions import Interventions
from nnviz.core.timeline.timeline import Timeline
from nnviz.experiment import Experiment
from tests.ui.pages.page import Page
from tests.ui.pages.telling import tell

BOTH = ["x1", "x2"]


def reshape(hidden: list[Any], features: list[Any]) -> dict[str, Any]:
    return {"type": "reshape", "hidden": hidden, "features": features}


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        (reshape([4, 2], ["x1", "x2", "sin_x1"]), {"features": ("x1", "x2", "sin_x1")}),
        (reshape([4, 2], ["x1"]), {"features": ("x1",)}),
        (reshape([4, 2, 2], BOTH), {"hidden": (4, 2, 2)}),
        (reshape([], BOTH), {"hidden": ()}),
        (reshape([5, 1], BOTH), {"hidden": (5, 1)}),
        (reshape([5, 1], ["x2"]), {"hidden": (5, 1), "features": ("x2",)}),
        ({"type": "trouble", "step": 3}, {}),
        (reshape([17], BOTH), {}),
        (reshape([4] * 7, BOTH), {}),
        (reshape(["4"], BOTH), {}),
        (reshape([4, 2], []), {}),
        (reshape([4, 2], ["x_cubed"]), {}),
        (reshape([4, 2], [["x1"]]), {}),
        ({"type": "reshape", "hidden": [4]}, {}),
        ({"type": "reshape", "hidden": None, "features": None}, {}),
        ({"type": "nonsense"}, {}),
        ({}, {}),
    ],
    ids=str,
)
def test_events_of_the_picture_change_the_run(
    monkeypatch: pytest.MonkeyPatch, event: Mapping[str, Any], changes: dict[str, Any]
) -> None:
    page = Page()
    tell(monkeypatch, event)
    page.run()
    assert page.experiment == Experiment(**changes)
    assert page.query == page.experiment.to_query()


def test_the_walked_update_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    for step, made in ((1, 1), (1, 1), (3, 1), (2, 2)):
        tell(monkeypatch, {"type": "apply", "step": step, "example": None})
        page.run()
        assert page.session.run.trainer.step_count == made
    for example, made in ((5, 3), (250, 3), (-1, 3), ("5", 3), (True, 3)):
        tell(monkeypatch, {"type": "apply", "step": 3, "example": example})
        page.run()
        assert page.session.run.trainer.step_count == made
    assert page.query["log"] == "2_t5"


def test_parts_are_held_still_and_released(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    held = Interventions(frozenset({3, 17}), frozenset({(1, 2)}))
    tell(monkeypatch, {"type": "intervene", "frozen": [3, 17], "silenced": [[1, 2]]})
    page.run()
    assert page.session.run.trainer.interventions == held
    assert page.query["log"] == "0_h3.17_1.2"
    wrong: list[tuple[list[Any], list[Any]]] = [
        *(([index], []) for index in (99, -1, "x", 2**70, 1.5, True)),
        *(([], [neuron]) for neuron in ([3, 0], [1], None, [0, 0], [math.inf, 0], [math.nan, 0])),
    ]
    for frozen, silenced in wrong:
        tell(monkeypatch, {"type": "intervene", "frozen": frozen, "silenced": silenced})
        page.run()
        assert page.session.run.trainer.interventions == held
    tell(monkeypatch, {"type": "intervene", "frozen": [], "silenced": []})
    page.run()
    assert page.session.run.trainer.interventions == Interventions()


def test_what_was_set_by_hand_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    run = page.session.run
    before = float(run.trainer.network.parameters[4])
    for value in (0.25, 0.5, 0.75):
        run.edit(4, value)
    tell(monkeypatch, {"type": "released"})
    page.run()
    assert page.query["log"] == "0_e4_0.75"
    tell(monkeypatch, {"type": "undo"})
    page.run()
    assert float(run.trainer.network.parameters[4]) == before
    assert run.undoable == 0


def test_a_fork_and_its_ghosts(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    run = page.session.run

    def line() -> Timeline[Network]:
        return run.timeline

    run.step(100)
    run.seek(40)
    tell(monkeypatch, {"type": "fork"})
    page.run()
    assert (line().head, len(line().ghosts)) == (40, 1)
    tell(monkeypatch, {"type": "forget_ghosts"})
    page.run()
    assert line().ghosts == []


def test_the_page_shows_the_settings_of_the_update_gone_back_to() -> None:
    page = Page()
    page.session.run.step(50)
    page.set("select_slider", "learning_rate", 0.3)
    page.session.run.step(50)
    for step, rate in ((20, 0.03), (80, 0.3)):
        page.session.run.seek(step)
        page.run()
        assert page.app.select_slider(key="field-learning_rate").value == rate
        assert page.query.get("learning_rate", "0.03") == str(rate)


def test_a_full_log_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.core.timeline.timeline.LOG_LIMIT", 0)
    page = Page()
    page.session.run.step(5)
    tell(monkeypatch, {"type": "intervene", "frozen": [1], "silenced": []})
    page.run()
    assert page.session.run.trainer.interventions == Interventions()
    assert any("as much as it can remember" in toast.value for toast in page.app.toast)


def test_a_restart_leaves_nothing_of_the_old_line_in_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = Page()
    page.click("step")
    page.session.run.edit(3, 0.5)
    tell(monkeypatch, {"type": "released"})
    page.run()
    assert page.query["log"] == "1_e3_0.5"
    page.click("restart")
    assert page.query == {}


def test_an_address_that_was_left_behind_does_not_undo_an_edit() -> None:
    page = Page()
    page.click("step")
    page.session.url._written_at -= 60  # long since the page wrote its address
    page.session.run.edit(3, 0.5)
    page.run()
    assert page.session.run.trainer.network.parameters[3] == 0.5
    assert page.query["log"] == "1_e3_0.5"


def test_another_address_is_followed_however_long_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.live.run.played.SEEK_TIME", 0.0)
    page = Page(step="100000", batch_size="1")
    run = page.session.run
    assert run.timeline.target == 100_000
    page.session.url._written_at -= 60
    page.run()
    assert page.session.run.timeline.target == 100_000
    page.app.query_params.clear()
    page.app.query_params.update(dataset="xor")
    page.run()
    assert page.experiment == Experiment("xor")
    assert page.query == {"dataset": "xor"}


def test_slowing_down_with_a_full_log_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(dataset="plane", hidden="none", learning_rate="0.3", batch_size="all")
    page.session.run.step(1000)
    assert page.session.run.trouble is not None
    monkeypatch.setattr("nnviz.core.timeline.timeline.LOG_LIMIT", 0)
    page.session.run.step(1)
    page.run()
    page.click("fix_learning_rate")
    assert not page.session.run.playing


def test_an_example_that_the_line_says_is_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    run = page.session.run
    run.step(5)
    run.teach(17)
    run.step(5)
    run.seek(5)
    tell(monkeypatch, {"type": "apply", "step": 6, "example": 17})
    page.run()
    assert (run.trainer.step_count, run.timeline.head) == (6, 11)

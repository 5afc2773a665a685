"""A page that comes back for its run: by its ticket, or with the run that it has kept."""

import math

import pytest

from nnviz.experiment import Experiment
from nnviz.live.back.tickets import new_ticket
from nnviz.live.run.registry import RUNS
from nnviz.live.run.run import LiveRun
from nnviz.ui.visit.cloakroom import reclaim
from nnviz.ui.visit.speeds import FIRST_SPEED
from tests.ui.pages.page import Page
from tests.ui.pages.telling import tell


def test_a_tab_that_was_reloaded_gets_its_session_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Page(dataset="xor")
    before.click("step")
    before.session.run.speed = math.inf
    session, token = before.session, before.session.run.token
    monkeypatch.setattr("nnviz.ui.visit.cloakroom.is_here", lambda visit: False)
    monkeypatch.setattr(
        "nnviz.ui.visit.session.present_visit", lambda: "the visit after the reload"
    )
    monkeypatch.setattr(
        "nnviz.ui.visit.cloakroom.present_visit", lambda: "the visit after the reload"
    )
    page = Page(dataset="xor", step="1")
    another = new_ticket()
    event = {"type": "return", "tickets": [session.ticket], "another": another, "turn": 7}
    tell(monkeypatch, event)
    page.run()
    assert page.session is session
    assert (session.ticket, session.answered) == (another, 7)
    assert session.run.trainer.step_count == 1
    assert session.run.speed == math.inf
    # What the page before knew is good for nothing any more.
    assert token not in RUNS
    assert RUNS[session.run.token] is session.run
    monkeypatch.setattr("nnviz.ui.visit.session.present_visit", lambda: "the visit before")
    monkeypatch.setattr("nnviz.ui.visit.cloakroom.present_visit", lambda: "the visit before")
    before.run()
    assert before.session is not session


def test_a_picture_may_come_back_before_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Page(dataset="xor")
    session, ticket = before.session, before.session.ticket
    page = Page(dataset="xor")
    visit, another = page.session.visit, new_ticket()
    monkeypatch.setattr("nnviz.ui.visit.cloakroom.is_here", lambda visit: visit == session.visit)
    # Not as long as somebody has it.
    assert reclaim(visit, [ticket], another) is None
    monkeypatch.setattr("nnviz.ui.visit.cloakroom.is_here", lambda visit: False)
    token = reclaim(visit, [ticket], another)
    assert token == session.run.token
    assert (session.visit, session.ticket) == (visit, another)
    # Nobody else gets it by the same ticket, and the page itself gets what it was told of.
    assert reclaim("another visit", [ticket], new_ticket()) is None
    monkeypatch.setattr("nnviz.ui.visit.session.present_visit", lambda: visit)
    monkeypatch.setattr("nnviz.ui.visit.cloakroom.present_visit", lambda: visit)
    monkeypatch.setattr("nnviz.ui.visit.cloakroom.is_here", lambda visit: True)
    tell(monkeypatch, {"type": "return", "tickets": [ticket], "another": another, "turn": 7})
    page.run()
    assert page.session is session
    assert session.run.token == token


@pytest.mark.parametrize("tickets", [[], ["guessed"], [None, 3, ["x"]]])
def test_other_tickets_bring_nothing(
    monkeypatch: pytest.MonkeyPatch, tickets: list[object]
) -> None:
    page = Page(dataset="xor")
    session = page.session
    event = {"type": "return", "tickets": tickets, "another": new_ticket(), "turn": 7}
    tell(monkeypatch, event)
    page.run()
    assert page.session is session
    assert session.answered == 7


def restore(**fields: object) -> dict[str, object]:
    """The event by which a page asks for the run that it has handed in."""
    return {"type": "restore", "query": "", "playing": True, "speed": 30.0, "turn": 9} | fields


@pytest.mark.parametrize(
    ("speed", "expected"), [(None, math.inf), (30.0, 30.0), (7.5, FIRST_SPEED), ("x", FIRST_SPEED)]
)
def test_a_run_that_was_handed_in_goes_on(
    monkeypatch: pytest.MonkeyPatch, speed: object, expected: float
) -> None:
    lost = LiveRun(Experiment("xor", hidden=(3,)))
    lost.step(30)
    page = Page()
    page.session.run.handed_in = lost.saved()
    tell(monkeypatch, restore(speed=speed))
    page.run()
    run = page.session.run
    assert run.experiment == lost.experiment
    assert run.trainer.step_count == 30
    assert (run.playing, run.speed, run.handed_in) == (True, expected, None)
    assert page.query["dataset"] == "xor"
    assert page.session.answered == 9


@pytest.mark.parametrize("content", [None, b"", b"no run"])
def test_what_is_no_run_leaves_it_to_the_address(
    monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    page = Page()
    page.session.run.handed_in = content
    tell(monkeypatch, restore(query="?dataset=xor&step=5"))
    page.run()
    assert page.experiment == Experiment("xor")
    assert page.session.run.line().step == 5
    assert not page.session.run.playing


def test_what_is_locked_stays_whatever_is_handed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = LiveRun(Experiment("xor", hidden=(3,)))
    page = Page(lock="hidden")
    before = page.experiment
    page.session.run.handed_in = lost.saved()
    tell(monkeypatch, restore())
    page.run()
    assert page.experiment == before
    assert not page.session.run.playing

"""A stream ends with the session that its run belongs to, and not before."""

import time

import pytest

from nnviz import Experiment
from nnviz.live.run.registry import enter, visit_of
from nnviz.live.run.run import LiveRun
from nnviz.live.stream import incoming, stream
from tests.live.server import SESSION_LIFE, Server, Visitor, close_code


@pytest.fixture(autouse=True)
def looked_at_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "ATTENDANCE_INTERVAL", 0.02)


def test_it_ends_when_the_session_is_dropped(server: Server) -> None:
    run = server.add(LiveRun(Experiment()))
    run.play()
    with server.watch(run) as page:
        page.paint()
        del server.owners[run.token]
        assert close_code(page.connection) == incoming.SESSION_OVER
    assert visit_of(run) is None
    server.let_workers_end()
    steps = run.trainer.step_count
    time.sleep(0.1)
    assert run.trainer.step_count == steps


def test_it_ends_when_the_page_is_gone_for_longer_than_is_waited_for(server: Server) -> None:
    run = server.add(LiveRun(Experiment()))
    with server.watch(run) as page:
        page.paint()
        server.away.add(server.owners[run.token].visit)
        server.clock.now += 1.5 * SESSION_LIFE
        assert close_code(page.connection) == incoming.SESSION_OVER


def test_a_page_that_comes_back_in_time_keeps_it(server: Server) -> None:
    run = server.add(LiveRun(Experiment()))
    visit = server.owners[run.token].visit
    with server.watch(run) as page:
        page.paint()
        for _ in range(3):
            server.away.add(visit)
            server.clock.now += 0.75 * SESSION_LIFE
            server.let_it_look(visit)
            server.away.remove(visit)
            server.let_it_look(visit)
        run.step()
        assert page.paint()["step"] == 1


def test_a_run_that_another_visit_has_taken_over_goes_on(server: Server) -> None:
    run = server.add(LiveRun(Experiment()))
    owner = server.owners[run.token]
    with server.watch(run) as page:
        page.paint()
        server.away.add(owner.visit)
        owner.visit = "another"
        server.clock.now += 1.5 * SESSION_LIFE
        server.let_it_look(owner.visit)
        run.step()
        assert page.paint()["step"] == 1


def test_a_run_has_the_owner_that_entered_it_last() -> None:
    run, first, second = LiveRun(Experiment()), Visitor("one"), Visitor("other")
    enter(run, first)
    enter(run, second)
    assert visit_of(run) == "other"
    del second
    assert visit_of(run) is None

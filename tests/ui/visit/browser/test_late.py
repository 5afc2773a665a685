"""What a browser that is late may still say of a widget."""

import pytest

from nnviz.ui.visit.browser import late
from nnviz.ui.visit.browser.late import LATEST, LateValues


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(late, "monotonic", clock)
    return clock


def test_it_may_say_what_the_widget_has_shown_of_late(clock: Clock) -> None:
    values = LateValues()
    values.note("seed", 7)
    clock.now = LATEST / 2
    values.note("seed", 8)
    assert values.may_say("seed", 7)
    assert values.may_say("seed", 8)
    assert not values.may_say("seed", 9)
    assert not values.may_say("noise", 7)


def test_what_was_shown_long_ago_is_news(clock: Clock) -> None:
    values = LateValues()
    values.note("inputs", ["x1"])
    clock.now = LATEST / 2
    values.note("inputs", ["x1", "x2"])
    clock.now = LATEST * 1.25
    assert not values.may_say("inputs", ["x1"])
    assert values.may_say("inputs", ["x1", "x2"])


def test_what_is_shown_again_is_late_anew(clock: Clock) -> None:
    values = LateValues()
    values.note("seed", 7)
    clock.now = LATEST * 0.75
    values.note("seed", 7)
    clock.now = LATEST * 1.5
    assert values.may_say("seed", 7)

"""Pacing, with a clock that moves only when the test says so."""

import math

import pytest

from nnviz.live.run.pacing import (
    CATCH_UP,
    COSTLY_SHARE,
    FRAME_TIME,
    LEAST_PART,
    LEAST_TRAINING,
    LONGEST_REST,
    MEMORY,
    STEADY_INTERVAL,
    Crowd,
    Pace,
)


class World:
    """A clock, and training whose updates take a known time by it."""

    def __init__(self, update_time: float = 0.0) -> None:
        self.now = 100.0
        self.update_time = update_time
        self.updates = 0
        self.calls = 0

    def clock(self) -> float:
        return self.now

    def step(self, n: int) -> None:
        self.updates += n
        self.calls += 1
        self.now += n * self.update_time


def frames(pace: Pace, world: World, speed: float, *, count: int, interval: float) -> list[int]:
    """Updates in each of `count` frames that begin `interval` seconds apart."""
    done = []
    for _ in range(count):
        start = world.now
        done.append(pace.advance(world.step, speed))
        world.now = max(world.now, start + interval)
    return done


def test_speed_is_kept_whatever_the_frame_rate() -> None:
    for interval in (1 / 60, 1 / 24, 1 / 7):
        world = World(1e-6)
        pace = Pace(Crowd(), world.clock)
        seconds = 20
        frames(pace, world, 100.0, count=round(seconds / interval), interval=interval)
        assert world.updates == pytest.approx(100 * seconds, rel=0.01)


def test_slow_speed_does_one_update_when_it_is_due() -> None:
    world = World()
    pace = Pace(Crowd(), world.clock)
    assert pace.time_until_due(2.0) == 0
    assert pace.advance(world.step, 2.0) == 1
    assert pace.time_until_due(2.0) == pytest.approx(0.5)
    world.now += 0.3
    assert pace.advance(world.step, 2.0) == 0
    assert pace.time_until_due(2.0) == pytest.approx(0.2)
    world.now += pace.time_until_due(2.0)
    assert pace.advance(world.step, 2.0) == 1


def test_waiting_for_the_next_update_keeps_the_speed() -> None:
    world = World()
    pace = Pace(Crowd(), world.clock)
    start = world.now
    for _ in range(1000):
        world.now += pace.time_until_due(3.0)
        pace.advance(world.step, 3.0)
    assert world.updates / (world.now - start) == pytest.approx(3.0, rel=0.01)


@pytest.mark.parametrize("speed", [1.0, 1000.0, 10_000.0])
def test_a_gap_does_not_end_in_a_burst(speed: float) -> None:
    world = World()
    pace = Pace(Crowd(), world.clock)
    frames(pace, world, speed, count=60, interval=1 / 60)
    world.now += 3600.0
    assert pace.advance(world.step, speed) <= max(1, speed * CATCH_UP)


def test_a_rest_does_not_count() -> None:
    world = World()
    pace = Pace(Crowd(), world.clock)
    frames(pace, world, 1000.0, count=60, interval=1 / 60)
    pace.rest()
    world.now += 3600.0
    assert pace.advance(world.step, 1000.0) == 1
    assert pace.updates_per_second == 0


def test_full_speed_fills_the_frame_and_no_more() -> None:
    world = World(20e-6)
    pace = Pace(Crowd(), world.clock)
    for _ in range(100):
        start = world.now
        pace.advance(world.step, math.inf)
        training = world.now - start
        world.now += 0.001
        pace.drawn(0.001)
    assert training + 0.001 == pytest.approx(FRAME_TIME, rel=0.05)


def test_the_clock_is_looked_at_often_but_not_for_each_update() -> None:
    world = World(20e-6)
    pace = Pace(Crowd(), world.clock)
    frames(pace, world, math.inf, count=10, interval=1 / 60)
    assert world.calls < world.updates / 20


def test_a_slow_update_is_done_once_in_a_frame() -> None:
    world = World(0.1)
    pace = Pace(Crowd(), world.clock)
    assert frames(pace, world, math.inf, count=5, interval=1 / 60) == [1] * 5


def test_updates_that_become_slower_do_not_overrun_twice() -> None:
    world = World(10e-6)
    pace = Pace(Crowd(), world.clock)
    frames(pace, world, math.inf, count=10, interval=1 / 60)
    world.update_time = 1e-3  # as when the batch grows a hundredfold
    frames(pace, world, math.inf, count=1, interval=1 / 60)
    start = world.now
    pace.advance(world.step, math.inf)
    assert world.now - start <= FRAME_TIME + 2e-3


def test_the_processor_is_shared() -> None:
    crowd = Crowd()
    worlds = [World(10e-6) for _ in range(5)]
    paces = [Pace(crowd, world.clock) for world in worlds]
    for _ in range(50):
        used = 0.0
        for pace, world in zip(paces, worlds, strict=True):
            used += 0.0005 + pace.advance(world.step, math.inf) * world.update_time
            pace.drawn(0.0005)
        for world in worlds:
            world.now = max(world.now, worlds[0].now) + 1 / 60
    assert used == pytest.approx(FRAME_TIME, rel=0.05)


def test_training_goes_on_in_the_largest_crowd() -> None:
    world = World(10e-6)
    crowd = Crowd()
    for stranger in range(100):
        crowd.join(-stranger, world.now)
    pace = Pace(crowd, world.clock)
    pace.drawn(0.1)
    pace.advance(world.step, math.inf)
    assert world.updates * world.update_time == pytest.approx(LEAST_TRAINING, rel=0.2)


def test_updates_per_second_are_measured() -> None:
    world = World(1e-6)
    pace = Pace(Crowd(), world.clock)
    frames(pace, world, 500.0, count=300, interval=1 / 60)
    assert pace.updates_per_second == pytest.approx(500, rel=0.1)


def test_an_error_in_training_comes_through() -> None:
    def fail(_: int) -> None:
        raise ArithmeticError("overflow")

    pace = Pace(Crowd(), World().clock)
    with pytest.raises(ArithmeticError, match="overflow"):
        pace.advance(fail, math.inf)


def test_crowd_forgets_who_has_gone() -> None:
    crowd = Crowd()
    assert crowd.join(1, 0.0) == 1
    assert crowd.join(2, 0.1) == 2
    assert crowd.join(2, 0.2 + MEMORY) == 1
    assert crowd.join(1, 0.3 + MEMORY) == 2
    crowd.leave(2)
    crowd.leave(2)
    assert crowd.join(1, 0.4 + MEMORY) == 1


def test_a_costly_run_leaves_most_of_the_time_to_the_others() -> None:
    crowd = Crowd()
    for member in range(30):
        crowd.join(member, 0.0)
    for _ in range(100):
        assert crowd.rest_after(0.004) == 0
    assert crowd.rest_after(0.03) == pytest.approx(0.03 * (1 / COSTLY_SHARE - 1))
    assert crowd.rest_after(60.0) == LONGEST_REST
    # Where all are costly, none is.
    for _ in range(200):
        crowd.rest_after(0.03)
    assert crowd.rest_after(0.03) == 0


def test_two_share_alike_and_one_has_all() -> None:
    crowd = Crowd()
    crowd.rest_after(0.001)
    crowd.join(1, 0.0)
    assert crowd.rest_after(0.03) == 0
    crowd.join(2, 0.0)
    assert crowd.rest_after(0.03) == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("interval", "part"),
    [(STEADY_INTERVAL / 2, 1.0), (STEADY_INTERVAL, 1.0), (STEADY_INTERVAL * 2, 0.5), (1.0, None)],
)
def test_training_gives_way_to_a_picture_that_comes_late(
    interval: float, part: float | None
) -> None:
    world = World(1e-6)
    crowd = Crowd()
    for other in range(30):
        crowd.join(other, world.now)
    pace = Pace(crowd, world.clock)
    frames(pace, world, math.inf, count=2, interval=interval)
    for other in range(30):
        crowd.join(other, world.now)
    start = world.now
    pace.advance(world.step, math.inf)
    wanted = LEAST_TRAINING * (LEAST_PART if part is None else part)
    assert world.now - start == pytest.approx(wanted, rel=0.05)

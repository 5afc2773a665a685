"""So much passes at once, and then so much a second."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nnviz.live.doors.bucket import Bucket, Rate


@given(
    st.floats(0.5, 1000),
    st.integers(1, 100),
    st.lists(st.floats(0, 5), min_size=1, max_size=200),
)
def test_what_passes_is_never_more_than_is_allowed(
    per_second: float, at_once: int, pauses: list[float]
) -> None:
    """A sender that waits as it is told, and sometimes longer of itself."""
    now = 0.0
    bucket = Bucket(Rate(per_second, at_once), lambda: now)
    for count, pause in enumerate(pauses, 1):
        now += pause + bucket.spend()
        assert count <= at_once + now * per_second + 1e-6


@given(
    st.floats(0, 2), st.lists(st.tuples(st.floats(0, 5), st.floats(0, 5)), min_size=2, max_size=50)
)
def test_costly_ones_pass_one_after_another(apart: float, sent: list[tuple[float, float]]) -> None:
    now = 0.0
    bucket = Bucket(Rate(1e-6, 1000, lambda: apart), lambda: now)
    bucket.spend(500)
    passed = []
    for pause, cost in sent:
        now += pause
        now += bucket.spend(cost)
        passed.append((now, cost))
    for (before, cost), (after, _) in pairwise(passed):
        assert after - before >= apart * cost - 1e-9


def test_the_first_need_not_wait() -> None:
    bucket = Bucket(Rate(10, 10, lambda: 3.0), lambda: 7.0)
    assert [bucket.spend() for _ in range(5)] == [0, 0, 0, 3, 6]


def test_who_would_wait_too_long_takes_nothing_out() -> None:
    bucket = Bucket(Rate(1, 1), lambda: 0.0)
    assert [bucket.spend(1, 2.0) for _ in range(5)] == [0, 1, 2, 2, 2]
    bucket.give_back()
    assert bucket.spend(1, 2.0) == 2
    assert bucket.given_back == 1


def test_it_fills_up_again() -> None:
    times = [0.0]
    bucket = Bucket(Rate(10, 10), lambda: times[-1])
    found = [bucket.is_full]
    bucket.spend()
    for now in (0.05, 0.1):
        times.append(now)
        found.append(bucket.is_full)
    assert found == [True, False, True]


def test_it_is_strained_only_while_more_comes_than_may() -> None:
    now = 0.0
    bucket = Bucket(Rate(10, 10), lambda: now)
    for _ in range(100):
        now += bucket.spend()
    assert bucket.strained > 5
    now += 1
    bucket.spend()
    assert bucket.strained == 0

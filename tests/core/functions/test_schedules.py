"""Learning-rate schedules."""

import pytest

from nnviz.core.functions.schedules import SCHEDULES
from tests.core.golden import golden

GOLDEN = golden("schedules")


@pytest.mark.parametrize("name", SCHEDULES)
def test_same_factors_as_pytorch(name: str) -> None:
    expected = GOLDEN["factors"][name]
    factors = [SCHEDULES[name].factor(epoch, GOLDEN["length"]) for epoch in range(len(expected))]
    assert factors == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("length", [1, 2, 50])
@pytest.mark.parametrize("name", SCHEDULES)
def test_factors_stay_between_nothing_and_all(name: str, length: int) -> None:
    factors = [SCHEDULES[name].factor(epoch, length) for epoch in range(200)]
    assert all(0.0 < factor <= 1.0 for factor in factors)
    if name != "warmup":
        assert factors == sorted(factors, reverse=True)
        assert factors[0] == 1.0
    else:
        assert factors == sorted(factors)
        assert factors[length - 1] == 1.0


@pytest.mark.parametrize("name", SCHEDULES)
def test_says_whether_it_changes_anything(name: str) -> None:
    schedule = SCHEDULES[name]
    factors = {schedule.factor(epoch, length) for length in (1, 50) for epoch in range(200)}
    assert schedule.is_constant == (factors == {1.0})


def test_cosine_keeps_its_floor() -> None:
    factor = SCHEDULES["cosine"].factor
    assert factor(40, 40) == factor(1000, 40) == pytest.approx(0.01)

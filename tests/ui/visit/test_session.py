"""The small rules of a session that the page's tests do not come to."""

import gc

import pytest

from nnviz.live.run.registry import RUNS
from nnviz.ui.controls.sidebar.field import with_value
from nnviz.ui.controls.sidebar.training import LEARNING_RATES
from nnviz.ui.text.numbers import plain
from nnviz.ui.visit.session import slower
from tests.ui.pages.page import Page


@pytest.mark.parametrize(
    ("rate", "tenth"), [(0.3, 0.03), (0.07, 0.007), (10.0, 1.0), (5e-5, 1e-5), (1e-5, 1e-5)]
)
def test_slower_is_a_tenth_within_the_limits(rate: float, tenth: float) -> None:
    assert slower(rate) == tenth


def test_learning_rates_reach_from_end_to_end() -> None:
    assert LEARNING_RATES[0] == 1e-5
    assert LEARNING_RATES[-1] == 10.0
    assert sorted(LEARNING_RATES) == LEARNING_RATES
    assert 0.03 in LEARNING_RATES


def test_a_stop_is_made_for_any_value() -> None:
    assert with_value([1, 10], 3) == [1, 3, 10]
    assert with_value([1, 10], 10) == [1, 10]


@pytest.mark.parametrize(
    ("number", "text"), [(1e-5, "0.00001"), (10.0, "10"), (0.03, "0.03"), (1.5, "1.5")]
)
def test_numbers_are_written_out(number: float, text: str) -> None:
    assert plain(number) == text


def test_a_run_ends_with_its_session() -> None:
    page = Page()
    token = page.session.run.token
    assert token in RUNS
    del page
    gc.collect()
    assert token not in RUNS

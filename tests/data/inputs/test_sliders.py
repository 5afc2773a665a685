"""Dials for whatever a column holds."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from nnviz.data import own_table, register
from nnviz.data.inputs.sliders import ColumnSlider, sliders_of
from nnviz.data.tables import Column, Recipe, Records
from nnviz.data.tables.cell.date import EPOCH, LAST_MOMENT, date_of
from nnviz.data.tables.columns.dates import as_text
from nnviz.data.tables.limits import LARGEST_NUMBER
from nnviz.experiment import Experiment
from nnviz.live.run.projected import ProjectedSpace, distributions
from nnviz.saving import RunFileProblem
from nnviz.saving.own_data import is_own, read_own, write_own

ROWS = 24


def records_of(column: Column, values: list[float]) -> Records:
    """A table whose first column has these values, again and again."""
    cells = np.resize(np.array(values, float), ROWS)
    labels = np.arange(ROWS, dtype=np.float64) // 3 % 2
    recipe = Recipe((column, Column("other")), "target", "binary", ("no", "yes"))
    return Records(recipe, np.column_stack([cells, np.arange(ROWS) % 7.0]), labels)


def dial_of(column: Column, values: list[float]) -> ColumnSlider:
    spec = own_table(records_of(column, values))
    dataset = Experiment(register(spec).name, train_share=1.0).make_dataset()
    return sliders_of(spec, dataset)[0]


@given(st.lists(st.floats(-LARGEST_NUMBER, LARGEST_NUMBER), min_size=2, max_size=5))
@example([0.0, 5e-324])
@example([0.0, 1e-320])
@example([1.0, 1.0 + 2**-52])
@example([-LARGEST_NUMBER, LARGEST_NUMBER])
def test_whatever_numbers_there_are_they_can_be_dialled(values: list[float]) -> None:
    assume(min(values) < max(values))
    slider = dial_of(Column("number"), values)
    assert all(map(math.isfinite, (slider.low, slider.typical, slider.high)))
    assert 0 < slider.step < math.inf
    assert isinstance(slider.decimals, int)


ENDS_OF_TIME = (
    "9999-12-31",
    "9999-12-31 23:59:59",
    "9999-12-31 23:59:59.9999999",
    "9999-12-31T24:00",
    "9999-12-31T23:59-12:00",
    "0001-01-01T00:00+14:00",
    "0001-01-01",
)


@pytest.mark.parametrize("text", ENDS_OF_TIME)
def test_the_ends_of_time_are_dates_of_the_calendar(text: str) -> None:
    """Databases write "for ever" so."""
    days = date_of(text, "ymd")
    assert days is not None
    assert as_text(days)[:4] in ("9999", "0001")
    slider = dial_of(Column("until", "date", date_order="ymd"), [days, 0.0])
    for end in (slider.low, slider.high):
        assert date(1970, 1, 1) + timedelta(days=end)


@pytest.mark.parametrize("days", [-EPOCH, LAST_MOMENT + 1, 1e30, math.inf])
@pytest.mark.parametrize("order", ["ymd", "time"])
def test_a_run_file_brings_no_date_that_no_calendar_has(days: float, order: str) -> None:
    spec = own_table(records_of(Column("until", "date", date_order=order), [0.0, days]))
    assert is_own(spec)
    with pytest.raises(RunFileProblem):
        read_own(*write_own([spec]))


@given(
    st.lists(st.floats(-LARGEST_NUMBER, LARGEST_NUMBER), min_size=2, max_size=5),
    st.sampled_from(["number", "pixel"]),
)
@example([0.0, 5e-324], "number")
@example([0.0, 1e-322], "number")
@example([-1e-160, 1e-160], "number")
@example([LARGEST_NUMBER, LARGEST_NUMBER * (1 + 2**-52)], "number")
@example([2.6443313096669104e-266, 2.6443313096669104e-266], "number")
@example([1.0, 1.0 + 2**-52], "pixel")
def test_whatever_numbers_there_are_they_are_measured_and_shown(
    values: list[float], kind: str
) -> None:
    spec = own_table(records_of(Column("number", kind, largest=1.0), values))
    experiment = Experiment(register(spec).name, train_share=1.0)
    dataset = experiment.make_dataset()
    assert np.isfinite(distributions(experiment)).all()
    if kind == "number":
        # Each is as far from the mean as its deviation lets it be, however small or large all are.
        reach = (ROWS - 1) / math.sqrt(ROWS)
        assert (np.abs(dataset.train_points[:, 0]) <= reach * (1 + 1e-6)).all()
        assert np.isfinite(ProjectedSpace(experiment).places_of(dataset.train_points)).all()

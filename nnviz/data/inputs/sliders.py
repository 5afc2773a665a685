"""Where each column of a table can be fixed, while a map shows a plane along two others."""

import math
from dataclasses import dataclass

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.dataset import Dataset
from nnviz.data.inputs.plane import typical_row
from nnviz.data.specs.points import PointSpec
from nnviz.data.tables.cell.date import LAST_DATE
from nnviz.data.tables.limits import LEAST_SPREAD

#: A slider has some hundred stops, at round numbers.
STOPS = 100


@dataclass(frozen=True)
class ColumnSlider:
    """What can be set for one column, in the table's own unit.

    Attributes
    ----------
    column
        Its position in the recipe.
    name
    kind
        ``number``, ``date`` (days since the beginning of 1970) or ``category`` (positions).
    low, high
        The ends: those of the training share, at stops.
    step
        From one stop to the next: 1, or another power of ten.
    typical
        The stop nearest to the median; of a category the most frequent one.
    categories
    """

    column: int
    name: str
    kind: str
    low: float
    high: float
    step: float
    typical: float
    categories: tuple[str, ...] = ()

    @property
    def decimals(self) -> int:
        """Decimals that tell the stops apart; negative where they are tens, hundreds, ..."""
        return -round(math.log10(self.step))


def sliders_of(spec: PointSpec, dataset: Dataset) -> tuple[ColumnSlider, ...]:
    """One for each column that has more than one value in the training share; none for pixels."""
    records = spec.records
    assert records is not None, "only the columns of a table have sliders"
    assert dataset.preparation is not None, "a table is prepared"
    typical = typical_row(dataset.preparation, dataset.train_points)
    values = records.values
    sliders = []
    for i, column in enumerate(records.recipe.columns):
        if column.kind == "category":
            last = len(column.categories) - 1.0
            slider = ColumnSlider(
                i, column.name, "category", 0, last, 1, typical[i], column.categories
            )
            sliders.append(slider)
        elif column.kind != "pixel":
            present = values[dataset.train_rows, i]
            present = present[~np.isnan(present)]
            if len(present) and present.min() < present.max():
                kind = "date" if column.is_day else "number"
                sliders.append(_of_numbers(i, column.name, kind, present, float(typical[i])))
    return tuple(sliders)


def _of_numbers(i: int, name: str, kind: str, values: FloatArray, typical: float) -> ColumnSlider:
    low, high = float(values.min()), float(values.max())
    step = 10.0 ** math.floor(math.log10(max((high - low) / STOPS, LEAST_SPREAD)))
    if kind == "date" or (values == np.floor(values)).all():
        step = max(step, 1.0)
    if kind == "date":
        step = 1.0
    decimals = -round(math.log10(step))

    def stop(number: int) -> float:
        return round(number * step, max(decimals, 0))

    highest = stop(math.ceil(high / step))
    return ColumnSlider(
        i,
        name,
        kind,
        stop(math.floor(low / step)),
        # The last day of the calendar has none after it.
        min(highest, LAST_DATE) if kind == "date" else highest,
        step,
        stop(round(typical / step)),
    )

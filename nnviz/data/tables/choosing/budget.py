"""Which columns are left out where all of them would be too many inputs."""

from collections.abc import Sequence

import numpy as np

from nnviz.data.tables.choosing.choices import INPUT_ROLES
from nnviz.data.tables.choosing.findings import LEAST_VARIED
from nnviz.data.tables.choosing.looks import ColumnSummary
from nnviz.data.tables.limits import MAX_INPUTS
from nnviz.data.tables.problem import OVER_BUDGET, Remark
from nnviz.data.tables.table import Table

# Grey values, as pixels have them.
_LARGEST_GREY = 255.0


def over_budget(
    table: Table, looks: Sequence[ColumnSummary], target: ColumnSummary
) -> dict[str, Remark]:
    """Columns to be left out so that the rest fits, and why.

    The costliest go first, from the last on. Of pixels, which all have one unit, those whose
    values vary least: at the edges of pictures nothing is drawn.
    """
    costs = {
        look.name: look.distinct if look.role == "category" else 1
        for look in looks
        if look.role in INPUT_ROLES and look is not target
    }
    if _are_pixels(table, costs):
        variation = {name: float(np.nanvar(table.column(name).values)) for name in costs}
        least = sorted(costs, key=variation.__getitem__)[: max(len(costs) - MAX_INPUTS, 0)]
        return {name: _remark(LEAST_VARIED, name) for name in least}
    left = {}
    while sum(costs.values()) > MAX_INPUTS:
        name = max(reversed(costs), key=costs.__getitem__)
        del costs[name]
        left[name] = _remark(OVER_BUDGET, name)
    return left


def _remark(reason: str, name: str) -> Remark:
    return Remark(reason, name, values={"limit": MAX_INPUTS})


def _are_pixels(table: Table, names: Sequence[str] | dict[str, int]) -> bool:
    """Whether columns are whole numbers of 0 to 255, some with the one and some with the other."""
    largest = 0.0
    for name in names:
        cells = table.column(name)
        present = cells.values[~np.isnan(cells.values)]
        if cells.holds != "number" or present.min() < 0 or present.max() > _LARGEST_GREY:
            return False
        if (present != np.floor(present)).any():
            return False
        largest = max(largest, float(present.max()))
    return len(names) > MAX_INPUTS and largest > 1

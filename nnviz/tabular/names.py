"""What the columns of an experiment's data are called in tables and reports."""

from nnviz.experiment import Experiment

_COORDINATES = {1: ("x",), 2: ("x1", "x2")}


def column_names(experiment: Experiment) -> tuple[str, ...]:
    """Names of a table's columns, or of the coordinates of a point."""
    recipe = experiment.spec.recipe
    if recipe is not None:
        return tuple(column.name for column in recipe.columns)
    return _COORDINATES[experiment.dimension]

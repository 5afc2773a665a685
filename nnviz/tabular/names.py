"""What the columns and classes of an experiment's data are called in tables and reports."""

from nnviz.experiment import Experiment

_COORDINATES = {1: ("x",), 2: ("x1", "x2")}


def column_names(experiment: Experiment) -> tuple[str, ...]:
    """Names of the coordinates of a point, in the order of `Dataset.train_points`."""
    dimension = experiment.dimension
    return _COORDINATES.get(dimension) or tuple(f"x{i + 1}" for i in range(dimension))


def class_names(experiment: Experiment) -> tuple[str, ...]:
    """Names of the classes, in the order of their labels; none for regression."""
    return tuple(str(number) for number in range(experiment.class_count))

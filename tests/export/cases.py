"""Models and trainings to export: every activation, every task, points and a table."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from nnviz.core.functions.losses import LOSSES
from nnviz.data.division.targets import LOSSES_OF_TASK, output_activation
from nnviz.data.tables import Column, Preparation, Recipe, Records
from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.experiment import Experiment
from nnviz.export import Training
from nnviz.model import Model

#: Names that would do harm, or spoil a program, if they got into one as they are.
NASTY = (
    "plain",
    'it\'s "quoted"',
    "\"\"\"\nraise SystemExit(3)\n'''",
    "back\\slash\\n{rate}{classes}",
    "<script>alert(1)</script>",
    "\u202eright to left\u2028",
    "种类",
)

#: The same as a table that is read has them.
NAMES = tuple(cleaned(name) for name in NASTY)

DATASET_OF_TASK = {"binary": "spiral", "multiclass": "blobs", "regression": "bumps"}
TASKS = tuple(LOSSES_OF_TASK)


def recipe(task: str, missing: str = "fill") -> Recipe:
    """Numbers, dates, categories and a pixel, with the worst names."""
    columns = (
        Column(NAMES[1]),
        Column(NAMES[2], "category", NAMES),
        Column(NAMES[3], "date"),
        Column(NAMES[4], "pixel", largest=16.0),
        Column(NAMES[6]),
    )
    classes = {"binary": NASTY[1:3], "multiclass": NASTY[1:5], "regression": ()}[task]
    return Recipe(columns, NASTY[5], task, classes, missing)


def records(task: str, missing: str = "fill", n: int = 60) -> Records:
    """Rows with gaps, from which there is something to learn."""
    rng = np.random.default_rng(4)
    made = recipe(task, missing)
    number = rng.normal(40.0, 12.0, n)
    kind = rng.integers(0, len(NASTY), n).astype(float)
    day = rng.integers(0, 20000, n) + np.where(rng.random(n) < 0.3, 0.25, 0.0)
    pixel = rng.integers(0, 17, n).astype(float)
    values = np.column_stack([number, kind, day, pixel, rng.normal(size=n)])
    score = (number - 40.0) / 12.0 + (kind > 3) + day / 20000.0
    if task == "regression":
        labels = 1000.0 + 50.0 * score
    else:
        k = len(made.classes)
        labels = np.floor(k * np.argsort(np.argsort(score)) / n)
    if missing == "fill":
        values[rng.random(values.shape) < 0.1] = np.nan
    return Records(made, values, labels)


def experiment(task: str, activation: str = "tanh", **changes: object) -> Experiment:
    """Settings for a small network; of a table those of the same task."""
    settings: dict[str, object] = {"n_points": 60, "hidden": (5, 4), "learning_rate": 0.1}
    return Experiment(DATASET_OF_TASK[task], activation=activation, **(settings | changes))  # type: ignore[arg-type]


def point_model(run: Experiment, silenced: frozenset[tuple[int, int]] = frozenset()) -> Model:
    """A network of points, with parameters at random."""
    sizes = run.layer_sizes
    return Model(
        sizes,
        run.activations,
        run.loss,
        run.task,
        _parameters(sizes),
        run.features,
        run.dimension,
        silenced,
    )


def table_model(
    run: Experiment, rows: Records, train: np.ndarray, features: tuple[str, ...] = ()
) -> Model:
    """A network of a table's rows, with parameters at random."""
    made = rows.recipe
    features = features or tuple(f"c{i + 1}" for i in range(made.n_inputs))
    n_outputs = len(made.classes) if made.task == "multiclass" else 1
    sizes = (len(features), *run.hidden, n_outputs)
    preparation = Preparation.fit(made, rows.values[train], rows.labels[train])
    takes_logits = LOSSES[run.loss].takes_logits
    activations = (*run.activations[:-1], output_activation(made.task, takes_logits=takes_logits))
    return Model(
        sizes,
        activations,
        run.loss,
        made.task,
        _parameters(sizes),
        features,
        len(made.columns),
        frozenset(),
        preparation,
        made.classes,
    )


def case(
    task: str, *, table: bool, activation: str = "tanh", **changes: object
) -> tuple[Model, Training]:
    """A model and its training."""
    run = experiment(task, activation, **changes)
    if not table:
        return point_model(run), Training.of(run, run.make_dataset(), 5)
    rows = records(task)
    train, test = np.arange(40), np.arange(40, 60)
    return table_model(run, rows, train), Training.of_table(run, rows, train, test, 5)


def with_epochs(training: Training, epochs: int) -> Training:
    """The same for another time."""
    return replace(training, epochs=epochs)


def _parameters(sizes: tuple[int, ...]) -> np.ndarray:
    count = sum((a + 1) * b for a, b in pairwise(sizes))
    values = np.random.default_rng(1).normal(0.0, 0.7, count)
    return values.astype(np.float32).astype(np.float64)

"""A program is asked what it makes of a few rows."""

from typing import Any

from nnviz.export import PROGRAMS, Training
from nnviz.export.sections.training import rows_as_written
from nnviz.model import Model
from tests.export.agreement import agree
from tests.export.programs import Job, Workshops

LIBRARIES = tuple(PROGRAMS)


def rows_of(model: Model, training: Training) -> Any:
    return rows_as_written(training.train_rows[:20], model.preparation)


def ask(
    workshop: Workshops, library: str, model: Model, training: Training, *, train: bool = False
) -> dict[str, Any]:
    source = PROGRAMS[library].document(model, training).script()
    return workshop(library).run(Job(source, rows_of(model, training), train))


def check(answers: dict[str, Any], model: Model, training: Training) -> None:
    agree(answers, model, rows_of(model, training))

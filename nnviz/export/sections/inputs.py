"""The sections of a program that turn rows as people have them into the network's inputs.

How an entry is read stands there in nnviz's own source, taken as it is: see `embedding`.
"""

from collections.abc import Sequence
from dataclasses import fields
from textwrap import indent

from nnviz.data.division.shares import train_count
from nnviz.data.tables import Column, Preparation
from nnviz.data.tables.cell.formula import restored
from nnviz.data.tables.new_rows.entries import Kind, read_column
from nnviz.data.tables.new_rows.entry_remarks import remarks_on
from nnviz.data.tables.new_rows.given import columns_of
from nnviz.data.tables.new_rows.kinds import kind_of
from nnviz.export.document import Section
from nnviz.export.embedding import Embedded, embedded
from nnviz.export.literals import call, listed, names, number
from nnviz.export.sections.table_file import is_defused
from nnviz.export.sections.training import Training
from nnviz.model import Model, points_of

#: The inputs that are made of points, from their coordinates.
FEATURES = {
    "x1": "x1",
    "x2": "x2",
    "x1_squared": "x1**2",
    "x2_squared": "x2**2",
    "x1_x2": "x1 * x2",
    "sin_x1": "np.sin(x1)",
    "sin_x2": "np.sin(x2)",
    "x": "x",
    "x_squared": "x**2",
    "x_cubed": "x**3",
    "sin_x": "np.sin(x)",
}

# What becomes of the values of a column, (rows,), by the name of the function that says so.
_STEPS = {
    "standardised": '''\
def standardised(mean, scale):
    """Less the mean, divided by the standard deviation."""
    return lambda values: ((values - mean) / scale)[:, np.newaxis]''',
    "one_hot": '''\
def one_hot(count):
    """An input for each category: 1 for the row's own, 0 for the others."""
    return lambda values: (values[:, np.newaxis] == np.arange(count)).astype(float)''',
}

_READ = '''\
def read(rows, remark=True):
    """The values in rows, (rows, columns): nan for a missing one, -1 for an unknown category.

    Rows are lists in the order of COLUMNS, mappings with their names, or a pandas DataFrame.
    What one should know of how they were read is said as a warning.
    """
    read_columns = []
    for column, entries in zip(COLUMNS, columns_of([name for name, *_ in COLUMNS], rows)):
        name, kind, usual, *_ = column
        values = read_column(name, entries, kind)
        for text in remarks_on(name, entries, values, kind, usual) if remark else []:
            warnings.warn(text, stacklevel=2)
        read_columns.append(values)
    return np.array(read_columns, np.float64).T'''

_PREPARE = '''\
def prepare(rows, remark=True):
    """Rows, as `read` takes them, to inputs: (rows, {n})."""
    prepared = []
    for (name, kind, usual, step), values in zip(COLUMNS, read(rows, remark).T):
        prepared.append(step(np.where(np.isnan(values), usual, values)))
    return np.hstack(prepared)'''


_READ_POINTS = '''\
def read(rows):
    """Points as the file takes them, (rows, {n})."""
    return points_of(rows, {n})'''


def rule_of(model: Model, training: Training | None = None) -> Embedded:
    """How entries of rows are read, in nnviz's own source.

    Parameters
    ----------
    training
        Where its data are read from a file, so is how that is done.
    """
    if model.preparation is None:
        return embedded(points_of)
    recipe = model.preparation.recipe
    kinds = dict.fromkeys(type(kind_of(column)) for column in recipe.columns)
    wanted: list[object] = [*kinds, columns_of, read_column, remarks_on]
    if training and training.csv_path:
        wanted += [train_count, *([restored] if is_defused(recipe) else [])]
    return embedded(*wanted)


def inputs_sections(model: Model, training: Training) -> tuple[Section, ...]:
    """Define ``prepare``, and for a table ``read`` and COLUMNS."""
    code = _of_table(model, model.preparation) if model.preparation else _of_points(model)
    return (_rule(model, training), Section("From rows to the network's inputs", code))


def reading_sections(model: Model) -> tuple[Section, ...]:
    """Define ``read`` alone, and for a table COLUMNS: what the ONNX file is given."""
    code = _READ_POINTS.replace("{n}", str(model.dimension))
    if model.preparation:
        code = (
            "# Name, how entries are read, and what the file takes for a missing one.\n"
            f"{_columns(model.preparation)}\n\n\n{_READ}"
        )
    return (_rule(model), Section("From rows to the values that the file takes", code))


def _rule(model: Model, training: Training | None = None) -> Section:
    return Section("How rows are read: nnviz's own source", rule_of(model, training).code)


def _of_points(model: Model) -> str:
    coordinates = "(x,)" if model.dimension == 1 else "x1, x2"
    inputs = ", ".join(FEATURES[name] for name in model.features)
    return (
        "def prepare(rows):\n"
        f'    """Points, (rows, {model.dimension}), to inputs, (rows, {len(model.features)})."""\n'
        f"    {coordinates} = points_of(rows, {model.dimension}).T\n"
        f"    return np.column_stack([{inputs}])"
    )


def _of_table(model: Model, preparation: Preparation) -> str:
    recipe = preparation.recipe
    prepare = _PREPARE.replace("{n}", str(len(model.features)))
    chosen = ""
    if model.chosen_inputs != tuple(range(recipe.n_inputs)):
        chosen = (
            "\n# The inputs that the network is given, of all those that the columns become.\n"
            f"CHOSEN = {listed(map(str, model.chosen_inputs), len('CHOSEN = '))}"
        )
        prepare += "[:, CHOSEN]"
    becomes = [_step(preparation, i, column) for i, column in enumerate(recipe.columns)]
    steps = [source for name, source in _STEPS.items() if any(name in step for step in becomes)]
    columns = (
        "# Name, how entries are read, what stands in for a missing one, and what becomes of it,\n"
        "# with numbers that were measured on the training share.\n"
        f"{_columns(preparation, becomes)}"
    )
    return "\n\n\n".join([*steps, f"{columns}{chosen}", _READ, prepare])


def _step(preparation: Preparation, i: int, column: Column) -> str:
    if column.kind == "category":
        return f"one_hot({column.width})"
    return f"standardised({number(preparation.mean[i])}, {number(preparation.scale[i])})"


def _columns(preparation: Preparation, becomes: Sequence[str] = ()) -> str:
    """Defines COLUMNS."""
    recipe = preparation.recipe
    columns = ""
    for i, column in enumerate(recipe.columns):
        kind = _kind(kind_of(column))
        parts = [repr(column.name), kind, number(preparation.fill[i]), *becomes[i : i + 1]]
        columns += indent(call("", parts, 5), " " * 4) + ",\n"
    return f"COLUMNS = [\n{columns}]"


def _kind(kind: Kind) -> str:
    """A kind as the call that makes it, without what goes without saying."""
    arguments = []
    for one in fields(kind):
        value = getattr(kind, one.name)
        if value != one.default:
            written = names(value, 24) if isinstance(value, tuple) else repr(value)
            arguments.append(f"{one.name}={written}")
    return call(type(kind).__name__, arguments, 9)

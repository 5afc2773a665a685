"""The section of a program that turns rows as people have them into the network's inputs."""

from textwrap import indent

from nnviz.data.tables import Column, Preparation
from nnviz.export.document import Section
from nnviz.export.literals import listed, names, number
from nnviz.model import MISSING_TEXTS, Model

_FEATURES = {
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

_IS_MISSING = """\
def is_missing(value):
    return value is None or str(value).strip().lower() in MISSING"""

# How a column is taken, and the function of that name.
_KINDS = {
    "number": '''\
def number(values, fill, mean, scale):
    """Standardised; a missing value counts as `fill`."""
    numbers = [fill if is_missing(value) else float(value) for value in values]
    return (np.array(numbers) - mean) / scale''',
    "date": '''\
def date(values, fill, mean, scale):
    """The same for days since the beginning of 1970; values such as "2024-02-29"."""
    days = [fill if is_missing(value) else days_to(value) for value in values]
    return (np.array(days) - mean) / scale


def days_to(value):
    moment = datetime.fromisoformat(str(value).strip()).replace(tzinfo=None)
    return (moment - datetime(1970, 1, 1)).total_seconds() / 86400.0''',
    "category": '''\
def category(values, fill, names):
    """An input for each name: 1 for the row's own, 0 for the others."""
    own = [fill if is_missing(value) else str(value).strip() for value in values]
    return np.array([[float(text == name) for name in names] for text in own])''',
}

_PREPARE = '''\
def prepare(rows):
    """Rows, each with its values in the order of COLUMNS, to inputs: (rows, {n})."""
    prepared = [
        kind(values, *settings)
        for (name, kind, *settings), values in zip(COLUMNS, zip(*rows))
    ]
    return np.column_stack(prepared)'''


def has_dates(model: Model) -> bool:
    """Whether the section needs ``datetime``."""
    columns = model.preparation.recipe.columns if model.preparation else ()
    return any(column.kind == "date" for column in columns)


def inputs_section(model: Model) -> Section:
    """Defines ``prepare``, and for a table COLUMNS and ``is_missing``."""
    code = _of_table(model, model.preparation) if model.preparation else _of_points(model)
    return Section("From rows to the network's inputs", code)


def _of_points(model: Model) -> str:
    coordinates = "(x,)" if model.dimension == 1 else "x1, x2"
    inputs = ", ".join(_FEATURES[name] for name in model.features)
    return (
        "def prepare(rows):\n"
        f'    """Points, (rows, {model.dimension}), to inputs, (rows, {len(model.features)})."""\n'
        f"    {coordinates} = np.array(rows, np.float64).T\n"
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
    kinds = {"number" if column.kind == "pixel" else column.kind for column in recipe.columns}
    columns = [_column(preparation, i, column) for i, column in enumerate(recipe.columns)]
    functions = [_IS_MISSING, *(source for name, source in _KINDS.items() if name in kinds)]
    constants = (
        "# Texts that stand for a missing value.\n"
        f"MISSING = {names(MISSING_TEXTS, len('MISSING = '))}\n"
        "# Name, kind and numbers of each column, measured on the training share.\n"
        "COLUMNS = [\n" + "".join(indent(column, " " * 4) + ",\n" for column in columns) + "]"
    )
    return "\n\n\n".join([*functions, f"{constants}{chosen}", prepare])


def _column(preparation: Preparation, i: int, column: Column) -> str:
    fill, mean, scale = preparation.fill[i], preparation.mean[i], preparation.scale[i]
    if column.kind == "category":
        usual = column.categories[int(fill)] if column.categories else ""
        return f"({column.name!r}, category, {usual!r}, {names(column.categories, 8)})"
    kind = "number" if column.kind == "pixel" else column.kind
    return f"({column.name!r}, {kind}, {number(fill)}, {number(mean)}, {number(scale)})"

"""Tables to learn from: read from a file, understood, and turned into a network's inputs."""

from nnviz.data.tables.choosing.choices import Choices
from nnviz.data.tables.choosing.choosing import costs_of, records_of, remarks_on
from nnviz.data.tables.choosing.guessing import guess
from nnviz.data.tables.new_rows.new_rows import values_of
from nnviz.data.tables.problem import Remark, TableProblem
from nnviz.data.tables.reading.reading import read_table
from nnviz.data.tables.recipe.preparation import Preparation, Step
from nnviz.data.tables.recipe.recipe import Column, Recipe
from nnviz.data.tables.recipe.records import Records
from nnviz.data.tables.table import Table

__all__ = [
    "Choices",
    "Column",
    "Preparation",
    "Recipe",
    "Records",
    "Remark",
    "Step",
    "Table",
    "TableProblem",
    "costs_of",
    "guess",
    "read_table",
    "records_of",
    "remarks_on",
    "values_of",
]

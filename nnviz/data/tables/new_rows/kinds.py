"""How the entries of a recipe's columns are read."""

from nnviz.data.tables.new_rows.entries import Categories, Dates, Kind, Numbers
from nnviz.data.tables.recipe.recipe import Column


def kind_of(column: Column) -> Kind:
    """How the entries of a column are read."""
    if column.kind == "category":
        return Categories(
            column.categories, column.missing, column.decimal, column.unit, column.date_order
        )
    if column.kind == "date":
        return Dates(column.date_order)
    return Numbers(column.decimal, column.unit)

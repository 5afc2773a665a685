"""Tables of a few columns, and what is made of them."""

import math

from nnviz.data.tables import Records, Table, guess, read_table, records_of, remarks_on

NAN = math.nan


def table(**columns: list[str]) -> Table:
    """A table of these texts; a class follows, so that something is predicted."""
    n = len(next(iter(columns.values())))
    columns = {"n": [str(i * i / 2) for i in range(n)], **columns}
    if "class" not in columns:
        columns["class"] = ["cat" if i % 2 else "dog" for i in range(n)]
    rows = zip(*columns.values(), strict=True)
    quoted = [",".join(f'"{cell}"' for cell in row) for row in rows]
    return read_table("\n".join([",".join(columns), *quoted]))


def learned(read: Table) -> Records:
    return records_of(read, guess(read))


def categories_of(read: Table, name: str = "a") -> tuple[str, ...]:
    recipe = learned(read).recipe
    return {column.name: column.categories for column in recipe.columns}[name]


def reasons_on(read: Table) -> list[str]:
    return [remark.reason for remark in remarks_on(read, guess(read))]


def told(read: Table) -> str:
    return "\n".join(remark.message() for remark in remarks_on(read, guess(read)))

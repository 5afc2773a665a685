"""Years of two digits are of one century, and it is said of which."""

import pytest

from nnviz.data.tables import guess, read_table, remarks_on
from nnviz.data.tables.choosing.findings import SHORT_YEARS
from nnviz.data.tables.columns.dates import as_text


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["Jan-49", "Feb-49", "Dec-60"], "1949-01-01"),
        (["31.12.85", "01.02.29", "28.02.30"], "1985-12-31"),
        (["13/04/21 10:30", "14/05/21 23:59", "15/06/22 00:00"], "2021-04-13"),
        (["31.12.1985", "01.02.2029", "28.02.1930"], ""),
        (["2021-04-13 10:30", "2021-05-13 10:30", "2021-05-13 10:30"], ""),
        (["10:30", "11:30", "12:30"], ""),
    ],
)
def test_of_which_century_is_said(dates: list[str], first: str) -> None:
    rows = [f"{cell},{i % 7}.5,{'ab'[i % 2]}" for i, cell in enumerate(dates * 6)]
    read = read_table("\n".join(["when,n,kind", *rows]))
    assert read.columns[0].holds == "date"
    said = [one for one in remarks_on(read, guess(read)) if one.reason == SHORT_YEARS]
    assert [(one.column, one.values) for one in said] == (
        [("when", {"cell": dates[0], "date": first})] if first else []
    )
    if first:
        assert as_text(read.columns[0].values[0] // 1) == first

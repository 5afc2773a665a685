"""Cells are told apart however a table is written: delimiters, quotes, escapes, decimal commas."""

import csv
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.data.tables import read_table
from nnviz.data.tables.layout.notes import COMMENTS, EXPLAINED, FOOTERS, SKIPPED_ABOVE
from tests.data.tables.examples.ordinary import check, reasons, written


@pytest.mark.parametrize("cell", ["'a", "o'b", "'", "'a' b"])
def test_a_lone_apostrophe_is_one(cell: str) -> None:
    rows = [f"x;{cell if i == 2 else 'a'};$3,{100 + i},{200 + i};{i}.5;p" for i in range(5)]
    read = read_table("\n".join(["a;b;c;d;e", *rows]))
    assert read.names == ("a", "b", "c", "d", "e")
    assert set(read.columns[1].vocabulary) == {"a", cell}


def test_r_writes_spaces_quotes_and_row_names() -> None:
    rows = [f'"{i + 1}" {150 + i} {50 + i} "chess  club {i % 2}"' for i in range(9)]
    read = read_table("\n".join(['"height" "weight" "sport"', *rows]))
    assert read.names == ("column 1", "height", "weight", "sport")
    assert read.columns[3].vocabulary == ("chess club 0", "chess club 1")


def test_quotes_behind_backslashes_are_of_the_text() -> None:
    rows = [f'{i},"say \\"hi\\", {i % 2}",{i % 3}' for i in range(9)]
    read = read_table("\n".join(["a,b,c", *rows]))
    assert read.columns[1].vocabulary == ('say "hi", 0', 'say "hi", 1')
    assert read.dialect.escape == "\\"


def test_a_backslash_at_the_end_of_a_text_escapes_nothing() -> None:
    rows = [f'{i},"C:\\dir{i % 2}\\",{i % 3}' for i in range(9)]
    read = read_table("\n".join(["a,b,c", *rows]))
    assert read.columns[1].vocabulary == ("C:\\dir0\\", "C:\\dir1\\")


def test_quotes_behind_backslashes_far_below() -> None:
    rows = [f'{i},"word",{i % 3}' for i in range(1000)]
    rows[900] = '900,"6\\" nail, long",1'
    read = read_table("\n".join(["a,b,c", *rows]))
    assert read.columns[1].vocabulary == ("word", '6" nail, long')


def test_a_table_as_markdown_has_it() -> None:
    rows = [f"| {i} | {i * 2.5} | {'xy'[i % 2]} |" for i in range(9)]
    read = read_table("\n".join(["| a | b | kind |", "|---|:-:|------|", *rows]))
    assert (read.names, read.n_rows) == (("a", "b", "kind"), 9)
    assert not read.remarks


@pytest.mark.parametrize("above", ["", "Sales, Köln\n", "Sales, Köln, 2019\n\nby, whom\n"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("surplus", [0, 1, 2])
@pytest.mark.parametrize("rows", [3, 4, 40])
def test_decimal_commas_are_no_delimiters(
    above: str, delimiter: str, surplus: int, rows: int
) -> None:
    body = [
        delimiter.join(["Köln", f"0,{i:02}", "ab"[i % 2], *[""] * surplus]) for i in range(1, rows)
    ]
    read = read_table(above + "\n".join([delimiter.join(("city", "value", "kind")), *body, ""]))
    assert read.dialect.delimiter == delimiter
    assert (read.names, read.n_rows) == (("city", "value", "kind"), rows - 1)
    assert read.columns[1].holds == "number"


def test_what_stands_in_each_cell_is_no_delimiter() -> None:
    for inside in ";|":
        rows = [f"{i},x{inside}y,{i * 2}" for i in range(20)]
        assert read_table("\n".join(["a,b,c", *rows])).names == ("a", "b", "c")


@dataclass(frozen=True)
class Written:
    """A way in which the ordinary table is written."""

    delimiter: str
    quoting: int
    surplus: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    comment: bool
    footer: tuple[str, ...]
    end: str
    encoding: str


WAYS = st.builds(
    Written,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["", "{d}", "{d}{d}"]),
    st.lists(
        st.sampled_from(
            (
                *("# made in 2019", "% x", "Größe und Gewicht", "", "{d}{d}", "My club{d}{d}"),
                *("Measured, by ourselves", "My club; all of it, and more"),
            )
        ),
        max_size=4,
    ).map(tuple),
    st.sampled_from([(), ("How tall?{d}How heavy?{d}Which sport do you do?",), ("cm{d}kg{d}",)]),
    st.booleans(),
    st.sampled_from([(), ("Source: somebody",), ("", "Note: © us"), ("Total{d}10{d}",)]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
)


@settings(max_examples=300)
@given(WAYS)
def test_however_it_is_written(way: Written) -> None:
    lines = written(way.delimiter, way.surplus.format(d=way.delimiter), way.quoting)
    body = [line.format(d=way.delimiter) for line in way.below]
    lines[1:1] = body
    if way.comment:
        lines.insert(len(lines) // 2, "# in between, as it were; really | so")
    above = [line.format(d=way.delimiter) for line in way.above]
    footer = [line.format(d=way.delimiter) for line in way.footer]
    text = way.end.join([*above, *lines, *footer]) + way.end
    read = read_table(text.encode(way.encoding))
    check(read)
    told = reasons(read)
    assert (SKIPPED_ABOVE in told) == any(line.strip(way.delimiter) for line in above)
    assert (EXPLAINED in told) == bool(way.below)
    assert (COMMENTS in told) == way.comment
    assert (FOOTERS in told) == bool(way.footer)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_that_stand_in_quotes_as_a_whole(delimiter: str) -> None:
    """As a spreadsheet leaves them that took each row for one text."""
    plain = [
        'name,height,"the ""sport"", as told"',
        *(f'r {i},{i / 2},"{i % 2}, x"' for i in range(9)),
    ]
    if delimiter != ",":
        plain = [line.replace(",", delimiter) for line in plain]
    quoted = ['"' + line.replace('"', '""') + '"' for line in plain]
    read, again = read_table("\n".join(plain)), read_table("\n".join(quoted))
    assert again.names == read.names
    assert (len(read.names), read.names[2][:11]) == (3, 'the "sport"')
    assert again.preview == read.preview
    assert again.columns[1].values.tolist() == [i / 2 for i in range(9)]
    assert [one.holds for one in again.columns] == [one.holds for one in read.columns]


def test_sentences_in_quotes_are_no_rows() -> None:
    read = read_table("\n".join(['"text"', *(f'"{"a, " * i}b"' for i in range(9))]))
    assert read.names == ("text",)

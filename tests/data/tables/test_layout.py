"""The names are found wherever they stand; what is passed over is said, and rows keep their number.

Each file is an ordinary table, given the way that programs and people write it.
"""

import csv
import io
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.data.tables import Table, TableProblem, read_table
from nnviz.data.tables.notes import (
    COMMENTS,
    EXPLAINED,
    FOOTERS,
    JOINED,
    LAST_NAME_LACKS,
    MARKED,
    NAME_LACKS,
    SHORT_ROWS,
    SKIPPED_ABOVE,
)
from nnviz.data.tables.problem import NO_SUCH_ROW

NAMES = ("height", "weight", "sport")
ROWS = [(150 + 3 * i, 50 + 7 * i % 20 + 0.5, ("judo", "chess, fast")[i % 2]) for i in range(12)]


def written(delimiter: str = ",", end: str = "", quoting: int = csv.QUOTE_MINIMAL) -> list[str]:
    """The lines of the ordinary table, the names first; `end` stands behind each."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\n", quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([NAMES, *ROWS])
    return [line + end for line in target.getvalue().splitlines()]


def check(read: Table, n: int = len(ROWS)) -> None:
    """It is the ordinary table."""
    assert read.names == NAMES
    assert read.n_rows == n
    assert read.columns[0].values.tolist() == [float(row[0]) for row in ROWS[:n]]
    assert read.columns[1].values.tolist() == [row[1] for row in ROWS[:n]]
    assert read.columns[2].vocabulary == ("judo", "chess, fast")[:n]


def reasons(read: Table) -> list[str]:
    return [remark.reason for remark in read.remarks]


@pytest.mark.parametrize("where", ["rows", "names", "both"])
@pytest.mark.parametrize("surplus", [",", ",,,", ", "])
def test_a_surplus_cell_that_is_empty_in_every_row_is_no_column(where: str, surplus: str) -> None:
    names, *rows = written()
    names += surplus if where in ("names", "both") else ""
    rows = [row + (surplus if where in ("rows", "both") else "") for row in rows]
    read = read_table("\n".join([names, *rows]))
    check(read)
    assert not read.remarks


@pytest.mark.parametrize("surplus", ["", ",", ",,"])
def test_row_names_and_surplus_cells(surplus: str) -> None:
    names, *rows = written()
    read = read_table("\n".join([names, *(f"p{i},{row}{surplus}" for i, row in enumerate(rows))]))
    assert read.names == ("column 1", *names.split(","))
    assert reasons(read) == [NAME_LACKS]


@pytest.mark.parametrize("cell", ["'a", "o'b", "'", "'a' b"])
def test_a_lone_apostrophe_is_one(cell: str) -> None:
    rows = [f"x;{cell if i == 2 else 'a'};$3,{100 + i},{200 + i};{i}.5;p" for i in range(5)]
    read = read_table("\n".join(["a;b;c;d;e", *rows]))
    assert read.names == ("a", "b", "c", "d", "e")
    assert set(read.columns[1].vocabulary) == {"a", cell}


def test_a_surplus_cell_that_is_filled_far_below_is_a_column() -> None:
    rows = [f"{i},{i % 7}," for i in range(1000)]
    rows[900] += "late"
    read = read_table("a,b\n" + "\n".join(rows))
    assert read.names == ("a", "b", "column 3")
    assert read.columns[2].vocabulary == ("late",)
    assert LAST_NAME_LACKS in reasons(read)


def test_a_file_of_new_rows_is_not_shifted() -> None:
    read = read_table("height,weight\n155,90,\n205,45,\n")
    assert read.names == ("height", "weight")
    assert read.columns[0].values.tolist() == [155, 205]
    assert read.columns[1].values.tolist() == [90, 45]


@pytest.mark.parametrize(
    ("first", "are_names"),
    [
        ([f"r{i}" for i in range(12)], True),
        ([str(i + 1) for i in range(12)], True),
        ([str(i) for i in range(12)], True),
        ([f'"{3 * i + 7}"' for i in range(12)], True),
        ([str(150 + 3 * i) for i in range(12)], False),
        ([f"r{i % 11}" for i in range(12)], False),
        ([f"{i}.5" for i in range(12)], False),
        ([f"{i}{'9' * 5000}" for i in range(12)], False),
    ],
)
def test_row_names_are_names(first: list[str], are_names: bool) -> None:
    lines = [f"{name},{i},{i % 3}" for i, name in enumerate(first)]
    read = read_table("a,b\n" + "\n".join(lines))
    assert read.names == (("column 1", "a", "b") if are_names else ("a", "b", "column 3"))
    assert reasons(read) == [NAME_LACKS if are_names else LAST_NAME_LACKS]


@pytest.mark.parametrize(
    "above",
    [
        ["#created 2019", "#export"],
        ["# made by hand, with care, in 2019", "", "#"],
        ["% from a program"],
        ["// a comment", "// another; with, all | delimiters"],
        ["Title"],
        ["Title,,", ",,"],
        ['"Title, with a comma",,'],
        ["My animals", "Exported on 2019-01-01", ""],
        ["Date,2019,", "Station,Berlin,"],
        ["", "", "Measurements of 2019", ""],
        [",Title,"],
    ],
)
def test_what_stands_above_the_names_is_passed_over(above: list[str]) -> None:
    read = read_table("\n".join([*above, *written()]))
    check(read)
    assert read.dialect.header_row == len(above) + 1
    assert read.row_number(0) == len(above) + 2
    (remark,) = read.remarks
    assert remark.reason == SKIPPED_ABOVE
    assert remark.values["count"] == len(above)


def test_comments_above_semicolons() -> None:
    rows = [f"{i};{i * 1.5};m{i % 2}" for i in range(9)]
    read = read_table("\n".join(["#created 2019", "#export", "Time;Value;Metric", *rows]))
    assert read.names == ("Time", "Value", "Metric")
    assert read.n_rows == 9


@pytest.mark.parametrize("mark", ["# ", "#", "% ", "// "])
@pytest.mark.parametrize("delimiter", [",", "\t", " "])
def test_names_may_stand_in_a_comment(mark: str, delimiter: str) -> None:
    rows = [delimiter.join(f"{i * j / 7:.4f}" for j in (1, 2, 3)) for i in range(9)]
    names = mark + delimiter.join("abc")
    read = read_table("\n".join(["# a heading", names, *rows] if mark == "# " else [names, *rows]))
    assert read.names == ("a", "b", "c")
    assert read.n_rows == 9
    said = [one.values["cell"] for one in read.remarks if one.reason == MARKED]
    assert said == [mark.strip()]


@pytest.mark.parametrize("name", ["# rooms", "%fat", "//", "#"])
def test_a_quoted_name_is_no_comment(name: str) -> None:
    rows = [f"{i},n{i},{i * i}" for i in range(9)]
    read = read_table("\n".join([f'"{name}","Name","HP"', *rows]))
    assert (read.names, read.n_rows, read.remarks) == ((name, "Name", "HP"), 9, ())


def test_a_name_may_begin_as_comments_do() -> None:
    rows = [f"{i},n{i},{i * i}" for i in range(9)]
    assert read_table("\n".join(["#,Name,HP", *rows])).names == ("#", "Name", "HP")
    colours = [f"#{i:02}ff00,{i}" for i in range(9)]
    read = read_table("\n".join(["colour,n", *colours]))
    assert (read.n_rows, len(read.columns[0].vocabulary)) == (9, 9)
    assert not read.remarks


@pytest.mark.parametrize(
    "below",
    [
        ["How tall are you?,How heavy are you?,Which sport do you like best?"],
        ["How tall?,How heavy?,Which sport?", '"{""id"":1}","{""id"":2}","{""id"":3}"'],
        ["cm,kg,"],
        ["---,---,---"],
    ],
)
def test_rows_that_explain_the_names_are_no_examples(below: list[str]) -> None:
    names, *rows = written()
    read = read_table("\n".join([names, *below, *rows]))
    check(read)
    assert (read.dialect.header_row, read.row_number(0)) == (1, len(below) + 2)
    assert reasons(read) == ([EXPLAINED] if below[0][0].isalpha() else [])


def test_questions_above_texts() -> None:
    rows = [f"{'ab'[i % 2]},{('red', 'green', 'blue')[i % 3]}" for i in range(20)]
    read = read_table("\n".join(["Q1,Q2", "Which letter do you like?,Which colour?", *rows]))
    assert (read.names, read.n_rows) == (("Q1", "Q2"), 20)
    assert read.columns[1].vocabulary == ("red", "green", "blue")


def test_names_in_two_rows_are_joined() -> None:
    rows = [f"{i},{i * 2},{i % 3}" for i in range(9)]
    read = read_table("\n".join(["size,,kind", "min,max,min", *rows]))
    assert read.names == ("size min", "size max", "kind min")
    assert reasons(read) == [JOINED]
    assert read.row_number(0) == 3


def test_one_slip_in_the_first_row_explains_nothing() -> None:
    read = read_table("a,b,c\n" + "unknown,1,2\n" + "\n".join(f"{i}.5,{i},3" for i in range(40)))
    assert (read.n_rows, read.dialect.header_row) == (41, 1)


def test_comments_between_rows_count_as_lines() -> None:
    lines = written()
    lines[5:5] = ["# a note, in two parts", "# another"]
    lines[9:9] = ['"# quoted, as a cell",,', ""]
    read = read_table("\n".join(lines[:9] + lines[10:]))
    check(read)
    assert reasons(read) == [COMMENTS]
    assert (read.remarks[0].row, read.remarks[0].values["count"]) == (6, 2)
    assert (read.row_number(3), read.row_number(4)) == (5, 8)


def test_within_quotes_nothing_is_a_comment() -> None:
    read = read_table('a,b\n1,"first\n# second"\n2,"x"\n')
    assert (read.n_rows, read.columns[1].vocabulary) == (2, ("first # second", "x"))


@pytest.mark.parametrize(
    "below",
    [
        ["Total,800.5,"],
        ["Source: World Bank"],
        ["", "Source: World Bank,,", "Note: estimated"],
        ["", "* estimated"],
        ["Copyright by somebody"],
        ["", "* without guests", "(c) the club"],
        ["Average,170.5,65"],
        [",,", ",,", "Quelle: Amt"],
    ],
)
def test_rows_at_the_end_that_are_no_examples(below: list[str]) -> None:
    read = read_table("\n".join([*written(), *below]))
    check(read)
    assert reasons(read) == [FOOTERS]


@pytest.mark.parametrize("last", ["186", "187.5,6", "n.a.,1,2", "Total,,"])
def test_a_last_row_that_may_be_one_stays(last: str) -> None:
    read = read_table("\n".join([*written(), last]))
    assert read.n_rows == 13
    assert SHORT_ROWS in reasons(read) or last.count(",") == 2


def test_empty_rows_count_only_between_others() -> None:
    names, *rows = written()
    read = read_table("\n".join([names, *rows[:3], ",,", *rows[3:], ",,", ",,", ",,"]))
    assert read.n_rows == 13
    assert read.columns[0].n_missing == 1
    read = read_table("\n".join([names, *rows, " ,\t, "]))
    check(read)
    assert not read.remarks


@pytest.mark.parametrize(("row", "first", "n"), [(1, "height", 12), (2, "150", 11), (0, "", 13)])
def test_a_person_says_which_row_has_the_names(row: int, first: str, n: int) -> None:
    read = read_table("\n".join(written()), header_row=row)
    assert (read.names[0], read.n_rows, read.dialect.header_row) == (first or "column 1", n, row)
    assert read.row_number(0) == row + 1


def test_a_person_says_so_below_quotes_and_blank_lines() -> None:
    above = ['"A title', 'of two lines",,', "", "not,the,names"]
    read = read_table("\n".join([*above, *written()]), header_row=4)
    check(read)
    assert read.dialect.header_row == 4


@pytest.mark.parametrize("row", [14, 90_000])
def test_a_row_that_is_not_there_has_no_names(row: int) -> None:
    with pytest.raises(TableProblem) as caught:
        read_table("\n".join(written()), header_row=row)
    assert (caught.value.reason, caught.value.row) == (NO_SUCH_ROW, row)


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


@pytest.mark.parametrize(
    ("above", "names", "rows"),
    [
        ("", "country,2019,2020,2021", 12),
        ("Region,,Sales,\n", "name,code,2020,2021", 30),
        ("Sales of all\n\n", "name;2020;2019;2018", 9),
    ],
)
def test_years_are_names_of_columns(above: str, names: str, rows: int) -> None:
    delimiter = ";" if ";" in names else ","
    body = "\n".join(delimiter.join((f"n{i}", *(f"{i * j}" for j in "123"))) for i in range(rows))
    read = read_table(f"{above}{names}\n{body}")
    assert read.names == tuple(names.split(delimiter))
    assert read.n_rows == rows


def test_years_among_years_are_values() -> None:
    read = read_table("\n".join(f"{1990 + i},{2000 + i},{i}" for i in range(12)))
    assert (read.n_rows, read.dialect.header_row) == (12, 0)


@pytest.mark.parametrize("rows", [3, 10, 50, 2000])
@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_names_that_stand_there_once_more_are_no_example(rows: int, between: str) -> None:
    """Two exports, one put below the other."""
    body = "".join(f"{i},{i * 3},{'ab'[i % 2]}\n" for i in range(rows))
    read = read_table(f"h,w,c\n{body}{between}h,w,c\n{body}")
    assert read.names == ("h", "w", "c")
    assert (read.n_rows, read.columns[0].holds) == (2 * rows, "number")
    assert read.columns[2].vocabulary == ("a", "b")
    row = 2 + rows + len(between)
    said = f"Rows that are the names once more were passed over: 1, the first of them row {row}."
    assert said in [remark.message() for remark in read.remarks]
    assert read.row_number(rows) == row + 1


def test_one_name_alone_may_be_a_value_too() -> None:
    read = read_table("n\n" + "1\n2\nn\n" * 30, has_header=True)
    assert read.n_rows == 90

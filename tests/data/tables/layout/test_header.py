"""The names are found wherever they stand, and whatever they look like."""

import pytest

from nnviz.data.tables import TableProblem, read_table
from nnviz.data.tables.layout.notes import EXPLAINED, JOINED, MARKED
from nnviz.data.tables.problem import NO_SUCH_ROW
from tests.data.tables.examples.ordinary import check, reasons, written


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


@pytest.mark.parametrize(
    ("above", "last"),
    [
        ("2019,2019,2020,2020,", "kind"),
        ("Q1 2019,Q1 2019,Q2 2019,Q2 2019,", "kind"),
        ("2019,,2020,,", "2020 kind"),
    ],
)
@pytest.mark.parametrize("lead", ["", "name"])
def test_names_come_again_below_years(above: str, last: str, lead: str) -> None:
    rows = [f"{i},{i * 7 % 9},{i % 4},{i * i % 11},{'pq'[i * 7 // 3 % 2]}" for i in range(30)]
    lines = [above, "a,b,a,b,kind", *rows]
    if lead:
        first = ["", lead, *(f"r{i}" for i in range(30))]
        lines = [f"{cell},{line}" for cell, line in zip(first, lines, strict=True)]
    read = read_table("\n".join(lines))
    names = [column.name for column in read.columns]
    one, two = (group for group in above.split(",")[:3:2])
    assert names[bool(lead) :] == [f"{one} a", f"{one} b", f"{two} a", f"{two} b", last]
    assert read.n_rows == 30
    assert [column.holds for column in read.columns[bool(lead) :]] == ["number"] * 4 + ["text"]


def test_names_in_two_rows_are_joined() -> None:
    rows = [f"{i},{i * 2},{i % 3}" for i in range(9)]
    read = read_table("\n".join(["size,,kind", "min,max,min", *rows]))
    assert read.names == ("size min", "size max", "kind min")
    assert reasons(read) == [JOINED]
    assert read.row_number(0) == 3


def test_one_slip_in_the_first_row_explains_nothing() -> None:
    read = read_table("a,b,c\n" + "unknown,1,2\n" + "\n".join(f"{i}.5,{i},3" for i in range(40)))
    assert (read.n_rows, read.dialect.header_row) == (41, 1)


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

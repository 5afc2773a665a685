"""A program of its own: a workbook or a Parquet file comes in, CSV goes out.

What is in such files is packed, and a megabyte may unpack to gigabytes, or be made to crash what
reads it. So it is unpacked by a process that can take no more memory and time than it is given, and
that nobody else's run is in. What comes out is read like any other file, with the same limits.

Standard input is the file; the arguments are its kind, the sheet that is wanted (of a workbook; may
be empty), and how many rows below the names and how many columns there may be.
Standard output is one line of JSON (`sheets`, `sheet`, `left_out`, or `problem`), then the CSV.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO, TextIOWrapper
from typing import Any, BinaryIO

#: Bytes of memory beyond what the program itself takes, and seconds of the processor.
MEMORY, SECONDS = 240 * 1024 * 1024, 3
#: How it ends where the memory is not enough; a fault of the file ends it with 1.
NO_MEMORY = 3
_BATCH = 2_048
_INDEX = re.compile(r"__index_level_\d+__")
# Sheets that are opened in search of one with a table.
_MOST_SHEETS = 20


def limit() -> None:
    """Take no more than is given, where the system can hold a program to that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Unpack standard input to standard output."""
    kind, sheet, *most = sys.argv[1:]
    most_rows, most_columns = map(int, most)
    limit()
    target = sys.stdout.buffer
    content = sys.stdin.buffer.read()
    try:
        if kind == "parquet":
            unpack_parquet(content, most_rows, most_columns, target)
        else:
            unpack_workbook(content, sheet, most_rows, most_columns, target)
    except MemoryError:
        sys.exit(NO_MEMORY)


def tell(target: BinaryIO, **facts: Any) -> None:
    """The line about the file."""
    target.write(json.dumps(facts).encode() + b"\n")


def unpack_workbook(
    content: bytes, wanted: str, most_rows: int, most_columns: int, target: BinaryIO
) -> None:
    """A sheet, by default the first that has a table, row by row as it stands there."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    del content
    names = [
        one.name
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
    ] or book.sheet_names
    if wanted and wanted not in names:
        tell(target, problem="sheet", sheets=names)
        return
    for name in [wanted] if wanted else names[:_MOST_SHEETS]:
        sheet = book.get_sheet_by_name(name)
        if wanted or (sheet.height > 1 and sheet.width > 1):
            break
    else:
        name = names[0]
        sheet = book.get_sheet_by_name(name)
    # One more has the names.
    if sheet.total_height > most_rows + 1 or sheet.total_width > most_columns:
        tell(target, problem="size", rows=sheet.total_height, columns=sheet.total_width)
        return
    tell(target, sheets=names, sheet=name)
    rows = spread(sheet.iter_rows(), sheet.merged_cell_ranges or (), (sheet.start or (0, 0))[1])
    with TextIOWrapper(target, "utf-8", "replace", newline="", write_through=False) as text:
        writer = csv.writer(text, lineterminator="\n")
        # Fractions are written by the csv module as `repr` does, which is quicker.
        writer.writerows(
            [value if type(value) is float and value % 1 else as_text(value) for value in row]
            for row in rows
        )


def spread(
    rows: Iterable[list[Any]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]], first: int
) -> Iterator[list[Any]]:
    """Rows in which a cell that spans several of them has its value in each.

    One that spans columns keeps to the first: it is a title, or the name of a group.

    Parameters
    ----------
    merged
        First and last row and column of such cells, counted from 0.
    first
        Column of the sheet with which the rows begin.
    """
    ends: dict[tuple[int, int], int] = {
        (top, left - first): bottom for (top, left), (bottom, _right) in merged if bottom > top
    }
    starts: dict[int, list[int]] = {}
    for top, column in ends:
        starts.setdefault(top, []).append(column)
    spanning: dict[int, tuple[Any, int]] = {}
    for i, row in enumerate(rows):
        for column, (value, last) in list(spanning.items()):
            if i > last:
                del spanning[column]
            elif column < len(row) and row[column] == "":
                row[column] = value
        for column in starts.get(i, ()):
            if 0 <= column < len(row):
                spanning[column] = row[column], ends[i, column]
        yield row


def as_text(value: Any) -> str:
    """A cell's value as CSV has it."""
    if type(value) is float:
        return repr(value).removesuffix(".0")
    if type(value) is str:
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        at_midnight = value.time() == time(0)
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return repr(value.total_seconds() / 86400)
    return str(value)


def unpack_parquet(content: bytes, most_rows: int, most_columns: int, target: BinaryIO) -> None:
    """All columns that hold single values, batch by batch."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv
    from pyarrow import parquet

    pa.set_cpu_count(1)
    file = parquet.ParquetFile(BytesIO(content))
    if file.metadata.num_rows > most_rows or len(file.schema_arrow) > most_columns:
        rows, width = file.metadata.num_rows, len(file.schema_arrow)
        tell(target, problem="size", rows=rows, columns=width)
        return
    fields = [field for field in file.schema_arrow if is_single(pa, field.type)]
    left_out = [field.name for field in file.schema_arrow if not is_single(pa, field.type)]
    if not fields:
        tell(target, problem="columns")
        return
    tell(target, left_out=left_out)
    names = ["index" if _INDEX.fullmatch(field.name) else field.name for field in fields]
    target.write(_line(names))
    options = arrow_csv.WriteOptions(include_header=False)
    wanted = [field.name for field in fields]
    rows = 0
    for batch in file.iter_batches(_BATCH, columns=wanted, use_threads=False):
        rows += batch.num_rows
        if rows > most_rows + 1:
            break
        columns = [plain(pa, column) for column in batch.columns]
        table = pa.Table.from_arrays(columns, names=[str(i) for i in range(len(columns))])
        arrow_csv.write_csv(table, target, options)


def _line(names: list[str]) -> bytes:
    """The names as a line of CSV, all in quotes: one may be empty, or span lines."""
    quoted = ('"' + name.replace('"', '""') + '"' for name in names)
    return (",".join(quoted) + "\n").encode("utf-8", "replace")


def is_single(pa: Any, kind: Any) -> bool:
    """Whether a column's cells are numbers, texts, dates or truth values, and no lists."""
    types = pa.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    return any(
        test(kind)
        for test in (
            *(types.is_integer, types.is_floating, types.is_decimal, types.is_boolean),
            *(types.is_string, types.is_large_string, types.is_string_view, types.is_date),
            *(types.is_timestamp, types.is_time, types.is_duration, types.is_null),
        )
    )


def plain(pa: Any, column: Any) -> Any:
    """A column of one of the types that can be written as they are."""
    from pyarrow import compute

    types = pa.types
    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if types.is_float16(kind):
        return column.cast(pa.float32())
    if types.is_decimal(kind) or types.is_time(kind) or types.is_string_view(kind):
        return column.cast(pa.string())
    if types.is_timestamp(kind):
        # Wall time where there is a zone, as a spreadsheet would show it; whole seconds suffice.
        return column.cast(pa.timestamp("s", kind.tz), safe=False).cast(pa.timestamp("s"))
    if types.is_duration(kind):
        # In days, as a workbook has them.
        whole = column.cast(pa.duration("us"), safe=False).cast(pa.int64())
        return compute.divide(whole.cast(pa.float64()), 86400e6)
    return column


if __name__ == "__main__":
    main()

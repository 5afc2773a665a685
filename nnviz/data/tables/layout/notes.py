"""What a person should know of how a file was read, in one sentence for each kind of thing.

Templates, as in `nnviz.data.tables.problem`.
"""

from collections.abc import Sequence

from nnviz.data.tables.columns.gathering import Gatherer
from nnviz.data.tables.file.detection import ENCODINGS
from nnviz.data.tables.file.encoding import Decoding
from nnviz.data.tables.layout.layout import Layout
from nnviz.data.tables.layout.rows import Rows
from nnviz.data.tables.problem import Remark

DUPLICATE_NAMES = (
    "More than one column has the same name, {count:,} times in all. The later ones are told apart "
    "by numbers: {columns}."
)
DUPLICATE_NAME = "More than one column is named “{original}”. One of them is now called “{column}”."
NAME_LACKS = (
    "The first row has one cell fewer than the others, so the first column is taken to have no "
    "name, and the names to belong to the others."
)
SHORT_ROWS = (
    "Rows with fewer cells than the table has columns: {count:,}, the first of them row {row}. "
    "The cells that lack count as missing."
)
LAST_NAME_LACKS = (
    "The first row has one cell fewer than the others, so the last column is taken to have no name."
)
SKIPPED_ABOVE = (
    "Rows above the table were passed over: {count:,}, beginning “{cell}”. "
    "If one of them has the names, say which."
)
EXPLAINED = (
    "Row {row} was passed over, as it seems to explain the names: it begins “{cell}”. "
    "If it is an example, say that the names stand in another row."
)
MARKED = "The names' row begins with “{cell}”, as comments do. It is no part of the first name."
JOINED = "The names stand in two rows, {above} and {row}; they were joined."
LEFT_OUT = "Columns that hold lists, and no single values, are left out: {columns}."
COMMENTS = (
    "Lines within the table that begin as comments do, and have not its columns, were passed over: "
    "{count:,}, the first of them row {row}."
)
REPEATED = (
    "Rows that are the names once more were passed over: {count:,}, the first of them row {row}."
)
FOOTERS = "The last rows seem to be no examples and were passed over: {count}, beginning “{cell}”."
GUESSED_ENCODING = (
    "The file does not say how its letters are written. It was read as {encoding}, which is a "
    "guess: if letters look wrong, choose another encoding."
)
BROKEN_CHARACTERS = (
    "Some bytes of the file mean nothing as {encoding}; they are shown as they are, like \\x81. "
    "Choose another encoding, or save the file as UTF-8."
)
STRAY_COLUMNS = (
    "In {count:,} columns, some cells could not be read like the others and count as missing. "
    "Most are in {columns}; the first is in row {row}."
)
STRAYS = (
    "Column “{column}”: {count:,} of the cells could not be read like the others, the first of "
    "them “{cell}” in row {row}. They count as missing."
)
#: Every sentence, for translators.
NOTES = (
    *(DUPLICATE_NAME, DUPLICATE_NAMES, NAME_LACKS, LAST_NAME_LACKS, SHORT_ROWS, STRAYS),
    *(STRAY_COLUMNS, SKIPPED_ABOVE, EXPLAINED, MARKED, JOINED, COMMENTS, REPEATED, FOOTERS),
    *(LEFT_OUT, GUESSED_ENCODING, BROKEN_CHARACTERS),
)
#: Those on how a file was read, which a person corrects beside its first rows.
ON_READING = (
    *(NAME_LACKS, LAST_NAME_LACKS, SKIPPED_ABOVE, EXPLAINED, MARKED, JOINED),
    *(COMMENTS, REPEATED, FOOTERS),
    *(LEFT_OUT, GUESSED_ENCODING, BROKEN_CHARACTERS),
)

# Remarks of one kind that are made one by one; names that a remark on more of them lists.
_MOST, _LISTED = 4, 3


def remarks_on_decoding(decoding: Decoding) -> list[Remark]:
    """Whether its encoding is a guess, and whether some bytes mean nothing in it."""
    called = {"encoding": ENCODINGS[decoding.encoding]}
    remarks = [] if decoding.is_sure else [Remark(GUESSED_ENCODING, values=called)]
    return [*remarks, Remark(BROKEN_CHARACTERS, values=called)] if decoding.is_broken else remarks


def remarks_on_rows(rows: Rows, layout: Layout, kept: Sequence[int]) -> list[Remark]:
    """What was passed over, and what does not fit; `kept` are positions of the columns."""
    remarks = []
    if layout.title:
        remarks.append(
            Remark(SKIPPED_ABOVE, values={"count": layout.rows_above, "cell": layout.title})
        )
    if layout.mark:
        remarks.append(Remark(MARKED, values={"cell": layout.mark}))
    row, text = rows.explained
    if layout.joined:
        remarks.append(Remark(JOINED, row=row, values={"above": row - 1}))
    elif text:
        remarks.append(Remark(EXPLAINED, row=row, values={"cell": text}))
    if layout.lacks_name and kept[0] == 0:
        remarks.append(Remark(NAME_LACKS))
    if layout.has_header and layout.lacks_last and kept[-1] == layout.n_columns - 1:
        remarks.append(Remark(LAST_NAME_LACKS))
    if rows.n_comments:
        remarks.append(Remark(COMMENTS, row=rows.first_comment, values={"count": rows.n_comments}))
    if rows.n_repeated:
        remarks.append(Remark(REPEATED, row=rows.first_repeated, values={"count": rows.n_repeated}))
    if rows.footer:
        remarks.append(Remark(FOOTERS, values={"count": rows.n_footers, "cell": rows.footer}))
    if rows.n_short:
        remarks.append(Remark(SHORT_ROWS, row=rows.first_short, values={"count": rows.n_short}))
    return remarks


def remarks_on_names(renamed: Sequence[tuple[str, str]]) -> list[Remark]:
    """Which columns have another name than in the file: pairs of that and the present one."""
    if len(renamed) <= _MOST:
        return [
            Remark(DUPLICATE_NAME, name, values={"original": original})
            for original, name in renamed
        ]
    columns = tuple(name for _, name in renamed[:_LISTED])
    return [Remark(DUPLICATE_NAMES, values={"count": len(renamed), "columns": columns})]


def remarks_on_strays(gathered: Sequence[tuple[str, Gatherer]], rows: Rows) -> list[Remark]:
    """Which columns have cells that could not be read like the others."""
    found = [(one.n_strays, name, *one.first_stray) for name, one in gathered if one.first_stray]
    if len(found) <= _MOST:
        return [
            Remark(STRAYS, name, rows.row_number(i), {"count": count, "cell": cell})
            for count, name, i, cell in found
        ]
    worst = sorted(found, key=lambda one: -one[0])[:_LISTED]
    columns = tuple(name for _count, name, _i, _cell in worst)
    first = rows.row_number(min(i for _count, _name, i, _cell in found))
    return [Remark(STRAY_COLUMNS, row=first, values={"count": len(found), "columns": columns})]

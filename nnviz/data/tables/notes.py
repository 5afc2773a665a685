"""What a person should know of how a file was read, in one sentence for each kind of thing."""

from collections.abc import Sequence

from nnviz.data.tables.detection import ENCODINGS
from nnviz.data.tables.encoding import Decoding
from nnviz.data.tables.gathering import Gatherer
from nnviz.data.tables.layout import Layout
from nnviz.data.tables.problem import (
    BROKEN_CHARACTERS,
    COMMENTS,
    DUPLICATE_NAME,
    DUPLICATE_NAMES,
    EXPLAINED,
    FOOTERS,
    GUESSED_ENCODING,
    JOINED,
    LAST_NAME_LACKS,
    NAME_LACKS,
    SHORT_ROWS,
    SKIPPED_ABOVE,
    STRAY_COLUMNS,
    STRAYS,
    Remark,
)
from nnviz.data.tables.rows import Rows

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
    row, text = rows.explained
    if layout.joined:
        remarks.append(Remark(JOINED, row=row, values={"above": row - 1}))
    elif text:
        remarks.append(Remark(EXPLAINED, row=row, values={"cell": text}))
    if layout.lacks_name:
        remarks.append(Remark(NAME_LACKS))
    elif layout.has_header and layout.lacks_last and kept[-1] == layout.n_columns - 1:
        remarks.append(Remark(LAST_NAME_LACKS))
    if rows.n_comments:
        remarks.append(Remark(COMMENTS, row=rows.first_comment, values={"count": rows.n_comments}))
    if rows.n_footers:
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

"""Whether a file can be a table at all, told from its size and its first bytes.

Nothing is unpacked for it: a compressed file is known by how it begins.
"""

import codecs
import re

from nnviz.data.tables.file.encoding import wide_encoding
from nnviz.data.tables.file.unpacking import PARQUET, WORKBOOK
from nnviz.data.tables.limits import MAX_BYTES
from nnviz.data.tables.problem import (
    ARCHIVE,
    ARFF,
    BINARY,
    EMPTY,
    MARKUP,
    TOO_BIG,
    TableProblem,
)

# First bytes of files that people take for tables.
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ",
             b"\x28\xb5\x2f\xfd")  # fmt: skip
_BINARIES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF",
             b"SQLite format 3", b"\x93NUMPY", b"RIFF", b"\x89HDF", b"{\\rtf")  # fmt: skip
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARQUET = b"PAR1"
# Parts of the two spreadsheet formats that are ZIP files inside.
_WORKBOOK_PARTS = (b"xl/work", b"opendocument.spreadsheet")
_MARKUP = re.compile(rb"\s*(<!doctype|<html|<\?xml|<svg|\{\s*[\"}]|\[\s*[\[{])", re.I)
# Comments may come before it.
_ARFF = re.compile(rb"^\s*@relation\s", re.I | re.M)
_CONTROL = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\x0b\x0c\x1a\x1b"))
_NOTHING = b" \t\r\n" + codecs.BOM_UTF8


def checked(content: bytes | str) -> tuple[bytes, str]:
    """The bytes of a file or of a pasted text, known to be of allowed size, and its kind.

    The kind is empty for text, else one of those of `nnviz.data.tables.file.unpacking`.

    Raises
    ------
    TableProblem
        Too big, empty, or nothing that may be a table.
    """
    if len(content) > MAX_BYTES:
        raise TableProblem(TOO_BIG, count=len(content), limit=MAX_BYTES)
    if isinstance(content, str):
        content = _encoded(content)
        if len(content) > MAX_BYTES:
            raise TableProblem(TOO_BIG, count=len(content), limit=MAX_BYTES)
    elif content.startswith(_PARQUET):
        return content, PARQUET
    elif content.startswith(_OLD_WORKBOOK) or (
        content.startswith(b"PK") and any(part in content for part in _WORKBOOK_PARTS)
    ):
        return content, WORKBOOK
    _refuse_other_kinds(content)
    return content, ""


def _encoded(text: str) -> bytes:
    """`text` as UTF-8; half a surrogate pair is no character and becomes �."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        pairs = text.encode("utf-16-le", "surrogatepass")
        return pairs.decode("utf-16-le", "replace").encode()


def _refuse_other_kinds(content: bytes) -> None:
    head = content[:4096]
    if not head.strip(_NOTHING) and not content.strip(_NOTHING):
        raise TableProblem(EMPTY)
    if head.startswith(_ARCHIVES):
        raise TableProblem(ARCHIVE)
    if head.startswith(_BINARIES):
        raise TableProblem(BINARY)
    if _MARKUP.match(head.removeprefix(codecs.BOM_UTF8)):
        raise TableProblem(MARKUP)
    if _ARFF.search(head):
        raise TableProblem(ARFF)
    if wide_encoding(content):
        return
    if b"\0" in content or len(head.translate(None, _CONTROL)) < 0.99 * len(head):
        raise TableProblem(BINARY)

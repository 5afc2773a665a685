"""From a file's bytes to lines of text: which encoding, and whether it is text at all.

Nothing here is decoded as a whole, so that 20 megabytes cost 20 megabytes, and nothing is ever
unpacked: a compressed file is known by its first bytes.
"""

import codecs
import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

from nnviz.data.tables.limits import LONGEST_LINE, MAX_BYTES
from nnviz.data.tables.problem import (
    ARCHIVE,
    BINARY,
    EMPTY,
    LONG_LINE,
    MARKUP,
    TOO_BIG,
    WORKBOOK,
    TableProblem,
)

# First bytes of files that people take for tables.
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ",
             b"\x28\xb5\x2f\xfd")  # fmt: skip
_BINARIES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"PAR1",
             b"SQLite format 3", b"\x93NUMPY", b"RIFF", b"\x89HDF", b"{\\rtf")  # fmt: skip
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Parts of the two spreadsheet formats that are ZIP files inside.
_WORKBOOK_PARTS = (b"xl/", b"[Content_Types].xml", b"opendocument.spreadsheet")
_MARKUP = re.compile(rb"\s*(<!doctype|<html|<\?xml|<svg|\{\s*[\"}]|\[\s*[\[{])", re.I)
_CONTROL = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\x0b\x0c\x1a\x1b"))
_CONTROL_TEXT = re.compile("[\0-\x08\x0e-\x19\x1c-\x1f\x7f\ufffd]")

_NOTHING = b" \t\r\n" + codecs.BOM_UTF8
_PIECE = 1 << 20
_UNDEFINED_IN_1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))


def checked(content: bytes | str) -> bytes:
    """The bytes of a file or of a pasted text, once they are known to be text of allowed size.

    Raises
    ------
    TableProblem
        Too big, empty, or not text.
    """
    if len(content) > MAX_BYTES:
        raise TableProblem(TOO_BIG, count=len(content), limit=MAX_BYTES)
    if isinstance(content, str):
        content = _encoded(content)
        if len(content) > MAX_BYTES:
            raise TableProblem(TOO_BIG, count=len(content), limit=MAX_BYTES)
    _refuse_other_kinds(content)
    return content


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
    if head.startswith(_OLD_WORKBOOK):
        raise TableProblem(WORKBOOK)
    if head.startswith(_ARCHIVES):
        is_workbook = any(part in head for part in _WORKBOOK_PARTS)
        raise TableProblem(WORKBOOK if is_workbook else ARCHIVE)
    if head.startswith(_BINARIES):
        raise TableProblem(BINARY)
    if _MARKUP.match(head.removeprefix(codecs.BOM_UTF8)):
        raise TableProblem(MARKUP)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content[: 2 * (len(head) // 2)].decode("utf-16", "replace")[:2000]
        if len(_CONTROL_TEXT.findall(text)) > len(text) / 100:
            raise TableProblem(BINARY)
    elif b"\0" in content or len(head.translate(None, _CONTROL)) < 0.99 * len(head):
        raise TableProblem(BINARY)


def encoding_of(content: bytes) -> tuple[str, bool]:
    """Encoding of a text, and whether some of its characters are broken in it.

    The mark at the beginning tells; without one it is UTF-8 if it can be, and else Windows-1252
    or, with bytes that have no meaning there, Latin-1. A few broken characters among many good
    ones are still UTF-8.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", len(content) % 2 > 0
    utf8 = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
    if content.isascii():
        return utf8, False
    good = broken = 0
    for text in _pieces(content):
        wrong = text.count("\ufffd")
        broken += wrong
        if broken:
            good += len(text) - len(text.encode("ascii", "ignore")) - wrong
    if not broken:
        return utf8, False
    if utf8 == "utf-8-sig" or good > 10 * broken:
        return utf8, True
    undefined = any(content.find(byte) >= 0 for byte in _UNDEFINED_IN_1252)
    return "latin-1" if undefined else "cp1252", False


def _pieces(content: bytes) -> Iterator[str]:
    """`content` as UTF-8; a character that the end cuts in two is passed over."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for start in range(0, len(content), _PIECE):
        yield decoder.decode(content[start : start + _PIECE])


def lines_of(content: bytes, encoding: str) -> Iterator[str]:
    r"""Lines of text with their ends, which may be ``\n``, ``\r\n`` or ``\r``.

    Raises
    ------
    TableProblem
        A line is too long to be one.
    """
    stream = TextIOWrapper(BytesIO(content), encoding, "replace", newline="")
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE + 2), ""), 1):
        if len(line) > LONGEST_LINE:
            raise TableProblem(LONG_LINE, row=number, limit=LONGEST_LINE)
        yield line

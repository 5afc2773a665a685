"""From a file's bytes to lines of text, in the encoding that it says, or that is likeliest.

Nothing here is decoded as a whole, so that 20 megabytes cost 20 megabytes. Nothing is lost either:
a byte that means nothing stays visible as an escape, so that what was different in the file
remains different.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from nnviz.data.tables.file.detection import likely_encodings
from nnviz.data.tables.limits import LONGEST_LINE
from nnviz.data.tables.problem import LONG_LINE, TableProblem

_CONTROL_TEXT = re.compile("[\0-\x08\x0e-\x19\x1c-\x1f\x7f\ufffd]")

# Longer marks first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = re.compile(r"[\t\r\n,;|0-9]")
# Control characters that nobody would see: those beyond ASCII, without the line end among them.
_UNSEEN = re.compile("[\0\x80-\x84\x86-\x9f]")
_ESCAPE = "\\x"
_HEAD, _PIECE = 4096, 1 << 20
_MOST_LINES = 100
# Likely encodings that a whole file is tried in.
_TRIES = 4


@dataclass(frozen=True)
class Decoding:
    """How bytes become text.

    Attributes
    ----------
    encoding
        One of `ENCODINGS`.
    is_sure
        Whether the file says so, or could hardly be anything else; else it is a guess.
    is_broken
        Whether some bytes mean nothing in it.
    """

    encoding: str
    is_sure: bool = True
    is_broken: bool = False


def decoding_of(content: bytes, wanted: str = "") -> Decoding:
    """How to read a text that has passed `checked`.

    A mark at the beginning tells; without one it is UTF-8 if it can be. A few broken characters
    among many good ones are still UTF-8; else it is what is likeliest, and of two that are, the
    one in which no byte means nothing.

    Parameters
    ----------
    wanted
        What the person says that it is, of `ENCODINGS`; empty: find out.
    """
    marked = _marked(content)
    if wanted:
        encoding = wanted
        if marked is not None and marked.startswith(wanted):
            encoding = marked
        elif wanted in ("utf-16", "utf-32"):
            # Without a mark, the order of the bytes is that of nearly all computers.
            encoding = wide_encoding(content) or f"{wanted}-le"
        return Decoding(encoding, is_broken=_counted(content, encoding).escapes > 0)
    sure = marked or wide_encoding(content) or _escaped(content)
    if sure:
        return Decoding(sure, is_broken=_counted(content, sure).escapes > 0)
    count = _counted(content, "utf-8")
    if not count.broken or count.good > count.broken:
        return Decoding("utf-8", count.broken == 0, count.escapes > 0)
    likely = likely_encodings(content)[:_TRIES]
    for encoding in likely:
        if not _counted(content, encoding).escapes:
            return Decoding(encoding, is_sure=False)
    return Decoding(likely[0], is_sure=False, is_broken=True)


def _marked(content: bytes) -> str | None:
    """The encoding that a mark at the beginning tells."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    return None


def wide_encoding(content: bytes) -> str | None:
    """The encoding of a text that has two or four bytes for each character; None if it is none."""
    marked = _marked(content)
    if marked in ("utf-16", "utf-32"):
        return None if _is_noise(_head(content, marked)) else marked
    if b"\0" not in content[:_HEAD]:
        return None
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = _head(content, encoding)
        # Tables have line ends, delimiters and digits; bytes in the wrong order hardly ever give
        # any.
        if len(_COMMON.findall(text)) > len(text) / 20 and not _is_noise(text):
            return encoding
    return None


def _head(content: bytes, encoding: str) -> str:
    """The first characters of a text; what its end may have cut in two is left out."""
    return content[: min(_HEAD, len(content)) // 4 * 4 or 2].decode(encoding, "replace")


def _is_noise(text: str) -> bool:
    return len(_CONTROL_TEXT.findall(text)) > len(text) / 100


def _escaped(content: bytes) -> str | None:
    """The encoding that switches to Japanese and back by sequences of ASCII characters."""
    if b"\x1b$" not in content or not content.isascii():
        return None
    return None if _counted(content, "iso2022_jp").escapes else "iso2022_jp"


@dataclass
class _Count:
    """How many characters beyond ASCII are good, are none at all, and would not be seen."""

    good: int = 0
    broken: int = 0
    unseen: int = 0

    @property
    def escapes(self) -> int:
        """How many are written as escapes."""
        return self.broken + self.unseen


def _counted(content: bytes, encoding: str) -> _Count:
    """What comes of bytes in an encoding; counting ends where nothing is in doubt any more."""
    count = _Count()
    if encoding.startswith("utf-8") and content.isascii():
        return count
    decoder = codecs.getincrementaldecoder(encoding)("backslashreplace")
    # A file may have escapes of its own.
    own = _ESCAPE.encode(encoding)[-len(_ESCAPE) * _size(encoding) :]
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        text = decoder.decode(piece, start + _PIECE >= len(content))
        count.broken += max(text.count(_ESCAPE) - piece.count(own), 0)
        if not text.isascii() or "\0" in text:
            count.unseen += len(_UNSEEN.findall(text))
            count.good += len(text) - len(text.encode("ascii", "ignore"))
        if count.broken > 1000 and count.broken > count.good:
            break
    return count


def _size(encoding: str) -> int:
    """Bytes of the smallest character; a mark at the beginning is none."""
    return len("aa".encode(encoding)) - len("a".encode(encoding))


def lines_of(content: bytes, encoding: str) -> Iterator[str]:
    r"""Lines of text with their ends, which may be ``\n``, ``\r\n`` or ``\r``.

    Bytes that mean nothing, and control characters that would not be seen, become escapes such as
    ``\x81``.

    Raises
    ------
    TableProblem
        A line is too long to be one.
    """
    whole = len(content) // _size(encoding) * _size(encoding)
    if whole < len(content):
        content = content[:whole]
    stream = TextIOWrapper(BytesIO(content), encoding, "backslashreplace", newline="")
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE + 2), ""), 1):
        if len(line) > LONGEST_LINE:
            raise TableProblem(LONG_LINE, row=number, limit=LONGEST_LINE)
        is_plain = line.isascii() and "\0" not in line
        yield line if is_plain else _UNSEEN.sub(_as_escape, line)


def lines_with(content: bytes, encoding: str, text: str) -> list[str]:
    """The first lines, of not too many, in which an ASCII text stands."""
    found: dict[str, None] = {}
    wanted = text.encode(encoding)[-len(text) * _size(encoding) :]
    at = content.find(wanted)
    while at >= 0 and len(found) < _MOST_LINES:
        start = max(content.rfind(b"\n", 0, at), content.rfind(b"\r", 0, at)) + 1
        end = content.find(b"\n", at)
        end = len(content) if end < 0 else end
        if end - start <= LONGEST_LINE:
            found[content[start:end].decode(encoding, "replace")] = None
        at = content.find(wanted, end)
    return list(found)


def _as_escape(found: re.Match[str]) -> str:
    return f"{_ESCAPE}{ord(found[0]):02x}"

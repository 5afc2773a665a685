"""Named arrays as the bytes of an .npz file, and back without trusting those bytes.

Any NumPy reads what is written here. What is read may have come from anybody. A zip file says of
each member how large it is, and may lie: so that is looked at first, but what is unpacked is
counted as it comes, and stops where it is too much. Headers are matched instead of evaluated, and
no object is ever made.
"""

import re
import struct
import zlib
from collections.abc import Collection, Mapping
from copy import copy
from io import BytesIO
from math import prod
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

from nnviz.saving.problem import DAMAGED, NOT_A_RUN, TOO_LARGE, RunFileProblem, damaged

#: Megabytes of the file, and bytes of it and of all that is in it once unpacked.
MOST_MEGABYTES = 20
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_UNPACKED = 96 * 1024 * 1024
#: Members of it at most; a saved run has some dozen.
MOST_MEMBERS = 64
#: Bytes that are unpacked at once.
PIECE = 256 * 1024

#: The array that comes first: in it a file says what it is.
HEADER = "header"

_SUFFIX = ".npy"
# Begins the record of a member in a zip file; 26 bytes on, the member's name follows.
_FIRST = b"PK\x03\x04"
# Begins what the directory says of one member.
_ENTRY = b"PK\x01\x02"
# Version 1.0 of the format: magic, version, length of the header (NumPy enhancement proposal 1).
_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(
    rb"\{'descr': '([<|][fiu][1248])', 'fortran_order': False, "
    rb"'shape': \((\d{0,9}(?:, \d{1,9})*),?\), \} *\n"
)
# All that the zip module says of a file that is none, or no longer.
_ZIP_ERRORS = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_ODD_ZIP_ERRORS = (ValueError, KeyError, IndexError, OverflowError, struct.error)

Arrays = dict[str, NDArray[Any]]


def pack(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """The file; the same arrays give the same bytes."""
    file = BytesIO()
    little_endian: Arrays = {
        name: np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        for name, array in arrays.items()
    }
    np.savez_compressed(file, allow_pickle=False, **little_endian)
    return file.getvalue()


class Archive:
    """The arrays in a file, each read when it is asked for.

    Raises
    ------
    RunFileProblem
        The file is no archive of arrays, or too large.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) > MOST_BYTES:
            raise too_large()
        # Counted before the directory is read: a million entries would be some gigabyte of objects.
        if content.count(_ENTRY) > MOST_MEMBERS:
            raise RunFileProblem(NOT_A_RUN, "it holds too many files")
        try:
            self._zip = ZipFile(BytesIO(content))
        except (*_ZIP_ERRORS, *_ODD_ZIP_ERRORS) as error:
            begins_well = content.startswith(_FIRST) and content.startswith(
                HEADER.encode(), len(_FIRST) + 26
            )
            reason = DAMAGED if begins_well else NOT_A_RUN
            raise RunFileProblem(reason, f"no zip archive: {error}") from None
        members = self._zip.infolist()
        if any(_is_strange(member) for member in members):
            raise RunFileProblem(NOT_A_RUN, "it holds something else than arrays")
        if sum(member.file_size for member in members) > MOST_UNPACKED:
            raise too_large()
        self._members = {member.filename.removesuffix(_SUFFIX): member for member in members}
        if len(self._members) < len(members):
            raise damaged("two arrays of one name")
        self._left = MOST_UNPACKED

    @property
    def names(self) -> Collection[str]:
        """Of all arrays."""
        return self._members.keys()

    def read(self, name: str) -> NDArray[Any]:
        """One array, read-only.

        Raises
        ------
        RunFileProblem
            It is not there, or not as it was written, or too large together with what was read
            before.
        """
        if name not in self._members:
            raise damaged(f"{name} is missing")
        try:
            content = self._unpacked(self._members[name])
        except RunFileProblem:
            raise
        except (*_ZIP_ERRORS, *_ODD_ZIP_ERRORS) as error:
            raise damaged(f"{name}: {error}") from None
        return _array(name, content)

    def _unpacked(self, member: ZipInfo) -> bytearray:
        """All of a member, whatever the directory says of its size; that must then agree."""
        stated = member.file_size
        whole = copy(member)
        # Never reached; with the stated size, the rest of a longer one would go unnoticed.
        whole.file_size = self._left + 2 * PIECE
        content = bytearray()
        with self._zip.open(whole) as file:
            while piece := file.read(PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise too_large()
                content += piece
        if len(content) != stated:
            raise damaged(f"{member.filename} is not as large as the directory says")
        return content


def too_large() -> RunFileProblem:
    """The problem of a file that nobody could open."""
    return RunFileProblem(TOO_LARGE, megabytes=MOST_MEGABYTES)


def _is_strange(member: ZipInfo) -> bool:
    return (
        not member.filename.endswith(_SUFFIX)
        or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
        or bool(member.flag_bits & 1)  # encrypted
    )


def _array(name: str, content: bytearray) -> NDArray[Any]:
    start = len(_MAGIC) + 2
    if len(content) < start or not content.startswith(_MAGIC):
        raise damaged(f"{name} is no array")
    end = start + int.from_bytes(content[len(_MAGIC) : start], "little")
    header = _HEADER.fullmatch(content[start:end])
    if header is None:
        raise damaged(f"{name} is no array of numbers")
    kind = np.dtype(header[1].decode())
    shape = tuple(int(size) for size in header[2].decode().split(", ") if size)
    # Before anything of that size is made.
    if prod(shape) * kind.itemsize != len(content) - end:
        raise damaged(f"{name} is not as large as it says")
    array = np.frombuffer(content, kind, offset=end).reshape(shape)
    array.flags.writeable = False
    return array

"""Zip files written by hand, so that they may say of themselves whatever one likes."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Member:
    """A file in the archive, and what the directory says of it; None for the truth.

    Attributes
    ----------
    packed
        The bytes as they stand in the archive.
    method
        Stored or deflated.
    size, packed_size, crc
        As the directory has them.
    at
        Number of the member whose bytes the directory points to instead.
    """

    name: str
    content: bytes
    method: int = ZIP_DEFLATED
    packed: bytes | None = None
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    at: int | None = None


def array(values: ArrayLike) -> bytes:
    """The content of a member that is an array."""
    file = BytesIO()
    np.save(file, np.asarray(values), allow_pickle=False)
    return file.getvalue()


def deflated(content: bytes) -> bytes:
    """As a zip file has it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def zeros(n: int) -> bytes:
    """`deflated` of so many zeros, made without them."""
    packer, rest, parts = zlib.compressobj(9, zlib.DEFLATED, -15), n, []
    piece = bytes(1 << 20)
    while rest:
        parts.append(packer.compress(piece[:rest]))
        rest -= min(rest, len(piece))
    return b"".join([*parts, packer.flush()])


def zip_of(members: Sequence[Member]) -> bytes:
    """The archive."""
    out, entries, places = bytearray(), [], list[int]()
    for member in members:
        packed = member.packed
        if packed is None:
            packed = member.content if member.method == ZIP_STORED else deflated(member.content)
        name = member.name.encode()
        told = replace(
            member,
            size=len(member.content) if member.size is None else member.size,
            packed_size=len(packed) if member.packed_size is None else member.packed_size,
            crc=zlib.crc32(member.content) if member.crc is None else member.crc,
        )
        facts = struct.pack(
            "<HHHHHLLLHH",
            *(20, 0, told.method, 0, 33, told.crc, told.packed_size, told.size, len(name), 0),
        )
        places.append(len(out))
        out += b"PK\x03\x04" + facts + name + packed
        entries.append((facts, name, member.at))
    start = len(out)
    for number, (facts, name, at) in enumerate(entries):
        place = places[number if at is None else at]
        out += b"PK\x01\x02" + struct.pack("<H", 20) + facts
        out += struct.pack("<HHHLL", 0, 0, 0, 0, place) + name
    count = min(len(entries), 0xFFFF)
    out += b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(out) - start, start, 0)
    return bytes(out)

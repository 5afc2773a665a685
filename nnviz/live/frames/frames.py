"""The container that pictures travel in: a JSON header and plain arrays in one message.

JSON alone would cost more than the picture it carries, and a fixed struct would tie every reader
to every field. Arrays start at multiples of 8 so that a browser can look at them in place, as
typed arrays, without a copy. `docs/frames.md` describes the bytes and what is sent in them.
"""

import json
import math
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

SCENE = 1
FRAME = 2
TRACE = 3
VERSION = 1


_PREFIX = struct.Struct("<BBHI")  # kind, version, zero, length of the header
_DTYPES: dict[str, np.dtype[Any]] = {"f4": np.dtype("<f4"), "u1": np.dtype("u1")}
_ALIGNMENT = 8
# Offsets are written in a fixed width, so that the header's length does not depend on them.
_OFFSET_WIDTH = 10


def pack(kind: int, header: Mapping[str, object], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Put a header and arrays into one message.

    Parameters
    ----------
    kind
        `SCENE`, `FRAME` or `TRACE`.
    header
        Anything JSON can say, under text keys. A number that is not finite becomes null.
    arrays
        float32 or uint8, of any shape; they are sent flat, row by row.

    Raises
    ------
    ValueError
        For another kind, another dtype, or a header with an entry "arrays" of its own.
    """
    _check_kind(kind)
    if "arrays" in header:
        raise ValueError("the header's entry 'arrays' is reserved for the list of the arrays")
    names: list[str] = []
    chunks: list[bytes] = []
    entries: list[tuple[str, int, int]] = []  # dtype, offset from the first array, count
    offset = 0
    for name, array in arrays.items():
        code = array.dtype.str[1:]
        if code not in _DTYPES:
            raise ValueError(f"array {name!r} is {array.dtype}, expected float32 or uint8")
        chunk = array.astype(_DTYPES[code], copy=False).tobytes()
        padding = -len(chunk) % _ALIGNMENT
        names.append(json.dumps(name))
        entries.append((code, offset, array.size))
        chunks.append(chunk + bytes(padding))
        offset += len(chunk) + padding

    # ASCII alone (JSON escapes the rest), so that characters are bytes.
    text = json.dumps(_finite(header), separators=(",", ":"), allow_nan=False)
    opening = text[:-1] + ("," if header else "") + '"arrays":{'
    length = len(opening) + len(_listing(names, entries, 0)) + len("}}")
    length += -(_PREFIX.size + length) % _ALIGNMENT
    listing = _listing(names, entries, _PREFIX.size + length)
    encoded = f"{opening}{listing}}}}}".encode("ascii").ljust(length)
    return b"".join((_PREFIX.pack(kind, VERSION, 0, length), encoded, *chunks))


def unpack(message: bytes) -> tuple[int, dict[str, Any], dict[str, NDArray[Any]]]:
    """Take a message apart into its kind, its header and its arrays.

    The arrays are flat, read-only views into the message.

    Raises
    ------
    ValueError
        When the message is not one that `pack` could have made; the text says why.
    """
    if len(message) < _PREFIX.size:
        raise ValueError(f"message of {len(message)} bytes, expected {_PREFIX.size} or more")
    kind, version, zero, length = _PREFIX.unpack_from(message)
    _check_kind(kind)
    if version != VERSION or zero:
        raise ValueError(f"version is {version}, {zero}, expected {VERSION}, 0")
    first = _PREFIX.size + length
    if first > len(message) or first % _ALIGNMENT:
        raise ValueError(
            f"header of {length} bytes in a message of {len(message)}: "
            "it must end within it, at a multiple of 8"
        )
    try:
        header = json.loads(message[_PREFIX.size : first].decode())
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the header is not JSON: {error}") from None
    if not isinstance(header, dict) or not isinstance(header.get("arrays"), dict):
        raise ValueError("the header is not an object with an object 'arrays' in it")
    listed = header.pop("arrays")
    return kind, header, {name: _view(message, first, name, listed[name]) for name in listed}


def _check_kind(kind: int) -> None:
    if kind not in (SCENE, FRAME, TRACE):
        raise ValueError(
            f"kind is {kind}, expected {SCENE} (scene), {FRAME} (frame) or {TRACE} (trace)"
        )


def _listing(names: list[str], entries: list[tuple[str, int, int]], first: int) -> str:
    """What the header says of the arrays, of which the first begins at `first`."""
    return ",".join(
        f'{name}:["{code}",{first + offset:{_OFFSET_WIDTH}},{count}]'
        for name, (code, offset, count) in zip(names, entries, strict=True)
    )


def _view(message: bytes, first: int, name: str, entry: Any) -> NDArray[Any]:
    """One array of a message whose arrays begin at `first`."""
    match entry:
        case [str(code), int(offset), int(count)] if code in _DTYPES:
            dtype = _DTYPES[code]
        case _:
            raise ValueError(
                f"array {name!r} is listed as {entry}, expected [dtype, offset, count]"
            )
    end = offset + count * dtype.itemsize
    if offset < first or offset % _ALIGNMENT or count < 0 or end > len(message):
        raise ValueError(
            f"array {name!r} is listed at {offset} to {end}, expected a multiple of 8 between "
            f"the header's end, {first}, and the message's, {len(message)}"
        )
    return np.frombuffer(message, dtype, count, offset)


def _finite(value: Any) -> Any:
    """The same value with null where a number is not finite, which JSON cannot say."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(entry) for entry in value]
    return value

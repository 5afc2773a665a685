"""The frame container: whatever goes in comes out, and garbage is refused with a reason."""

import contextlib
import json
import math
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from nnviz.live.frames.frames import FRAME, SCENE, pack, unpack

KEYS = st.text(max_size=8).filter(lambda key: key != "arrays")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
HEADERS = st.dictionaries(KEYS, JSON, max_size=6)
SHAPES = hnp.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=9)
ARRAYS = st.dictionaries(
    st.text(max_size=8),
    hnp.arrays(np.float32, SHAPES) | hnp.arrays(np.uint8, SHAPES),
    max_size=5,
)


@given(kind=st.sampled_from([SCENE, FRAME]), header=HEADERS, arrays=ARRAYS)
def test_what_is_packed_is_unpacked(
    kind: int, header: dict[str, Any], arrays: dict[str, NDArray[Any]]
) -> None:
    message = pack(kind, header, arrays)
    read_kind, read_header, read_arrays = unpack(message)
    assert (read_kind, read_header) == (kind, header)
    assert list(read_arrays) == list(arrays)
    for name, array in arrays.items():
        assert read_arrays[name].dtype == array.dtype
        np.testing.assert_array_equal(read_arrays[name], array.ravel())


@given(header=HEADERS, arrays=ARRAYS)
def test_all_is_aligned_for_typed_arrays(
    header: dict[str, Any], arrays: dict[str, NDArray[Any]]
) -> None:
    message = pack(FRAME, header, arrays)
    _, _, _, length = struct.unpack_from("<BBHI", message)
    assert (8 + length) % 8 == 0
    for _, offset, _ in json.loads(message[8 : 8 + length])["arrays"].values():
        assert offset % 8 == 0
        assert offset >= 8 + length


@given(message=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(message: bytes) -> None:
    # Garbage hardly ever has the right first bytes: put them there half of the time.
    for candidate in (message, struct.pack("<BBHI", FRAME, 1, 0, len(message)) + message):
        with contextlib.suppress(ValueError):
            unpack(candidate)


@given(header=HEADERS, arrays=ARRAYS, data=st.data())
def test_a_message_cut_short_is_refused(
    header: dict[str, Any], arrays: dict[str, NDArray[Any]], data: st.DataObject
) -> None:
    message = pack(FRAME, header, arrays)
    last = [array.nbytes for array in arrays.values() if array.nbytes]
    # Cut into the last array beyond the zeros that fill it up, or into the header.
    cut = data.draw(st.integers(0, len(message) - (8 if last else 1)))
    with pytest.raises(ValueError, match=r"bytes|expected"):
        unpack(message[:cut])


def test_numbers_that_are_not_finite_become_null() -> None:
    header = {"loss": math.nan, "scale": [1.0, math.inf], "deep": {"value": -math.inf}}
    _, read, _ = unpack(pack(FRAME, header, {}))
    assert read == {"loss": None, "scale": [1.0, None], "deep": {"value": None}}


def test_arrays_keep_what_is_not_finite() -> None:
    values = np.array([math.nan, math.inf], dtype=np.float32)
    np.testing.assert_array_equal(unpack(pack(FRAME, {}, {"v": values}))[2]["v"], values)


def test_array_in_another_order_is_sent_row_by_row() -> None:
    array = np.arange(6, dtype=np.float32).reshape(2, 3)
    message = pack(FRAME, {}, {"turned": array.T})
    np.testing.assert_array_equal(unpack(message)[2]["turned"], [0, 3, 1, 4, 2, 5])


@pytest.mark.parametrize("kind", [0, 4, 255])
def test_unknown_kind_is_not_packed(kind: int) -> None:
    with pytest.raises(
        ValueError, match=rf"kind is {kind}, expected 1 \(scene\), 2 \(frame\) or 3 \(trace\)"
    ):
        pack(kind, {}, {})


def test_other_dtypes_are_not_packed() -> None:
    with pytest.raises(ValueError, match="array 'x' is float64, expected float32 or uint8"):
        pack(FRAME, {}, {"x": np.zeros(2)})


def test_header_leaves_the_entry_of_the_arrays_alone() -> None:
    with pytest.raises(ValueError, match="reserved"):
        pack(FRAME, {"arrays": 1}, {})


def raw(header: bytes, *, kind: int = FRAME, version: int = 1, zero: int = 0) -> bytes:
    """A message with any header, filled up to a multiple of 8."""
    header = header.ljust(len(header) + -len(header) % 8)
    return struct.pack("<BBHI", kind, version, zero, len(header)) + header


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (b"", "message of 0 bytes, expected 8 or more"),
        (raw(b"{}", kind=7), "kind is 7"),
        (raw(b"{}", version=2), "version is 2, 0, expected 1, 0"),
        (raw(b"{}", zero=1), "version is 1, 1, expected 1, 0"),
        (raw(b"{}")[:-1], "header of 8 bytes in a message of 15"),
        (struct.pack("<BBHI", FRAME, 1, 0, 2) + b"{}", "at a multiple of 8"),
        (raw(b"nonsense"), "the header is not JSON"),
        (raw(b"\xff\xff"), "the header is not JSON"),
        (raw(b"[]"), "not an object"),
        (raw(b"{}"), "not an object with an object 'arrays'"),
        (raw(b'{"arrays":{"x":["f8",0,1]}}'), r"\[dtype, offset, count\]"),
        (raw(b'{"arrays":{"x":["f4",0]}}'), r"\[dtype, offset, count\]"),
        (raw(b'{"arrays":{"x":["f4",0,0]}}'), "between the header's end, 40"),
        (raw(b'{"arrays":{"x":["f4",44,0]}}'), "expected a multiple of 8"),
        (raw(b'{"arrays":{"x":["f4",40,-1]}}'), "expected a multiple of 8"),
        (raw(b'{"arrays":{"x":["f4",40,1]}}'), "and the message's, 40"),
    ],
)
def test_malformed_messages_are_refused_with_a_reason(message: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        unpack(message)

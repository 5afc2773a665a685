"""Whatever is done to a file: it is opened as it was, or refused with a sentence."""

import json
import pickle
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import reduce
from io import BytesIO
from operator import getitem
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.timeline.timeline import Timeline
from nnviz.data import register
from nnviz.experiment import Experiment
from nnviz.saving import RunFileProblem, SavedRun, archive, read_run, write_run
from nnviz.saving.problem import DAMAGED, NOT_A_RUN, REASONS, TOO_LARGE, TOO_NEW
from tests.saving.runs import lived, own, perform

register(own())
RUN = lived(Experiment(own().name, hidden=(3, 2)))
CONTENT = write_run(SavedRun.of(RUN))


def parts(content: bytes = CONTENT) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and the other arrays of a file."""
    with np.load(BytesIO(content), allow_pickle=False) as file:
        arrays = {name: file[name].copy() for name in file.files}
    return json.loads(arrays.pop("header").tobytes()), arrays


def packed(header: Any, arrays: dict[str, Any]) -> bytes:
    """A file that is not damaged, but says something else."""
    text = np.frombuffer(json.dumps(header).encode(), np.uint8)
    return archive.pack({"header": text, **arrays})


def reason(content: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(RunFileProblem) as caught:
        read_run(content)
    assert caught.value.reason in REASONS
    assert "{" not in caught.value.message()
    return caught.value.reason


def opened_or_refused(content: bytes) -> SavedRun | None:
    try:
        return read_run(content)
    except RunFileProblem:
        return None


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(CONTENT) - 1), st.integers(1, 255)), min_size=1))
def test_flipped_bytes_change_nothing_or_are_found(flips: list[tuple[int, int]]) -> None:
    content = bytearray(CONTENT)
    for place, flip in flips:
        content[place] ^= flip
    saved = opened_or_refused(bytes(content))
    assert saved is None or write_run(saved) == CONTENT


@given(st.integers(0, len(CONTENT) - 1), st.binary(max_size=40))
def test_a_part_of_a_file_is_refused(length: int, tail: bytes) -> None:
    saved = opened_or_refused(CONTENT[:length] + tail)
    assert saved is None or write_run(saved) == CONTENT


def test_a_file_that_was_cut_off_is_told_so() -> None:
    assert reason(CONTENT[:-100]) == DAMAGED


@given(st.binary(max_size=400))
def test_any_other_bytes_are_no_run(content: bytes) -> None:
    assert reason(content) == NOT_A_RUN


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([-1, 0, 1, 2**31, 2**53, 10**400, "", "table", "inf", "sgd"])
    | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@st.composite
def changed_headers(draw: st.DrawFn) -> Any:
    """The header with one value anywhere in it replaced, removed, or given twice."""
    header, _ = parts()
    here: Any = header
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = draw(st.sampled_from(keys))
        inner = here[key]
        if not isinstance(inner, (dict, list)) or not inner or draw(st.booleans()):
            break
        here = inner
    match draw(st.sampled_from(["replace", "remove", "twice"])):
        case "remove":
            del here[key]
        case "twice" if isinstance(here, list):
            here.insert(key, inner)
        case _:
            here[key] = draw(json_values)
    return header


def live_on(saved: SavedRun) -> None:
    """What is opened can be gone on with, whoever has written it."""
    timeline = Timeline.resumed(saved.snapshot)
    for action in (("step", 40), ("rewind", 0.3), ("rewind", 0.8), ("fork", None), ("step", 5)):
        if timeline.head < 10_000:  # what is said to be longer would take as long to go through
            perform(timeline, *action)


@settings(max_examples=200)
@given(changed_headers())
def test_a_header_that_says_something_else_is_opened_or_refused(header: Any) -> None:
    saved = opened_or_refused(packed(header, parts()[1]))
    if saved is not None:
        live_on(saved)


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """To each value inside of one, however deep; of a list to the first two."""
    inner: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, (dict, list)):
        inner = value.items() if isinstance(value, dict) else enumerate(value[:2])
    for key, one in inner:
        yield (*way, key)
        yield from ways(one, (*way, key))


EXTREMES: tuple[Any, ...] = (
    10**400,
    -(10**400),
    2**63,
    np.inf,
    np.nan,
    "\ud800",
    "１２",
    [[]],
    {"a": 1},
    None,
)


@pytest.mark.parametrize("extreme", EXTREMES, ids=[f"{one!a:.8}" for one in EXTREMES])
def test_no_place_takes_whatever_there_is(extreme: Any) -> None:
    header, arrays = parts()
    for *way, last in ways(header):
        changed = deepcopy(header)
        reduce(getitem, way, changed)[last] = extreme
        saved = opened_or_refused(packed(changed, arrays))
        if saved is not None:
            write_run(saved)


@settings(max_examples=200)
@given(st.data())
def test_arrays_that_say_something_else_are_opened_or_refused(data: st.DataObject) -> None:
    header, arrays = parts()
    name = data.draw(st.sampled_from([name for name in arrays if arrays[name].size]))
    array = arrays[name]
    match data.draw(st.sampled_from(["value", "row", "type", "shape", "gone"])):
        case "value":
            kind = np.iinfo(array.dtype) if array.dtype.kind in "iu" else None
            values = st.integers(int(kind.min), int(kind.max)) if kind else st.floats(width=32)
            array.flat[data.draw(st.integers(0, array.size - 1))] = data.draw(values)
        case "row":
            arrays[name] = np.concatenate([array, array[-1:]])
        case "type":
            with np.errstate(all="ignore"):
                kinds = st.sampled_from(["u1", "i8", "f4", "f8"])
                arrays[name] = array.astype(data.draw(kinds))
        case "shape":
            arrays[name] = array.reshape(-1, 1)
        case "gone":
            del arrays[name]
    with np.errstate(all="ignore"):
        saved = opened_or_refused(packed(header, arrays))
        if saved is not None:
            live_on(saved)


def zipped(**members: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name.replace("_npy", ".npy"), content)
    return file.getvalue()


def npz(**arrays: Any) -> bytes:
    file = BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        pickle.dumps({"format": "nnviz run"}),
        zipped(readme=b"hello"),
        zipped(),
        npz(weights=np.zeros(3)),
        packed({"format": "another", "version": 1}, {}),
    ],
    ids=["nothing", "a picture", "a pickle", "a zip", "an empty zip", "arrays", "another format"],
)
def test_what_is_something_else_is_told_so(content: bytes) -> None:
    assert reason(content) == NOT_A_RUN


class Trap:
    """Does something when it is unpickled."""

    def __reduce__(self) -> Any:
        return pytest.fail, ("something of the file was executed",)


def test_a_pickle_inside_is_not_opened() -> None:
    header, arrays = parts()
    assert reason(npz(**arrays, header=np.array([Trap()], object))) == DAMAGED
    arrays["history"] = np.array([Trap()], object)
    text = np.frombuffer(json.dumps(header).encode(), np.uint8)
    assert reason(npz(header=text, **arrays)) == DAMAGED


def test_what_would_fill_the_memory_is_not_unpacked() -> None:
    assert reason(zipped(header_npy=bytes(archive.MOST_UNPACKED + 1))) == TOO_LARGE
    assert reason(bytes(archive.MOST_BYTES + 1)) == TOO_LARGE


def test_an_array_that_says_that_it_is_huge_is_not_made() -> None:
    start = b"\x93NUMPY\x01\x00"
    text = b"{'descr': '<f8', 'fortran_order': False, 'shape': (999999999, 999999999), }\n"
    content = start + len(text).to_bytes(2, "little") + text
    assert reason(zipped(header_npy=content)) == DAMAGED


def test_a_later_version_is_told_so() -> None:
    header, _ = parts()
    later = packed(header | {"version": 2, "something": "new"}, {"other": np.zeros(2)})
    with pytest.raises(RunFileProblem, match="format 2; this one knows formats up to 1") as caught:
        read_run(later)
    assert caught.value.reason == TOO_NEW


def test_a_header_without_an_end_to_its_depth_is_refused() -> None:
    text = np.frombuffer(b"[" * 200_000, np.uint8)
    assert reason(archive.pack({"header": text})) == DAMAGED


def test_another_content_under_the_name_of_a_table_is_refused() -> None:
    header, arrays = parts()
    arrays["own"][0] += 1.0
    assert reason(packed(header, arrays)) == DAMAGED

"""What a zip file says of itself is not relied on: neither sizes, nor places, nor numbers."""

import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.saving import RunFileProblem, archive, read_run
from nnviz.saving.archive import Archive
from nnviz.saving.problem import DAMAGED, NOT_A_RUN, TOO_LARGE
from tests.saving import zips
from tests.saving.test_damage import CONTENT
from tests.saving.zips import Member, zip_of

ROOT = Path(__file__).parents[2]
GIGABYTE = 1 << 30


def reason(content: bytes) -> str:
    with pytest.raises(RunFileProblem) as caught:
        read_run(content)
    return caught.value.reason


@cache
def true_members() -> tuple[Member, ...]:
    """Those of a file that can be opened."""
    with np.load(BytesIO(CONTENT)) as file:
        return tuple(Member(f"{name}.npy", zips.array(file[name])) for name in file.files)


def test_the_truth_is_opened() -> None:
    assert read_run(zip_of(true_members())).snapshot.now.step_count


def test_a_gigabyte_that_is_said_to_be_a_hundred_bytes_takes_no_memory() -> None:
    """In a process of its own, whose largest size tells."""
    bomb = zip_of([Member("header.npy", b"", packed=zips.zeros(GIGABYTE), size=100, crc=0)])
    assert len(bomb) < 2 * 1024 * 1024
    program = (
        "import resource, sys\n"
        "from nnviz.saving import RunFileProblem, read_run\n"
        "content = sys.stdin.buffer.read()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    read_run(content)\n"
        "except RunFileProblem as problem:\n    print(problem.reason)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=bomb, cwd=ROOT, capture_output=True, check=True
    )
    said, kilobytes = done.stdout.decode().splitlines()
    assert said == TOO_LARGE
    assert int(kilobytes) * 1024 < 2 * archive.MOST_UNPACKED


def test_the_limit_is_of_all_members_together() -> None:
    half = archive.MOST_UNPACKED * 2 // 3
    members = [
        Member(f"{name}.npy", b"", packed=zips.zeros(half), size=100, crc=0) for name in "ab"
    ]
    found = Archive(zip_of(members))
    reasons = []
    for name in "ab":
        with pytest.raises(RunFileProblem) as caught:
            found.read(name)
        reasons.append(caught.value.reason)
    # The first is found to lie at its end, the second is not gone through to its end.
    assert reasons == [DAMAGED, TOO_LARGE]


@pytest.mark.parametrize("change", [-1, 1])
def test_a_member_that_is_not_as_large_as_the_directory_says_is_damaged(change: int) -> None:
    first, *others = true_members()
    lie = Member(first.name, first.content, size=len(first.content) + change)
    assert reason(zip_of([lie, *others])) == DAMAGED


def test_two_members_of_one_name_are_damage() -> None:
    first, *others = true_members()
    assert reason(zip_of([first, *others, first])) == DAMAGED


def test_members_that_are_one_and_the_same_place_are_not_all_believed() -> None:
    members = [Member(f"{name}.npy", b"") for name in "bcd"]
    packed = zips.zeros(archive.MOST_UNPACKED)
    whole = Member("header.npy", b"", packed=packed, size=archive.MOST_UNPACKED // 8, crc=0)
    overlapping = [
        Member(one.name, b"", packed=b"", packed_size=len(packed), size=10, at=0) for one in members
    ]
    assert reason(zip_of([whole, *overlapping])) in (DAMAGED, TOO_LARGE)


def test_very_many_members_are_not_even_listed() -> None:
    entry = Member("a.npy", b"", method=ZIP_STORED)
    assert reason(zip_of([entry] * 100_000)) == NOT_A_RUN


def test_a_sum_that_is_wrong_is_damage() -> None:
    first, *others = true_members()
    assert reason(zip_of([Member(first.name, first.content, crc=1), *others])) == DAMAGED


@st.composite
def liars(draw: st.DrawFn) -> bytes:
    """An archive of which the directory says something else than there is, of several members."""
    members = list(true_members())
    sizes = st.sampled_from([0, 1, 100, 2**16, archive.MOST_UNPACKED, 2**31, 2**32 - 1])
    for _ in range(draw(st.integers(1, 4))):
        i = draw(st.integers(0, len(members) - 1))
        one = members[i]
        sized = sizes | st.just(len(one.content) + 1)
        members[i] = Member(
            draw(st.sampled_from([one.name, members[0].name, "x.npy", "x.txt", "../x.npy"])),
            one.content,
            draw(st.sampled_from([one.method, ZIP_STORED])),
            draw(st.none() | st.just(zips.zeros(3 << 20)) | st.binary(max_size=30)),
            draw(st.none() | sized),
            draw(st.none() | sized),
            draw(st.none() | st.integers(0, 2**32 - 1)),
            draw(st.none() | st.integers(0, len(members) - 1)),
        )
    return zip_of(members)


@settings(max_examples=150, deadline=None)
@given(liars())
def test_whoever_lies_is_refused_or_was_right_after_all(content: bytes) -> None:
    try:
        saved = read_run(content)
    except RunFileProblem:
        return
    assert saved.snapshot.now.step_count == read_run(CONTENT).snapshot.now.step_count

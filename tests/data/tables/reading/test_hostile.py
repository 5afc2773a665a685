"""Whatever is given for a table is learned from, or refused in one clear sentence, and soon."""

import time
import tracemalloc
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.data.tables import (
    Preparation,
    Records,
    TableProblem,
    guess,
    read_table,
    records_of,
    remarks_on,
)
from nnviz.data.tables.choosing.findings import FINDINGS
from nnviz.data.tables.layout.notes import NOTES
from nnviz.data.tables.limits import MAX_CLASSES, MAX_INPUTS, MIN_ROWS
from nnviz.data.tables.problem import LONGEST_SHOWN, REASONS, REMARKS, Remark
from tests.data.tables.examples.harmless import Hostile, table
from tests.data.tables.examples.hostile import hostile_files

FILES = hostile_files()


def learned_from(content: bytes | str) -> tuple[Records, tuple[Remark, ...]]:
    """The whole way, with nobody deciding anything."""
    read = read_table(content)
    choices = guess(read)
    return records_of(read, choices), remarks_on(read, choices)


def check_sentence(remark: Remark) -> None:
    """It is in the list, complete, on one line, and no longer than a person reads."""
    assert remark.reason in REASONS + REMARKS + NOTES + FINDINGS
    sentence = remark.message()
    assert sentence.endswith((".", "?", "”."))
    assert sentence[0].isupper()
    assert sentence.isprintable()
    assert len(sentence) < 420
    # What the file says stands there quoted only, and cut.
    for value in (remark.column, *(text for text in remark.values.values())):
        if isinstance(value, str) and len(value) > LONGEST_SHOWN:
            assert value not in sentence
    assert "<" not in remark.message(quote=lambda text: text.replace("<", "&lt;"))


def test_there_are_hundreds_of_them_and_no_two_have_one_name() -> None:
    assert len(FILES) >= 200
    assert len({file.name for file in FILES}) == len(FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.encode("ascii", "replace"))
def test_it_is_learned_from_or_refused(file: Hostile) -> None:
    content = file.make()
    begun = time.process_time()
    if file.reason is None:
        records, remarks = learned_from(content)
        assert len(records) >= MIN_ROWS
        assert 1 <= records.recipe.n_inputs <= MAX_INPUTS
        assert len(records.recipe.classes) <= MAX_CLASSES
        inputs = Preparation.fit(records.recipe, records.values, records.labels)
        assert abs(inputs.transform(records.values)).max() < 1e6
        for remark in remarks:
            check_sentence(remark)
    else:
        with pytest.raises(TableProblem) as caught:
            learned_from(content)
        assert caught.value.reason == file.reason
        check_sentence(caught.value.remark)
    # The slowest takes a fraction of that on an idle processor.
    assert time.process_time() - begun < 10


@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    try:
        learned_from(content)
    except TableProblem as problem:
        check_sentence(problem.remark)


@given(st.text(max_size=300))
def test_any_text(content: str) -> None:
    try:
        learned_from(content)
    except TableProblem as problem:
        check_sentence(problem.remark)


@given(st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=4)), max_size=6))
def test_a_table_with_bytes_overwritten(changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(table().encode())
    for place, piece in changes:
        content[place : place + len(piece)] = piece
    try:
        learned_from(bytes(content))
    except TableProblem as problem:
        check_sentence(problem.remark)


def test_the_largest_table_costs_little_memory() -> None:
    content = ("1.25,2.5,3.75,4.5,red\n" * 100_000).encode()
    tracemalloc.start()
    try:
        read_table(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 30_000_000


@pytest.mark.parametrize("reason", REASONS + REMARKS + NOTES + FINDINGS)
def test_a_template_has_only_named_places(reason: str) -> None:
    assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(reason))

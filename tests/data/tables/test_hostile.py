"""Whatever is given for a table is read and learned from, or refused in one clear sentence, soon."""

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
from nnviz.data.tables.limits import MAX_CLASSES, MAX_INPUTS, MIN_ROWS
from nnviz.data.tables.problem import LONGEST_SHOWN, REASONS, REMARKS, Remark
from tests.data.tables.hostile import Hostile, hostile_files, table

FILES = hostile_files()


def learned_from(content: bytes | str) -> tuple[Records, tuple[Remark, ...]]:
    """The whole way, with nobody deciding anything."""
    read = read_table(content)
    choices = guess(read)
    return records_of(read, choices), remarks_on(read, choices)


def check_sentence(remark: Remark) -> None:
    """It is in the list, complete, on one line, and no longer than a person reads."""
    assert remark.reason in REASONS + REMARKS
    sentence = remark.message()
    assert sentence.endswith((".", "?", "”."))
    assert sentence[0].isupper()
    assert sentence.isprintable()
    assert len(sentence) < 420
    # Names and cells are quoted, and nothing of the file's is said besides.
    marked = remark.message(quote=lambda text: f"<{len(text)}>")
    assert all(len(part) <= LONGEST_SHOWN for part in (remark.message(str, str).split("“")[1:]) if
               part.find("”") > LONGEST_SHOWN + 1) or "“" not in marked  # fmt: skip


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

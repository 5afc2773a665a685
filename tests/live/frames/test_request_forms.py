"""What a page asks for over the stream has a form of its own; another is refused."""

import math

import pytest

from nnviz.live.frames.requests import BadRequest, Edit, Seek, TraceRequest, edit, seek, trace


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        [1, 2],
        [1, 2, "3"],
        [1, 2.5, 3],
        [1, 2, math.nan],
        [1, 2, math.inf],
        [1, 2, 10**400],
        [1, 10**400, 0.5],
        [1, True, 0.5],
        [1, -1, 0.5],
        [1, 2, 3, 4],
        {"scene": 1},
    ],
)
def test_an_edit_of_another_form_is_refused(value: object) -> None:
    with pytest.raises(BadRequest):
        edit(value)


@pytest.mark.parametrize("value", [None, 3, [1], [1, 2.5], [1, "2"], [1, 2, 3]])
def test_a_seek_of_another_form_is_refused(value: object) -> None:
    with pytest.raises(BadRequest):
        seek(value)


@pytest.mark.parametrize("value", [3, [], {}, {"example": "3"}, {"example": 1.5}, "example"])
def test_a_look_of_another_form_is_refused(value: object) -> None:
    with pytest.raises(BadRequest):
        trace(value)


def test_well_formed_requests() -> None:
    assert edit([1, 2, 3]) == Edit(1, 2, 3.0)
    assert edit([1, 2, -0.5]) == Edit(1, 2, -0.5)
    assert seek([4, 100]) == Seek(4, 100)
    assert trace(None) is None
    assert trace({"example": None}) == TraceRequest(None, False)
    assert trace({"example": 7, "check": True}) == TraceRequest(7, True)

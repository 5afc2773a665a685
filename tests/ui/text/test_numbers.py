"""Numbers as people read them."""

import pytest

from nnviz.ui.text.numbers import told_apart


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        ([0.0, 0.0002, 0.0008], ["0", "0.0002", "0.0008"]),
        ([1990.0, 2005.0, 2020.0], ["1,990", "2,005", "2,020"]),
        ([-6.0, 0.1 + 0.2, 6.0], ["−6", "0.3", "6"]),
        ([1e-5, 1e10], ["1e−5", "1e10"]),
        ([0.69314, 0.69316], ["0.6931", "0.6932"]),
        ([5.0, 5.0], ["5", "5"]),
    ],
)
def test_marks_of_an_axis_are_told_apart(numbers: list[float], texts: list[str]) -> None:
    assert told_apart(numbers) == texts

"""Figures say what their arrays say, and stand odd ones."""

import numpy as np
import pytest

from nnviz.analysis.distributions import histograms
from nnviz.ui.common.theme import DARK, LIGHT
from nnviz.ui.figures.curves import CurveWords, curves, gap_curve
from nnviz.ui.figures.lesson import valley
from nnviz.ui.figures.matrices import matrix, short
from nnviz.ui.figures.regression import (
    RegressionWords,
    StraightLine,
    fits,
    loss_paths,
    weight_paths,
)
from nnviz.ui.figures.ridges import ridges

WORDS = CurveWords("Loss", "training", "test", "Epoch")


def test_curves_draw_both_shares() -> None:
    epochs = np.arange(3.0)
    figure = curves(epochs, epochs + 1, epochs + 2, WORDS, LIGHT)
    assert [trace.name for trace in figure.data] == ["training", "test"]
    np.testing.assert_array_equal(figure.data[1].y, [2, 3, 4])
    assert figure.layout.title.text == "Loss"


def test_a_single_record_is_visible() -> None:
    one = np.ones(1)
    assert curves(one, one, one, WORDS, DARK).data[0].mode == "markers"
    assert gap_curve(one, one, WORDS, DARK).data[0].mode == "markers"


def test_a_gap_stands_on_the_line_of_no_difference() -> None:
    epochs = np.arange(3.0)
    figure = gap_curve(epochs, epochs - 1, WORDS, LIGHT)
    np.testing.assert_array_equal(figure.data[0].y, [-1, 0, 1])
    assert figure.data[0].fill == "tozeroy"
    assert figure.layout.yaxis.zeroline


def test_a_share_of_one_is_shown_in_percent() -> None:
    epochs = np.arange(3.0)
    figure = curves(epochs, epochs, epochs, WORDS, LIGHT, percent=True)
    # As many decimals as tell the ticks apart.
    assert figure.layout.yaxis.tickformat == "~%"
    assert figure.layout.yaxis.autorangeoptions.clipmax == pytest.approx(1.03)


def test_small_numbers_of_an_axis_are_no_multiples_of_a_millionth() -> None:
    epochs = np.arange(3.0)
    figure = gap_curve(epochs, epochs * 4e-4, WORDS, LIGHT)
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        assert axis.exponentformat == "power"
        assert axis.minexponent == 4


def test_a_matrix_shows_weights_then_biases() -> None:
    weights, biases = np.array([[1.0, -2.0], [0.5, 0.25]]), np.array([0.0, -3.0])
    figure = matrix(weights, biases, ["x₁", "x₂"], ["a", "b"], LIGHT, title="layer 1", bias="bias")
    heat_map = figure.data[0]
    np.testing.assert_array_equal(heat_map.z, [[1, -2], [0.5, 0.25], [0, -3]])
    assert list(figure.layout.yaxis.ticktext) == ["x₁", "x₂", "bias"]
    assert (heat_map.zmin, heat_map.zmax) == (-3.0, 3.0)
    assert heat_map.text[0][1] == "−2.00"


def test_each_row_and_column_has_a_place_of_its_own_whatever_they_are_called() -> None:
    """Two names may be cut to the same, and some are numbers or days."""
    rows, columns = ["question …", "question …", "1980"], ["1", "10", "2020-01-01", "1"]
    figure = matrix(np.zeros((3, 4)), np.zeros(4), rows, columns, LIGHT, title="", bias="bias")
    assert figure.data[0].x is None
    assert figure.data[0].y is None
    for axis, names in ((figure.layout.xaxis, columns), (figure.layout.yaxis, [*rows, "bias"])):
        assert list(axis.tickvals) == list(range(len(names)))
        assert list(axis.ticktext) == names


@pytest.mark.parametrize("value", [0.0, np.inf, np.nan])
def test_a_matrix_without_a_scale_still_has_one(value: float) -> None:
    figure = matrix(np.full((1, 1), value), np.zeros(1), ["x"], ["y"], DARK, title="", bias="bias")
    assert (figure.data[0].zmin, figure.data[0].zmax) == (-1, 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.126, "0.13"),
        (-0.001, "0.00"),
        (-12.34, "−12.3"),
        (123.4, "123"),
        (-9876.0, "−9876"),
        (-2e12, "−2e+12"),
    ],
)
def test_numbers_in_cells_are_short(value: float, text: str) -> None:
    assert short(value) == text
    assert len(text) <= 6


def test_ridges_stand_on_their_lines_first_layer_on_top() -> None:
    first, second = histograms([np.array([0.0, 1.0, 1.0]), np.array([0.5])], bins=4)
    figure = ridges([first, second], ["layer 1", "output"], "Weights", "#123456", LIGHT)
    assert min(figure.data[0].y) == 1
    assert min(figure.data[1].y) == 0
    assert max(figure.data[1].y) < 1
    assert list(figure.layout.yaxis.ticktext) == ["layer 1", "output"]
    assert list(figure.layout.yaxis.tickvals) == [1, 0]


REGRESSION_WORDS = RegressionWords(
    "data", "as printed", "corrected", "closed form", "X", "y", "W", "Loss", "Epoch"
)


def test_private_lines_pass_through_their_points() -> None:
    inputs, weights, biases = np.array([0.2, 0.8]), np.array([1.0, -2.0]), np.array([0.5, 3.0])
    targets = weights * inputs + biases
    own, data = fits(inputs, targets, (weights, biases), None, None, REGRESSION_WORDS, LIGHT).data
    np.testing.assert_allclose(own.y.reshape(2, 3)[:, :2].mean(axis=1), targets)
    np.testing.assert_array_equal(data.y, targets)


def test_a_line_that_has_diverged_is_left_out_and_the_data_stay_in_view() -> None:
    inputs = np.linspace(0, 1, 3)
    figure = fits(
        inputs,
        3 * inputs,
        (np.full(3, np.inf), np.zeros(3)),
        StraightLine(np.nan, np.inf),
        StraightLine(3.0, 0.5),
        REGRESSION_WORDS,
        DARK,
    )
    assert not any(np.isinf(trace.y).any() for trace in figure.data)
    assert figure.layout.yaxis.range[1] == pytest.approx(4.5)


def test_weight_paths_begin_and_end_where_the_weights_do() -> None:
    epochs = np.arange(400)
    own = np.column_stack([epochs / 400, -epochs / 400])
    own[-1, 1] = 1e300  # more than is sent: no warning, and a gap
    paths, fixed, best = weight_paths(epochs, own, own[:, 0], 2.0, REGRESSION_WORDS, LIGHT).data
    first = paths.y[: len(paths.y) // 2]
    np.testing.assert_allclose(first[[0, -2]], own[[0, -1], 0], rtol=1e-6)
    assert np.isnan(first[-1])
    assert len(paths.y) < 100
    np.testing.assert_array_equal(fixed.y, own[:, 0])
    np.testing.assert_array_equal(best.y, [2.0, 2.0])


def test_losses_stand_on_a_logarithmic_axis() -> None:
    figure = loss_paths(np.arange(2), np.ones(2), None, None, REGRESSION_WORDS, LIGHT)
    assert [trace.name for trace in figure.data] == ["as printed"]


def test_the_slope_under_the_ball_touches_the_valley() -> None:
    weights = np.linspace(-1, 3, 9)
    path = np.array([0.0, 1.5])
    _, tangent, _, ball = valley(
        weights, weights**2, path, path**2, 3.0, LIGHT, weight_name="W", loss_name="L"
    ).data
    assert (ball.x[0], ball.y[0]) == (1.5, 2.25)
    assert (tangent.y[1] - tangent.y[0]) / (tangent.x[1] - tangent.x[0]) == pytest.approx(3.0)
    assert sum(tangent.y) / 2 == pytest.approx(2.25)

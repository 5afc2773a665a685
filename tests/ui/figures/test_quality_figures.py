"""Figures on quality and gradients say what their numbers say, and stand odd ones."""

import numpy as np
import pytest

from nnviz.analysis.distributions import histograms
from nnviz.analysis.quality.calibration import reliability
from nnviz.analysis.quality.thresholds import precision_recall_curve, roc_curve
from nnviz.ui.common.theme import DARK, LIGHT, blend
from nnviz.ui.components.confusion import Matrix
from nnviz.ui.figures.flow import flow_figure
from nnviz.ui.figures.quality.calibration import CalibrationWords, calibration_figure
from nnviz.ui.figures.quality.residuals import FitWords, SharePoints, fit_figure, residual_histogram
from nnviz.ui.figures.quality.thresholds import (
    AxisWords,
    CurveStyle,
    precision_recall_figure,
    roc_figure,
)
from nnviz.ui.panels.flow import power
from nnviz.ui.text.numbers import decimal, digits, percent

POSITIVE = np.array([False, True, False, True, True])
SCORES = np.array([0.1, 0.4, 0.4, 0.8, 0.9])
LOOK = CurveStyle("train: 0.9", True, "train", "#123456", "solid")
AXES = AxisWords("Area", "x", "y")


def test_the_drawn_roc_curve_has_the_area_that_is_said() -> None:
    curve = roc_curve(POSITIVE, SCORES)
    guessing, line = roc_figure([(curve, LOOK)], AXES, LIGHT).data
    assert list(guessing.x) == list(guessing.y) == [0, 1]
    assert np.trapezoid(line.y, line.x) == pytest.approx(curve.area)
    assert (line.name, line.line.color, line.line.dash) == ("train: 0.9", "#123456", "solid")


def test_the_drawn_precision_has_the_area_that_is_said() -> None:
    curve = precision_recall_curve(POSITIVE, SCORES)
    (line,) = precision_recall_figure([(curve, LOOK)], AXES, LIGHT).data
    assert line.line.shape == "vh"  # first up or down, then on at that height
    assert np.diff(line.x) @ line.y[1:] == pytest.approx(curve.area)


def test_a_curve_that_is_not_listed_is_drawn_all_the_same() -> None:
    curve = roc_curve(POSITIVE, SCORES)
    figure = roc_figure([(curve, LOOK._replace(listed=False))], AXES, DARK)
    assert not figure.data[1].showlegend
    assert len(figure.data[1].x) > 1


def test_no_samples_draw_empty_figures() -> None:
    nothing, none = np.empty(0), np.empty(0, bool)
    roc_figure([(roc_curve(none, nothing), LOOK)], AXES, LIGHT)
    precision_recall_figure([(precision_recall_curve(none, nothing), LOOK)], AXES, LIGHT)
    words = CalibrationWords("Calibration", "sure", "right", "Points")
    result = reliability(nothing, none)
    figure = calibration_figure([(result, "train", "#123456", "circle")], 0.5, words, LIGHT)
    assert len(figure.data[1].x) == 0
    share = SharePoints(nothing, nothing, "train", "#123456", "circle")
    figure = fit_figure([share], FitWords("", "", ""), LIGHT, diagonal=True)
    assert len(figure.data[0].x) == 0


def test_calibration_shows_the_filled_bins_with_their_counts() -> None:
    probabilities = np.array([0.52, 0.53, 0.97])
    result = reliability(probabilities, np.array([True, False, True]))
    words = CalibrationWords("Calibration", "sure", "right", "Points")
    figure = calibration_figure([(result, "train", "#123456", "circle")], 0.5, words, LIGHT)
    _, dots, bars = figure.data
    np.testing.assert_allclose(dots.x, [0.525, 0.97])
    np.testing.assert_allclose(dots.y, [0.5, 1.0])
    assert list(bars.y) == list(dots.customdata) == [2, 1]
    assert dots.marker.size[0] > dots.marker.size[1]


@pytest.mark.parametrize("diagonal", [True, False])
def test_points_lie_on_the_line_where_the_network_is_right(diagonal: bool) -> None:
    x = np.array([-1.0, 3.0])
    share = SharePoints(x, x if diagonal else 0 * x, "train", "#123456", "circle")
    points, line = fit_figure([share], FitWords("", "", ""), LIGHT, diagonal=diagonal).data
    assert list(zip(points.x, points.y, strict=True)) == list(zip(line.x, line.y, strict=True))


def test_residual_histograms_are_shares() -> None:
    (histogram,) = histograms([np.array([0.0, 1.0, 1.0])], bins=2)
    words = FitWords("", "", "")
    (outline,) = residual_histogram([(histogram, "train", "#123456")], words, LIGHT).data
    assert max(outline.y) == pytest.approx(2 / 3)
    assert outline.y[0] == outline.y[-1] == 0


def test_layers_are_lines_and_what_has_no_logarithm_is_a_gap() -> None:
    epochs, values = np.arange(3.0), np.array([[1.0, 0.1], [0.0, np.nan], [2.0, 0.2]])
    figure = flow_figure(
        epochs,
        values,
        ["layer 1", "output"],
        LIGHT,
        title="",
        subtitle="",
        epoch="Epoch",
        guide=1e-3,
    )
    first, last = figure.data
    assert (first.name, last.name) == ("layer 1", "output")
    assert (first.line.color, last.line.color) == (LIGHT.negative_line, LIGHT.positive_line)
    np.testing.assert_array_equal(first.y, [1.0, np.nan, 2.0])
    assert figure.layout.yaxis.type == "log"
    assert figure.layout.shapes[0].y0 == 1e-3


def test_a_single_record_of_the_flow_is_visible() -> None:
    figure = flow_figure(
        np.zeros(1), np.ones((1, 1)), ["output"], DARK, title="", subtitle="", epoch=""
    )
    assert figure.data[0].mode == "markers"
    assert not figure.layout.shapes


def test_cells_say_what_they_count_and_how_much_of_their_row_it_is() -> None:
    cells = Matrix("Test points", np.array([[3, 1], [0, 0]]), "#123456").cells(["cat", "dog"])
    assert [(cell["count"], cell["share"]) for cell in cells[0]] == [("3", "75%"), ("1", "25%")]
    assert cells[0][1]["label"] == "True class cat, predicted class dog: 1"
    # A row of nothing has no shares.
    assert [(cell["share"], cell["depth"]) for cell in cells[1]] == [("", 0.0), ("", 0.0)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.19, "0.19"),
        (12.0, "12"),
        (0.001, "10⁻³"),
        (5.44e-5, "5.4 × 10⁻⁵"),
        (9.99e-6, "10⁻⁵"),
        (12345.0, "1.2 × 10⁴"),
        (np.inf, "inf"),
        (np.nan, "nan"),
    ],
)
def test_numbers_of_any_size_are_short(value: float, text: str) -> None:
    assert power(value).replace("\N{NO-BREAK SPACE}", " ") == text


def test_measures_have_a_dash_where_there_is_nothing_to_measure() -> None:
    assert [write(np.nan) for write in (percent, decimal, digits)] == ["–"] * 3
    assert (percent(0.5), decimal(-0.25), digits(1234.5)) == ("50.0%", "−0.250", "1.23e+03")


def test_colours_blend() -> None:
    assert blend("#000000", "#ff8000", 0.0) == "#000000"
    assert blend("#000000", "#ff8000", 0.5) == "#804000"
    assert blend("#000000", "#ff8000", 1.0) == "#ff8000"

"""The map and the relief of the loss say what the surface says, gaps and odd scales included."""

from typing import Any

import numpy as np
import pytest

from nnviz.analysis.landscape.directions import ParameterPlane
from nnviz.analysis.landscape.landscape import Surface
from nnviz.ui.common.theme import DARK, LIGHT, blend, sequential_scale
from nnviz.ui.figures.landscape.landscape import PIN, Terrain, TerrainWords, contours, relief
from nnviz.ui.figures.landscape.scale import scale_of

WORDS = TerrainWords("loss", "w1", "w2", "path", "now", "update {step}, loss {loss}")
#: Rises by 1 for each unit to the right and by 10 for each unit up.
SLOPE = np.array([[1.0, 2.0, 3.0], [11.0, 12.0, 13.0]])


def terrain(heights: np.ndarray = SLOPE, **changes: Any) -> Terrain:
    plane = ParameterPlane(np.zeros(2), np.eye(2))
    given: dict[str, Any] = {
        "surface": Surface(plane, np.array([-1.0, 0.0, 1.0]), np.array([0.0, 1.0]), heights),
        "offset": np.array([100.0, 200.0]),
        "path": np.array([[-1.0, 0.0], [0.5, 0.5], [0.0, 5.0]]),
        "steps": np.array([0, 1500, 3000]),
        "losses": np.array([1.0, 8.0, 9.0]),
        "here": 1,
        "distance": 0.5,
    }
    return Terrain(**(given | changes))


def draw(draw: Any, ground: Terrain, log: bool = False) -> Any:
    return draw(ground, WORDS, LIGHT, LIGHT.train, log=log, revision="1")


def test_the_map_shows_the_surface_on_the_axes_of_the_weights() -> None:
    figure = draw(contours, terrain())
    ground = figure.data[0]
    np.testing.assert_array_equal(ground.x, [99.0, 100.0, 101.0])
    np.testing.assert_array_equal(ground.y, [200.0, 201.0])
    np.testing.assert_array_equal(ground.z, SLOPE)
    assert (ground.zmin, ground.zmax) == (1.0, 13.0)
    assert figure.layout.xaxis.title.text == "w1"
    assert figure.layout.yaxis.title.text == "w2"
    assert tuple(figure.layout.xaxis.range) == (99.0, 101.0)
    assert "loss %{customdata" in ground.hovertemplate


def test_the_map_shows_the_path_and_where_the_run_is() -> None:
    _, rim, line, marker = draw(contours, terrain()).data
    for trace in (rim, line):
        np.testing.assert_array_equal(trace.x, [99.0, 100.5, 100.0])
        np.testing.assert_array_equal(trace.y, [200.0, 200.5, 205.0])
    assert (marker.x[0], marker.y[0]) == (100.5, 200.5)
    np.testing.assert_array_equal(marker.customdata, [[1500, 8.0]])
    assert marker.hovertemplate.startswith("now: update %{customdata[0]:,}, loss %{customdata[1]")


def test_the_pin_of_the_relief_stands_on_the_ground() -> None:
    ground, _, _, pin = draw(relief, terrain()).data
    np.testing.assert_array_equal(ground.z, SLOPE)
    # Half a step to the right and half a step up from 2: 2 + 0.5 + 5.
    np.testing.assert_allclose(pin.z, [7.5, 7.5 + PIN * 12.0])
    assert pin.hovertemplate.startswith("update 1,500, loss 8<")


def test_the_path_follows_the_ground_and_ends_where_the_ground_does() -> None:
    _, rim, line, _ = draw(
        relief, terrain(path=np.array([[-1.0, 0.0], [1.0, 0.0], [1.0, 2.0]]))
    ).data
    n = (len(line.z) - 1) // 2
    on_the_ground = np.asarray(line.z[: n + 1])
    np.testing.assert_allclose(np.diff(on_the_ground), 2.0 / n)  # straight uphill from 1 to 3
    assert np.isnan(line.z[-1])
    assert (np.asarray(line.z[: n + 1]) > np.asarray(rim.z[: n + 1])).all()


def test_a_logarithmic_scale_has_heights_by_powers_of_ten_and_says_losses() -> None:
    losses = np.array([[0.001, 0.01, 0.1], [1.0, 10.0, 100.0]])
    ground = draw(contours, terrain(losses), log=True).data[0]
    np.testing.assert_allclose(ground.z, [[-3, -2, -1], [0, 1, 2]])
    np.testing.assert_array_equal(ground.customdata, losses)
    assert list(ground.colorbar.ticktext) == ["0.001", "0.01", "0.1", "1", "10", "100"]
    np.testing.assert_allclose(ground.colorbar.tickvals, [-3, -2, -1, 0, 1, 2])
    axis = draw(relief, terrain(losses), log=True).layout.scene.zaxis
    assert axis.ticktext == ground.colorbar.ticktext


@pytest.mark.parametrize(
    ("losses", "texts"),
    [
        ([0.2, 1.1], ["0.2", "0.5", "1"]),
        ([0.31, 0.34], ["0.31", "0.34"]),
        ([0.69312, 0.69314], ["0.69312", "0.69314"]),
        ([2e-7, 3e-3], ["1e−6", "1e−5", "0.0001", "0.001"]),
        ([0.5, 0.5], ["0.5"]),
    ],
)
def test_ticks_of_a_short_logarithmic_scale(losses: list[float], texts: list[str]) -> None:
    assert scale_of(np.array(losses), log=True).ticks["ticktext"] == texts


def test_no_loss_at_all_is_finite_on_a_logarithmic_scale() -> None:
    scale = scale_of(np.array([0.0, 1.0]), log=True)
    assert scale.low == -12.0
    assert np.isfinite(scale(np.array([0.0]))).all()


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("builder", [contours, relief])
@pytest.mark.parametrize("value", [np.nan, 0.0, 0.5])
def test_a_surface_without_a_scale_is_drawn(builder: Any, log: bool, value: float) -> None:
    flat = np.full((2, 3), value)
    figure = draw(builder, terrain(flat), log=log)
    assert np.isnan(np.asarray(figure.data[0].z, float)).all() == np.isnan(value)


def test_a_gap_stays_a_gap() -> None:
    holed = SLOPE.copy()
    holed[0, 1] = np.nan
    for builder in (contours, relief):
        assert np.isnan(np.asarray(draw(builder, terrain(holed)).data[0].z)[0, 1])


def test_a_single_point_is_a_path() -> None:
    one = terrain(path=np.zeros((1, 2)), steps=np.array([0]), losses=np.array([2.0]), here=0)
    assert len(draw(relief, one).data[2].x) == 1
    assert len(draw(contours, one).data[2].x) == 1


def test_colours_between_two() -> None:
    assert blend("#000000", "#ffffff", 0.0) == "#000000"
    assert blend("#102030", "#304050", 0.5) == "#203040"
    assert blend("#000000", "#ff8000", 1.0) == "#ff8000"


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_scale_fades_towards_the_background(palette: Any) -> None:
    scale = sequential_scale(palette, palette.train)
    assert [place for place, _ in scale] == sorted(place for place, _ in scale)
    assert scale[0][0] == 0.0
    assert scale[-1][0] == 1.0

    def lightness(colour: str) -> int:
        return sum(bytes.fromhex(colour[1:]))

    towards = lightness(palette.background) > lightness(palette.ink)
    steps = np.diff([lightness(colour) for _, colour in scale])
    assert (steps > 0 if towards else steps < 0).all()

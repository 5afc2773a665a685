"""Where pictures are sampled."""

import numpy as np

from nnviz.live.run.grid import CURVE_SIZE, MAP_SIZE, TILE_SIZE, sample_points, tiles


def test_plane_begins_at_the_top_left() -> None:
    points = sample_points(2, (-6.0, 6.0)).reshape(MAP_SIZE, MAP_SIZE, 2)
    half_cell = 6.0 / MAP_SIZE
    np.testing.assert_allclose(points[0, 0], [-6 + half_cell, 6 - half_cell])
    np.testing.assert_allclose(points[0, -1], [6 - half_cell, 6 - half_cell])
    np.testing.assert_allclose(points[-1, 0], [-6 + half_cell, -6 + half_cell])


def test_the_middle_of_the_map_is_the_middle_of_the_domain() -> None:
    points = sample_points(2, (0.0, 2.0)).reshape(MAP_SIZE, MAP_SIZE, 2)
    np.testing.assert_allclose(points[MAP_SIZE // 2, MAP_SIZE // 2], [1.0, 1.0])


def test_line_goes_from_left_to_right_at_the_centres() -> None:
    points = sample_points(1, (0.0, 2.0))
    assert points.shape == (CURVE_SIZE, 1)
    np.testing.assert_allclose(points[[0, -1], 0], [1 / CURVE_SIZE, 2 - 1 / CURVE_SIZE])
    assert (np.diff(points[:, 0]) > 0).all()


def test_a_tile_is_sampled_at_the_centres_of_its_own_cells() -> None:
    maps = sample_points(2, (-3.0, 3.0)).T
    small = tiles(maps)
    assert small.shape == (2, TILE_SIZE, TILE_SIZE)
    centres = -3 + (np.arange(TILE_SIZE) + 0.5) * 6 / TILE_SIZE
    np.testing.assert_allclose(small[0, 5], centres)
    np.testing.assert_allclose(small[1, :, 5], centres[::-1])


def test_curves_stay_whole() -> None:
    curves = np.zeros((3, CURVE_SIZE))
    assert tiles(curves) is curves

"""A plane shows what stands where, whichever way it lies through the data."""

from typing import Any

import numpy as np
import pytest
from sklearn.decomposition import PCA

from nnviz.data import DATASETS
from nnviz.data.inputs.plane import Projection, default_projection, plane_of
from nnviz.data.sampling import EXTENT
from nnviz.data.specs.datasets import REAL
from nnviz.experiment import Experiment

CORNERS = np.array([[-EXTENT, -EXTENT], [EXTENT, EXTENT], [0.0, 0.0], [1.5, -2.0]])


def data_of(name: str) -> tuple[Any, Any]:
    return DATASETS[name], Experiment(name).make_dataset()


@pytest.mark.parametrize(
    "name", [spec.name for spec in DATASETS.values() if spec.shown_dimension == 2]
)
def test_a_place_on_the_plane_is_where_its_inputs_are_seen(name: str) -> None:
    spec, data = data_of(name)
    views = [default_projection(spec), Projection(*tuple(spec.features)[:2])]
    for projection in views:
        plane = plane_of(spec, data, projection)
        points = plane.inputs_at(CORNERS)
        assert points.shape == (len(CORNERS), spec.dimension)
        np.testing.assert_allclose(plane.places_of(points), CORNERS, atol=1e-9)


@pytest.mark.parametrize("name", REAL)
def test_components_are_those_of_pca(name: str) -> None:
    spec, data = data_of(name)
    plane = plane_of(spec, data, Projection())
    places = plane.places_of(data.train_points)
    assert np.abs(places).max() < EXTENT
    expected = PCA(2).fit_transform(data.train_points)
    for axis in (0, 1):
        assert abs(np.corrcoef(places[:, axis], expected[:, axis])[0, 1]) > 1 - 1e-9


def test_columns_are_shown_in_the_unit_of_the_table() -> None:
    spec, data = data_of("iris")
    records = spec.records
    plane = plane_of(spec, data, Projection("c3", "c4"))
    train = records.values[data.train_rows]
    for axis, column in zip(plane.axes, (2, 3), strict=True):
        assert axis.label == records.recipe.columns[column].name
        assert axis.low < train[:, column].min()
        assert axis.high > train[:, column].max()
    place = plane.places_of(data.train_points[:1])[0]
    low, high = plane.axes[0].low, plane.axes[0].high
    assert low + (place[0] + EXTENT) / (2 * EXTENT) * (high - low) == pytest.approx(train[0, 2])


def test_other_columns_are_held_where_they_are_told_to_be() -> None:
    spec, data = data_of("iris")
    preparation = data.preparation
    usual = plane_of(spec, data, Projection("c1", "c2")).inputs_at(CORNERS)
    fixed = plane_of(spec, data, Projection("c1", "c2", fixed=((3, 2.5),))).inputs_at(CORNERS)
    np.testing.assert_array_equal(usual[:, :3], fixed[:, :3])
    expected = (2.5 - preparation.mean[3]) / preparation.scale[3]
    np.testing.assert_allclose(fixed[:, 3], expected)
    median = (preparation.fill[3] - preparation.mean[3]) / preparation.scale[3]
    np.testing.assert_allclose(usual[:, 3], median)


@pytest.mark.parametrize(
    "projection", [Projection("c9", "c1"), Projection("c1", "c2", fixed=((7, 0.0),))]
)
def test_what_there_is_not_cannot_be_shown(projection: Projection) -> None:
    spec, data = data_of("iris")
    with pytest.raises(ValueError, match="there are"):
        plane_of(spec, data, projection)

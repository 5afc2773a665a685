"""Points above a curve: on the right side, balanced, in view, whatever the curve."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnviz import Experiment, Trainer
from nnviz.data.generated.curves import (
    COEFFICIENTS,
    CURVE_NAMES,
    LARGEST_COEFFICIENT,
    MOST_COEFFICIENTS,
    curve_of,
    leaves_both_sides,
)
from nnviz.data.sampling import EXTENT

coefficients = st.lists(
    st.floats(-LARGEST_COEFFICIENT, LARGEST_COEFFICIENT) | st.floats(-4, 4),
    min_size=1,
    max_size=MOST_COEFFICIENTS,
).map(tuple)


@pytest.mark.parametrize("curve", CURVE_NAMES)
def test_points_lie_on_their_side(curve: str) -> None:
    data = Experiment(dataset="above", curve=curve).make_dataset()
    points = np.concatenate([data.train_points, data.test_points])
    labels = np.concatenate([data.train_labels, data.test_labels])
    heights = curve_of(curve, COEFFICIENTS)(points[:, 0])
    np.testing.assert_array_equal(labels == 1.0, points[:, 1] > heights)
    assert np.abs(points).max() <= EXTENT
    assert labels.mean() == 0.5


@given(coefficients, st.floats(0, 0.5), st.integers(20, 60))
def test_every_polynomial_that_is_allowed_gives_both_classes(
    given_coefficients: tuple[float, ...], noise: float, n: int
) -> None:
    assume(leaves_both_sides(given_coefficients))
    experiment = Experiment(
        dataset="above",
        curve="polynomial",
        coefficients=given_coefficients,
        noise=noise,
        n_points=n,
    )
    data = experiment.make_dataset()
    labels = np.concatenate([data.train_labels, data.test_labels])
    assert abs(2 * np.count_nonzero(labels) - n) <= 1
    assert Experiment.from_query(experiment.to_query()) == (experiment, [])


@pytest.mark.parametrize(
    "value", [(), (100.0,), (-6.0,), (1.0,) * 7, (np.nan,), (1e9, 1.0), ("1",), (True,), "0,1"]
)
def test_other_polynomials_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="coefficients"):
        Experiment(dataset="above", curve="polynomial", coefficients=value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "100", "x", "nan", "1,,2", "inf,1", "0," * 9 + "0", "1e400"])
def test_other_texts_are_complaints(text: str) -> None:
    query = {"dataset": "above", "curve": "polynomial", "coefficients": text}
    experiment, (complaint,) = Experiment.from_query(query)
    assert experiment.coefficients == COEFFICIENTS
    assert complaint.field == "coefficients"


def test_other_data_do_not_heed_the_curve() -> None:
    plain = Experiment().make_dataset()
    curved = Experiment(curve="polynomial", coefficients=(0.0, 1.0)).make_dataset()
    np.testing.assert_array_equal(plain.train_points, curved.train_points)


def test_it_is_learnt() -> None:
    trainer = Trainer(Experiment(dataset="above", hidden=(8, 8), optimizer="adam"))
    trainer.epoch(200)
    assert trainer.evaluate().test_metric > 0.95

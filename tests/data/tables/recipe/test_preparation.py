"""The preparation is scikit-learn's pipeline to the last digits, and can be written down."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from nnviz.data.arrays import FloatArray
from nnviz.data.tables import Column, Preparation, Recipe

NAMES = ("red", "green", "blue")
RECIPE = Recipe(
    (Column("a"), Column("c", "category", NAMES), Column("d", "date")), "y", "regression"
)


@st.composite
def tables(draw: st.DrawFn) -> FloatArray:
    """Values ``(n, 3)`` of `RECIPE`, some missing, none of the columns without any."""
    n = draw(st.integers(2, 40))
    number = st.one_of(st.floats(-1e6, 1e6), st.just(np.nan), st.just(0.1))
    code = st.sampled_from([0.0, 1.0, 2.0, np.nan])
    rows = draw(st.lists(st.tuples(number, code, number), min_size=n, max_size=n))
    return np.array([(0.1, 1.0, 0.1), *rows])


@given(tables(), tables())
def test_as_scikit_learn(train: FloatArray, test: FloatArray) -> None:
    wanted = []
    for i, column in enumerate(RECIPE.columns):
        is_category = column.kind == "category"
        imputer = SimpleImputer(strategy="most_frequent" if is_category else "median")
        then = (
            OneHotEncoder(
                categories=[[0.0, 1.0, 2.0]], handle_unknown="ignore", sparse_output=False
            )
            if is_category
            else StandardScaler()
        )
        then.fit(imputer.fit_transform(train[:, [i]]))
        wanted.append(then.transform(imputer.transform(test[:, [i]])))
    found = Preparation.fit(RECIPE, train, np.arange(len(train), dtype=float)).transform(test)
    np.testing.assert_allclose(found, np.hstack(wanted), rtol=1e-12, atol=1e-12)


@given(tables())
def test_written_down_and_read_again(values: FloatArray) -> None:
    labels = np.arange(len(values), dtype=float)
    preparation = Preparation.fit(RECIPE, values, labels)
    again = Preparation.from_json(json.loads(json.dumps(preparation.to_json())))
    assert again.recipe == RECIPE
    np.testing.assert_array_equal(again.transform(values), preparation.transform(values))
    np.testing.assert_array_equal(again.values_of(labels), preparation.values_of(labels))


def test_equal_values_do_not_explode_where_the_test_share_differs() -> None:
    train = np.array([[0.1, 0.0, 5.0]] * 11)
    found = Preparation.fit(RECIPE, train, np.zeros(11)).transform(np.array([[5.0, 0.0, 5.0]]))
    assert abs(found).max() < 10

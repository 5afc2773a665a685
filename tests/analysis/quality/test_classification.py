"""Confusion, precision, recall and F1 are those of scikit-learn; shares of nothing are nan."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, precision_recall_fscore_support
from sklearn.metrics import confusion_matrix as sklearn_confusion_matrix

from nnviz.analysis.quality.classification import (
    accuracy,
    class_report,
    confusion_matrix,
    row_shares,
)

PAIRS = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), min_size=1, max_size=40),
    )
)


@given(PAIRS)
def test_counts_and_shares_are_those_of_scikit_learn(
    case: tuple[int, list[tuple[int, int]]],
) -> None:
    n_classes, pairs = case
    classes, predicted = np.array(pairs).T
    labels = np.arange(n_classes)
    counts = confusion_matrix(classes, predicted, n_classes)
    np.testing.assert_array_equal(
        counts, sklearn_confusion_matrix(classes, predicted, labels=labels)
    )
    assert accuracy(counts) == pytest.approx(accuracy_score(classes, predicted))
    report = class_report(counts)
    expected = precision_recall_fscore_support(
        classes, predicted, labels=labels, zero_division=np.nan
    )
    for ours, theirs in zip(
        (report.precision, report.recall, report.f1, report.support), expected, strict=True
    ):
        np.testing.assert_allclose(ours, theirs)


def test_row_shares_sum_to_one_except_where_there_is_nothing() -> None:
    shares = row_shares(np.array([[3, 1, 0], [0, 0, 0], [0, 0, 2]]))
    np.testing.assert_array_equal(shares[0], [0.75, 0.25, 0.0])
    assert np.isnan(shares[1]).all()
    np.testing.assert_array_equal(shares[2], [0.0, 0.0, 1.0])


def test_a_share_without_samples_has_counts_of_zero_and_no_quality() -> None:
    nothing = np.empty(0, np.intp)
    counts = confusion_matrix(nothing, nothing, 3)
    assert counts.tolist() == [[0] * 3] * 3
    assert np.isnan(accuracy(counts))
    report = class_report(counts)
    assert np.isnan([report.precision, report.recall, report.f1]).all()


def test_a_class_that_is_never_called_has_no_precision_but_a_recall() -> None:
    report = class_report(np.array([[0, 2], [0, 3]]))
    assert np.isnan(report.precision[0])
    assert report.recall[0] == 0.0
    assert report.f1[0] == 0.0
    assert report.support.tolist() == [2, 3]

"""The real datasets are those that scikit-learn ships, to the last digit, and say where from."""

from pathlib import Path

import numpy as np
import pytest

from nnviz.data import DATASETS
from nnviz.data.real import FOLDER, SOURCES, records_of
from nnviz.data.specs.datasets import REAL
from nnviz.experiment import Experiment
from tests.data.real.generate_real_sets import tables, write


def test_files_are_what_the_script_writes(tmp_path: Path) -> None:
    write(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(
        path.name for path in FOLDER.iterdir() if path.suffix in (".csv", ".json")
    )
    for name in names:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", REAL)
def test_values_and_labels(name: str) -> None:
    recipe, values, labels = tables()[name]
    records = records_of(name)
    assert records.recipe == recipe
    np.testing.assert_array_equal(records.values, values)
    np.testing.assert_array_equal(records.labels, labels)
    assert len(records) == SOURCES[name].rows == DATASETS[name].default_points


@pytest.mark.parametrize("name", REAL)
def test_source_and_licence_are_said(name: str) -> None:
    source = SOURCES[name]
    assert len(source.source) > 20
    assert source.url.startswith("https://")
    assert source.licence


@pytest.mark.parametrize("name", REAL)
def test_the_test_share_leaves_no_trace_in_the_preparation(name: str) -> None:
    experiment = Experiment(name)
    data = experiment.make_dataset()
    assert data.preparation is not None
    assert not set(data.train_rows) & set(data.test_rows)
    assert len(data.train_rows) + len(data.test_rows) == SOURCES[name].rows
    values = records_of(name).values
    if name != "digits":
        np.testing.assert_allclose(data.preparation.mean, values[data.train_rows].mean(axis=0))
        np.testing.assert_allclose(data.preparation.scale, values[data.train_rows].std(axis=0))
        np.testing.assert_allclose(data.train_points.mean(axis=0), 0.0, atol=1e-9)


@pytest.mark.parametrize("name", [name for name, spec in REAL.items() if spec.classes])
@pytest.mark.parametrize("train_share", [0.1, 0.5, 0.8])
def test_both_shares_have_each_class_in_proportion(name: str, train_share: float) -> None:
    data = Experiment(name, train_share=train_share).make_dataset()
    counts = np.bincount(records_of(name).labels.astype(int))
    train = np.bincount(data.train_labels.astype(int), minlength=len(counts))
    np.testing.assert_allclose(train, counts * train_share, atol=1.0)

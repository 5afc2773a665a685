"""The dataset picker: every dataset has a small picture and a place in a group."""

import json
import re

import pytest

from nnviz.data import DATASETS
from nnviz.ui.components.cards.thumbnails import SIZE, VALUE_STEPS, thumbnail
from nnviz.ui.controls.sidebar.data import dataset_groups


@pytest.mark.parametrize("name", DATASETS)
def test_a_thumbnail_is_dots_within_its_square(name: str) -> None:
    paths = thumbnail(name)
    spec = DATASETS[name]
    numbers = [int(number) for _, d in paths for number in re.findall(r"\d+", d.replace("h0", ""))]
    assert min(numbers) >= 0
    assert max(numbers) <= SIZE
    kinds = [kind for kind, _ in paths]
    if spec.task == "regression":
        assert set(kinds) <= {f"value-{step}" for step in range(VALUE_STEPS)}
    else:
        assert kinds == [f"class-{number}" for number in range(spec.classes)]


def test_all_thumbnails_together_are_small() -> None:
    assert len(json.dumps([thumbnail(name) for name in DATASETS])) < 20_000


def test_each_dataset_is_in_one_group() -> None:
    names = [name for cards in dataset_groups().values() for name, _, _ in cards]
    assert sorted(names) == sorted(DATASETS)

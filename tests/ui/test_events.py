"""What a person does in the picture changes the run, or nothing at all."""

from collections.abc import Mapping
from typing import Any

import pytest

from nnviz.experiment import Experiment
from nnviz.ui import picture
from tests.ui.page import Page

BOTH = ["x1", "x2"]


def reshape(hidden: list[Any], features: list[Any]) -> dict[str, Any]:
    return {"type": "reshape", "hidden": hidden, "features": features}


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        (reshape([4, 2], ["x1", "x2", "sin_x1"]), {"features": ("x1", "x2", "sin_x1")}),
        (reshape([4, 2], ["x1"]), {"features": ("x1",)}),
        (reshape([4, 2, 2], BOTH), {"hidden": (4, 2, 2)}),
        (reshape([], BOTH), {"hidden": ()}),
        (reshape([5, 1], BOTH), {"hidden": (5, 1)}),
        (reshape([5, 1], ["x2"]), {"hidden": (5, 1), "features": ("x2",)}),
        ({"type": "trouble", "step": 3}, {}),
        (reshape([17], BOTH), {}),
        (reshape([4] * 7, BOTH), {}),
        (reshape(["4"], BOTH), {}),
        (reshape([4, 2], []), {}),
        (reshape([4, 2], ["x_cubed"]), {}),
        (reshape([4, 2], [["x1"]]), {}),
        ({"type": "reshape", "hidden": [4]}, {}),
        ({"type": "reshape", "hidden": None, "features": None}, {}),
        ({"type": "nonsense"}, {}),
        ({}, {}),
    ],
    ids=str,
)
def test_events_of_the_picture_change_the_run(
    monkeypatch: pytest.MonkeyPatch, event: Mapping[str, Any], changes: dict[str, Any]
) -> None:
    page = Page()
    events = [event]
    monkeypatch.setattr(picture, "stage", lambda *_, **__: events.pop() if events else None)
    page.run()
    assert page.experiment == Experiment(**changes)
    assert page.query == page.experiment.to_query()

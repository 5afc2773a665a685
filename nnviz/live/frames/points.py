"""The points that a viewer shows: told anew where they change without a new scene."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.settings import DatasetProtocol
from nnviz.live.frames.requests import Draw
from nnviz.live.run.projected import MOST_DRAWN, ProjectedSpace
from nnviz.live.run.run import LiveRun


def point_arrays(dataset: Any, space: ProjectedSpace) -> dict[str, NDArray[Any]]:
    """Points and labels of both shares, as many as are drawn: what a scene says of them."""
    points = {
        "train_points": space.places_of(dataset.train_points),
        "train_labels": dataset.train_labels[:MOST_DRAWN],
        "test_points": space.places_of(dataset.test_points),
        "test_labels": dataset.test_labels[:MOST_DRAWN],
    }
    return {name: values.astype(np.float32) for name, values in points.items()}


class Points:
    """What one viewer knows of a run's points.

    A page that draws shows its own points at once. It is told the number of the drawing that came
    to be learnt from, and gets points only where others are learnt from than those it has drawn.
    """

    def __init__(self, run: LiveRun) -> None:
        self._run = run
        self._known: DatasetProtocol | None = None
        self._drawn: tuple[int, DatasetProtocol | None] | None = None
        # Whoever drew on an empty plane and has gone shall not keep the run waiting.
        run.draw_no_more()

    def draw(self, request: Draw) -> None:
        """Do what a page asks for."""
        self._run.draw(request.drawing)
        self._known = None if request.drawing is None else self._run.trainer.dataset
        self._drawn = request.serial, self._known

    @property
    def serial(self) -> int | None:
        """Of the page's drawing that is being learnt from, if it is one."""
        if self._drawn is None:
            return None
        serial, dataset = self._drawn
        is_so = self._run.is_waiting if dataset is None else dataset is self._run.trainer.dataset
        return serial if is_so else None

    def news(self, in_scene: bool, space: ProjectedSpace) -> dict[str, NDArray[Any]]:
        """The points, where the viewer does not know them and no scene has just told."""
        dataset = self._run.trainer.dataset
        is_known = in_scene or dataset is self._known or self.serial is not None
        if self.serial is None or in_scene:
            self._known = dataset
        return {} if is_known else point_arrays(dataset, space)

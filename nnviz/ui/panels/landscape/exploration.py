"""What a visitor has asked to see of the loss around the run, and what has been computed of it.

The computing goes on in the background. It needs nothing of the run but copies, and ends when the
visitor has gone, asks for something else, switches a neuron off or on, or trains another network or
on other data.
"""

import weakref
from collections.abc import Callable, Generator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import streamlit as st

from nnviz.analysis.landscape.directions import (
    ParameterPlane,
    parameter_plane,
    path_plane,
    random_plane,
)
from nnviz.analysis.landscape.landscape import Surface, along, around, surface
from nnviz.core.arrays import FloatArray
from nnviz.core.network.interventions import Neuron
from nnviz.experiment import LIVE_FIELDS, Experiment
from nnviz.live.background import BACKGROUND, Job
from nnviz.live.run.run import LiveRun
from nnviz.ui.figures.landscape.landscape import Terrain
from nnviz.ui.panels.landscape.moment import Moment, take_moment


@dataclass(frozen=True)
class SurfaceRequest:
    """What to compute.

    Attributes
    ----------
    plane
        "parameters", "random" or "path".
    first, second
        Positions of the two parameters.
    seed
        Of the random directions.
    reach
        How far from the centre: in units of the parameters, in lengths of the neurons' own
        parameters, or in sizes of the path.
    resolution
        Points on each side.
    share
        "train" or "test".
    """

    plane: str
    first: int
    second: int
    seed: int
    reach: float
    resolution: int
    share: str


@dataclass(frozen=True, eq=False)
class Found:
    """A surface, and what it was computed for: at which update, with which neurons off."""

    request: SurfaceRequest
    step: int
    silenced: frozenset[Neuron]
    surface: Surface


class Exploration:
    """One visitor's landscapes.

    Attributes
    ----------
    found
        The last surface of the network that is being trained, with the neurons off that are off,
        if there is one.
    job
        The last computation, under way or ended.
    pictured
        What the relief shows, which does not follow the run at every step.
    mapped, mapped_at
        What the map shows, and since when, in seconds of `time.monotonic`.
    """

    def __init__(self) -> None:
        self.found: Found | None = None
        self.job: Job[Found] | None = None
        self.pictured: Terrain | None = None
        self.mapped: Terrain | None = None
        self.mapped_at = 0.0
        self._subject: tuple[Any, ...] = ()
        self._asked: SurfaceRequest | None = None

    @property
    def running(self) -> bool:
        """Whether something is being computed."""
        return self.job is not None and self.job.running

    def follow(self, run: LiveRun, request: SurfaceRequest) -> None:
        """Compute what is requested, unless that was asked for already.

        Raises
        ------
        NoPlane
            There is nothing to compute yet.
        """
        subject = run.inspect(
            lambda trainer: (subject_of(run.experiment), trainer.interventions.silenced)
        )
        if subject != self._subject:
            self.cancel()
            self._subject, self._asked, self.found = subject, None, None
        if request != self._asked:
            self._begin(run, request)
        if self.job is not None and self.job.result is not None:
            self.found = self.job.result

    def again(self) -> None:
        """Let the next `follow` compute anew, around where the run is then."""
        self._asked = None

    def cancel(self) -> None:
        """Stop computing; what was found stays."""
        if self.job is not None:
            self.job.cancel()

    def _begin(self, run: LiveRun, request: SurfaceRequest) -> None:
        self.cancel()
        self._asked = None
        moment = take_moment(run, request.share)
        plane = plane_of(request, moment)
        x, y = axes_of(request, moment, plane)
        pieces = surface(moment.function(), plane, x, y)
        self.job = BACKGROUND.submit(
            _explore(request, moment, pieces), _still(run, moment.experiment)
        )
        self._asked = request


def exploration() -> Exploration:
    """The visitor's; it lives as long as the visitor's session."""
    found: Exploration | None = st.session_state.get("exploration")
    if found is None:
        found = st.session_state["exploration"] = Exploration()
    return found


def subject_of(experiment: Experiment) -> tuple[Any, ...]:
    """What a surface belongs to: everything after whose change training starts anew."""
    return tuple(
        getattr(experiment, field.name)
        for field in fields(experiment)
        if field.name not in LIVE_FIELDS
    )


def plane_of(request: SurfaceRequest, moment: Moment) -> ParameterPlane:
    """The plane that is requested, through where the run is.

    Raises
    ------
    NoPlane
        There is none.
    """
    if request.plane == "parameters":
        return parameter_plane(moment.parameters, request.first, request.second)
    if request.plane == "random":
        rng = np.random.default_rng(request.seed)
        return random_plane(moment.parameters, moment.experiment.layer_sizes, rng)
    return path_plane(moment.path, moment.parameters)


def axes_of(
    request: SurfaceRequest, moment: Moment, plane: ParameterPlane
) -> tuple[FloatArray, FloatArray]:
    """Coordinates of the grid's columns and rows."""
    if request.plane == "path":
        return along(plane.coordinates(moment.path), request.reach, request.resolution)
    axis = around(request.reach, request.resolution)
    return axis, axis


def _explore(
    request: SurfaceRequest, moment: Moment, pieces: Generator[float, None, Surface]
) -> Generator[float, None, Found]:
    return Found(request, moment.step, moment.silenced, (yield from pieces))


def _still(run: LiveRun, experiment: Experiment) -> Callable[[], bool]:
    """Tells whether the run is still there, and what it trains still the same.

    The background must not be what keeps a run alive. Of the neurons that are off it does not ask:
    they come and go while a run is on its way to another update, and `follow` sees what remains.
    """
    reference, subject = weakref.ref(run), subject_of(experiment)

    def still() -> bool:
        found = reference()
        return found is not None and subject_of(found.experiment) == subject

    return still

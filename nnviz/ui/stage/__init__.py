"""The stage: the moving picture of the network, drawn in the browser from the frame stream.

Python only mounts it and hears of what a person does in it; see ``stage.js`` for the rest.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import streamlit as st

from nnviz.analysis.units import FLAT
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.data.specs.drawn import MOST_POINTS
from nnviz.experiment import LARGEST_PARAMETER
from nnviz.live.frames.requests import PLACE_STEPS, VALUE_STEPS
from nnviz.ui.common.assets import asset_url
from nnviz.ui.common.bundled import stage_modules
from nnviz.ui.common.theme import palettes_for_javascript

HERE = Path(__file__).parent

#: Addresses of the stream, of the run's file and of the way back to a run, relative to the app's
#: base address.
ADDRESSES = {"stream": "nnviz/stream", "run_file": "nnviz/run", "way_back": "nnviz/return"}

#: View switches as they are at first.
OPTIONS = {"discretize": False, "show_test": False, "log_loss": False, "weight_tiles": False}

#: From where on the microscope calls a slope flat, and of which activations that is saturation.
LIMITS = {
    "flat": FLAT,
    "bounded": sorted(name for name, one in ACTIVATIONS.items() if one.is_bounded),
}

#: As many points can be drawn, and in these steps the page tells of them.
DRAWING = {"most": MOST_POINTS, "place_steps": PLACE_STEPS, "value_steps": VALUE_STEPS}

#: Bytes of an opening at most: more would keep the rest of the page waiting.
MOST_OPENING = 200_000

CSS = "".join(
    (HERE / f"{part}.css").read_text(encoding="utf-8")
    for part in ("stage", "drawing/drawing", "microscope/microscope")
)


def _loader() -> str:
    """The component's inline script, with the addresses of the modules filled in."""
    modules = [asset_url(name) for name in stage_modules()]
    source = (HERE / "loader.js").read_text(encoding="utf-8")
    return source.replace('["STAGE_MODULES"]', json.dumps(modules))


_component = st.components.v2.component("nnviz.stage", css=CSS, js=_loader())


class Watchable(Protocol):
    """What the stage needs to know of a live run."""

    @property
    def token(self) -> str:
        """What the stream knows the run by."""


def stage(
    run: Watchable,
    *,
    strings: Mapping[str, str],
    on_event: Callable[[], None],
    options: Mapping[str, bool] | None = None,
    keeps_url: bool = False,
    draws: bool = False,
    replayable: int | None = None,
    name: str = "",
    ticket: str = "",
    answered: int = 0,
    locked: Iterable[str] = (),
    without: Iterable[str] = (),
    opening: Sequence[bytes] = (),
    key: str = "stage",
) -> Mapping[str, Any] | None:
    """Show a run.

    Parameters
    ----------
    run
        A live run; another one than before makes the stage follow that one.
    strings
        What the stage says: `nnviz.ui.stage.strings.stage_strings`.
    on_event
        Called before the rerun that returns an event.
    options
        View switches (names as in `OPTIONS`) that are to begin otherwise. From then on the person
        sets them on the stage, which remembers them.
    keeps_url
        Whether the page's URL describes this run; the stage then keeps it at the update shown.
    draws
        Whether a person can put points on the plane by hand.
    replayable
        The last update that the page's URL can bring back, if not all of them; beyond it the stage
        leaves the URL alone.
    name
        Of the data, as it is to stand in pictures and in the names of their files.
    ticket
        What brings the tab back after a reload to what the visitor has here.
    answered
        Number of the question that was answered last, of those that the stage has asked.
    locked
        What cannot be changed in the picture: "hidden" (layers and their neurons), "features" (the
        inputs), "editor" (parameters and neurons, by hand).
    without
        Parts that are not to be there: "editor", "timeline".
    opening
        The run's scene and a frame of it, which a new stage shows until its stream is open.
    key
        Of the component, should there ever be two.

    Returns
    -------
    What happened in this rerun, or None. As a later event takes the place of one that was not
    heard yet, each says all that is wanted:

    - ``{"type": "reshape", "hidden": [...], "features": [...]}``: the sizes of all hidden layers
      and the names of all inputs;
    - ``{"type": "intervene", "frozen": [...], "silenced": [[layer, index], ...]}``: all parameters
      that no update is to move, and all hidden neurons that are to be off;
    - ``{"type": "apply", "step": ..., "example": ...}``: the next update, which has that number,
      on a training example or (null) on the next batch;
    - ``"released"`` (a slider was let go), ``"undo"``, ``"fork"``, ``"forget_ghosts"`` and
      ``"pause"``;
    - ``{"type": "return", "tickets": [...], "another": ...}``: the session that one of these
      tickets is for, and a new ticket for it; ``{"type": "restore", "query": ..., "playing": ...,
      "speed": ...}``: the run in the file that was handed in; ``{"type": "resume", "query": ...}``:
      the run that an address describes. All are questions, with a number, ``turn``, to be answered;
    - ``"drawn"``: a stroke has ended, and what was drawn is being learnt from;
    - ``"trouble"`` and ``"stale"``: the training has come to grief, or its settings are no more
      what the page shows; the page is to be drawn again.

    Raises
    ------
    ValueError
        An option has another name than those in `OPTIONS`.
    """
    options = options or {}
    unknown = options.keys() - OPTIONS.keys()
    if unknown:
        raise ValueError(f"unknown options {sorted(unknown)}; there are {sorted(OPTIONS)}")
    result = _component(
        key=key,
        data={
            "token": run.token,
            **ADDRESSES,
            "colours": palettes_for_javascript(),
            "strings": dict(strings),
            "options": {**OPTIONS, **options},
            "keeps_url": keeps_url,
            "drawing": DRAWING if draws else None,
            "replayable": replayable,
            "name": name,
            "place": key,
            "ticket": ticket,
            "answered": answered,
            "locked": list(locked),
            "without": list(without),
            "opening": _texts(opening) if sum(map(len, opening)) <= MOST_OPENING else [],
            "largest_parameter": LARGEST_PARAMETER,
            "limits": LIMITS,
        },
        on_event_change=on_event,
    )
    event: Mapping[str, Any] | None = result.get("event")
    return event


def _texts(messages: Iterable[bytes]) -> list[str]:
    return [b64encode(message).decode() for message in messages]

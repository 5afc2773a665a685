"""What a visitor can choose about the picture of the loss: which plane, how far, how fine."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.ui.panels.landscape.exploration import SurfaceRequest
from nnviz.ui.text.language import _
from nnviz.ui.text.names import parameter_names
from nnviz.ui.text.words import about, label
from nnviz.ui.text.words.landscape import PLANE_WORDS
from nnviz.ui.visit.session import current

#: How far to go for each plane, and where to begin; see `SurfaceRequest` in `exploration`.
REACHES = {
    "parameters": (0.5, 1.0, 2.0, 5.0, 10.0, 20.0),
    "random": (0.1, 0.25, 0.5, 1.0, 2.0, 5.0),
    "path": (0.5, 1.0, 1.5, 2.0, 4.0),
}
FIRST_REACH = {"parameters": 5.0, "random": 1.0, "path": 1.5}

RESOLUTIONS = (25, 51, 101)
FIRST_RESOLUTION = 51

SEED = "landscape-seed"
LOGARITHMIC = "landscape-log"


def choose(above: DeltaGenerator, below: DeltaGenerator) -> SurfaceRequest:
    """What the visitor wants to see.

    Parameters
    ----------
    above, below
        Rows of the page: for the choices that there always are, and for those of one plane.
    """
    with above:
        plane = _plane()
        reach = st.selectbox(
            _("How far"),
            REACHES[plane],
            index=REACHES[plane].index(FIRST_REACH[plane]),
            format_func=lambda far: _reach_name(plane, far),
            help=_("How far the picture goes from where the run is, to each side."),
            key=f"landscape-reach-{plane}",
            width=165,
            persist_state="session",
        )
        resolution = st.selectbox(
            _("Networks"),
            RESOLUTIONS,
            index=RESOLUTIONS.index(FIRST_RESOLUTION),
            format_func=lambda side: f"{side} × {side}",
            help=_("How many networks the loss is computed of: more are finer, and take longer."),
            key="landscape-resolution",
            width=120,
            persist_state="session",
        )
        is_tested = current().experiment.has_test
        share = st.selectbox(
            _("Loss on"),
            ("train", "test") if is_tested else ("train",),
            format_func=share_name,
            help=_("Which points the loss of each network is measured on."),
            key="landscape-share" if is_tested else "landscape-only-share",
            width=150,
            persist_state="session",
        )
        st.toggle(
            _("Logarithmic"),
            key=LOGARITHMIC,
            help=_("Heights and colours by the logarithm of the loss: shows the valley’s floor."),
            persist_state="session",
        )
    first = second = seed = 0
    with below:
        if plane == "parameters":
            first, second = _parameters()
        elif plane == "random":
            seed = _seed()
    return SurfaceRequest(plane, first, second, seed, reach, resolution, share)


def _plane() -> str:
    plane: str | None = st.segmented_control(
        _("Plane"),
        list(PLANE_WORDS),
        default="parameters",
        required=True,
        format_func=lambda name: label(PLANE_WORDS, name),
        help="\n\n".join(
            f"**{label(PLANE_WORDS, name)}**: {about(PLANE_WORDS, name)}" for name in PLANE_WORDS
        ),
        key="landscape-plane",
        persist_state="session",
    )
    assert plane is not None, "one is required"
    return plane


def _parameters() -> tuple[int, int]:
    """The two numbers to vary; to begin with, what the first neuron makes of two inputs."""
    experiment = current().experiment
    names = parameter_names(experiment)
    chosen = []
    for axis, position, title in (
        ("x", 0, _("To the right")),
        ("y", experiment.layer_sizes[1], _("Upwards")),
    ):
        key = f"landscape-{axis}"
        # A network that has become smaller may lack the one that was chosen.
        if st.session_state.get(key, 0) >= len(names):
            del st.session_state[key]
        chosen.append(
            st.selectbox(
                title,
                range(len(names)),
                index=position,
                format_func=names.__getitem__,
                help=_("Which number of the network changes along this axis."),
                key=key,
                width=250,
                persist_state="session",
            )
        )
    return chosen[0], chosen[1]


def _seed() -> int:
    """Which random directions, with a button for others."""
    st.button(
        _("New directions"),
        key="landscape-directions",
        icon=":material/casino:",
        help=_("Two other random directions"),
        on_click=_new_directions,
    )
    seed: int = st.session_state.get(SEED, 0)
    return seed


def _new_directions() -> None:
    st.session_state[SEED] = st.session_state.get(SEED, 0) + 1


def _reach_name(plane: str, reach: float) -> str:
    if plane == "parameters":
        return _("± {reach}").format(reach=f"{reach:g}")
    if plane == "random":
        return _("± {reach} × the weights").format(reach=f"{reach:g}")
    return _("{reach} × the path").format(reach=f"{reach:g}")


def share_name(share: str) -> str:
    """What to call the points that the loss is measured on."""
    return _("training points") if share == "train" else _("test points")

"""The loss around the run: how it rises and falls when the network's numbers change."""

import time

import numpy as np
import streamlit as st

from nnviz.analysis.landscape.directions import NoPlane
from nnviz.ui.common.theme import Palette
from nnviz.ui.components.in_view import is_in_view
from nnviz.ui.figures.landscape.landscape import (
    RELIEF_CONFIG,
    Terrain,
    TerrainWords,
    contours,
    relief,
)
from nnviz.ui.panels.images import chart_config
from nnviz.ui.panels.landscape.choices import LOGARITHMIC, choose, share_name
from nnviz.ui.panels.landscape.exploration import Exploration, Found, SurfaceRequest, exploration
from nnviz.ui.panels.landscape.moment import MOST_SAMPLES, take_moment
from nnviz.ui.text.language import _
from nnviz.ui.text.names import parameter_names
from nnviz.ui.text.numbers import grouped
from nnviz.ui.text.untrusted import in_figure
from nnviz.ui.text.words.landscape import NO_PLANE_WORDS, PLANE_DETAILS
from nnviz.ui.visit.session import current

#: Seconds from one drawing of the map to the next while the run trains: without a graphics
#: processor each takes so long that the stage would stutter.
MAP_INTERVAL = 4.0
#: Seconds to wait for a quick result before a progress bar is shown instead.
PATIENCE = 0.15


def landscape_panel(palette: Palette) -> None:
    """Choices, how far the computing is, and the same surface twice: as a map and in relief."""
    exploring = exploration()
    above = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    below = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    request = choose(above, below)
    try:
        running = _compute(exploring, request)
    except NoPlane as nothing:
        st.info(_(NO_PLANE_WORDS[nothing.reason]))
        return
    found = exploring.found
    terrain = None if found is None else _mapped(exploring, found)
    with below:
        if running:
            _progress(exploring)
        else:
            _again(exploring)
    if exploring.job is not None and exploring.job.error is not None:
        st.warning(_("The surface could not be computed. The run itself is as it was."))
    if found is not None and terrain is not None:
        st.markdown(_headline(found, terrain), help=_details(found))
        _draw(exploring, found, terrain, palette)
    elif exploring.job is not None and exploring.job.cancelled:
        st.info(_("Cancelled before there was anything to see."))
    is_in_view(".st-key-panels", running=running, key="landscape-in-view")


def _compute(exploring: Exploration, request: SurfaceRequest) -> bool:
    """Begin to compute what is requested, if need be, and take what is ready.

    Returns
    -------
    Whether there is more to come.
    """
    run = current().run
    exploring.follow(run, request)
    if exploring.job is not None:
        exploring.job.wait(PATIENCE)
    # Asked for before the result is taken, so that none is missed.
    running = exploring.running
    exploring.follow(run, request)
    return running


def _progress(exploring: Exploration) -> None:
    """How far the computing is, and a way to stop it."""
    assert exploring.job is not None
    done = exploring.job.progress
    st.progress(done, _("Computing: {share}").format(share=f"{done:.0%}"), width="stretch")
    st.button(
        _("Cancel"),
        key="landscape-cancel",
        icon=":material/close:",
        help=_("Compute no further, and keep what is there"),
        on_click=exploring.cancel,
    )


def _again(exploring: Exploration) -> None:
    st.button(
        _("Compute again"),
        key="landscape-again",
        icon=":material/refresh:",
        help=_("Around where the run is now"),
        on_click=exploring.again,
    )


def _headline(found: Found, terrain: Terrain) -> str:
    """What is seen, and where the run is by now."""
    about_it = _("**Loss on the {share} around update {step}.** Every point is a network.").format(
        share=share_name(found.request.share), step=grouped(found.step)
    )
    now = int(terrain.steps[terrain.here])
    if now == found.step:
        return about_it
    if np.isnan(terrain.surface.at(terrain.path[[terrain.here]])).any():
        moved = _("The run is at update {now} now, outside of this picture.")
    else:
        moved = _("The run is at update {now} now, {distance} away from this plane.")
    return f"{about_it} " + moved.format(now=grouped(now), distance=f"{terrain.distance:.2g}")


def _details(found: Found) -> str:
    """The whole truth, for those who ask."""
    figures = _(
        "The map follows the run while it trains, the relief as soon as training pauses. What is "
        "drawn of the path is its shadow on the plane; the losses told for it are the run’s own."
    )
    details = [_(PLANE_DETAILS[found.request.plane]), figures]
    if current().experiment.n_points > MOST_SAMPLES:
        details.append(
            _("Of a large share, {count} points drawn at random stand for all.").format(
                count=grouped(MOST_SAMPLES)
            )
        )
    if found.silenced:
        details.append(
            _(
                "The neurons that are switched off now are off in every network of this picture, "
                "and on the whole path, whatever they were at the time."
            )
        )
    return "\n\n".join(details)


def _mapped(exploring: Exploration, found: Found) -> Terrain:
    """The surface with the run on it as it is now, or, while it trains, as it was just now."""
    mapped, now = exploring.mapped, time.monotonic()
    is_fresh = now - exploring.mapped_at < MAP_INTERVAL
    is_same = mapped is not None and mapped.surface is found.surface
    if mapped is not None and is_same and is_fresh and current().run.playing:
        return mapped
    exploring.mapped, exploring.mapped_at = _terrain(found), now
    return exploring.mapped


def _terrain(found: Found) -> Terrain:
    """The surface that was found, with the run on it as it is now."""
    moment = take_moment(current().run, found.request.share)
    plane, request = found.surface.plane, found.request
    offset = np.zeros(2)
    if request.plane == "parameters":
        offset = plane.origin[[request.first, request.second]]
    return Terrain(
        surface=found.surface,
        offset=offset,
        path=plane.coordinates(moment.path),
        steps=moment.steps,
        losses=moment.function()(moment.path),
        here=moment.here,
        distance=float(plane.distances(moment.parameters[np.newaxis])[0]),
    )


def _draw(exploring: Exploration, found: Found, terrain: Terrain, palette: Palette) -> None:
    """The map and the relief, side by side.

    The map follows the run. The relief does so only while training stands still: without a
    graphics processor, drawing it takes the browser so long that the stage would stutter.
    """
    pictured = exploring.pictured
    if pictured is None or pictured.surface is not terrain.surface or not current().run.playing:
        exploring.pictured = pictured = terrain
    words = _words(found)
    log = bool(st.session_state[LOGARITHMIC])
    colour = palette.train if found.request.share == "train" else palette.test
    # Whoever has zoomed in sees the same part until the surface of another place is there.
    revision = f"{found.request}{found.step}{log}"
    for column, draw, shown, key, config in zip(
        st.columns(2),
        (contours, relief),
        (terrain, pictured),
        ("landscape-map", "landscape-relief"),
        (chart_config(), chart_config(RELIEF_CONFIG)),
        strict=True,
    ):
        column.plotly_chart(
            draw(shown, words, palette, colour, log=log, revision=revision),
            key=key,
            config=config,
            alt=_alt(shown, words),
        )


def _words(found: Found) -> TerrainWords:
    request, shares = found.request, found.surface.plane.shares
    if request.plane == "parameters":
        names = [in_figure(name, 60) for name in parameter_names(current().experiment)]
        x, y = names[request.first], names[request.second]
    elif shares is None:
        x, y = (_("random direction {number}").format(number=number) for number in (1, 2))
    else:
        x, y = (
            _("direction {number} ({share} of the path)").format(
                number=number, share=f"{share:.0%}"
            )
            for number, share in enumerate(shares, start=1)
        )
    return TerrainWords(
        loss=_("loss"),
        x=x,
        y=y,
        path=_("path of the run"),
        here=_("now"),
        at=_("update {step}, loss {loss}"),
    )


def _alt(terrain: Terrain, words: TerrainWords) -> str:
    losses = terrain.surface.losses
    return _("Loss by {x} and {y}: from {low} to {high}, {now} where the run is now.").format(
        x=words.x,
        y=words.y,
        low=f"{np.nanmin(losses, initial=np.inf):.3g}",
        high=f"{np.nanmax(losses, initial=0.0):.3g}",
        now=f"{terrain.losses[terrain.here]:.3g}",
    )

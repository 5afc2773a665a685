"""What the map shows of a table: a plane through as many dimensions as it has columns.

Another plane leaves the run as it is: training goes on, and the next picture shows it.
"""

from functools import partial

import streamlit as st

from nnviz.analysis.association import association
from nnviz.data.inputs.plane import Projection
from nnviz.data.specs.points import PointSpec
from nnviz.experiment import Experiment
from nnviz.ui.common.fragments import fragment
from nnviz.ui.controls.sidebar.field import bound
from nnviz.ui.controls.sidebar.section import section
from nnviz.ui.controls.sidebar.sliders import sliders
from nnviz.ui.text.language import _
from nnviz.ui.visit.session import current

COMPONENTS, COLUMNS = "components", "columns"


@fragment(key="plane")
def plane_controls() -> None:
    """Which plane the map shows, where the data are a table of more than two inputs."""
    session = current()
    experiment = session.experiment
    spec = experiment.spec
    if session.exercise.hides("plane"):
        return
    if not spec.has_columns or spec.dimension < 3:
        return
    section(_("The map"), "plane", live=True)
    if experiment.spec.image_shape is not None:
        sentence = _("Their two principal components.")
        st.caption(sentence, help=_about_components())
        return
    projection = current().run.projection
    _kind(projection)
    if projection is not None and projection.first:
        _axes(spec, projection)
        sliders(spec, experiment.make_dataset(), projection)


def _kind(projection: Projection | None) -> None:
    titles = {COMPONENTS: _("Components"), COLUMNS: _("Two columns")}
    about = {
        COMPONENTS: _about_components(),
        COLUMNS: _(
            "Two inputs of your choice along the axes; all others are held at what is typical of "
            "them, or where you put them."
        ),
    }
    st.segmented_control(
        _("Axes"),
        list(titles),
        required=True,
        width="stretch",
        format_func=titles.__getitem__,
        help="\n\n".join(f"**{title}**: {about[kind]}" for kind, title in titles.items()),
        **bound(
            "plane", COLUMNS if projection is not None and projection.first else COMPONENTS, _choose
        ),
    )


def _about_components() -> str:
    return _(
        "The two principal components. The data have more dimensions than a map. Along the two "
        "axes the samples differ most; "
        "across them, the map stays at the average. So it is one slice of what the network knows: "
        "most samples lie before or behind it, and may be answered otherwise than by the colour "
        "that they are drawn on."
    )


def _choose(kind: str) -> None:
    session = current()
    session.look(None if kind == COMPONENTS else Projection(*_telling(session.experiment)))


def _telling(experiment: Experiment) -> tuple[str, str]:
    """The two of the network's inputs that say most of the target, or any two of the table's."""
    dataset = experiment.make_dataset()
    told = association(dataset.train_points, dataset.train_labels, dataset.n_classes)
    names = list(experiment.spec.features)
    order = sorted(range(len(names)), key=lambda i: (names[i] not in experiment.features, -told[i]))
    first, second = sorted(order[:2])
    return names[first], names[second]


def _axes(spec: PointSpec, projection: Projection) -> None:
    """One menu for each axis; what is chosen for both changes places."""
    columns = st.columns(2)
    axes = (
        ("plane-first", _("To the right"), projection.first, projection.second),
        ("plane-second", _("Upwards"), projection.second, projection.first),
    )
    for place, (field, title, chosen, other) in zip(columns, axes, strict=True):
        place.selectbox(
            title,
            list(spec.features),
            format_func=lambda name: spec.features[name].label,
            help=_("Which input changes along this axis of the map."),
            **bound(field, chosen, partial(_turn, field, chosen, other)),
        )


def _turn(field: str, former: str, other: str, name: str) -> None:
    """Put an input along one axis."""
    session = current()
    projection = session.run.projection
    if projection is None:
        return
    if name == other:
        other = former
    axes = (name, other) if field == "plane-first" else (other, name)
    session.look(Projection(*axes, projection.fixed))

"""What the network is given of a table: which inputs, and how they were prepared."""

from collections.abc import Callable

import streamlit as st

from nnviz.data.real import SOURCES
from nnviz.experiment import Experiment
from nnviz.ui.controls.sidebar.field import bound
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import grouped
from nnviz.ui.text.untrusted import as_text
from nnviz.ui.text.words.preparation import preparation_rows


def table_inputs(experiment: Experiment, choose: Callable[[list[str]], None]) -> None:
    """The inputs, in an expander: a table may have many. A picture is shown as a whole."""
    if experiment.spec.image_shape is not None:
        return
    features = experiment.spec.features
    label = _("Inputs ({count} of {total})").format(
        count=len(experiment.features), total=len(features)
    )
    expander = st.expander(
        label, icon=":material/checklist:", key="table-inputs", on_change="rerun"
    )
    if expander.open:
        with expander:
            st.multiselect(
                _("Inputs"),
                list(features),
                format_func=lambda name: features[name].label,
                placeholder=_("Find an input …"),
                help=_(
                    "What the network is shown of each row. Without an input that says nothing of "
                    "what is to be predicted, it may learn better."
                ),
                label_visibility="collapsed",
                **bound("features", list(experiment.features), choose),
            )


def preparation_controls(experiment: Experiment) -> None:
    """An expander with each step from the table to the inputs, and where real data are from."""
    expander = st.expander(
        _("Preparation"), icon=":material/blender:", key="preparation", on_change="rerun"
    )
    if not expander.open:
        return
    dataset = experiment.make_dataset()
    assert dataset.preparation is not None, "a table is prepared"
    with expander:
        st.caption(
            _(
                "So the table becomes inputs. All numbers are measured on the {count} training "
                "rows alone; the test rows must stay unseen."
            ).format(count=grouped(len(dataset.train_labels)))
        )
        rows = preparation_rows(dataset.preparation, as_text)
        st.caption("\n".join(f"- **{column}**: {sentence}" for column, sentence in rows))
        source = SOURCES.get(experiment.dataset)
        if source is not None:
            st.caption(
                _("Source: {source} <{url}>. Licence: {licence}.").format(
                    source=as_text(source.source), url=source.url, licence=as_text(source.licence)
                )
            )

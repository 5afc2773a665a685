"""The app's two pages, by the scripts that draw them, and the links between them.

A link to the playground carries an experiment in its query, as any shared address does.
"""

import streamlit as st

from nnviz.experiment import Experiment
from nnviz.ui.text.language import _

#: Relative to `main.py`.
PLAYGROUND = "scripts/playground.py"
ARTICLE = "scripts/article.py"


def query_of(experiment: Experiment) -> dict[str, str]:
    """The query of a link that asks for this experiment, also where that is the default one.

    It is what the page writes itself: where that writes another, the browser's history has two
    steps for one, of which the first leads to the second again, and nobody comes back. But a bare
    address would mean: back to whatever is being trained.
    """
    return experiment.to_query() or {"dataset": experiment.dataset}


def playground_link(experiment: Experiment, label: str) -> None:
    """A link that opens the playground with this experiment."""
    st.page_link(
        PLAYGROUND,
        label=label,
        icon=":material/experiment:",
        help="",
        query_params=query_of(experiment),
    )


def other_page(current: str) -> None:
    """The way from the page whose script is `current` to the other, on the line of its heading."""
    with st.container(key="other-page", width="content"):
        if current == PLAYGROUND:
            st.page_link(ARTICLE, label=_("How it works"), icon=":material/menu_book:", help="")
        else:
            st.page_link(PLAYGROUND, label=_("Playground"), icon=":material/experiment:", help="")

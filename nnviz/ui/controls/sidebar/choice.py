"""A menu of entries of a registry, with what they are called and what the chosen one does."""

from collections.abc import Iterable, Mapping

import streamlit as st

from nnviz.ui.controls.sidebar.field import bound
from nnviz.ui.text.words import Words, label


def choice(
    title: str,
    field: str,
    value: str,
    options: Iterable[str],
    words: Mapping[str, Words],
    *explanation: str,
) -> None:
    """Let a person choose one of several names for a field of the experiment.

    Parameters
    ----------
    explanation
        Paragraphs, as Markdown, to be read on request.
    """
    st.selectbox(
        title,
        list(options),
        format_func=lambda name: label(words, name),
        help="\n\n".join(explanation),
        **bound(field, value),
    )

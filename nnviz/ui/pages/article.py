"""The article: how a neural network works, from top to bottom, with everything to touch."""

from pathlib import Path

import streamlit as st

from nnviz.ui.article.sections.background import background
from nnviz.ui.article.sections.backward import backward_section
from nnviz.ui.article.sections.brain import brain
from nnviz.ui.article.sections.descent import descent
from nnviz.ui.article.sections.forward import forward_section
from nnviz.ui.article.sections.lab import lab
from nnviz.ui.article.sections.live import live, live_stage
from nnviz.ui.article.sections.outlook import outlook
from nnviz.ui.article.sections.parts import parts
from nnviz.ui.article.sections.questions import questions
from nnviz.ui.common.links import ARTICLE, other_page
from nnviz.ui.common.theme import Palette, visitors_palette
from nnviz.ui.text.language import _
from nnviz.ui.visit.session import leave

STYLE = (Path(__file__).parents[1] / "article" / "article.css").read_text(encoding="utf-8")


def article() -> None:
    """The page from top to bottom; the run of the playground waits meanwhile."""
    leave()
    st.html(f"<style>{_colours(visitors_palette())}{STYLE}</style>")
    other_page(ARTICLE)
    _heading()
    with st.container(key="column-top"):
        background()
        parts()
        brain()
        forward_section()
        backward_section()
        descent()
        live()
    with st.container(key="broad"):
        live_stage()
    with st.container(key="column-bottom"):
        lab()
        outlook()
        questions()


def _colours(palette: Palette) -> str:
    """What the style sheet takes from the palette."""
    return (
        f":root {{ --nnviz-link: {palette.positive_line}; --nnviz-line: {palette.outline};"
        f" --nnviz-background: {palette.background};"
        f" --nnviz-grown: {palette.negative}; --nnviz-failed: {palette.alarm}; }}"
    )


def _heading() -> None:
    with st.container(key="heading"):
        st.title(_("How a neural network works"), anchor=False)
    contents = (
        ("about", _("What this is about")),
        ("parts", _("Parts")),
        ("brain", _("Brain")),
        ("forward", _("Forward")),
        ("backward", _("Backward")),
        ("descent", _("Downhill")),
        ("live", _("Live")),
        ("lab", _("Lab")),
        ("outlook", _("Outlook")),
        ("questions", _("Questions")),
    )
    with st.container(key="contents"):
        st.markdown(" · ".join(f"[{title}](#{anchor})" for anchor, title in contents))

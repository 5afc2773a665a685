"""The page's own style sheet."""

from pathlib import Path

import streamlit as st

#: By part of the page. What a narrow page, an embedded one or paper needs, comes after what it
#: overrules.
PARTS = (
    "page",
    "guide",
    "sidebar",
    "panels",
    "transport",
    "narrow",
    "other_page",
    "upload",
    "print",
)
STYLE = "\n".join(
    Path(__file__).with_name(f"{part}.css").read_text(encoding="utf-8") for part in PARTS
)


def style() -> None:
    """Put the style sheet on the page; it takes no room."""
    st.html(f"<style>{STYLE}</style>")

"""The page's own style sheet."""

from pathlib import Path

import streamlit as st

STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def style() -> None:
    """Put the style sheet on the page; it takes no room."""
    st.html(f"<style>{STYLE}</style>")

"""Where on the web a run can be found."""

from urllib.parse import urlencode

import streamlit as st


def address(query: dict[str, str]) -> str:
    """The page's own address with another query."""
    base = (st.context.url or "").partition("?")[0]
    text = urlencode(query, safe=",")
    return f"{base}?{text}" if text else base

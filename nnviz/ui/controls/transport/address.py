"""Where on the web a run can be found."""

from urllib.parse import urlencode

import streamlit as st


def address(query: dict[str, str], base: str | None = None) -> str:
    """Where a run can be found; `base` is the page's own address, if it is known already."""
    base = (st.context.url or "").partition("?")[0] if base is None else base
    text = urlencode(query, safe=",")
    return f"{base}?{text}" if text else base

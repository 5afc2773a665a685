"""A page in a frame on somebody else's site: what it cannot do there, and the way out of it."""

from urllib.parse import urlencode

import streamlit as st
from streamlit.web.server.server_util import is_xsrf_enabled
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from nnviz.ui.text.language import _
from nnviz.ui.visit.session import current


def lets_files_through() -> bool:
    """Whether Streamlit will take a file from this page.

    It wants a cookie back with each file, which browsers do not send from a frame on another site.
    They do not send it when the page connects, either, which is how that is known beforehand.
    """
    is_browser = bool(st.context.headers)
    return not (is_browser and is_xsrf_enabled()) or XSRF_COOKIE_NAME in st.context.cookies


def way_out(text: str, *, key: str) -> None:
    """Say what to do instead, and offer the page with its run in a tab of its own."""
    st.info(text, icon=":material/tab:")
    address = f"{st.context.url or ''}?{urlencode(current().url.to_query())}"
    st.link_button(_("Open this page in a tab"), address, key=key, icon=":material/open_in_new:")

"""Whom Streamlit lets in, and who is here: asked of Streamlit itself, for the stream's sake."""

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed


def is_allowed(origin: str | None, host: str | None) -> bool:
    """Whether Streamlit's own socket opens for a page of this origin at this host.

    A page needs both sockets, so whatever lets one in must let the other in: the site's settings
    (``browser.serverAddress``, ``server.enableCORS``, ``server.corsAllowedOrigins``,
    ``server.allowedHosts``) hold for both. May ask the network for the machine's own address.
    """
    try:
        return _is_origin_allowed(origin, host)
    except ValueError:  # no address at all, such as http://[
        return False


def present_visit() -> str:
    """Streamlit's name for the visit that the page's script runs for."""
    context = get_script_run_ctx()
    assert context is not None, "a script of the page runs for a visitor"
    return context.session_id


def is_here(visit: str) -> bool:
    """Whether the page of a visit, by Streamlit's name for it, is connected at present."""
    return runtime.exists() and runtime.get_instance().is_active_session(visit)

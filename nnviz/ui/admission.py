"""Whom Streamlit lets in, and who is here: asked of Streamlit itself, for the stream's sake."""

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import Message
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

WHOLE_COST, FRAGMENT_COST = 5.0, 2.0


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


def cost_of(message: Message) -> float:
    """What a message that comes through Streamlit's socket costs, in 60ths of a second of the
    processor: a run of the whole page, or of one fragment of it, as measured on the playground."""
    sent = BackMsg()
    try:
        sent.ParseFromString(message.get("bytes") or b"")
    except DecodeError:
        return FRAGMENT_COST  # which Streamlit refuses
    is_whole = sent.WhichOneof("type") == "rerun_script" and not sent.rerun_script.fragment_id
    return WHOLE_COST if is_whole else FRAGMENT_COST


def present_visit() -> str:
    """Streamlit's name for the visit that the page's script runs for."""
    context = get_script_run_ctx()
    assert context is not None, "a script of the page runs for a visitor"
    return context.session_id


def is_here(visit: str) -> bool:
    """Whether the page of a visit, by Streamlit's name for it, is connected at present."""
    return runtime.exists() and runtime.get_instance().is_active_session(visit)

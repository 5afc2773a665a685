"""Whom Streamlit lets in, and who is here: asked of Streamlit itself, for the stream's sake."""

from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import Message
from streamlit import net_util, runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from nnviz.live.doors.protobuf import has_more_fields
from nnviz.ui.visit.browser.message import script_context

WHOLE_COST, FRAGMENT_COST, HEAVY_COST = 5.0, 2.0, 20.0

#: What a page sends at once, at most and by far: characters of its address, widgets, messages that
#: its browser still has, files that are to be uploaded.
LONGEST_ADDRESS, MOST_WIDGETS, MOST_CACHED, MOST_FILES = 65_536, 2_000, 5_000, 100
#: And all that there is in a message.
MOST_FIELDS = 15_000
#: What else pages send, by Streamlit's names: of a table that is scrolled or downloaded, and so on.
_OPERATIONS = ("deferred_file", "dataframe_chunk")
_OTHER_KINDS = ("stop_script", "app_heartbeat")

#: Bytes of all files of a visit that are kept: a page has two places for one each.
MOST_UPLOADED = 48 * 1024 * 1024
#: And those of all visits: more than a class has open at once. Each is read as soon as it is there.
MOST_OF_ALL = 256 * 1024 * 1024


def is_allowed(origin: str | None, host: str | None) -> bool:
    """Whether Streamlit's own socket opens for a page of this origin at this host.

    A page needs both sockets, so whatever lets one in must let the other in: the site's settings
    (``browser.serverAddress``, ``server.enableCORS``, ``server.corsAllowedOrigins``,
    ``server.allowedHosts``) hold for both.
    """
    try:
        return _is_origin_allowed(origin, host)
    except ValueError:  # no address at all, such as http://[
        return False


def ask_nobody_outside() -> None:
    """Let Streamlit take it that nobody outside tells the machine its address.

    Else it asks a machine on the internet, anew for each page of an origin that it does not know,
    and all others wait meanwhile: where there is no internet, for seconds. What it would come to
    know matters only behind a proxy that changes the host, for pages that are opened by a number.
    """
    net_util._external_ip = ""


def cost_of(message: Message) -> float:
    """What a message that comes through Streamlit's socket costs, in 60ths of a second of the
    processor: a run of the whole page, or of one fragment of it, as measured on the playground."""
    if _is_heavy(message):
        return HEAVY_COST
    sent = _parsed(message)
    is_whole = sent.WhichOneof("type") == "rerun_script" and not sent.rerun_script.fragment_id
    return WHOLE_COST if is_whole else FRAGMENT_COST


def is_of_a_page(message: Message) -> bool:
    """Whether a page of ours may have sent this through Streamlit's socket; see `_is_heavy`, too.

    Streamlit does for everybody what else it can be asked for: empty what is cached for all, name
    the files of the repository, make thousands of names for files that are to be uploaded.
    """
    if _is_heavy(message):
        return False
    sent = _parsed(message)
    match sent.WhichOneof("type"):
        case "rerun_script":
            rerun = sent.rerun_script
            return (
                len(rerun.query_string) <= LONGEST_ADDRESS
                and len(rerun.widget_states.widgets) <= MOST_WIDGETS
                and len(rerun.cached_message_hashes) <= MOST_CACHED
            )
        case "file_urls_request":
            return len(sent.file_urls_request.file_names) <= MOST_FILES
        case "backend_operation_request":
            return sent.backend_operation_request.WhichOneof("payload") in _OPERATIONS
        case kind:
            return kind in _OTHER_KINDS


def _is_heavy(message: Message) -> bool:
    """Whether a message holds so much that merely to read it would keep all others waiting."""
    return has_more_fields(message.get("bytes") or b"", BackMsg.DESCRIPTOR, MOST_FIELDS)


def _parsed(message: Message) -> BackMsg:
    """What a message says; nothing where it cannot be read."""
    sent = BackMsg()
    try:
        sent.ParseFromString(message.get("bytes") or b"")
    except DecodeError:
        return BackMsg()
    return sent


def present_visit() -> str:
    """Streamlit's name for the visit that the page's script runs for."""
    return script_context().session_id


def is_here(visit: str) -> bool:
    """Whether the page of a visit, by Streamlit's name for it, is connected at present."""
    return runtime.exists() and runtime.get_instance().is_active_session(visit)


def make_room(visit: str) -> None:
    """Drop the oldest files that a visit has uploaded, where all together are too much, or where
    those of all visits are: then of whoever has most.

    Streamlit keeps those, too, that were replaced, or whose dialog was closed, until the visit
    ends.
    """
    manager = runtime.get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        return
    _drop(manager, visit, MOST_UPLOADED)
    kept = {
        one: sum(len(file.data) for file in files.values())
        for one, files in list(manager.file_storage.items())
    }
    while (surplus := sum(kept.values()) - MOST_OF_ALL) > 0:
        largest = max(kept, key=kept.__getitem__)
        kept[largest] = _drop(manager, largest, kept[largest] - surplus)


def _drop(manager: MemoryUploadedFileManager, visit: str, most: int) -> int:
    """Drop the oldest files of a visit, down to so many bytes; how many are left."""
    kept = left = 0
    for file in reversed(list(manager.file_storage.get(visit, {}).values())):
        kept += len(file.data)
        if kept > most:
            manager.remove_file(visit, file.file_id)
        else:
            left = kept
    return left


def end_visits() -> None:
    """Let go of visits whose time to come back is over.

    Streamlit itself does so when another visitor comes or goes, which may be on the next morning.
    """
    visits: Any = runtime.get_instance()._session_mgr
    for name in ("_session_storage", "_cache", "expire"):
        visits = getattr(visits, name, None)
    if visits is not None:
        visits()

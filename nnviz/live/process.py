"""What a server process does once, before its first visitor, to answer quickly ever after."""

import gc
import importlib
import socket
import sys
from collections.abc import Iterable

#: Seconds after which a thread that computes must let another one run. The event loop answers all
#: pages, and with Python's own 5 ms it would wait that long for each frame under way.
SWITCH_INTERVAL = 0.001


def prepare(modules: Iterable[str]) -> None:
    """Make this process ready to serve.

    Parameters
    ----------
    modules
        What the first page would otherwise spend its time importing.
    """
    for module in modules:
        importlib.import_module(module)
    for listening in listening_sockets():
        send_at_once(listening)
    sys.setswitchinterval(SWITCH_INTERVAL)
    # Whatever lives by now lives for ever. A page's script is followed by a full collection, which
    # need not walk through all of it each time.
    gc.collect()
    gc.freeze()


def listening_sockets() -> list[socket.socket]:
    """The sockets at which this process waits for connections.

    They are looked up among all objects, as the server that opened them hands them to nobody.
    """
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, socket.socket)
        and found.fileno() >= 0
        and found.type == socket.SOCK_STREAM
        and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    ]


def send_at_once(listening: socket.socket) -> None:
    """Let the connections to come send small messages without waiting for an acknowledgement.

    They inherit the option. asyncio would set it only on sockets that were made with their
    protocol named, which this one need not be.
    """
    if listening.family in (socket.AF_INET, socket.AF_INET6):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

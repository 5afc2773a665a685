"""What a server process does once, before its first visitor, to answer quickly ever after."""

import asyncio
import ctypes
import gc
import importlib
import platform
import socket
from collections.abc import Iterable

#: Bytes from which on memory is taken from the system and given back by itself. A learner's buffers
#: are larger, so their memory returns when they leave; glibc alone would come to keep them.
LARGE_ALLOCATION = 256 * 1024
#: Seconds between two times that free memory is handed back; each takes some 20 ms at most.
TRIM_INTERVAL = 30.0
_M_MMAP_THRESHOLD = -3  # as glibc's malloc.h names it


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
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, LARGE_ALLOCATION)
    # Whatever lives by now lives for ever. A page's script is followed by a full collection, which
    # need not walk through all of it each time.
    gc.collect()
    gc.freeze()


async def give_back() -> None:
    """Hand memory that is free back to the system, now and then, for as long as the task lives.

    What many small things took together, such as all that a run remembers, glibc keeps until its
    last neighbour has gone; the next visitor may never need it.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    trim = ctypes.CDLL(None).malloc_trim
    while True:
        await asyncio.sleep(TRIM_INTERVAL)
        await asyncio.to_thread(trim, 0)


def listening_sockets() -> list[socket.socket]:
    """The sockets at which this process waits for connections.

    They are looked up among all objects, as the server that opened them hands them to nobody.
    """
    return [
        found
        for found in gc.get_objects()
        # Its class is asked for by type(): what a weak proxy stands for may be gone.
        if issubclass(type(found), socket.socket)
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

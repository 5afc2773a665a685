"""What a server process does before its first visitor and ever after, to answer quickly."""

import asyncio
import ctypes
import gc
import importlib
import platform
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress

#: Bytes from which on memory is taken from the system and given back by itself. A learner's buffers
#: are larger, so their memory returns when they leave; glibc alone would come to keep them.
LARGE_ALLOCATION = 256 * 1024
#: Seconds for which a thread may keep the interpreter from another that wants it. Whoever computes
#: pictures lets go of it several times in each, and waits so long each time while a page's script
#: is running: with Python's own five milliseconds, longer than the picture takes.
SWITCH_INTERVAL = 0.0003
#: Files and connections that the process may have open, where the system lets it. Some systems
#: begin with 1,024: whoever opened as many and said nothing would keep a class out.
MOST_OPEN = 65_536
#: Seconds between two collections of garbage. Each stops everybody, for 50 ms with thirty visitors.
COLLECT_INTERVAL = 5.0
#: Seconds between two times that free memory is handed back; each takes some 20 ms at most.
TRIM_INTERVAL = 30.0
#: Seconds between two times that those are let go who have left for good.
END_INTERVAL = 15.0
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
    sys.setswitchinterval(SWITCH_INTERVAL)
    allow_connections()
    # Whatever lives by now lives for ever; no collection need walk through it.
    gc.collect()
    gc.freeze()


def allow_connections() -> None:
    """Let the process have up to `MOST_OPEN` connections, or what else is the most that it may."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_OPEN if hard == resource.RLIM_INFINITY else min(MOST_OPEN, hard)
    # Some systems have a limit of their own beside the one that they tell.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


async def collect() -> None:
    """Collect garbage now and then where there may be any, for as long as the task lives.

    Streamlit's own way (``runner.postScriptGC``) is to do so after each run of a script, so that
    each click of one visitor would stop all the others.
    """
    seen = -1
    while True:
        await asyncio.sleep(COLLECT_INTERVAL)
        young = gc.get_stats()[0]["collections"]
        if young != seen:
            await asyncio.to_thread(gc.collect)
            seen = young


async def give_back() -> None:
    """Hand memory that is free back to the system, now and then, for as long as the task lives."""
    while True:
        await asyncio.sleep(TRIM_INTERVAL)
        await asyncio.to_thread(trim)


async def let_go(end_visits: Callable[[], None]) -> None:
    """End what has gone for good, now and then, for as long as the task lives."""
    while True:
        await asyncio.sleep(END_INTERVAL)
        end_visits()


def trim() -> None:
    """Hand memory that is free back to the system.

    What many small things took together, such as all that a run remembers, glibc keeps until its
    last neighbour has gone; the next visitor may never need it.
    """
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).malloc_trim(0)


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

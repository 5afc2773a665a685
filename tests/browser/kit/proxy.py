"""A small proxy between browser and server, as many a school has one: with ideas of its own."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.browser.kit.server import Server, free_port

#: Bytes that are passed on at once, and of a request's head at most.
PIECE = 65_536


class Proxy:
    """Passes on what comes, but for what it refuses.

    Parameters
    ----------
    refuses : paths that are not upgraded to WebSockets; answered by 403.
    """

    def __init__(self, server: Server, refuses: tuple[str, ...] = ()) -> None:
        self.port = free_port()
        self.refuses = refuses
        self._server = server
        self._listener = socket.create_server(("127.0.0.1", self.port))

    @property
    def url(self) -> str:
        """Address of the page."""
        return f"http://127.0.0.1:{self.port}"

    def serve(self) -> None:
        """Take connections until the listener is closed."""
        with suppress(OSError):
            while True:
                page, _ = self._listener.accept()
                threading.Thread(target=self._handle, args=(page,), daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        # Closing alone does not wake whoever waits for the next one.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _handle(self, page: socket.socket) -> None:
        with page, suppress(OSError):
            head, rest = _head(page)
            path = head.split(b" ")[1].decode().partition("?")[0] if head else ""
            if not head:
                return
            if path in self.refuses:
                page.sendall(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", self._server.port)) as server:
                server.sendall(self._rewritten(head) + rest)
                back = threading.Thread(target=_pass_on, args=(server, page), daemon=True)
                back.start()
                _pass_on(page, server)
                back.join()

    def _rewritten(self, head: bytes) -> bytes:
        """One request for each connection, and the server's own name in it."""
        lines = head.split(b"\r\n")
        upgrades = any(line.lower().startswith(b"upgrade:") for line in lines)
        kept = [
            line
            for line in lines
            if not line.lower().startswith(b"host:")
            and (upgrades or not line.lower().startswith(b"connection:"))
        ]
        kept.insert(1, f"Host: 127.0.0.1:{self._server.port}".encode())
        if not upgrades:
            kept.insert(2, b"Connection: close")
        return b"\r\n".join(kept)


def _head(page: socket.socket) -> tuple[bytes, bytes]:
    """The head of a request with its empty line, and what has come after it."""
    content = b""
    while b"\r\n\r\n" not in content:
        piece = page.recv(PIECE)
        if not piece or len(content) > PIECE:
            return b"", b""
        content += piece
    head, _, rest = content.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n", rest


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(PIECE):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def proxy(server: Server, refuses: tuple[str, ...] = ()) -> Iterator[Proxy]:
    """A proxy before a server, for a while. It tells the server its own name as the host."""
    made = Proxy(server, refuses)
    thread = threading.Thread(target=made.serve)
    thread.start()
    try:
        yield made
    finally:
        made.close()
        thread.join()

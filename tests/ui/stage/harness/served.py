"""The stage's modules and the page that mounts them, on a server of the tests' own.

Routes in Playwright would do without one, but each of ninety modules would go through the test's
process and back for each page; a browser keeps what a server sends.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from nnviz.ui.common.assets import assets_below
from tests.ui.stage.harness.stage_page import ADDRESS, SOURCES, harness

FILES = SOURCES | {"bundled.js": assets_below("common/bundled")["stage.js"].decode()}
PAGE = harness()


class _Files(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else each answer would wait for a delayed acknowledgement.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer with a module; with the page, whatever else is asked for."""
        source = FILES.get(urlsplit(self.path).path.removeprefix("/"))
        is_page = source is None
        body = (PAGE if source is None else source).encode()
        self.send_response(200)
        kind = "html" if is_page else "javascript"
        self.send_header("Content-Type", f"text/{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store" if is_page else "max-age=86400, immutable")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[list[str]]:
    """Serve them; gives a browser's arguments with which it finds them at `ADDRESS`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = urlsplit(ADDRESS).hostname
        yield [
            f"--host-resolver-rules=MAP {host} 127.0.0.1:{server.server_port}",
            "--no-proxy-server",
        ]
        server.shutdown()

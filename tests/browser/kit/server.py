"""The playground's server as a person starts it, in a process of its own.

The browser tests and the benchmarks use it; they may also kill it and start it anew on the same
port, as a deployment would.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[3]
START_LIMIT = 120.0  # seconds until a server that does not answer is given up
POLL_INTERVAL = 0.05  # seconds between two questions whether it answers yet


def free_port() -> int:
    """Return a port of the loopback interface that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """``streamlit run app.py``, headless, on a port of its own.

    Parameters
    ----------
    options : further command line options, such as ``--server.disconnectedSessionTTL=3``.
    base_path : where below the server's root the page is to be.
    script : what is run in the place of the app.
    root : the checkout that it is run in; this one unless a benchmark compares with another.
    """

    def __init__(
        self, *options: str, base_path: str = "", script: str = "app.py", root: Path = ROOT
    ) -> None:
        self.port = free_port()
        self.options = options
        self.base_path = base_path
        self.script = script
        self.root = root
        self._process: subprocess.Popen[bytes] | None = None
        handle, name = tempfile.mkstemp(prefix="nnviz-server-", suffix=".log")
        os.close(handle)
        self._log = Path(name)

    @property
    def url(self) -> str:
        """Address of the page, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}/{self.base_path}".rstrip("/")

    @property
    def pid(self) -> int:
        """Process id of the running server."""
        assert self._process is not None, "the server is not running"
        return self._process.pid

    @property
    def log(self) -> str:
        """All that the server has written so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start the server and return as soon as it answers.

        Raises
        ------
        RuntimeError
            When the server ends by itself or does not answer in time; the message holds its log.
        """
        command = [sys.executable, "-m", "streamlit", "run", self.script]
        command += [f"--server.port={self.port}", "--server.address=127.0.0.1"]
        command += ["--server.headless=true", "--server.fileWatcherType=none"]
        command += [f"--server.baseUrlPath={self.base_path}", *self.options]
        # A session of its own: one signal reaches the server and whatever it has started.
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self.root, stdout=log, stderr=log, start_new_session=True
            )
        for _ in range(round(START_LIMIT / POLL_INTERVAL)):
            if self._answers():
                return
            try:
                self._process.wait(POLL_INTERVAL)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError(f"the server ended by itself:\n{self.log}")
        self.kill()
        raise RuntimeError(f"the server did not answer:\n{self.log}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """End the server and its children at once, as a crash would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self._log.unlink()

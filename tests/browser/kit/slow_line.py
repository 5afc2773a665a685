"""A line between the page and Streamlit on which what one side says is held back for a while."""

from collections.abc import Callable
from typing import Self

from playwright.sync_api import Page, WebSocketRoute


class Direction:
    """What one side says.

    Attributes
    ----------
    held
        Whether it is held back at present.
    """

    def __init__(self) -> None:
        self.held = False
        self._waiting: list[Callable[[], None]] = []

    def join(self, source: WebSocketRoute, target: WebSocketRoute) -> None:
        """Carry from now on what a side says to the other."""

        def pass_on(message: str | bytes) -> None:
            if self.held:
                self._waiting.append(lambda: target.send(message))
            else:
                target.send(message)

        source.on_message(pass_on)

    @property
    def waiting(self) -> int:
        """How much has been said since it was held."""
        return len(self._waiting)

    def release(self) -> None:
        """Let everything through, what was held back first."""
        self.held = False
        self.release_first(self.waiting)

    def release_first(self, count: int) -> None:
        """Let through what was held back first, and hold back what comes after it."""
        for send in self._waiting[:count]:
            send()
        del self._waiting[:count]


class SlowLine:
    """Stands between both.

    Attributes
    ----------
    asked, answered
        What the page asks, and what Streamlit answers.
    """

    def __init__(self) -> None:
        self.asked, self.answered = Direction(), Direction()

    @classmethod
    def laid(cls, page: Page) -> Self:
        """To a page that is not open yet."""
        line = cls()
        page.route_web_socket("**/_stcore/stream", line._connect)
        return line

    def _connect(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        self.asked.join(page, server)
        self.answered.join(server, page)

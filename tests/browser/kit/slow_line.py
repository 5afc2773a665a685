"""A line between the page and Streamlit on which what one side says is held back for a while."""

from collections.abc import Callable

from playwright.sync_api import WebSocketRoute


class SlowLine:
    """Stands between both, once a page routes its connection to it.

    Parameters
    ----------
    holds_page
        Whether it is what the page asks that is held back; else what Streamlit answers.

    Attributes
    ----------
    held
        Whether anything is at present.
    """

    def __init__(self, *, holds_page: bool = False) -> None:
        self.held = False
        self._holds_page = holds_page
        self._waiting: list[Callable[[], None]] = []

    def __call__(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        source, target = (page, server) if self._holds_page else (server, page)

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

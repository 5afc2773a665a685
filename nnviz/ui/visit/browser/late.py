"""What a browser may still say of a widget that has another value by now."""

from time import monotonic
from typing import Any

#: Seconds for which a browser may be late, with all that its acts have waited at the server.
LATEST = 20.0


class LateValues:
    """The values that the page's widgets have shown of late.

    With each click the browser says what all widgets show, or have shown when it heard of them
    last: what the page gave them since is not in it, and what it gave them before may be.
    """

    def __init__(self) -> None:
        self._shown: dict[str, list[tuple[float, Any]]] = {}

    def note(self, key: str, value: Any) -> None:
        """Note that the widget of this key shows a value, or has done so until now."""
        others = [shown for shown in self._of_late(key) if shown[1] != value]
        self._shown[key] = [*others, (monotonic(), value)]

    def may_say(self, key: str, value: Any) -> bool:
        """Whether a browser that is late may say this of the widget."""
        return any(value == other for _, other in self._of_late(key))

    def _of_late(self, key: str) -> list[tuple[float, Any]]:
        since = monotonic() - LATEST
        return [shown for shown in self._shown.get(key, []) if shown[0] > since]

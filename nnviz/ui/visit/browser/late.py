"""What a browser may still say of a widget that has another value by now."""

from collections import defaultdict
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
        self._shown: defaultdict[str, list[tuple[float, Any]]] = defaultdict(list)

    def note(self, key: str, value: Any) -> None:
        """Note that the widget of this key shows a value, or has done so until now."""
        now = monotonic()
        others = [
            (time, other)
            for time, other in self._shown[key]
            if now - time < LATEST and other != value
        ]
        self._shown[key] = [*others, (now, value)]

    def may_say(self, key: str, value: Any) -> bool:
        """Whether a browser that is late may say this of the widget."""
        now = monotonic()
        return any(value == other and now - time < LATEST for time, other in self._shown[key])

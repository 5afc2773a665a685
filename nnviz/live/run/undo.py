"""Taking back what a person set by hand, one grip after the other."""


class UndoStack:
    """Parameters and the values that they had before they were set.

    While a person moves a slider it sets the same parameter again and again; only the value from
    before the first of these counts, until the slider is let go.
    """

    LIMIT = 200

    def __init__(self) -> None:
        self._entries: list[tuple[int, float]] = []
        self._moved: int | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def note(self, index: int, before: float) -> None:
        """Parameter `index` is about to be set; `before` is its value now."""
        if index != self._moved:
            self._moved = index
            self._entries = [*self._entries, (index, before)][-self.LIMIT :]

    def let_go(self) -> None:
        """The next setting is one of its own, whichever parameter it is of."""
        self._moved = None

    def take(self) -> tuple[int, float]:
        """The latest parameter and its value before, which is then forgotten.

        Raises
        ------
        IndexError
            There is nothing to take back.
        """
        self._moved = None
        return self._entries.pop()

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self._moved = None

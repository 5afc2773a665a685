"""The way back to what a visitor has, for the browser's tab that had it and for nobody else.

A cloakroom: whoever has a ticket gets what was left, once. The ticket is a secret of the tab, which
says it only when it was reloaded, and another one with it that is good from then on.
"""

import hashlib
import secrets
import threading
import weakref
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Kept = TypeVar("Kept")

#: Characters of a ticket: what `secrets.token_urlsafe` makes of 32 bytes.
LENGTH = 43


def new_ticket() -> str:
    """A ticket that nobody can guess."""
    return secrets.token_urlsafe(32)


def is_ticket(text: object) -> bool:
    """Whether something is of a ticket's form; a page makes some of its own."""
    return isinstance(text, str) and len(text) == LENGTH and text.isascii()


class Tickets(Generic[Kept]):
    """What was left, by the tickets for it. Thread-safe.

    Things are held weakly: who owns them keeps them, and once nobody does, a ticket is for nothing.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # By digests: how long it takes to refuse a wrong ticket says nothing of the right ones.
        self._kept: weakref.WeakValueDictionary[bytes, Kept] = weakref.WeakValueDictionary()

    def give(self, kept: Kept, ticket: str) -> None:
        """Let this ticket be good for this thing.

        Raises
        ------
        ValueError
            It is none, or good for something already.
        """
        if not is_ticket(ticket):
            raise ValueError("this is no ticket")
        with self._lock:
            if self._find(ticket) is not None:
                raise ValueError("this ticket is in use")
            self._kept[_digest(ticket)] = kept

    def find(self, ticket: str) -> Kept | None:
        """What a ticket is for, if anything; it stays good."""
        with self._lock:
            found = self._find(ticket)
        return None if found is None else found[1]

    def take(
        self, tickets: Sequence[object], another: str, *, is_left: Callable[[Kept], bool]
    ) -> Kept | None:
        """What one of these tickets is for; it is good no more, and another one is.

        Parameters
        ----------
        tickets
            A tab that was reloaded twice in a row does not know which of two is the good one.
        another
            The ticket that is good from now on.
        is_left
            Whether a thing was left: what somebody still has is given to nobody.

        Returns
        -------
        None where there is no such thing, or it was not left; all tickets stay as they are then.
        """
        with self._lock:
            for ticket in tickets:
                found = self._find(ticket)
                if found is None or not is_left(found[1]):
                    continue
                digest, kept = found
                if is_ticket(another) and self._find(another) is None:
                    del self._kept[digest]
                    self._kept[_digest(another)] = kept
                    return kept
        return None

    def _find(self, ticket: object) -> tuple[bytes, Kept] | None:
        if not isinstance(ticket, str) or not is_ticket(ticket):
            return None
        digest = _digest(ticket)
        kept = self._kept.get(digest)
        return None if kept is None else (digest, kept)


def _digest(ticket: str) -> bytes:
    return hashlib.sha256(ticket.encode()).digest()

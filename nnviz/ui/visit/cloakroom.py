"""What a reloaded tab has left, kept for that tab alone; see `nnviz.live.back.tickets`."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

import streamlit as st

from nnviz.live.back.tickets import Tickets
from nnviz.live.run.registry import rename
from nnviz.live.run.run import LiveRun
from nnviz.ui.visit.admission import is_here, present_visit

#: Tickets that are looked at: a tab has more than one only where it was reloaded in a hurry.
MOST_TICKETS = 8


class Belonging(Protocol):
    """Something that a visit has.

    Attributes
    ----------
    visit
        Whose it is: Streamlit's name for the visit of one tab.
    ticket
        What brings the tab back to it after a reload.
    run
        The training that it is about.
    """

    visit: str
    ticket: str
    run: LiveRun


Kept = TypeVar("Kept", bound=Belonging)


class Cloakroom(Generic[Kept]):
    """Belongings of one kind.

    Parameters
    ----------
    key
        What a visitor's own is called in Streamlit's session state.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self._tickets: Tickets[Kept] = Tickets()
        _ROOMS.append(self.give)

    def present(self) -> Kept | None:
        """What the visitor has; None where there is none, or another visit has taken it along."""
        kept: Kept | None = st.session_state.get(self._key)
        return kept if kept is not None and kept.visit == present_visit() else None

    def keep(self, kept: Kept) -> None:
        """Let the visitor have it, and its ticket be good for as long as somebody does."""
        st.session_state[self._key] = kept
        self._tickets.give(kept, kept.ticket)

    def come_back(self, tickets: Sequence[object], another: str) -> bool:
        """Give a reloaded tab what it had before; see `give`.

        Returns
        -------
        Whether there was such a thing; else the visitor keeps the present one.
        """
        kept = self.give(present_visit(), tickets, another)
        if kept is None:
            return False
        st.session_state[self._key] = kept
        return True

    def give(self, visit: str, tickets: Sequence[object], another: str) -> Kept | None:
        """Let a visit have what its tab had before, with all that goes on in it.

        Parameters
        ----------
        visit
            Streamlit's name for it.
        tickets
            Those that the tab may have; each is good once, and only while nobody has the thing.
        another
            The ticket that is good from now on. A visit that has got it already gets it again.

        Returns
        -------
        None if there is no such thing.
        """
        kept = self._tickets.find(another)
        if kept is not None and kept.visit == visit:
            return kept
        kept = self._tickets.take(
            tickets[:MOST_TICKETS], another, is_left=lambda kept: not is_here(kept.visit)
        )
        if kept is not None:
            # The page that had it may still be about, unseen: it is to find nothing any more.
            kept.visit, kept.ticket = visit, another
            rename(kept.run)
        return kept


_ROOMS: list[Callable[[str, Sequence[object], str], Belonging | None]] = []


def reclaim(visit: str, tickets: Sequence[object], another: str) -> str | None:
    """Let a visit have what its script is going to ask for, before that can do so.

    Returns
    -------
    The token of the run that it finds again, if any; see `Cloakroom.give` for the rest.
    """
    for give in _ROOMS:
        kept = give(visit, tickets, another)
        if kept is not None:
            return kept.run.token
    return None

"""Finds a learner's run by the token that the learner's page was given, and whose it is.

Runs are held weakly. A page's session owns its run; when the session ends, the run is gone,
without anybody having to say so.
"""

import secrets
import weakref
from typing import Protocol

from nnviz.live.run.run import LiveRun


class Owner(Protocol):
    """What keeps a run alive: a session.

    Attributes
    ----------
    visit
        Name of the visit that it belongs to at present.
    """

    visit: str


RUNS: weakref.WeakValueDictionary[str, LiveRun] = weakref.WeakValueDictionary()
_OWNERS: weakref.WeakKeyDictionary[LiveRun, weakref.ref[Owner]] = weakref.WeakKeyDictionary()


def enter(run: LiveRun, owner: Owner) -> None:
    """Let the run be found by its token, for as long as its owner lives."""
    RUNS[run.token] = run
    _OWNERS[run] = weakref.ref(owner)


def visit_of(run: LiveRun) -> str | None:
    """Name of the visit that the run belongs to; None where its owner has gone, though somebody
    may still look at the run."""
    # The owner itself is handed to nobody, who might keep it alive.
    reference = _OWNERS.get(run)
    owner = None if reference is None else reference()
    return None if owner is None else owner.visit


def rename(run: LiveRun) -> None:
    """Let the run be found by another token, and no more by the one that a page knew."""
    RUNS.pop(run.token, None)
    run.token = secrets.token_urlsafe()
    RUNS[run.token] = run

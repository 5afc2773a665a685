"""Finds a learner's run by the token that the learner's page was given.

Runs are held weakly. A page's session owns its run; when the session ends, the run is gone,
without anybody having to say so.
"""

import secrets
import weakref

from nnviz.live.run import LiveRun

RUNS: weakref.WeakValueDictionary[str, LiveRun] = weakref.WeakValueDictionary()


def rename(run: LiveRun) -> None:
    """Let the run be found by another token, and no more by the one that a page knew."""
    RUNS.pop(run.token, None)
    run.token = secrets.token_urlsafe()
    RUNS[run.token] = run

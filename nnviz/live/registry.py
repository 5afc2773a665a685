"""Finds a learner's run by the token that the learner's page was given.

Runs are held weakly. A page's session owns its run; when the session ends, the run is gone,
without anybody having to say so.
"""

import weakref

from nnviz.live.run import LiveRun

RUNS: weakref.WeakValueDictionary[str, LiveRun] = weakref.WeakValueDictionary()

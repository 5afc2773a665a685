"""Datasets that are somebody's own: known by name for as long as somebody works with them.

A name ends in the content's digest, so that equal data have one name, and no one who does not have
the data can guess it. Nothing here keeps data alive but the few that were put in last: those who
reload their page come back to them.
"""

import threading
from collections import OrderedDict
from weakref import WeakValueDictionary

from nnviz.data.specs.datasets import DATASETS
from nnviz.data.specs.points import PointSpec

#: So many of the latest are kept, of so many numbers together: 20 MB. Larger ones only as long as
#: somebody works with them.
MOST_KEPT = 32
MOST_NUMBERS = 2_500_000

_known: WeakValueDictionary[str, PointSpec] = WeakValueDictionary()
_latest: OrderedDict[str, PointSpec] = OrderedDict()
_lock = threading.Lock()


def register(spec: PointSpec, *, keep: bool = True, instead_of: str = "") -> PointSpec:
    """Make own data known by their name.

    Parameters
    ----------
    keep
        Whether to keep them alive for a while, among the latest.
    instead_of
        The name of data that they have taken the place of, which are kept no longer for that.

    Returns
    -------
    PointSpec
        The one to use and to keep, which is that of an earlier call where the content is the same.
    """
    with _lock:
        found = _known.setdefault(spec.name, spec)
        if not keep:
            return found
        _latest.pop(instead_of, None)
        _latest[found.name] = found
        _latest.move_to_end(found.name)
        while (
            len(_latest) > MOST_KEPT
            or sum(kept.most_points * kept.dimension for kept in _latest.values()) > MOST_NUMBERS
        ):
            _latest.popitem(last=False)
        return found


def find(name: str) -> PointSpec | None:
    """The dataset of this name, if there is one (still)."""
    return DATASETS.get(name) or _known.get(name)

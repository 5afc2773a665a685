"""nnviz: watch a neural network learn, and look inside.

The public names of the core. Using them loads NumPy and nothing of the page, so that
``from nnviz import Experiment, Trainer`` works in a script, a notebook or a test alike.
Before one of them is used nothing is loaded: a program of ours that needs a part of it has that
part alone, and `threads` can be asked before NumPy is there.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["Experiment", "Model", "Network", "RunFileProblem", "TableWarning", "Trainer", "load"]

if TYPE_CHECKING:
    from nnviz.public import (
        Experiment,
        Model,
        Network,
        RunFileProblem,
        TableWarning,
        Trainer,
        load,
    )
else:

    def __getattr__(name: str) -> Any:
        if name in __all__:
            return getattr(import_module("nnviz.public"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

"""nnviz: watch a neural network learn, and look inside.

The public names of the core. Importing them loads NumPy and nothing of the page, so that
``from nnviz import Experiment, Trainer`` works in a script, a notebook or a test alike.
"""

from nnviz.core.network import Network
from nnviz.core.trainer import Trainer
from nnviz.experiment import Experiment

__all__ = ["Experiment", "Network", "Trainer"]

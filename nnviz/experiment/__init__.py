"""A run described in full, and its form as URL query parameters."""

from nnviz.core.settings import LIVE_FIELDS
from nnviz.experiment.complaints import Complaint
from nnviz.experiment.experiment import Experiment
from nnviz.experiment.limits import (
    FIRST_LAYER,
    LARGEST_PARAMETER,
    LIMITS,
    MAX_LAYERS,
    MAX_NEURONS,
    Limit,
)

__all__ = [
    "FIRST_LAYER",
    "LARGEST_PARAMETER",
    "LIMITS",
    "LIVE_FIELDS",
    "MAX_LAYERS",
    "MAX_NEURONS",
    "Complaint",
    "Experiment",
    "Limit",
]

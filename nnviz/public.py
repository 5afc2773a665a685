"""What `nnviz` gives out under its own name."""

from dataclasses import replace
from os import PathLike
from pathlib import Path

from nnviz.core.network.network import Network
from nnviz.core.training.trainer import Trainer
from nnviz.data.tables.problem import TableWarning
from nnviz.experiment import Experiment
from nnviz.model import Model
from nnviz.saving import RunFileProblem, read_run

__all__ = ["Experiment", "Model", "Network", "RunFileProblem", "TableWarning", "Trainer", "load"]


def load(file: str | PathLike[str] | bytes) -> Model:
    """The network of a run that was saved from the page, ready to predict.

    Parameters
    ----------
    file
        Where the file is, or its content.

    Returns
    -------
    Model
        As it was at the update at which the run was saved, with the preparation of its table.

    Raises
    ------
    OSError
        There is no such file.
    RunFileProblem
        It is no saved run, or it is damaged.
    """
    saved = read_run(file if isinstance(file, bytes) else Path(file).read_bytes())
    return replace(Model.of(saved.experiment, saved.network()), preparation=saved.preparation)

"""The network on screen as a program or a file that stands on its own."""

from collections.abc import Callable
from dataclasses import dataclass

from nnviz.export.document import Document
from nnviz.export.frameworks.keras_program import SPELT as BY_KERAS
from nnviz.export.frameworks.keras_program import keras_program
from nnviz.export.frameworks.numpy_program import numpy_program
from nnviz.export.frameworks.onnx_file import (
    INSTALL_ONNX,
    PackageNeededError,
    has_onnx,
    onnx_lacks,
    onnx_model,
)
from nnviz.export.frameworks.onnx_file import SPELT as BY_ONNX
from nnviz.export.frameworks.onnx_program import onnx_file_name, onnx_program
from nnviz.export.frameworks.sklearn_program import sklearn_program
from nnviz.export.frameworks.torch_program import SPELT as BY_TORCH
from nnviz.export.frameworks.torch_program import torch_program
from nnviz.export.sections.descent import SPELT as BY_NUMPY
from nnviz.export.sections.spelling import Spelt, UnwritableError, lacking
from nnviz.export.sections.table_file import table_csv
from nnviz.export.sections.training import Training
from nnviz.model import Model

__all__ = [
    "INSTALL_ONNX",
    "ONNX_PROGRAM",
    "PROGRAMS",
    "PackageNeededError",
    "Program",
    "Training",
    "UnwritableError",
    "has_onnx",
    "onnx_file_name",
    "onnx_lacks",
    "onnx_model",
    "table_csv",
]


@dataclass(frozen=True)
class Program:
    """A library that the network can be written for.

    Attributes
    ----------
    label
        The library's name.
    install
        The command that brings what the program needs.
    spelt
        What of the registries it can spell.
    write
        Writes it, where it `lacks` nothing.
    """

    label: str
    install: str
    spelt: Spelt
    write: Callable[[Model, Training], Document]

    def lacks(self, model: Model, training: Training) -> UnwritableError | None:
        """Why there is no such program of this network, if there is none."""
        return lacking(self.label, self.spelt, model, training)

    def document(self, model: Model, training: Training) -> Document:
        """The program; its `script` and `notebook` are the texts of files.

        Raises
        ------
        UnwritableError
            The network or its training has something that the program cannot spell.
        """
        if lacks := self.lacks(model, training):
            raise lacks
        return self.write(model, training)


PROGRAMS: dict[str, Program] = {
    "numpy": Program("NumPy", "pip install numpy", BY_NUMPY, numpy_program),
    "torch": Program("PyTorch", "pip install torch numpy", BY_TORCH, torch_program),
    "keras": Program("Keras", "pip install keras torch numpy", BY_KERAS, keras_program),
    # What scikit-learn lacks, an estimator of our own has, which is NumPy's program.
    "sklearn": Program("scikit-learn", "pip install scikit-learn numpy", BY_NUMPY, sklearn_program),
}

#: Reads rows for the ONNX file; it cannot train.
ONNX_PROGRAM = Program("ONNX Runtime", "pip install onnxruntime numpy", BY_ONNX, onnx_program)

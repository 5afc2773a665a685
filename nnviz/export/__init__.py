"""The network on screen as a program or a file that stands on its own."""

from collections.abc import Callable
from dataclasses import dataclass

from nnviz.export.document import Document
from nnviz.export.frameworks.keras_program import keras_program
from nnviz.export.frameworks.numpy_program import numpy_program
from nnviz.export.frameworks.onnx_file import INSTALL_ONNX, PackageNeededError, has_onnx, onnx_model
from nnviz.export.frameworks.onnx_program import onnx_file_name, onnx_program
from nnviz.export.frameworks.sklearn_program import sklearn_program
from nnviz.export.frameworks.torch_program import torch_program
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
    "has_onnx",
    "onnx_file_name",
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
    document
        Writes it; its `script` and `notebook` are the texts of files.
    """

    label: str
    install: str
    document: Callable[[Model, Training], Document]


PROGRAMS: dict[str, Program] = {
    "numpy": Program("NumPy", "pip install numpy", numpy_program),
    "torch": Program("PyTorch", "pip install torch numpy", torch_program),
    "keras": Program("Keras", "pip install keras torch numpy", keras_program),
    "sklearn": Program("scikit-learn", "pip install scikit-learn numpy", sklearn_program),
}

#: Reads rows for the ONNX file; it cannot train.
ONNX_PROGRAM = Program("ONNX Runtime", "pip install onnxruntime numpy", onnx_program)

"""An ONNX graph that is being made, and what an activation is in it.

Only operators that runtimes have in float64 are used: https://onnx.ai/onnx/operators/.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Graph:
    """Nodes and constants as they come; a name stands for an array."""

    def __init__(self, onnx: Any) -> None:
        self._onnx = onnx
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, values: Any, kind: type[np.generic] = np.float64) -> str:
        """An array that stands in the file."""
        name = f"constant_{len(self.constants)}"
        array: NDArray[Any] = np.array(values, kind)
        self.constants.append(self._onnx.numpy_helper.from_array(array, name))
        return name

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        """What an operator makes of its inputs."""
        output = name or f"{operator.lower()}_{len(self.nodes)}"
        node = self._onnx.helper.make_node(operator, inputs, [output], **attributes)
        self.nodes.append(node)
        return output

    def times(self, a: str, factor: float) -> str:
        """Something times a number."""
        return self.add("Mul", a, self.constant(factor))

    def plus(self, a: str, term: float) -> str:
        """Something plus a number."""
        return self.add("Add", a, self.constant(term))


def _sigmoid(graph: Graph, z: str) -> str:
    return graph.plus(graph.times(graph.add("Tanh", graph.times(z, 0.5)), 0.5), 0.5)


def _softplus(graph: Graph, z: str) -> str:
    power = graph.add("Exp", graph.add("Neg", graph.add("Abs", z)))
    above = graph.add("Max", z, graph.constant(0.0))
    return graph.add("Add", above, graph.add("Log", graph.plus(power, 1.0)))


def _elu(graph: Graph, z: str) -> str:
    below = graph.add("Min", z, graph.constant(0.0))
    return graph.add("Max", z, graph.plus(graph.add("Exp", below), -1.0))


def _gelu(graph: Graph, z: str) -> str:
    cubic = graph.plus(graph.times(graph.add("Mul", z, z), 0.044715), 1.0)
    inner = graph.times(graph.add("Mul", cubic, z), float(np.sqrt(2.0 / np.pi)))
    return graph.times(graph.add("Mul", z, graph.plus(graph.add("Tanh", inner), 1.0)), 0.5)


#: Spelt as in `nnviz.core.functions.activations`.
ACTIVATIONS: dict[str, Callable[[Graph, str], str]] = {
    "linear": lambda graph, z: z,
    "relu": lambda graph, z: graph.add("Max", z, graph.constant(0.0)),
    "leaky_relu": lambda graph, z: graph.add("Max", z, graph.times(z, 0.01)),
    "elu": _elu,
    "gelu": _gelu,
    "silu": lambda graph, z: graph.add("Mul", z, _sigmoid(graph, z)),
    "sigmoid": _sigmoid,
    "tanh": lambda graph, z: graph.add("Tanh", z),
    "softplus": _softplus,
    "sine": lambda graph, z: graph.add("Sin", z),
}

"""The network as an ONNX file, with what stands before and after it.

Its one input, "rows", is (n, dimension) in float64: points, or a table's values as `Records` has
them (the number, days since 1970 for a date, the position among the categories, nan where it is
missing); `Model.values_of` makes them of rows as people type them, and so does the program in the
file's metadata, "program", which needs no nnviz. Its outputs are "outputs", what the last layer
gives, and "probabilities" (n, n_classes) and "class" (n,), or "values" (n,) in the table's unit.
Names of columns and classes stand in the metadata, as JSON.

Only operators that runtimes have in float64 are used: https://onnx.ai/onnx/operators/.
"""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from json import dumps
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.data.tables import Preparation
from nnviz.export.frameworks.onnx_program import onnx_program
from nnviz.export.sections.answers import speaks
from nnviz.model import SMALLEST_SHARE, Model

_OPSET = 17
# What stands in the file, for whoever looks into it.
_TOLD = """A neural network from nnviz.

"rows" takes numbers alone: nan for what is missing, days since the beginning of 1970 for a date,
for a category its position among the categories, -1 for one that is not among them. To ask about
rows as people type them, take the Python program that stands in the metadata under "program": it
reads them by the same rule as nnviz does, and hands them to this file.
"""
#: Brings what `onnx_model` needs.
INSTALL_ONNX = "pip install onnx"


class PackageNeededError(ImportError):
    """A package is missing; `command` brings it."""

    def __init__(self, package: str, command: str) -> None:
        super().__init__(f"This needs the package {package}: {command}")
        self.command = command


def has_onnx() -> bool:
    """Whether `onnx_model` has what it needs."""
    return find_spec("onnx") is not None


class _Graph:
    """Nodes and constants as they come; a name stands for an array."""

    def __init__(self, onnx: Any) -> None:
        self._onnx = onnx
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, values: Any, kind: type[np.generic] = np.float64) -> str:
        name = f"constant_{len(self.constants)}"
        array: NDArray[Any] = np.array(values, kind)
        self.constants.append(self._onnx.numpy_helper.from_array(array, name))
        return name

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        output = name or f"{operator.lower()}_{len(self.nodes)}"
        node = self._onnx.helper.make_node(operator, inputs, [output], **attributes)
        self.nodes.append(node)
        return output


def onnx_model(model: Model) -> bytes:
    """The content of an ONNX file; see the module for its input and its outputs.

    Raises
    ------
    PackageNeededError
        The package onnx is not installed.
    """
    try:
        import onnx
    except ImportError:
        raise PackageNeededError("onnx", INSTALL_ONNX) from None
    graph = _Graph(onnx)
    prepared = (
        _table(graph, model, model.preparation) if model.preparation else _points(graph, model)
    )
    outputs = graph.add("Identity", _network(graph, model, prepared), name="outputs")
    floats, whole = onnx.TensorProto.DOUBLE, onnx.TensorProto.INT64
    described = onnx.helper.make_tensor_value_info
    ends = [described("outputs", floats, ["n", model.layer_sizes[-1]])]
    if model.task == "regression":
        _value(graph, model, outputs)
        ends.append(described("values", floats, ["n"]))
    else:
        probabilities = graph.add(
            "Identity", _probabilities(graph, model, outputs), name="probabilities"
        )
        graph.add("ArgMax", probabilities, name="class", axis=1, keepdims=0)
        ends.append(described("probabilities", floats, ["n", model.class_count]))
        ends.append(described("class", whole, ["n"]))
    rows = described("rows", floats, ["n", model.dimension])
    made = onnx.helper.make_model(
        onnx.helper.make_graph(graph.nodes, "network", [rows], ends, graph.constants),
        opset_imports=[onnx.helper.make_opsetid("", _OPSET)],
        producer_name="nnviz",
        ir_version=8,
    )
    made.doc_string = _TOLD
    names = {"classes": dumps(model.classes), "program": onnx_program(model).script()}
    if model.preparation:
        names["recipe"] = dumps(model.preparation.recipe.to_json())
    onnx.helper.set_model_props(made, names)
    onnx.checker.check_model(made)
    content: bytes = made.SerializeToString()
    return content


def _points(graph: _Graph, model: Model) -> str:
    def coordinate(number: int) -> str:
        return graph.add("Gather", "rows", graph.constant([number], np.int64), axis=1)

    x, y = coordinate(0), coordinate(model.dimension - 1)
    made: dict[str, Callable[[], str]] = {
        "x1": lambda: x,
        "x2": lambda: y,
        "x1_squared": lambda: graph.add("Mul", x, x),
        "x2_squared": lambda: graph.add("Mul", y, y),
        "x1_x2": lambda: graph.add("Mul", x, y),
        "sin_x1": lambda: graph.add("Sin", x),
        "sin_x2": lambda: graph.add("Sin", y),
        "x": lambda: x,
        "x_squared": lambda: graph.add("Mul", x, x),
        "x_cubed": lambda: graph.add("Mul", graph.add("Mul", x, x), x),
        "sin_x": lambda: graph.add("Sin", x),
    }
    return graph.add("Concat", *(made[name]() for name in model.features), axis=1)


def _table(graph: _Graph, model: Model, preparation: Preparation) -> str:
    """All inputs at once: each takes its column, and compares or standardises it."""
    columns: list[int] = []
    codes: list[int] = []
    for i, column in enumerate(preparation.recipe.columns):
        columns += [i] * column.width
        codes += range(column.width) if column.kind == "category" else [-2]
    chosen = np.array(columns)[list(model.chosen_inputs)]
    code = np.array(codes, np.float64)[list(model.chosen_inputs)]
    is_missing = graph.add("IsNaN", "rows")
    filled = graph.add("Where", is_missing, graph.constant(preparation.fill), "rows")
    taken = graph.add("Gather", filled, graph.constant(chosen, np.int64), axis=1)
    deviation = graph.add("Sub", taken, graph.constant(preparation.mean[chosen]))
    standardised = graph.add("Div", deviation, graph.constant(preparation.scale[chosen]))
    same = graph.add("Equal", taken, graph.constant(code))
    one, zero = graph.constant(1.0), graph.constant(0.0)
    one_hot = graph.add("Where", same, one, zero)
    is_category = graph.constant(code >= 0.0, np.bool_)
    return graph.add("Where", is_category, one_hot, standardised)


def _network(graph: _Graph, model: Model, sent: str) -> str:
    layers = zip(
        model.network.weights, model.network.biases, model.activations, speaks(model), strict=True
    )
    for weights, biases, name, mask in layers:
        product = graph.add("MatMul", sent, graph.constant(weights))
        sent = _activation(graph, name, graph.add("Add", product, graph.constant(biases)))
        if 0.0 in mask:
            sent = graph.add("Mul", sent, graph.constant(mask))
    return sent


def _activation(graph: _Graph, name: str, z: str) -> str:
    """Of operators that are there in float64; spelt as in `nnviz.core.functions.activations`."""

    def times(a: str, factor: float) -> str:
        return graph.add("Mul", a, graph.constant(factor))

    def plus(a: str, term: float) -> str:
        return graph.add("Add", a, graph.constant(term))

    def sigmoid() -> str:
        return plus(times(graph.add("Tanh", times(z, 0.5)), 0.5), 0.5)

    def softplus() -> str:
        power = graph.add("Exp", graph.add("Neg", graph.add("Abs", z)))
        above = graph.add("Max", z, graph.constant(0.0))
        return graph.add("Add", above, graph.add("Log", plus(power, 1.0)))

    def elu() -> str:
        below = graph.add("Min", z, graph.constant(0.0))
        return graph.add("Max", z, plus(graph.add("Exp", below), -1.0))

    def gelu() -> str:
        cubic = plus(times(graph.add("Mul", z, z), 0.044715), 1.0)
        inner = times(graph.add("Mul", cubic, z), float(np.sqrt(2.0 / np.pi)))
        return times(graph.add("Mul", z, plus(graph.add("Tanh", inner), 1.0)), 0.5)

    made: dict[str, Callable[[], str]] = {
        "linear": lambda: z,
        "relu": lambda: graph.add("Max", z, graph.constant(0.0)),
        "leaky_relu": lambda: graph.add("Max", z, times(z, 0.01)),
        "elu": elu,
        "gelu": gelu,
        "silu": lambda: graph.add("Mul", z, sigmoid()),
        "sigmoid": sigmoid,
        "tanh": lambda: graph.add("Tanh", z),
        "softplus": softplus,
        "sine": lambda: graph.add("Sin", z),
    }
    return made[name]()


def _probabilities(graph: _Graph, model: Model, outputs: str) -> str:
    if model.loss == "softmax_cross_entropy":
        return graph.add("Softmax", outputs, axis=1)
    if model.task == "multiclass":
        shares = graph.add("Max", outputs, graph.constant(SMALLEST_SHARE))
        total = graph.add("ReduceSum", shares, graph.constant([1], np.int64), keepdims=1)
        return graph.add("Div", shares, total)
    if model.loss == "binary_cross_entropy":
        positive = _activation(graph, "sigmoid", outputs)
    else:
        half = graph.constant(0.5)
        share = graph.add("Add", graph.add("Mul", outputs, half), half)
        positive = _within(graph, share, (0.0, 1.0))
    negative = graph.add("Sub", graph.constant(1.0), positive)
    return graph.add("Concat", negative, positive, axis=1)


def _within(graph: _Graph, values: str, limits: Sequence[float]) -> str:
    low, high = map(graph.constant, limits)
    return graph.add("Min", graph.add("Max", values, low), high)


def _value(graph: _Graph, model: Model, outputs: str) -> None:
    if model.preparation:
        scaled = graph.add("Mul", outputs, graph.constant(model.preparation.target_scale))
        outputs = graph.add("Add", scaled, graph.constant(model.preparation.target_mean))
    graph.add("Squeeze", outputs, graph.constant([1], np.int64), name="values")

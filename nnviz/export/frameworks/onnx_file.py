"""The network as an ONNX file, with what stands before and after it.

Its one input, "rows", is (n, dimension) in float64: points, or a table's values as `Records` has
them (the number, days since 1970 for a date, the position among the categories, nan where it is
missing); `Model.values_of` makes them of rows as people type them, and so does the program in the
file's metadata, "program", which needs no nnviz. Its outputs are "outputs", what the last layer
gives, and "probabilities" (n, n_classes) and "class" (n,), or "values" (n,) in the table's unit.
Names of columns and classes stand in the metadata, as JSON.
"""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from json import dumps

import numpy as np

from nnviz.core.functions.losses import LOSSES
from nnviz.data.tables import Preparation
from nnviz.export.frameworks.onnx_graph import ACTIVATIONS, Graph
from nnviz.export.frameworks.onnx_program import onnx_program
from nnviz.export.sections.answers import speaks
from nnviz.export.sections.spelling import Spelt, UnwritableError, lacking
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


def onnx_lacks(model: Model) -> UnwritableError | None:
    """Why there is no ONNX file of this network, if there is none."""
    return lacking("ONNX", SPELT, model)


def onnx_model(model: Model) -> bytes:
    """The content of an ONNX file; see the module for its input and its outputs.

    Raises
    ------
    PackageNeededError
        The package onnx is not installed.
    UnwritableError
        The network has something that cannot be written for ONNX.
    """
    if lacks := onnx_lacks(model):
        raise lacks
    try:
        import onnx
    except ImportError:
        raise PackageNeededError("onnx", INSTALL_ONNX) from None
    graph = Graph(onnx)
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


# From a point's two coordinates (on a line they are one).
_FEATURES: dict[str, Callable[[Graph, str, str], str]] = {
    "x1": lambda graph, x, y: x,
    "x2": lambda graph, x, y: y,
    "x1_squared": lambda graph, x, y: graph.add("Mul", x, x),
    "x2_squared": lambda graph, x, y: graph.add("Mul", y, y),
    "x1_x2": lambda graph, x, y: graph.add("Mul", x, y),
    "sin_x1": lambda graph, x, y: graph.add("Sin", x),
    "sin_x2": lambda graph, x, y: graph.add("Sin", y),
    "x": lambda graph, x, y: x,
    "x_squared": lambda graph, x, y: graph.add("Mul", x, x),
    "x_cubed": lambda graph, x, y: graph.add("Mul", graph.add("Mul", x, x), x),
    "sin_x": lambda graph, x, y: graph.add("Sin", x),
}


def _points(graph: Graph, model: Model) -> str:
    def coordinate(number: int) -> str:
        return graph.add("Gather", "rows", graph.constant([number], np.int64), axis=1)

    x, y = coordinate(0), coordinate(model.dimension - 1)
    return graph.add("Concat", *(_FEATURES[name](graph, x, y) for name in model.features), axis=1)


SPELT: Spelt = {"feature": _FEATURES, "activation": ACTIVATIONS}


def _table(graph: Graph, model: Model, preparation: Preparation) -> str:
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


def _network(graph: Graph, model: Model, sent: str) -> str:
    layers = zip(
        model.network.weights, model.network.biases, model.activations, speaks(model), strict=True
    )
    for weights, biases, name, mask in layers:
        product = graph.add("MatMul", sent, graph.constant(weights))
        sent = ACTIVATIONS[name](graph, graph.add("Add", product, graph.constant(biases)))
        if 0.0 in mask:
            sent = graph.add("Mul", sent, graph.constant(mask))
    return sent


def _probabilities(graph: Graph, model: Model, outputs: str) -> str:
    kind = LOSSES[model.loss].output_kind
    if kind == "shares":
        return graph.add("Softmax", outputs, axis=1)
    if model.task == "multiclass":
        shares = graph.add("Max", outputs, graph.constant(SMALLEST_SHARE))
        total = graph.add("ReduceSum", shares, graph.constant([1], np.int64), keepdims=1)
        return graph.add("Div", shares, total)
    if kind == "probability":
        positive = ACTIVATIONS["sigmoid"](graph, outputs)
    else:
        half = graph.constant(0.5)
        share = graph.add("Add", graph.add("Mul", outputs, half), half)
        positive = _within(graph, share, (0.0, 1.0))
    negative = graph.add("Sub", graph.constant(1.0), positive)
    return graph.add("Concat", negative, positive, axis=1)


def _within(graph: Graph, values: str, limits: Sequence[float]) -> str:
    low, high = map(graph.constant, limits)
    return graph.add("Min", graph.add("Max", values, low), high)


def _value(graph: Graph, model: Model, outputs: str) -> None:
    if model.preparation:
        scaled = graph.add("Mul", outputs, graph.constant(model.preparation.target_scale))
        outputs = graph.add("Add", scaled, graph.constant(model.preparation.target_mean))
    graph.add("Squeeze", outputs, graph.constant([1], np.int64), name="values")

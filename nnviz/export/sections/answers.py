"""The sections of a program that hold the trained numbers, and that give answers."""

import numpy as np

from nnviz.core.functions.losses import LOSSES, OutputKind
from nnviz.core.network.network import Network
from nnviz.export.document import Section
from nnviz.export.embedding import merged
from nnviz.export.literals import array, fits_float32, listed, names
from nnviz.export.sections.functions import function, helpers_for
from nnviz.export.sections.inputs import rule_of
from nnviz.export.sections.training import RawValue, Training, rows_as_written
from nnviz.model import SMALLEST_SHARE, Model

_FLOAT32 = '''\
def exact(numbers):
    """These digits tell one float32 from the next; what is computed with them is float64."""
    return np.array(numbers, np.float32).astype(np.float64)'''


def imports(
    model: Model, training: Training | None = None, *, before: str = "", after: str = ""
) -> str:
    """Import lines: the standard library's, then NumPy's and, after it, the library's."""
    standard = before.splitlines()
    if training and training.csv_path:
        standard += ["import csv", "from collections import Counter"]
    if model.preparation:
        standard.append("import warnings")
    standard += rule_of(model, training).imports
    first = merged(standard)
    return "\n".join([*first, *([""] if first else []), "import numpy as np", *after.splitlines()])


def parameters_section(model: Model) -> Section:
    """Defines SIZES and TRAINED: weights and biases of each layer, one after the other."""
    short = fits_float32(model.parameters)
    read = "exact" if short else "np.array"
    network: Network = model.network
    sources = []
    for layer, (weights, biases) in enumerate(
        zip(network.weights, network.biases, strict=True), start=1
    ):
        for what, values in (("weights", weights), ("biases", biases)):
            sources.append(
                f"# Layer {layer}, {what}.\n{read}({array(values, len(read) + 7, short=short)})"
            )
    items = "".join(
        "\n".join("    " + line for line in source.splitlines()) + ",\n" for source in sources
    )
    code = (
        f"# Neurons in each layer, the inputs first.\nSIZES = {list(model.layer_sizes)}\n"
        "# Weights have the shape (inputs of the layer, neurons), biases (neurons,).\n"
        f"TRAINED = [\n{items}]"
    )
    return Section("What the network has learnt", f"{_FLOAT32}\n\n\n{code}" if short else code)


def speaks(model: Model) -> list[list[float]]:
    """For each layer after the input, 0 where a neuron is switched off, else 1."""
    return [
        [float((layer, index) not in model.silenced) for index in range(width)]
        for layer, width in enumerate(model.layer_sizes[1:], start=1)
    ]


def answers_section(
    model: Model, training: Training, trained: str, *, defined: str = "", own: bool = True
) -> Section:
    """Defines ``predict_proba`` (of classes), ``predict``, EXAMPLES and ``main``.

    Parameters
    ----------
    trained
        Name of the network as it was trained.
    defined
        Source of what stands before, so that no helper is defined twice.
    own
        Whether ``outputs(rows, network)`` is defined; else the network has scikit-learn's
        ``predict_proba`` or ``predict``.
    """
    arguments = f"rows, network={trained}"
    functions = (
        [_values(model, arguments, own)]
        if model.task == "regression"
        else [
            _probabilities(model, arguments, own),
            function(
                "predict",
                arguments,
                "[CLASSES[i] for i in predict_proba(rows, network).argmax(axis=1)]",
                '"""The class of each row."""',
            ),
        ]
    )
    helpers = [source for source in helpers_for(functions) if source not in defined]
    classes = ""
    if model.task != "regression":
        classes = f"CLASSES = {names(model.classes, len('CLASSES = '))}\n\n\n"
    examples = examples_code(model, training, trained)
    return Section("Answers", classes + "\n\n\n".join([*helpers, *functions, examples]))


def examples_code(model: Model, training: Training | None, trained: str = "") -> str:
    """Defines EXAMPLES, a few rows, and ``main``, which takes a network if there are several."""
    rows = rows_as_written(training.examples if training else model.usual_row, model.preparation)
    taken, given = (f"network={trained}", ", network") if trained else ("", "")
    return (
        f"EXAMPLES = {row_list(rows, model)}\n\n\n"
        f"def main({taken}):\n"
        '    """Say what the network predicts for a few rows."""\n'
        f"    for row, answer in zip(EXAMPLES, predict(EXAMPLES{given})):\n"
        '        print(f"{row} -> {answer!r}")'
    )


def row_list(rows: list[list[RawValue]], model: Model) -> str:
    """A list of rows: of points to float32's digits, which is what the network saw of them."""
    if model.preparation is None:
        points = np.array(rows, np.float32)
        return listed(str([float(str(x)) for x in point]) for point in points)
    return listed(map(repr, rows))


def _values(model: Model, arguments: str, own: bool) -> str:
    result = "outputs(rows, network)[:, 0]" if own else "network.predict(prepare(rows))"
    if model.preparation:
        result += " * TARGET_SCALE + TARGET_MEAN"
    return function("predict", arguments, f"({result}).tolist()", '"""The value for each row."""')


def _probabilities(model: Model, arguments: str, own: bool) -> str:
    by_kind: dict[OutputKind, list[str]] = {
        "probability": ["p = sigmoid(outputs(rows, network))"],
        "shares": ["softmax(outputs(rows, network))"],
    }
    lines = by_kind.get(LOSSES[model.loss].output_kind)
    if not own:
        lines = ["network.predict_proba(prepare(rows))"]
    elif lines is None and model.task == "binary":
        lines = [
            "# The output's place between -1 and 1, its targets.",
            "p = np.clip((1.0 + outputs(rows, network)) / 2.0, 0.0, 1.0)",
        ]
    elif lines is None:
        lines = [
            "# The share of each output in all of them.",
            f"shares = np.maximum(outputs(rows, network), {SMALLEST_SHARE})",
            "shares / shares.sum(axis=1, keepdims=True)",
        ]
    if own and model.task == "binary":
        lines = [*lines, "np.hstack([1.0 - p, p])"]
    told = '"""Probabilities of the classes, for each row."""'
    return function("predict_proba", arguments, lines[-1], told, *lines[:-1])

"""The arrays of the messages to a page, each with its type and its meaning; see `messages`."""

from dataclasses import dataclass
from typing import Literal

#: float32; bytes; or bytes on a plane, where they stand for signed values, and float32 on a line.
ElementType = Literal["f4", "u1", "u1 or f4"]


@dataclass(frozen=True)
class ArrayEntry:
    """One array, or one for each of several layers or moments.

    Attributes
    ----------
    name
        With ``{layer}`` or ``{moment}`` in it where there are several.
    kind
        Of its elements.
    elements
        Their shape, where that has dimensions with names, and what they are.
    is_always_there
        Whether each message of its kind has it.
    """

    name: str
    kind: ElementType
    elements: str
    is_always_there: bool = False


_POINTS = (
    ("train_points", "point by point, `dimension` each: where it lies in the view"),
    ("train_labels", "0/1, the class's number, or the value"),
    ("test_points", "as those for training"),
    ("test_labels", "as those for training"),
)

SCENE_ARRAYS = (
    *(ArrayEntry(name, "f4", text, True) for name, text in _POINTS),
    ArrayEntry(
        "distributions",
        "f4",
        "24 bars for each feature, the highest 1: how it is spread over the training share; only "
        "where `inputs` says so",
    ),
    ArrayEntry(
        "feature_tiles", "u1 or f4", "a tile, or on a line a curve, for each of `features`", True
    ),
    ArrayEntry("feature_scales", "f4", "one for each", True),
)

FRAME_ARRAYS = (
    ArrayEntry(
        "parameters",
        "f4",
        "layer after layer, (fan_in + 1, fan_out) row by row; the last row is the biases",
        True,
    ),
    ArrayEntry(
        "history",
        "f4",
        "rows of epoch, train loss, test loss, train metric, test metric, new since the last frame",
        True,
    ),
    ArrayEntry("tile_scales", "f4", "per neuron, hidden and output, layer by layer", True),
    ArrayEntry(
        "tiles", "u1 or f4", "a tile, or on a line a curve of plain values, per neuron", True
    ),
    ArrayEntry(
        "output",
        "u1 or f4",
        "two classes: 2p − 1, or the output itself where it has no probability (scale "
        "1); regression: the value (scale: the largest of `value_range`)",
    ),
    ArrayEntry("classes", "u1", "several classes, instead of `output`: the likeliest class"),
    ArrayEntry("confidence", "u1", "its probability, 255 is 1"),
    ArrayEntry("watch", "u1 or f4", "the watched neuron's map or curve, if there is one"),
    ArrayEntry("lit_train", "u1", "1 for each point that is lit up; only with `spotlight`"),
    ArrayEntry("lit_test", "u1", "as those for training"),
    ArrayEntry(
        "answers",
        "f4",
        "what every neuron answers to the picture of `probe`, layer after layer; the last layer's "
        "as a person reads them",
    ),
    ArrayEntry(
        "ghosts",
        "f4",
        "rows of number, epoch, train loss, test loss: the curves that were left behind, and the "
        "one still to come; only where they have changed",
    ),
    ArrayEntry(
        "marks", "f4", "updates at which something was done by hand; only where they have changed"
    ),
    *(
        ArrayEntry(
            name,
            "f4",
            "as in a scene; only where others are learnt from than those that the page was told "
            "of, or has drawn",
        )
        for name, _ in _POINTS
    ),
)

TRACE_ARRAYS = (
    ArrayEntry("inputs", "f4", "(n_inputs, batch)", True),
    ArrayEntry("targets", "f4", "(n_outputs, batch)", True),
    ArrayEntry("z{layer}", "f4", "(width, batch): pre-activations", True),
    ArrayEntry("a{layer}", "f4", "(width, batch): activations", True),
    ArrayEntry("slope{layer}", "f4", "(width, batch): f′(z)", True),
    ArrayEntry(
        "upstream{layer}",
        "f4",
        "(width, batch): the derivative of the loss by what the layer sends",
        True,
    ),
    ArrayEntry(
        "delta{layer}",
        "f4",
        "(width, batch): upstream · mask · slope, the derivative by z",
        True,
    ),
    ArrayEntry(
        "sent{layer}", "f4", "(width, batch): what goes on to the next layer; not of the last"
    ),
    ArrayEntry("mask{layer}", "f4", "(width, batch): 0 or 1 / (1 − rate); only with dropout"),
    ArrayEntry(
        "weights",
        "f4",
        "(batch): what the loss of each example is multiplied by; only where classes are balanced",
    ),
    ArrayEntry("readable", "f4", "(n_outputs, batch): outputs as a person reads them", True),
    ArrayEntry("losses", "f4", "(batch): the loss of each example, times its weight", True),
    ArrayEntry("gradient", "f4", "(n_parameters): of the mean loss", True),
    ArrayEntry("penalty", "f4", "(n_parameters): what regularization adds; only with it"),
    ArrayEntry(
        "numerical", "f4", "(n_parameters): the gradient by central differences; only with `check`"
    ),
    ArrayEntry("before", "f4", "(n_parameters): the parameters", True),
    ArrayEntry("after", "f4", "(n_parameters): the parameters once the update is made"),
    ArrayEntry(
        "used",
        "f4",
        "(n_parameters): gradient and penalty, clipped, 0 where frozen: what the optimizer is "
        "given",
    ),
    ArrayEntry(
        "step",
        "f4",
        "(n_parameters): after = (decayed or before) − step, except where frozen",
    ),
    ArrayEntry("decayed", "f4", "(n_parameters): after weight decay; only with it"),
    ArrayEntry(
        "moment_{moment}_before", "f4", "(n_parameters): what the optimizer remembers before it"
    ),
    ArrayEntry("moment_{moment}_after", "f4", "(n_parameters): and after it"),
    ArrayEntry("frozen", "u1", "(n_parameters): 1 where frozen; only if any is"),
)

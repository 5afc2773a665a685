"""The headers of the messages to a page, entry by entry, each with its meaning.

The tables of `docs/frames.md` and ``stage/stream/messages.d.ts`` are made of this module and of
`message_arrays`, so that server, browser and description say one thing; a test holds all three
together. How a message is packed is told in `nnviz.live.frames.frames`.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypedDict

from nnviz.core.functions.losses import OutputKind
from nnviz.core.network.interventions import Neuron
from nnviz.core.training.divergence import Cause, Quantity

#: Layer, counted from 1 for the first after the inputs (0 is the inputs), and index within it.
Range = tuple[float, float]


class AxisEntry(TypedDict):
    """One axis of the view."""

    label: Annotated[str, '"" where there is nothing along it']
    low: Annotated[float, "at its one end, in the data's own unit"]
    high: Annotated[float, "at its other end"]


class ValueEntry(TypedDict):
    """What is predicted, where that is a value: an output stands for ``mean + scale * output``."""

    name: Annotated[str, "what it is called"]
    mean: Annotated[float, "where an output is 0"]
    scale: Annotated[float, "by as much it grows with an output's 1"]


class ImageEntry(TypedDict):
    """Inputs that are the pixels of a picture."""

    image: Annotated[tuple[int, int], "rows, columns"]


class FeatureEntry(TypedDict):
    """An input that there could be."""

    name: Annotated[str, "as an experiment has it"]
    label: Annotated[str, "as a person reads it"]
    active: Annotated[bool, "whether the network is given it"]


class ActivationEntry(TypedDict):
    """The activation of a layer."""

    name: Annotated[str, "as an experiment has it"]
    formula: Annotated[str, "as a person reads it"]
    identity: Annotated[bool, "whether it passes everything on as it is"]


class LimitsEntry(TypedDict):
    """How large a network can be made on the stage."""

    max_layers: Annotated[int, "hidden layers"]
    max_neurons: Annotated[int, "of each"]
    first_layer: Annotated[int, "neurons of a layer that is added to none"]


class TroubleEntry(TypedDict):
    """Why an update is not made."""

    step: Annotated[int, "the update that would have been next"]
    layer: Annotated[int, "where it shows first, counted from 1"]
    quantity: Annotated[Quantity, "what is out of bounds"]
    value: Annotated[float | None, "how far"]
    cause: Annotated[Cause, "the likely reason"]


class HaltEntry(TypedDict):
    """Why a run has paused by itself."""

    what: Annotated[str, "`epoch`, or the share of a loss: `train` or `test`"]
    value: Annotated[float, "the epoch, or that loss"]
    step: Annotated[int, "the update at which it was"]


class LossesEntry(TypedDict):
    """Losses of both shares."""

    train_loss: Annotated[float | None, "of the training share"]
    test_loss: Annotated[float | None, "of the test share"]


class CheckEntry(TypedDict):
    """Backpropagation against central differences."""

    relative_errors: Annotated[Sequence[float | None], "layer by layer"]
    worst: Annotated[float | None, "the largest of them"]


class SceneHeader(TypedDict):
    """Sent first, and again when the run restarted or its structure changed. It voids all frames
    before."""

    scene: Annotated[int, "its number, which the frames belonging to it repeat"]
    task: Annotated[str, "`binary`, `multiclass` or `regression`"]
    dimension: Annotated[
        int, "1 (points on a line) or 2 (on a plane, be it one through many inputs)"
    ]
    domain: Annotated[Range, "`[low, high]` of each coordinate in view"]
    value_range: Annotated[Range, "`[low, high]` of the values in view (regression)"]
    axes: Annotated[Sequence[AxisEntry], "what the axes of the view show"]
    n_classes: Annotated[int, "number of classes; 0 for regression"]
    class_names: Annotated[Sequence[str], "what they are called, in whoever's words"]
    value: Annotated[ValueEntry | None, "of regression: what an output stands for"]
    inputs: Annotated[
        Literal["tiles", "distributions"] | ImageEntry,
        "how inputs are drawn: as tiles, as distributions, or as the pixels of a picture",
    ]
    drawable: Annotated[bool, "whether points can be drawn by hand"]
    train_share: Annotated[float, "share of the points that is for training"]
    features: Annotated[Sequence[FeatureEntry], "all inputs there could be"]
    layer_sizes: Annotated[Sequence[int], "widths, from the inputs to the outputs"]
    block_starts: Annotated[
        Sequence[int],
        "where the block of each layer after the inputs begins in `parameters`, and where the last "
        "one ends",
    ]
    activations: Annotated[Sequence[ActivationEntry], "per layer after the inputs"]
    loss: Annotated[str, "name of the loss"]
    output_kind: Annotated[
        OutputKind,
        "what outputs are read as: `values`, the `probability` of the second of two classes (the "
        "output's sigmoid), or the `shares` of all classes (the outputs' softmax)",
    ]
    metrics: Annotated[
        Sequence[str], "names of the metrics, such as `accuracy`, or `r2` and `rmse`"
    ]
    map_size: Annotated[int, "cells along a side of a map"]
    tile_size: Annotated[int, "cells along a side of a tile"]
    curve_size: Annotated[int, "points of a curve"]
    steps_per_epoch: Annotated[int, "updates in one pass over the training share"]
    n_train: Annotated[int, "points for training"]
    n_test: Annotated[int, "points of the test share"]
    limits: Annotated[LimitsEntry, "how large a network can be made on the stage"]


class FrameHeader(TypedDict):
    """One picture of the run."""

    scene: Annotated[int, "the scene that it belongs to"]
    frame: Annotated[int, "counts from 1 on each connection"]
    step: Annotated[int, "updates so far"]
    epoch: Annotated[float, "passes over the training share, with a fraction"]
    playing: Annotated[bool, "whether training goes on"]
    learning_rate: Annotated[float, "of the next update, as the schedule has it"]
    train_loss: Annotated[float | None, "of this very state, without regularization"]
    test_loss: Annotated[float | None, "as that of the training share"]
    metrics: Annotated[Mapping[str, Sequence[float | None]], "`{name: [train, test]}`"]
    updates_per_second: Annotated[float, "measured, 0 while paused"]
    watch: Annotated[Neuron | None, "the neuron whose map is in the array `watch`, or `null`"]
    watch_scale: Annotated[float | None, "scale of that map"]
    trouble: Annotated[TroubleEntry | None, "`null`, or why training stopped"]
    halt: Annotated[HaltEntry | None, "`null`, or why the run has paused by itself"]
    history_reset: Annotated[bool, "whether the history rows sent before are void"]
    head: Annotated[
        int, "the last update of the run's line; `step` is less where the run was taken back"
    ]
    target: Annotated[int | None, "the update that the run is on its way to, or `null`"]
    stale: Annotated[bool, "whether the run's settings are others than the page's controls show"]
    undoable: Annotated[int, "how many settings by hand can be taken back"]
    frozen: Annotated[Sequence[int], "indices of the parameters that no update moves"]
    silenced: Annotated[Sequence[Neuron], "hidden neurons that are switched off"]
    without: Annotated[
        LossesEntry | None, "losses if the watched hidden neuron were off, or `null`"
    ]
    spotlight: Annotated[
        tuple[int, int] | None, "`[true, predicted]` class of the points that are lit up, or `null`"
    ]
    drawn: Annotated[
        int | None, "number of the page's drawing that is being learnt from, or `null`"
    ]


class TraceHeader(TypedDict):
    """What the next update is going to do, copied from the buffers of the code that trains. Nothing
    has been applied yet. Layers count from 1, the first after the inputs, to L, the output."""

    scene: Annotated[int, "the scene that it belongs to"]
    step: Annotated[int, "the number of this update"]
    example: Annotated[int | None, "the training example that it is of alone, or `null`"]
    samples: Annotated[Sequence[int], "those of the batch, in the order of the columns"]
    forced: Annotated[bool, "whether the run's line, gone through again, has chosen that example"]
    instead_of_batch: Annotated[
        bool,
        "whether that example stands for the next batch, which is too large to be told number by "
        "number",
    ]
    loss: Annotated[float | None, "mean over the batch, without regularization"]
    learning_rate: Annotated[float, "of this update"]
    optimizer: Annotated[str, "its name"]
    constants: Annotated[
        Mapping[str, float],
        "the numbers in its formula: `mu`, `rho`, `beta1`, `beta2`, `epsilon`, `decay`, `t`",
    ]
    regularization: Annotated[str, "as the experiment has it, as the next three"]
    regularization_rate: Annotated[float, "what the penalty is multiplied by"]
    dropout: Annotated[float, "share of the hidden neurons that each sample leaves out"]
    clipping: Annotated[float, "largest norm of the whole gradient; 0 for none"]
    gradient_norm: Annotated[float | None, "of the whole gradient before clipping"]
    clip_factor: Annotated[float | None, "what it was multiplied by"]
    scale: Annotated[
        float, "what the loss's residual is multiplied by: its factor over the batch size"
    ]
    trouble: Annotated[
        TroubleEntry | None,
        "`null`, or why the update will not be made; what follows from it is then missing",
    ]
    check: Annotated[
        CheckEntry | None, "`null`, or how far backpropagation is from finite differences"
    ]
    silenced: Annotated[Sequence[Neuron], "as in a frame"]

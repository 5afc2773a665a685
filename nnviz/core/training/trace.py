"""One update, number by number: copies of the very buffers that training computes in.

Arrays of samples are features first, (width, batch), as everywhere inside the core; vectors are
laid out as a network's parameters.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.core.network.trainable import Notes
from nnviz.core.training.divergence import Diverged


@dataclass(frozen=True, eq=False)
class Move:
    """What the optimizer made of a gradient. All arrays are (n_parameters,).

    Attributes
    ----------
    used
        The gradient that it was given: with penalty, clipped, 0 where frozen.
    before, after
        The parameters.
    decayed
        The parameters after weight decay; None where the optimizer has none.
    subtracted
        after = before (or decayed) - subtracted, except where frozen.
    moments_before, moments_after
        What the optimizer remembers, by the names of its formula.
    constants
        The numbers in its formula.
    """

    used: Array
    before: Array
    after: Array
    decayed: Array | None
    subtracted: Array
    moments_before: dict[str, Array]
    moments_after: dict[str, Array]
    constants: dict[str, float]


@dataclass(frozen=True, eq=False)
class Trace:
    """One update.

    Attributes
    ----------
    step
        Its number, counted from 1.
    learning_rate
    samples : (batch,), whole numbers
        Which samples of the training share it looks at.
    inputs : (n_inputs, batch)
    targets, readable : (n_outputs, batch)
        `readable` are the outputs as a person reads them, by the loss's `output_kind`.
    notes
        What `Backward.note` has copied of both passes; of a dense network `LayerTraces`.
    masks
        What dropout multiplied by, as `Forward.masks` has it; None where there is none.
    losses : (batch,)
        Of each sample, times its weight.
    weights : (batch,) or None
        What each sample's loss is multiplied by; None where all of them count alike.
    loss
        Their mean, without penalty.
    scale
        What the loss's residual was multiplied by: its factor over the batch size.
    gradient : (n_parameters,)
        Of the mean loss.
    penalty : (n_parameters,)
        What regularization adds to it; None where there is none.
    gradient_norm
        Of both together, 0 where frozen.
    clip_factor
        What clipping multiplied it by; 1 where it was short enough.
    move
        None where the update would blow up and is not made; then `trouble` says why.
    """

    step: int
    learning_rate: float
    samples: NDArray[np.int64]
    inputs: Array
    targets: Array
    readable: Array
    notes: Notes
    masks: Array | None
    losses: Array
    weights: Array | None
    loss: float
    scale: float
    gradient: Array
    penalty: Array | None
    gradient_norm: float
    clip_factor: float
    move: Move | None
    trouble: Diverged | None

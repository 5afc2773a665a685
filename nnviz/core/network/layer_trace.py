"""What a trace shows of a layer: copies of the very buffers that training computes in."""

from dataclasses import dataclass

from nnviz.core.arrays import Array


@dataclass(frozen=True, eq=False)
class LayerTrace:
    """A layer after the input, in both passes. All arrays are (width, batch).

    Attributes
    ----------
    pre_activations, activations
        z and a = f(z).
    masks
        What dropout multiplied a by; None where there is none.
    sent
        What went on to the next layer.
    slopes
        f'(z).
    arrived
        The derivative of the loss by what the layer sent, as it came from behind.
    deltas
        The derivative of the loss by z: arrived, times mask, times slope.
    """

    pre_activations: Array
    activations: Array
    masks: Array | None
    sent: Array
    slopes: Array
    arrived: Array
    deltas: Array

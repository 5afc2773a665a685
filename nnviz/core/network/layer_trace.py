"""What a trace shows of a layer: copies of the very buffers that training computes in."""

from collections.abc import Iterator
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


class LayerTraces(tuple[LayerTrace, ...]):
    """The layers after the input, from the first to the output."""

    __slots__ = ()

    def arrays(self) -> Iterator[tuple[str, Array]]:
        """What is known of each layer, by its sign in the formulas and the layer's number."""
        for number, layer in enumerate(self, start=1):
            yield f"z{number}", layer.pre_activations
            yield f"a{number}", layer.activations
            yield f"slope{number}", layer.slopes
            yield f"upstream{number}", layer.arrived
            yield f"delta{number}", layer.deltas
            if number < len(self):
                yield f"sent{number}", layer.sent
            if layer.masks is not None:
                yield f"mask{number}", layer.masks

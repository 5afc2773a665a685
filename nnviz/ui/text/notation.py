"""How neurons are written: one sign for each, in a line of text and in a formula.

The layer stands in brackets and the neuron's number is lowered: ``a₂[1]`` in text,
:math:`a_2^{[1]}` in a formula, as in Andrew Ng's courses. Hidden layers count from 1, and so do the
neurons in them. ``notation.js`` does the same on the stage.
"""

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def lowered(number: int) -> str:
    """A number's digits as subscripts."""
    return str(number).translate(_LOWERED)


def neuron_sign(layer: int, index: int, letter: str = "a") -> str:
    """A neuron's answer in a line of text: ``a₂[1]``.

    Parameters
    ----------
    layer
        1 for the first hidden layer.
    index
        Of the neuron in its layer, from 0.
    letter
        Of another of its numbers, such as "z" for its sum.
    """
    return f"{letter}{lowered(index + 1)}[{layer}]"


def neuron_tex(layer: int, index: int, letter: str = "a") -> str:
    """The same as KaTeX: ``a_{2}^{[1]}``."""
    return f"{letter}_{{{index + 1}}}^{{[{layer}]}}"

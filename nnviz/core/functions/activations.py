"""Activation functions, each beside its derivative.

Both write into an array that is given, as training replays them on fixed buffers. A derivative may
use the pre-activations z or the activations a, whichever is cheaper.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from nnviz.core.arrays import Array, constant

# Exact in every floating type, so one array serves them all.
_ZERO = constant(0.0, np.float32)
_HALF = constant(0.5, np.float32)
_ONE = constant(1.0, np.float32)

_LEAK = 0.01
_GELU_SCALE = sqrt(2.0 / pi)
_GELU_CUBIC = 0.044715


@dataclass(frozen=True)
class Activation:
    """An activation function.

    Attributes
    ----------
    name : str
    formula, derivative_formula : str
        In terms of the pre-activation z, and of the activation a where that is shorter.
    forward : callable (pre_activations, out)
        Fills `out` with the activations; all arrays of one shape.
    derivative : callable (pre_activations, activations, out)
        Fills `out` with da/dz.
    is_bounded : bool
        Whether it is flat at both ends; the others are flat, if anywhere, where they are silent.
    """

    name: str
    formula: str
    derivative_formula: str
    forward: Callable[[Array, Array], object]
    derivative: Callable[[Array, Array, Array], object]
    is_bounded: bool = False


def _linear(z: Array, out: Array) -> None:
    np.copyto(out, z)


def _linear_derivative(z: Array, a: Array, out: Array) -> None:
    out.fill(1.0)


def _relu(z: Array, out: Array) -> None:
    np.maximum(z, _ZERO, out=out)


def _relu_derivative(z: Array, a: Array, out: Array) -> None:
    np.sign(a, out)  # a is never negative, so this is 0 or 1


def _leaky_relu(z: Array, out: Array) -> None:
    np.multiply(z, _LEAK, out)
    np.maximum(z, out, out=out)


def _leaky_relu_derivative(z: Array, a: Array, out: Array) -> None:
    np.greater(z, _ZERO, out)
    np.maximum(out, _LEAK, out=out)


def _elu(z: Array, out: Array) -> None:
    np.minimum(z, _ZERO, out=out)
    np.expm1(out, out)
    np.maximum(z, out, out=out)  # exp(z) - 1 >= z, so for z < 0 this keeps it


def _elu_derivative(z: Array, a: Array, out: Array) -> None:
    np.minimum(a, _ZERO, out=out)
    np.add(out, _ONE, out)


def _gelu_inner(z: Array, out: Array) -> None:
    np.multiply(z, z, out)
    np.multiply(out, _GELU_CUBIC, out)
    np.add(out, _ONE, out)
    np.multiply(out, z, out)
    np.multiply(out, _GELU_SCALE, out)
    np.tanh(out, out)


def _gelu(z: Array, out: Array) -> None:
    _gelu_inner(z, out)
    np.add(out, _ONE, out)
    np.multiply(out, z, out)
    np.multiply(out, _HALF, out)


def _gelu_derivative(z: Array, a: Array, out: Array) -> None:
    # With t = tanh u: da/dz = (1 + t) / 2 * (1 + z (1 - t) du/dz)
    _gelu_inner(z, out)
    slope = z * z
    slope *= 3.0 * _GELU_CUBIC * _GELU_SCALE
    slope += _GELU_SCALE
    slope *= z
    slope *= 1.0 - out
    slope += 1.0
    np.add(out, _ONE, out)
    np.multiply(out, _HALF, out)
    np.multiply(out, slope, out)


def sigmoid(z: Array, out: Array) -> None:
    """1 / (1 + exp(-z)), written with tanh so that nothing overflows."""
    np.multiply(z, _HALF, out)
    np.tanh(out, out)
    np.multiply(out, _HALF, out)
    np.add(out, _HALF, out)


def _sigmoid_derivative(z: Array, a: Array, out: Array) -> None:
    np.subtract(_ONE, a, out)
    np.multiply(out, a, out)


def _silu(z: Array, out: Array) -> None:
    sigmoid(z, out)
    np.multiply(out, z, out)


def _silu_derivative(z: Array, a: Array, out: Array) -> None:
    # With s = sigmoid(z) and a = z s: s + a (1 - s) = s (1 - a) + a
    sigmoid(z, out)
    np.multiply(out, 1.0 - a, out)
    np.add(out, a, out)


def _tanh_derivative(z: Array, a: Array, out: Array) -> None:
    np.multiply(a, a, out)
    np.subtract(_ONE, out, out)


def _softplus(z: Array, out: Array) -> None:
    """log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|)), in which nothing overflows."""
    np.abs(z, out)
    np.negative(out, out)
    np.exp(out, out)
    np.log1p(out, out)
    np.add(out, np.maximum(z, _ZERO), out)


def _softplus_derivative(z: Array, a: Array, out: Array) -> None:
    sigmoid(z, out)


def _sine_derivative(z: Array, a: Array, out: Array) -> None:
    np.cos(z, out)


ACTIVATIONS = {
    activation.name: activation
    for activation in (
        Activation("linear", "z", "1", _linear, _linear_derivative),
        # Nair and Hinton, Rectified linear units improve restricted Boltzmann machines, ICML 2010.
        Activation("relu", "max(0, z)", "1 if z > 0, else 0", _relu, _relu_derivative),
        # Maas, Hannun and Ng, Rectifier nonlinearities improve neural acoustic models, 2013.
        Activation(
            "leaky_relu",
            "max(0.01 z, z)",
            "1 if z > 0, else 0.01",
            _leaky_relu,
            _leaky_relu_derivative,
        ),
        # Clevert, Unterthiner and Hochreiter, Fast and accurate deep learning by ELUs, 2016.
        Activation("elu", "z if z > 0, else eᶻ − 1", "1 if z > 0, else eᶻ", _elu, _elu_derivative),
        # Hendrycks and Gimpel, Gaussian error linear units, 2016: the form with tanh.
        Activation(
            "gelu",
            "z (1 + tanh u) / 2,  u = √(2/π) (z + 0.044715 z³)",
            "(1 + tanh u) / 2 · (1 + z (1 − tanh u) √(2/π) (1 + 0.134145 z²))",
            _gelu,
            _gelu_derivative,
        ),
        # Elfwing, Uchibe and Doya, Sigmoid-weighted linear units, Neural Networks 107, 2018.
        Activation("silu", "z σ(z)", "σ(z) + a (1 − σ(z))", _silu, _silu_derivative),
        # Rumelhart, Hinton and Williams, Learning representations, Nature 323, 1986.
        Activation("sigmoid", "1 / (1 + e⁻ᶻ)", "a (1 − a)", sigmoid, _sigmoid_derivative, True),
        # LeCun, Bottou, Orr and Müller, Efficient backprop, 1998, section 4.4.
        Activation("tanh", "tanh z", "1 − a²", np.tanh, _tanh_derivative, True),
        # Dugas et al., Incorporating second-order functional knowledge, NIPS 2000.
        Activation("softplus", "ln(1 + eᶻ)", "σ(z)", _softplus, _softplus_derivative),
        # Sitzmann et al., Implicit neural representations with periodic activations, 2020.
        Activation("sine", "sin z", "cos z", np.sin, _sine_derivative),
    )
}

LINEAR = ACTIVATIONS["linear"]

"""The activations, losses, initializers and schedules, as each library writes them.

Everything is spelt as in `nnviz.core`, so that a program computes the same numbers; the tests run
every entry in its library and compare.
"""

from collections.abc import Iterable
from dataclasses import dataclass

_SIGMOID = """\
def sigmoid(z):
    return 0.5 * (1.0 + np.tanh(0.5 * z))"""
_SOFTMAX = """\
def softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)"""

#: Functions that others call, in the order in which they must stand.
_HELPERS = {"sigmoid": _SIGMOID, "softmax": _SOFTMAX}


@dataclass(frozen=True)
class ActivationCode:
    """One activation.

    Attributes
    ----------
    numpy, slope
        What the functions ``<name>(z)`` and ``<name>_slope(z)``, its derivative, return.
    torch
        A module, where it can be written as one.
    keras
        What ``activation=`` takes, where that can be written.
    sklearn
        Its name in MLPClassifier, where it has one.
    before_slope
        Lines that `slope` needs above it.
    torch_class
        Source of the class of `torch`, where it is not PyTorch's own.
    """

    numpy: str
    slope: str
    torch: str = ""
    keras: str = ""
    sklearn: str = ""
    before_slope: tuple[str, ...] = ()
    torch_class: str = ""


_SINE = '''\
class Sine(nn.Module):
    """The sine as an activation."""

    def forward(self, z):
        return torch.sin(z)'''

_GELU_INNER = "np.tanh(np.sqrt(2.0 / np.pi) * (z + 0.044715 * z**3))"

ACTIVATIONS = {
    "linear": ActivationCode("z", "np.ones_like(z)", "nn.Identity()", '"linear"', "identity"),
    "relu": ActivationCode("np.maximum(z, 0.0)", "1.0 * (z > 0.0)", "nn.ReLU()", '"relu"', "relu"),
    "leaky_relu": ActivationCode(
        "np.maximum(z, 0.01 * z)",
        "np.where(z > 0.0, 1.0, 0.01)",
        "nn.LeakyReLU(0.01)",
        "lambda z: keras.ops.leaky_relu(z, 0.01)",
    ),
    "elu": ActivationCode(
        "np.where(z > 0.0, z, np.expm1(np.minimum(z, 0.0)))",
        "np.exp(np.minimum(z, 0.0))",
        "nn.ELU()",
        '"elu"',
    ),
    "gelu": ActivationCode(
        f"0.5 * z * (1.0 + {_GELU_INNER})",
        "0.5 * (1.0 + t) + 0.5 * z * (1.0 - t**2) * np.sqrt(2.0 / np.pi) * (1.0 + 0.134145 * z**2)",
        'nn.GELU(approximate="tanh")',
        "lambda z: keras.ops.gelu(z, approximate=True)",
        before_slope=(f"t = {_GELU_INNER}",),
    ),
    "silu": ActivationCode(
        "z * sigmoid(z)",
        "sigmoid(z) * (1.0 + z * (1.0 - sigmoid(z)))",
        "nn.SiLU()",
        '"silu"',
    ),
    "sigmoid": ActivationCode(
        "0.5 * (1.0 + np.tanh(0.5 * z))",
        "sigmoid(z) * (1.0 - sigmoid(z))",
        "nn.Sigmoid()",
        '"sigmoid"',
        "logistic",
    ),
    "tanh": ActivationCode("np.tanh(z)", "1.0 - np.tanh(z) ** 2", "nn.Tanh()", '"tanh"', "tanh"),
    "softplus": ActivationCode("np.logaddexp(0.0, z)", "sigmoid(z)", "nn.Softplus()", '"softplus"'),
    "sine": ActivationCode("np.sin(z)", "np.cos(z)", "Sine()", "keras.ops.sin", torch_class=_SINE),
}


@dataclass(frozen=True)
class LossCode:
    """One loss, as a mean over the batch.

    Attributes
    ----------
    each, slope
        Of ``outputs`` and ``targets``: what the mean is taken of, (rows, n), and the derivative of
        that mean by the outputs.
    torch
        The class of a module that computes it, where there is one.
    torch_arguments
        What the class is given; that samples are weighted, it is told beside.
    keras
        An object that computes it, where it can be written.
    before_each
        Lines that `each` needs above it.
    """

    each: str
    slope: str
    torch: str = ""
    keras: str = ""
    before_each: tuple[str, ...] = ()
    torch_arguments: tuple[str, ...] = ()


LOSSES = {
    "mse": LossCode(
        "(outputs - targets) ** 2",
        "2.0 * (outputs - targets) / outputs.size",
        "nn.MSELoss",
        "keras.losses.MeanSquaredError()",
    ),
    "huber": LossCode(
        "np.where(errors < 1.0, errors**2 / 2.0, errors - 0.5)",
        "np.clip(outputs - targets, -1.0, 1.0) / outputs.size",
        "nn.HuberLoss",
        "keras.losses.Huber()",
        before_each=("errors = np.abs(outputs - targets)",),
    ),
    "binary_cross_entropy": LossCode(
        "np.logaddexp(0.0, outputs) - outputs * targets",
        "(sigmoid(outputs) - targets) / outputs.size",
        "nn.BCEWithLogitsLoss",
        "keras.losses.BinaryCrossentropy(from_logits=True)",
    ),
    "softmax_cross_entropy": LossCode(
        "-np.sum(targets * np.log(softmax(outputs) + 1e-300), axis=1, keepdims=True)",
        "(softmax(outputs) - targets) / len(outputs)",
        "nn.CrossEntropyLoss",
        "keras.losses.CategoricalCrossentropy(from_logits=True)",
    ),
}


@dataclass(frozen=True)
class InitializerCode:
    """One initializer.

    Attributes
    ----------
    draw
        What is drawn as the weights (fan_in, fan_out) of a layer.
    helper
        Source of a function that `draw` calls.
    """

    draw: str
    helper: str = ""


_ORTHOGONAL = '''\
def orthogonal(fan_in, fan_out, rng):
    """Columns, or rows, that are orthonormal and point in random directions."""
    long, short = max(fan_in, fan_out), min(fan_in, fan_out)
    q, r = np.linalg.qr(rng.standard_normal((long, short)))
    q *= np.sign(np.diag(r))
    return q if fan_in == long else q.T'''

INITIALIZERS = {
    "zeros": InitializerCode("np.zeros((fan_in, fan_out))"),
    "normal": InitializerCode("rng.standard_normal((fan_in, fan_out))"),
    "uniform": InitializerCode("rng.uniform(-0.5, 0.5, (fan_in, fan_out))"),
    "xavier": InitializerCode(
        "rng.uniform(-1.0, 1.0, (fan_in, fan_out)) * np.sqrt(6.0 / (fan_in + fan_out))"
    ),
    "he": InitializerCode("rng.standard_normal((fan_in, fan_out)) * np.sqrt(2.0 / fan_in)"),
    "lecun": InitializerCode("rng.standard_normal((fan_in, fan_out)) * np.sqrt(1.0 / fan_in)"),
    "orthogonal": InitializerCode("orthogonal(fan_in, fan_out, rng)", _ORTHOGONAL),
}

#: The factor on the learning rate, by the passes that are over and SCHEDULE_EPOCHS.
SCHEDULES = {
    "step": "0.5 ** (epoch // SCHEDULE_EPOCHS)",
    "exponential": "0.1 ** (epoch / SCHEDULE_EPOCHS)",
    "cosine": "0.505 + 0.495 * np.cos(np.pi * min(epoch / SCHEDULE_EPOCHS, 1.0))",
    "warmup": "min(1.0, (epoch + 1) / SCHEDULE_EPOCHS)",
}


def function(name: str, arguments: str, result: str, *before: str) -> str:
    """Source of a function that returns something, after the lines `before`."""
    return "\n".join(
        [f"def {name}({arguments}):", *(f"    {b}" for b in before), f"    return {result}"]
    )


def activation_functions(used: Iterable[str], *, slopes: bool) -> list[str]:
    """Sources of the NumPy functions for these activations."""
    used = sorted(set(used), key=list(ACTIVATIONS).index)
    sources = []
    for name in used:
        activation = ACTIVATIONS[name]
        if name not in _HELPERS:
            sources.append(function(name, "z", activation.numpy))
        if slopes:
            before = activation.before_slope
            sources.append(function(f"{name}_slope", "z", activation.slope, *before))
    return sources


def loss_functions(name: str, *, weighted: bool) -> list[str]:
    """Sources of ``loss(outputs, targets)`` and of its derivative by the outputs.

    Parameters
    ----------
    weighted
        Whether samples count as ``weights_of(targets)``, (rows, 1), says.
    """
    loss = LOSSES[name]
    each, slope = loss.each, loss.slope
    before = [*loss.before_each]
    if weighted:
        before.append(f"losses = {each}")
        each, slope = "losses * weights_of(targets)", f"{slope} * weights_of(targets)"
    return [
        function("loss", "outputs, targets", f"np.mean({each})", *before),
        function("loss_slope", "outputs, targets", slope),
    ]


def helpers_for(sources: Iterable[str], also: Iterable[str] = ()) -> list[str]:
    """Sources of the helpers that these call, and of those named in `also`."""
    text = "\n".join(sources)
    return [source for name, source in _HELPERS.items() if f"{name}(" in text or name in also]

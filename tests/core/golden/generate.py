"""Generates the reference numbers beside it with PyTorch, in float64.

    python -m tests.core.golden.generate

Run once and committed: the tests read the JSON files and do not need PyTorch.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import torch
import torch.nn.functional as functional
from torch import Tensor, nn
from torch.optim import lr_scheduler

from nnviz.core.functions.losses import LOSSES as ENTRIES

FOLDER = Path(__file__).parent
LEARNING_RATE = 0.05
MOMENTUM = 0.9
WEIGHT_DECAY = 0.1
LENGTH = 40
EPOCHS = 100
LARGEST_NORM = 1.5

OPTIMIZERS: dict[str, Callable[[list[Tensor]], torch.optim.Optimizer]] = {
    "sgd": lambda p: torch.optim.SGD(p, LEARNING_RATE),
    "momentum": lambda p: torch.optim.SGD(p, LEARNING_RATE, momentum=MOMENTUM),
    "nesterov": lambda p: torch.optim.SGD(p, LEARNING_RATE, momentum=MOMENTUM, nesterov=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, LEARNING_RATE),
    "rmsprop": lambda p: torch.optim.RMSprop(p, LEARNING_RATE),
    "adam": lambda p: torch.optim.Adam(p, LEARNING_RATE),
    "adamw": lambda p: torch.optim.AdamW(p, LEARNING_RATE, weight_decay=WEIGHT_DECAY),
}

SCHEDULES: dict[str, Callable[[torch.optim.Optimizer], lr_scheduler.LRScheduler]] = {
    "constant": lambda o: lr_scheduler.ConstantLR(o, factor=1.0),
    "step": lambda o: lr_scheduler.StepLR(o, LENGTH, gamma=0.5),
    "exponential": lambda o: lr_scheduler.ExponentialLR(o, gamma=0.1 ** (1 / LENGTH)),
    "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, LENGTH, eta_min=0.01),
    "warmup": lambda o: lr_scheduler.LinearLR(o, 1 / LENGTH, total_iters=LENGTH - 1),
}

ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "linear": lambda z: z * 1.0,
    "relu": functional.relu,
    "leaky_relu": functional.leaky_relu,
    "elu": functional.elu,
    "gelu": lambda z: functional.gelu(z, approximate="tanh"),
    "silu": functional.silu,
    "sigmoid": functional.sigmoid,
    "tanh": functional.tanh,
    "softplus": lambda z: functional.softplus(z, threshold=1000.0),
    "sine": torch.sin,
}

LOSSES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "mse": functional.mse_loss,
    "huber": functional.huber_loss,
    "binary_cross_entropy": functional.binary_cross_entropy_with_logits,
    "softmax_cross_entropy": functional.cross_entropy,
}


def optimizers() -> dict[str, Any]:
    """Parameters after each of many updates with given gradients."""
    torch.manual_seed(1)
    start = torch.randn(6, dtype=torch.float64)
    gradients = torch.randn(30, 6, dtype=torch.float64)
    paths = {}
    for name, make in OPTIMIZERS.items():
        parameters = start.clone().requires_grad_()
        optimizer = make([parameters])
        path = []
        for gradient in gradients:
            parameters.grad = gradient.clone()
            optimizer.step()
            path.append(parameters.tolist())
        paths[name] = path
    clipped = []
    for gradient in gradients:
        parameters = start.clone().requires_grad_()
        parameters.grad = gradient.clone()
        nn.utils.clip_grad_norm_([parameters], LARGEST_NORM)
        clipped.append(parameters.grad.tolist())
    return {
        "learning_rate": LEARNING_RATE,
        "momentum": MOMENTUM,
        "weight_decay": WEIGHT_DECAY,
        "start": start.tolist(),
        "gradients": gradients.tolist(),
        "paths": paths,
        "largest_norm": LARGEST_NORM,
        "clipped": clipped,
    }


def schedules() -> dict[str, Any]:
    """Factors on the learning rate, epoch by epoch."""
    factors: dict[str, list[float]] = {}
    for name, make in SCHEDULES.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        scheduler = make(optimizer)
        # PyTorch's cosine rises again after its length; there the comparison ends.
        epochs = LENGTH + 1 if name == "cosine" else EPOCHS
        factors[name] = []
        for _ in range(epochs):
            factors[name].append(scheduler.get_last_lr()[0])
            optimizer.step()
            scheduler.step()
    return {"length": LENGTH, "factors": factors}


def functions() -> dict[str, Any]:
    """Activations, losses, and their derivatives."""
    torch.manual_seed(2)
    points = torch.cat([torch.linspace(-30.0, 30.0, 61), torch.randn(40) * 2.0]).double()
    # At zero the derivative of some activations is a matter of taste.
    points = points[points != 0.0]
    activations = {}
    for name, activation in ACTIVATIONS.items():
        z = points.clone().requires_grad_()
        a = activation(z)
        a.sum().backward()
        activations[name] = {"values": a.tolist(), "derivatives": _gradient_of(z)}
    batch, n_outputs = 12, 3
    losses = {}
    for name, loss in LOSSES.items():
        # Each draws for itself, so that one more leaves the others' numbers as they are.
        torch.manual_seed(crc32(name.encode()))
        outputs = (torch.randn(batch, n_outputs).double() * 5.0).requires_grad_()
        entry = ENTRIES[name]
        if entry.output_kind == "shares":
            targets = functional.one_hot(torch.arange(batch) % n_outputs, n_outputs).double()
        elif entry.output_kind == "probability":
            ones = (torch.rand(batch, n_outputs) > 0.5).double()
            targets = (1.0 - entry.low_target) * ones + entry.low_target
        else:
            targets = torch.randn(batch, n_outputs).double()
        value = loss(outputs, targets)
        value.backward()
        losses[name] = {
            "outputs": outputs.tolist(),
            "targets": targets.tolist(),
            "value": value.item(),
            "gradient": _gradient_of(outputs),
        }
    return {"points": points.tolist(), "activations": activations, "losses": losses}


def _gradient_of(tensor: Tensor) -> Any:
    assert tensor.grad is not None
    return tensor.grad.tolist()


def main() -> None:
    """Write every file of reference numbers."""
    for generate in (optimizers, schedules, functions):
        path = FOLDER / f"{generate.__name__}.json"
        path.write_text(json.dumps(generate()) + "\n")


if __name__ == "__main__":
    main()

"""The training of a program that has NumPy alone: as `nnviz.core` does it, written for reading.

It draws the same random numbers in the same order, so that it makes the same run, up to rounding.
"""

import re

from nnviz.export.sections.answers import speaks
from nnviz.export.sections.functions import (
    ACTIVATIONS,
    LOSSES,
    activation_functions,
    helpers_for,
    loss_functions,
)
from nnviz.export.sections.settings import (
    initial_code,
    optimizer_of,
    penalty_of,
    schedule_code,
    settings_code,
    weights_code,
)
from nnviz.export.sections.spelling import SHARED, Spelt
from nnviz.export.sections.training import Training
from nnviz.model import Model

# What an optimizer does with the parameters p and the gradient g, at the learning rate `rate`. What
# it remembers has an array for each array of parameters, the i-th for p.
_ADAM = """\
mean[i] = 0.9 * mean[i] + 0.1 * g
squares[i] = 0.999 * squares[i] + 0.001 * g**2
m, s = mean[i] / (1.0 - 0.9**updates), squares[i] / (1.0 - 0.999**updates)
p -= rate * m / (np.sqrt(s) + 1e-8)"""
_MOVES = {
    "sgd": "p -= rate * g",
    "momentum": "velocity[i] = MOMENTUM * velocity[i] + g\np -= rate * velocity[i]",
    "nesterov": "velocity[i] = MOMENTUM * velocity[i] + g\n"
    "p -= rate * (g + MOMENTUM * velocity[i])",
    "adagrad": "squares[i] += g**2\np -= rate * g / (np.sqrt(squares[i]) + 1e-10)",
    "rmsprop": "squares[i] = 0.99 * squares[i] + 0.01 * g**2\n"
    "p -= rate * g / (np.sqrt(squares[i]) + 1e-8)",
    "adam": _ADAM,
    "adamw": f"p *= 1.0 - rate * WEIGHT_DECAY\n{_ADAM}",
}
_PENALTIES = {"l1": "np.sign(weights)", "l2": "weights"}

SPELT: Spelt = {
    **SHARED,
    "activation": ACTIVATIONS,
    "loss": LOSSES,
    "optimizer": _MOVES,
    "regularizer": _PENALTIES,
}

_DROPOUT = '''\
def masks_for(batch, rng):
    """For each hidden neuron and sample 0 with probability DROPOUT, else 1 / (1 - DROPOUT)."""
    numbers = rng.random((sum(SIZES[1:]) + len(SIZES) - 1, batch), np.float32)
    masks, row = [], 0
    for width in SIZES[1:]:
        masks.append((numbers[row : row + width].T >= DROPOUT) / (1.0 - DROPOUT))
        row += width + 1  # nnviz keeps a row of ones under each layer
    return [*{silenced}, 1.0]'''


def forward_code(model: Model, training: Training | None) -> str:
    """Defines ACTIVATIONS and ``forward``; with slopes and masks where it is to be trained."""
    trains = training is not None
    sources = activation_functions(model.activations, slopes=trains)
    if training is not None:
        sources += weights_code(model, training)
        sources += loss_functions(model.loss, weighted=training.is_weighted)
    pairs = (f"({name}, {name}_slope)" if trains else name for name in model.activations)
    constants = f"ACTIVATIONS = [{', '.join(pairs)}]"
    if model.silenced:
        masks = ", ".join(f"np.array({row})" for row in speaks(model))
        constants += f"\n# 0 for neurons that were switched off.\nSPEAKS = [{masks}]"
    return "\n\n\n".join(
        [*helpers_for(sources, model.activations), *sources, constants, _forward(model, training)]
    )


def _forward(model: Model, training: Training | None) -> str:
    dropout = training is not None and training.experiment.dropout > 0.0
    masks = ""
    if model.silenced:
        masks = ", masks=SPEAKS"
    elif dropout:
        masks = ", masks=None"
    masked = bool(masks)
    lines = [
        f"def forward(parameters, inputs{masks}):",
        '    """Pre-activations of each layer, and what each layer sends on, the inputs first."""',
        "    pre_activations, sent = [], [inputs]",
        "    for layer, (activation, _) in enumerate(ACTIVATIONS):",
        "        weights, biases = parameters[2 * layer : 2 * layer + 2]",
        "        pre_activations.append(sent[-1] @ weights + biases)",
        "        sent.append(activation(pre_activations[-1])"
        + (" * masks[layer]" if model.silenced else "")
        + ")",
    ]
    if masked and not model.silenced:
        lines += ["        if masks:", "            sent[-1] = sent[-1] * masks[layer]"]
    lines.append("    return pre_activations, sent")
    return "\n".join(lines)


def learning_code(model: Model, training: Training) -> str:
    """Defines ``learn(inputs, targets)``, which returns parameters, and all that it needs."""
    dropout = training.experiment.dropout > 0.0
    parts = [settings_code(training), initial_code(training), *schedule_code(training)]
    if dropout:
        silenced = "masks[:-1]"
        if model.silenced:
            silenced = "(mask * speak for mask, speak in zip(masks[:-1], SPEAKS))"
        parts.append(_DROPOUT.replace("{silenced}", silenced))
    return "\n\n\n".join([*parts, _gradients(model, training), _learn(training)])


def _gradients(model: Model, training: Training) -> str:
    masks = "masks" if training.experiment.dropout else ("SPEAKS" if model.silenced else "")
    taken = ", masks" if masks == "masks" else ""
    return "\n".join(
        [
            f"def gradients_of(parameters, inputs, targets{taken}):",
            '    """Gradient of the loss by each array of parameters: backpropagation."""',
            f"    pre_activations, sent = forward(parameters, inputs{taken})",
            "    upstream = loss_slope(sent[-1], targets)",
            "    gradients = []",
            "    for layer in reversed(range(len(ACTIVATIONS))):",
            "        _, slope = ACTIVATIONS[layer]",
            "        delta = upstream * slope(pre_activations[layer])"
            + (f" * {masks}[layer]" if masks else ""),
            "        gradients = [sent[layer].T @ delta, delta.sum(axis=0), *gradients]",
            "        upstream = delta @ parameters[2 * layer].T",
            "    return gradients",
        ]
    )


def _learn(training: Training) -> str:
    settings, name = training.experiment, optimizer_of(training)
    move = _MOVES[name]
    memory = list(dict.fromkeys(re.findall(r"(\w+)\[i\]", move)))
    rate = "LEARNING_RATE * factor(epoch)" if schedule_code(training) else "LEARNING_RATE"
    lines = [
        "def learn(inputs, targets):",
        '    """Parameters of a new network that was trained on these."""',
        "    parameters = initial_parameters()",
        *(f"    {slot} = [np.zeros_like(p) for p in parameters]" for slot in memory),
        "    shuffling = np.random.default_rng([SEED, 1])",
    ]
    if settings.dropout:
        lines.append("    dropout = np.random.default_rng([SEED, 2])")
    counts = "updates" in move
    if counts:
        lines.append("    updates = 0")
    lines += [
        "    for epoch in range(EPOCHS):",
        f"        rate = {rate}",
        "        order = shuffling.permutation(len(inputs))",
        "        for start in range(0, len(order), BATCH_SIZE):",
        "            batch = order[start : start + BATCH_SIZE]",
    ]
    masks = ""
    if settings.dropout:
        lines.append("            masks = masks_for(len(batch), dropout)")
        masks = ", masks"
    lines.append(
        f"            gradients = gradients_of(parameters, inputs[batch], targets[batch]{masks})"
    )
    if penalty := penalty_of(training):
        lines += [
            "            for g, weights in zip(gradients[::2], parameters[::2]):",
            f"                g += REGULARIZATION_RATE * {_PENALTIES[penalty]}",
        ]
    if settings.gradient_clipping:
        lines += [
            "            norm = np.sqrt(sum(np.sum(g**2) for g in gradients))",
            "            shrink = min(1.0, LARGEST_NORM / (norm + 1e-6))",
            "            gradients = [g * shrink for g in gradients]",
        ]
    if counts:
        lines.append("            updates += 1")
    each = "for i, (p, g) in enumerate(zip(parameters, gradients)):"
    if not memory:
        each = "for p, g in zip(parameters, gradients):"
    lines += [
        f"            {each}",
        *(f"                {line}" for line in move.splitlines()),
        "        if (epoch + 1) % max(EPOCHS // 10, 1) == 0:",
        "            now = loss(forward(parameters, inputs)[1][-1], targets)",
        '            print(f"epoch {epoch + 1}: training loss {now:.4g}")',
        "    return parameters",
    ]
    return "\n".join(lines)

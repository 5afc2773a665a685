"""The program for PyTorch."""

from nnviz.core.functions.activations import LINEAR
from nnviz.export.document import Document
from nnviz.export.sections.answers import answers_section, imports, speaks
from nnviz.export.sections.functions import ACTIVATIONS, LOSSES
from nnviz.export.sections.sections import sections_of
from nnviz.export.sections.settings import (
    initial_code,
    optimizer_of,
    penalty_of,
    schedule_code,
    settings_code,
    target_constants,
    weights_code,
)
from nnviz.export.sections.spelling import SHARED, Spelt
from nnviz.export.sections.training import Training
from nnviz.model import Model

_SPEAK = '''\
class Speak(nn.Module):
    """Lets neurons speak, 1, or be silent, 0."""

    def __init__(self, *mask):
        super().__init__()
        self.register_buffer("mask", torch.tensor(mask))

    def forward(self, activations):
        return activations * self.mask'''

_LOAD = '''\
def load(network, parameters):
    """Give a network these parameters; in PyTorch, weights are (neurons, inputs)."""
    with torch.no_grad():
        for own, given in zip(network.parameters(), parameters):
            own.copy_(torch.from_numpy(given.T))
    return network


NETWORK = load(make_network(), TRAINED)


def outputs(rows, network=NETWORK):
    """What the last layer gives for each row."""
    network.eval()
    with torch.no_grad():
        return network(torch.from_numpy(prepare(rows))).numpy()'''

_OPTIMIZERS = {
    "sgd": "SGD(network.parameters(), LEARNING_RATE)",
    "momentum": "SGD(network.parameters(), LEARNING_RATE, momentum=MOMENTUM)",
    "nesterov": "SGD(network.parameters(), LEARNING_RATE, momentum=MOMENTUM, nesterov=True)",
    "adagrad": "Adagrad(network.parameters(), LEARNING_RATE)",
    "rmsprop": "RMSprop(network.parameters(), LEARNING_RATE)",
    "adam": "Adam(network.parameters(), LEARNING_RATE)",
    "adamw": "AdamW(network.parameters(), LEARNING_RATE, weight_decay=WEIGHT_DECAY)",
}
_WEIGHTED = '''\
def loss_of(outputs, targets):
    """Mean over the rows, each as much as its class counts."""
    losses = {each}(outputs, targets).reshape(len(targets), -1)
    return (losses * weights_of(targets)).mean()'''
_PENALTIES = {"l1": "w.abs().sum()", "l2": "(w**2).sum() / 2"}

SPELT: Spelt = {
    **SHARED,
    "activation": [name for name, activation in ACTIVATIONS.items() if activation.torch],
    "loss": [name for name, loss in LOSSES.items() if loss.torch],
    "optimizer": _OPTIMIZERS,
    "regularizer": _PENALTIES,
}


def torch_program(model: Model, training: Training) -> Document:
    """The network, its answers and its training, in PyTorch."""
    network = f"{target_constants(model)}{_network(model, training)}\n\n\n{_LOAD}"
    return Document(
        title="A neural network from nnviz, in PyTorch",
        install="pip install torch numpy",
        file_name="network_torch.py",
        imports=imports(model, training, after="import torch\nfrom torch import nn")
        + "\n\ntorch.set_default_dtype(torch.float64)",
        sections=sections_of(
            model,
            training,
            network=network,
            answers=answers_section(model, training, "NETWORK"),
            learning=_training(model, training),
        ),
        trained="NETWORK",
    )


def _network(model: Model, training: Training) -> str:
    used = (ACTIVATIONS[name].torch_class for name in model.activations)
    classes = list(dict.fromkeys(source for source in used if source))
    if model.silenced:
        classes.append(_SPEAK)
    layers, last = [], len(model.activations) - 1
    for layer, (name, mask) in enumerate(zip(model.activations, speaks(model), strict=True)):
        fan_in, fan_out = model.layer_sizes[layer : layer + 2]
        layers.append(f"nn.Linear({fan_in}, {fan_out})")
        if name != LINEAR.name:
            layers.append(ACTIVATIONS[name].torch)
        if 0.0 in mask:
            layers.append(f"Speak({', '.join(map(str, mask))})")
        if layer < last and training.experiment.dropout:
            layers.append(f"nn.Dropout({training.experiment.dropout!r})")
    body = "".join(f"        {layer},\n" for layer in layers)
    make = (
        'def make_network():\n    """Layer after layer, with parameters drawn at random."""\n'
        f"    return nn.Sequential(\n{body}    )"
    )
    return "\n\n\n".join([*classes, make])


def _loss(model: Model, *also: str) -> str:
    """The model's loss as a module, with these arguments beside its own."""
    loss = LOSSES[model.loss]
    return f"{loss.torch}({', '.join([*loss.torch_arguments, *also])})"


def _training(model: Model, training: Training) -> str:
    settings = training.experiment
    penalty, schedule = penalty_of(training), schedule_code(training)
    weights = weights_code(model, training, torch=True)
    if weights:
        weights.append(_WEIGHTED.replace("{each}", _loss(model, 'reduction="none"')))
    lines = [
        "def train():",
        '    """Train a new network with the settings of the run."""',
        "    shares_as_tensors = [map(torch.from_numpy, share) for share in shares()]",
        "    (inputs, targets), (test_inputs, test_targets) = shares_as_tensors",
        "    torch.manual_seed(SEED)",
        "    network = load(make_network(), initial_parameters())",
        *([] if weights else [f"    loss_of = {_loss(model)}"]),
        f"    optimizer = torch.optim.{_OPTIMIZERS[optimizer_of(training)]}",
    ]
    if schedule:
        lines.append("    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)")
    if penalty:
        lines.append("    weights = [p for p in network.parameters() if p.ndim == 2]")
    lines += [
        "    shuffling = np.random.default_rng([SEED, 1])",
        "    for epoch in range(EPOCHS):",
        "        network.train()",
        "        order = torch.from_numpy(shuffling.permutation(len(inputs)))",
        "        for batch in order.split(BATCH_SIZE):",
        "            loss = loss_of(network(inputs[batch]), targets[batch])",
    ]
    if penalty:
        term = _PENALTIES[penalty]
        lines.append(
            f"            loss = loss + REGULARIZATION_RATE * sum({term} for w in weights)"
        )
    lines += ["            optimizer.zero_grad()", "            loss.backward()"]
    if settings.gradient_clipping:
        lines.append("            nn.utils.clip_grad_norm_(network.parameters(), LARGEST_NORM)")
    lines.append("            optimizer.step()")
    if schedule:
        lines.append("        schedule.step()")
    lines += [
        "        if (epoch + 1) % max(EPOCHS // 10, 1) == 0:",
        "            network.eval()",
        "            with torch.no_grad():",
        "                now = loss_of(network(inputs), targets)",
    ]
    told = "epoch {epoch + 1}: training loss {now:.4g}"
    if training.has_test:
        lines.append("                test = loss_of(network(test_inputs), test_targets)")
        told += ", test loss {test:.4g}"
    lines += [
        f'            print(f"{told}")',
        "    return network",
    ]
    parts = [settings_code(training), initial_code(training), *schedule, *weights, "\n".join(lines)]
    return "\n\n\n".join(parts)

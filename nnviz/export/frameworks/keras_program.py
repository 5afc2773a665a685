"""The program for Keras, on whichever backend is installed."""

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

_BACKEND = """\
import os

os.environ.setdefault("KERAS_BACKEND", "torch")  # or "tensorflow", or "jax"
"""

_FLOAT64 = 'keras.config.set_floatx("float64")'

_LOAD = '''\
def load(network, parameters):
    """Give a network these parameters."""
    network.set_weights(parameters)
    return network


NETWORK = load(make_network(), TRAINED)


def outputs(rows, network=NETWORK):
    """What the last layer gives for each row."""
    return network.predict(prepare(rows), verbose=0)'''

# Keras has an epsilon of its own for each; these are PyTorch's, as nnviz has them.
_OPTIMIZERS = {
    "sgd": "SGD(LEARNING_RATE{clip})",
    "momentum": "SGD(LEARNING_RATE, momentum=MOMENTUM{clip})",
    "nesterov": "SGD(LEARNING_RATE, momentum=MOMENTUM, nesterov=True{clip})",
    "adagrad": "Adagrad(LEARNING_RATE, initial_accumulator_value=0.0, epsilon=1e-10{clip})",
    "rmsprop": "RMSprop(LEARNING_RATE, rho=0.99, epsilon=1e-8{clip})",
    "adam": "Adam(LEARNING_RATE, epsilon=1e-8{clip})",
    "adamw": "AdamW(LEARNING_RATE, weight_decay=WEIGHT_DECAY, epsilon=1e-8{clip})",
}
_PENALTIES = {
    "l1": "keras.regularizers.L1({rate!r})",
    # Keras leaves out the half that nnviz has before the squares.
    "l2": "keras.regularizers.L2({rate!r} / 2)",
}

SPELT: Spelt = {
    **SHARED,
    "activation": [name for name, activation in ACTIVATIONS.items() if activation.keras],
    "loss": [name for name, loss in LOSSES.items() if loss.keras],
    "optimizer": _OPTIMIZERS,
    "regularizer": _PENALTIES,
}

_TOLD = [
    '    now, test = history["loss"][-1], history["val_loss"][-1]',
    '    print(f"epoch {EPOCHS}: training loss {now:.4g}, test loss {test:.4g}")',
]
_TOLD_OF_ALL = ["""    print(f"epoch {EPOCHS}: training loss {history['loss'][-1]:.4g}")"""]


def keras_program(model: Model, training: Training) -> Document:
    """The network, its answers and its training, in Keras."""
    network = f"{target_constants(model)}{_network(model, training)}\n\n\n{_LOAD}"
    return Document(
        title="A neural network from nnviz, in Keras",
        install="pip install keras torch numpy",
        file_name="network_keras.py",
        imports=f"{_BACKEND}\n{imports(model, training, after='import keras')}\n\n{_FLOAT64}",
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
    settings = training.experiment
    regularizer = ""
    if penalty := penalty_of(training):
        rate = settings.regularization_rate
        regularizer = f", kernel_regularizer={_PENALTIES[penalty].format(rate=rate)}"
    layers, last = [f"keras.Input(({model.layer_sizes[0]},))"], len(model.activations) - 1
    for layer, (name, mask) in enumerate(zip(model.activations, speaks(model), strict=True)):
        width = model.layer_sizes[layer + 1]
        activation = f", activation={ACTIVATIONS[name].keras}" if name != LINEAR.name else ""
        layers.append(f"keras.layers.Dense({width}{activation}{regularizer})")
        if 0.0 in mask:
            layers.append(f"keras.layers.Rescaling({mask})")
        if layer < last and settings.dropout:
            layers.append(f"keras.layers.Dropout({settings.dropout!r})")
    body = "".join(f"            {layer},\n" for layer in layers)
    return (
        'def make_network():\n    """Layer after layer, with parameters drawn at random."""\n'
        f"    return keras.Sequential(\n        [\n{body}        ]\n    )"
    )


def _training(model: Model, training: Training) -> str:
    clip = ", global_clipnorm=LARGEST_NORM" if training.experiment.gradient_clipping else ""
    optimizer = _OPTIMIZERS[optimizer_of(training)].replace("{clip}", clip)
    schedule, weights = schedule_code(training), weights_code(model, training)
    test = "(*test, weights_of(test[1])[:, 0])" if weights else "test"
    lines = [
        "def train():",
        '    """Train a new network with the settings of the run; Keras shuffles its own way."""',
        "    (inputs, targets), test = shares()",
        "    keras.utils.set_random_seed(SEED)",
        "    network = load(make_network(), initial_parameters())",
        "    network.compile(",
        f"        optimizer=keras.optimizers.{optimizer},",
        f"        loss={LOSSES[model.loss].keras},",
        "    )",
        "    history = network.fit(",
        "        inputs,",
        "        targets,",
        *(["        sample_weight=weights_of(targets)[:, 0],"] if weights else []),
        *([f"        validation_data={test},"] if training.has_test else []),
        "        epochs=EPOCHS,",
        "        batch_size=min(BATCH_SIZE, len(inputs)),",
        "        verbose=0,  # 1 shows every epoch",
    ]
    if schedule:
        lines += [
            "        callbacks=[",
            "            keras.callbacks.LearningRateScheduler(",
            "                lambda epoch, rate: float(LEARNING_RATE * factor(epoch))",
            "            )",
            "        ],",
        ]
    lines += [
        "    ).history",
        *(_TOLD if training.has_test else _TOLD_OF_ALL),
        "    return network",
    ]
    parts = [settings_code(training), initial_code(training), *schedule, *weights, "\n".join(lines)]
    return "\n\n\n".join(parts)

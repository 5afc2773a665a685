"""The program for scikit-learn.

Its MLPClassifier and MLPRegressor know four activations, one for all hidden layers, a loss for each
task, and no weights of classes. Where the network is such a one, they are taken; else a small
estimator of our own, which has the same interface and computes exactly what the network does.
"""

from nnviz.core.functions.activations import LINEAR
from nnviz.export.document import Document
from nnviz.export.sections.answers import answers_section, imports
from nnviz.export.sections.descent import forward_code, learning_code
from nnviz.export.sections.functions import ACTIVATIONS, function
from nnviz.export.sections.sections import sections_of
from nnviz.export.sections.settings import (
    optimizer_of,
    penalty_of,
    scheduled,
    settings_code,
    target_constants,
    targets_code,
)
from nnviz.export.sections.training import Training
from nnviz.model import Model

_LOSS_OF_TASK = {
    "binary": "binary_cross_entropy",
    "multiclass": "softmax_cross_entropy",
    "regression": "mse",
}
_PREDICT = {
    "binary": "(self.outputs(inputs)[:, 0] > 0.0).astype(int)",
    "multiclass": "self.outputs(inputs).argmax(axis=1)",
    "regression": "self.outputs(inputs)[:, 0]",
}

_DESCENT = """\
solver="sgd"
momentum={momentum}
nesterovs_momentum={nesterov}
learning_rate_init={twice}LEARNING_RATE"""
# The arguments that make its networks learn so; for all other optimizers "adam" stands in.
_SOLVERS = {
    "sgd": _DESCENT.replace("{momentum}", "0.0").replace("{nesterov}", "False"),
    "momentum": _DESCENT.replace("{momentum}", "MOMENTUM").replace("{nesterov}", "False"),
    "nesterov": _DESCENT.replace("{momentum}", "MOMENTUM").replace("{nesterov}", "True"),
    "adam": 'solver="adam"\nlearning_rate_init=LEARNING_RATE',
}
# What is `alpha`; its networks divide that by the rows of a batch.
_PENALTIES = {
    "l2": 'REGULARIZATION_RATE{half} * (1 if batch_size == "auto" else batch_size)',
}

_ESTIMATOR = '''\
class Network({mixin}, BaseEstimator):
    """Has scikit-learn's interface, as its own networks lack what this one has."""

    def fit(self, inputs, labels):
        self.parameters_ = learn(inputs, targets_of(labels))
{classes}        return self

    def outputs(self, inputs):
        return forward(self.parameters_, inputs)[1][-1]

    def predict(self, inputs):
        return {predict}


NETWORK = Network()
NETWORK.parameters_ = TRAINED


def outputs(rows, network=NETWORK):
    """What the last layer gives for each row."""
    return network.outputs(prepare(rows))'''

_LOAD = '''\
def load(network, parameters):
    """Give a network these parameters; it makes room for them when it is fitted first."""
    network.partial_fit({first})
    for own, given in zip(network.coefs_ + network.intercepts_, parameters[::2] + parameters[1::2]):
        own[...] = given
    return network


NETWORK = load(make_network(), TRAINED)'''

_TRAIN_OWN = '''\
def train():
    """Train a new network with the settings of the run."""
    (inputs, labels), (test_inputs, test_labels) = shares()
    network = Network().fit(inputs, labels)
    print(f"{score} on the {what} share {network.score({tested}):.3f}")
    return network'''

_TRAIN = '''\
def train():
    """Train a new network, as nearly as scikit-learn can with the settings of the run."""
    (inputs, labels), (test_inputs, test_labels) = shares()
    network = make_network(min(BATCH_SIZE, len(inputs)))
    for epoch in range(EPOCHS):
        network.partial_fit(inputs, labels{classes})
        if (epoch + 1) % max(EPOCHS // 10, 1) == 0:
            print(f"epoch {epoch + 1}: training loss {network.loss_:.4g}")
    print(f"{score} on the {what} share {network.score({tested}):.3f}")
    return network'''


def sklearn_program(model: Model, training: Training) -> Document:
    """The network, its answers and its training, with scikit-learn's interface."""
    is_own = not fits_mlp(model) or training.is_weighted
    forward = forward_code(model, training) if is_own else ""
    if is_own:
        network = f"{forward}\n\n\n{_own_network(model)}"
        kind = "RegressorMixin" if model.task == "regression" else "ClassifierMixin"
        library = f"from sklearn.base import BaseEstimator, {kind}"
        learning = "\n\n\n".join(
            [
                targets_code(model),
                learning_code(model, training),
                _filled(_TRAIN_OWN, model, training),
            ]
        )
    else:
        network = "\n\n\n".join(
            [settings_code(training), _mlp(model, training), _filled(_LOAD, model, training)]
        )
        library = f"from sklearn.neural_network import {_class_of(model)}"
        learning = f"{_differences(training)}\n\n\n{_filled(_TRAIN, model, training)}"
    return Document(
        title="A neural network from nnviz, in scikit-learn",
        install="pip install scikit-learn numpy",
        file_name="network_sklearn.py",
        imports=imports(model, training, after=library),
        sections=sections_of(
            model,
            training,
            network=target_constants(model) + network,
            answers=answers_section(model, training, "NETWORK", defined=forward, own=is_own),
            learning=learning,
            targets_of="" if is_own else _targets(model),
        ),
        trained="NETWORK",
    )


def fits_mlp(model: Model) -> bool:
    """Whether scikit-learn's own networks can be this one."""
    hidden = set(model.activations[:-1])
    two_outputs = model.task == "multiclass" and model.layer_sizes[-1] < 3
    return (
        len(hidden) <= 1
        and all(ACTIVATIONS[name].sklearn for name in hidden)
        and model.loss == _LOSS_OF_TASK[model.task]
        and model.activations[-1] == LINEAR.name
        and not model.silenced
        and not two_outputs
    )


def _class_of(model: Model) -> str:
    return "MLPRegressor" if model.task == "regression" else "MLPClassifier"


def _own_network(model: Model) -> str:
    is_regression = model.task == "regression"
    predict = _PREDICT[model.task]
    if is_regression and model.preparation:
        predict += " * TARGET_SCALE + TARGET_MEAN"
    classes = "" if is_regression else "        self.classes_ = range(len(CLASSES))\n"
    return (
        _ESTIMATOR.replace("{mixin}", "RegressorMixin" if is_regression else "ClassifierMixin")
        .replace("{classes}", classes)
        .replace("{predict}", predict)
    )


def _filled(template: str, model: Model, training: Training) -> str:
    is_regression = model.task == "regression"
    n_inputs = model.layer_sizes[0]
    first = f"np.zeros((1, {n_inputs})), [0.0]"
    if not is_regression:
        some = f"range({model.class_count})"
        first = f"np.zeros(({model.class_count}, {n_inputs})), {some}, classes={some}"
    return (
        template.replace("{first}", first)
        .replace("{classes}", "" if is_regression else ", classes=range(len(CLASSES))")
        .replace("{score}", "R²" if is_regression else "accuracy")
        .replace("{what}", "test" if training.has_test else "training")
        .replace("{tested}", "test_inputs, test_labels" if training.has_test else "inputs, labels")
    )


def _mlp(model: Model, training: Training) -> str:
    is_regression = model.task == "regression"
    arguments = [f"hidden_layer_sizes={model.layer_sizes[1:-1]}"]
    if len(model.activations) > 1:
        arguments.append(f'activation="{ACTIVATIONS[model.activations[0]].sklearn}"')
    # It halves the squared error, and so the gradient.
    twice, half = ("2.0 * ", " / 2") if is_regression else ("", "")
    solver = _SOLVERS.get(optimizer_of(training), _SOLVERS["adam"])
    arguments += solver.replace("{twice}", twice).splitlines()
    penalty = _PENALTIES.get(penalty_of(training), "0.0").replace("{half}", half)
    arguments += [f"alpha={penalty}", "batch_size=batch_size"]
    body = "".join(f"        {argument},\n" for argument in arguments)
    return (
        'def make_network(batch_size="auto"):\n'
        f"    return {_class_of(model)}(\n{body}"
        "        random_state=np.random.RandomState(SEED),\n    )"
    )


def _differences(training: Training) -> str:
    """What MLPClassifier and MLPRegressor do otherwise, as comments."""
    settings, optimizer = training.experiment, optimizer_of(training)
    penalty = penalty_of(training)
    found = ["the initial weights and the order of the rows are its own"]
    if optimizer not in _SOLVERS:
        found.append(f"{optimizer} is not there: adam, the nearest, stands in")
    if penalty and penalty not in _PENALTIES:
        found.append(f"the {penalty.upper()} penalty is not there")
    if settings.dropout:
        found.append("dropout is not there")
    if settings.gradient_clipping:
        found.append("the gradient cannot be clipped")
    if scheduled(training):
        found.append(f"the {settings.schedule} schedule is not there: the rate stays as it is")
    lines = "".join(f"\n# - {difference}" for difference in found)
    return f"# What scikit-learn does otherwise than the run:{lines}"


def _targets(model: Model) -> str:
    if model.task != "regression" or not model.preparation:
        return ""
    return function("targets_of", "values", "(values - TARGET_MEAN) / TARGET_SCALE")

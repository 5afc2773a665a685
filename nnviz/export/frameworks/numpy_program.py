"""The program that needs NumPy alone."""

from nnviz.export.document import Document
from nnviz.export.sections.answers import answers_section, imports
from nnviz.export.sections.descent import forward_code, learning_code
from nnviz.export.sections.sections import sections_of
from nnviz.export.sections.settings import target_constants
from nnviz.export.sections.training import Training
from nnviz.model import Model

_OUTPUTS = '''\
def outputs(rows, network=TRAINED):
    """What the last layer gives for each row."""
    return forward(network, prepare(rows))[1][-1]'''

_TRAIN = '''\
def train():
    """Train a new network with the settings of the run; returns its parameters."""
    (inputs, targets), (test_inputs, test_targets) = shares()
    parameters = learn(inputs, targets)
    test_loss = loss(forward(parameters, test_inputs)[1][-1], test_targets)
    print(f"test loss {test_loss:.4g}")
    return parameters'''

_TRAIN_ON_ALL = '''\
def train():
    """Train a new network with the settings of the run; returns its parameters."""
    (inputs, targets), _ = shares()
    return learn(inputs, targets)'''


def numpy_program(model: Model, training: Training) -> Document:
    """The network, its answers and its training, in NumPy."""
    forward = forward_code(model, training)
    network = f"{target_constants(model)}{forward}\n\n\n{_OUTPUTS}"
    train = _TRAIN if training.has_test else _TRAIN_ON_ALL
    return Document(
        title="A neural network from nnviz, in NumPy",
        install="pip install numpy",
        file_name="network_numpy.py",
        imports=imports(model, training),
        sections=sections_of(
            model,
            training,
            network=network,
            answers=answers_section(model, training, "TRAINED", defined=forward),
            learning=f"{learning_code(model, training)}\n\n\n{train}",
        ),
        trained="TRAINED",
    )

"""What layers and neurons are called below the picture."""

from nnviz.data import FEATURES
from nnviz.experiment import Experiment
from nnviz.ui.language import _


def layer_names(experiment: Experiment) -> list[str]:
    """Names of the layers after the input."""
    hidden = [
        _("layer {layer}").format(layer=number + 1) for number in range(len(experiment.hidden))
    ]
    return [*hidden, _("output")]


def neuron_names(experiment: Experiment) -> list[list[str]]:
    """Names of the inputs, and of the neurons of each layer after them."""
    inputs = [FEATURES[name].label for name in experiment.features]
    hidden = [
        [f"a{_subscript(layer + 1)}.{neuron + 1}" for neuron in range(count)]
        for layer, count in enumerate(experiment.hidden)
    ]
    if experiment.n_outputs == 1:
        return [inputs, *hidden, [_("output")]]
    classes = [_("class {name}").format(name=number) for number in range(experiment.n_outputs)]
    return [inputs, *hidden, classes]


def _subscript(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))

"""What layers and neurons are called below the picture."""

from itertools import pairwise

from nnviz.experiment import Experiment
from nnviz.ui.text.language import _
from nnviz.ui.text.notation import neuron_sign
from nnviz.ui.text.untrusted import cut


def layer_names(experiment: Experiment) -> list[str]:
    """Names of the layers after the input."""
    hidden = [
        _("layer {layer}").format(layer=number + 1) for number in range(len(experiment.hidden))
    ]
    return [*hidden, _("output")]


def neuron_names(experiment: Experiment) -> list[list[str]]:
    """Names of the inputs, and of the neurons of each layer after them, cut."""
    features = experiment.spec.features
    inputs = [cut(features[name].label) for name in experiment.features]
    hidden = [
        [neuron_sign(layer + 1, neuron) for neuron in range(count)]
        for layer, count in enumerate(experiment.hidden)
    ]
    if experiment.n_outputs == 1:
        return [inputs, *hidden, [_("output")]]
    classes = class_names(experiment)
    return [inputs, *hidden, classes]


def class_names(experiment: Experiment) -> list[str]:
    """What the classes are called: "class 0", or the name that a table has for it."""
    if experiment.spec.has_columns:
        return [cut(name) for name in experiment.class_names]
    return [_("class {name}").format(name=name) for name in experiment.class_names]


def parameter_names(experiment: Experiment) -> list[str]:
    """Names of all weights and biases, in the order of the network's parameters."""
    names = []
    for sources, targets in pairwise(neuron_names(experiment)):
        names += [f"{source} → {target}" for source in sources for target in targets]
        names += [_("bias of {neuron}").format(neuron=target) for target in targets]
    return names

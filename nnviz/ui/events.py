"""What a person does in the picture itself: inputs by a click, layers and neurons by + and −."""

from collections.abc import Mapping
from typing import Any

from nnviz.data import features_of
from nnviz.experiment import MAX_LAYERS, MAX_NEURONS
from nnviz.ui.controls.data import choose_features
from nnviz.ui.controls.network import set_layer_count, set_neurons
from nnviz.ui.session import current


def handle(event: Mapping[str, Any]) -> None:
    """Follow one event of the stage; what makes no sense (any more) is left alone.

    The other kind of event, trouble, only wants the page to be drawn again.
    """
    kind = event.get("type")
    hidden = current().experiment.hidden
    if kind == "toggle_feature":
        _toggle(event.get("name"))
    elif kind == "add_layer" and len(hidden) < MAX_LAYERS:
        set_layer_count(len(hidden) + 1)
    elif kind == "remove_layer" and hidden:
        set_layer_count(len(hidden) - 1)
    elif kind in ("add_neuron", "remove_neuron"):
        layer = event.get("layer")
        if isinstance(layer, int) and 0 <= layer < len(hidden):
            count = hidden[layer] + (1 if kind == "add_neuron" else -1)
            if 1 <= count <= MAX_NEURONS:
                set_neurons(layer, count)


def _toggle(name: Any) -> None:
    experiment = current().experiment
    offered = features_of(experiment.dimension)
    if name in offered:
        chosen = set(experiment.features) ^ {name}
        choose_features([feature for feature in offered if feature in chosen])

"""How good the network is, on the training share beside the test share."""

import streamlit as st

from nnviz.analysis.quality.predictions import Predictions, predictions_on
from nnviz.core.network.network import Network
from nnviz.core.training.trainer import Trainer
from nnviz.ui.common.theme import Palette
from nnviz.ui.panels.classes import class_quality
from nnviz.ui.panels.values import value_quality
from nnviz.ui.text.language import _
from nnviz.ui.visit.session import current


def quality_panel(palette: Palette) -> None:
    """What suits the task: mistakes between classes, or distances between values."""
    session = current()
    train, test = session.run.inspect(_predictions)
    if not (train.finite and test.finite):
        st.markdown(
            _(
                "Some outputs of the network are too large to be numbers, so there is nothing to "
                "measure. A restart or a smaller learning rate helps."
            )
        )
    elif session.experiment.task == "regression":
        value_quality(train, test, palette, session.experiment.make_dataset().preparation)
    else:
        class_quality(train, test, palette)


def _predictions(trainer: Trainer[Network]) -> tuple[Predictions, Predictions]:
    network, dataset = trainer.network, trainer.dataset
    return predictions_on(network, dataset, "train"), predictions_on(network, dataset, "test")

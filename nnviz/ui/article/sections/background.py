"""What a neural network is for: a function whose numbers are found by training."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import streamlit as st

from nnviz.core.arrays import Array
from nnviz.core.training.trainer import Trainer
from nnviz.experiment.presets import PRESETS
from nnviz.ui.article.miniature import miniature
from nnviz.ui.common.fragments import fragment
from nnviz.ui.common.links import playground_link
from nnviz.ui.common.theme import visitors_palette
from nnviz.ui.figures.lesson import STILL, learnt_map
from nnviz.ui.text.language import _, ngettext

PRESET = PRESETS["xor"]

#: Passes over the data after which one can look at the network.
EPOCHS = (0, 1, 2, 3, 5, 10, 20, 40)

#: Places along each axis of the map, and how far it reaches.
PLACES = 41
REACH = 6.0


class EpochResult(NamedTuple):
    """The network after some epochs: its answers (PLACES, PLACES), and its test accuracy."""

    answers: Array
    accuracy: float


def background() -> None:
    """The first section."""
    st.header(_("What this is about"), anchor="about")
    st.markdown(
        _(
            "Artificial intelligence is the craft of making machines do what seems to take a mind: "
            "to recognise a face, understand a sentence, plan a route. For much of it nobody can "
            "write down the rules. A **neural network** does without them: it is a function full "
            "of adjustable numbers, and *training* adjusts them, little by little, until the "
            "function answers a set of examples as it should."
        )
    )
    st.markdown(
        _(
            "Here are {count} such examples: points on a plane, each orange or blue. Nobody tells "
            "the network what the pattern is. Pull the slider, and see what it answers for *every* "
            "place on the plane after more and more passes over the points."
        ).format(count=len(PRESET.experiment.make_dataset().train_points))
    )
    _learning()
    st.markdown(
        _(
            "How that can work is the subject of this page, part by part. Whatever it states, you "
            "can move and watch."
        )
    )


@fragment()
def _learning() -> None:
    with miniature("learning"):
        picture, control = st.columns([1, 1], vertical_alignment="center")
        with control:
            epochs = st.select_slider(_("Passes over the data"), EPOCHS, key="learning-epochs")
            moment = moments()[epochs]
            st.metric(_("Right on points it has never seen"), f"{moment.accuracy:.1%}")
            playground_link(PRESET.experiment, _("See it in the playground"))
        axis = np.linspace(-REACH, REACH, PLACES)
        data = PRESET.experiment.make_dataset()
        picture.plotly_chart(
            learnt_map(
                axis, moment.answers, data.train_points, data.train_labels, visitors_palette()
            ),
            key="learning-map",
            config=STILL,
            alt=ngettext(
                "The network's answer over the plane after {epochs} pass.",
                "The network's answer over the plane after {epochs} passes.",
                epochs,
            ).format(epochs=epochs),
        )


@lru_cache(maxsize=1)
def moments() -> dict[int, EpochResult]:
    """The training of the example, looked at after each number of `EPOCHS`."""
    trainer = Trainer(PRESET.experiment)
    axis = np.linspace(-REACH, REACH, PLACES)
    plane = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    inputs = PRESET.experiment.input_matrix(plane)
    found = {}
    for epochs in EPOCHS:
        trainer.epoch(epochs - trainer.epoch_count)
        answers = trainer.network.predict(inputs).reshape(PLACES, PLACES)
        found[epochs] = EpochResult(answers, trainer.evaluate().test_metric)
    return found

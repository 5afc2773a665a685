"""What helps a run that has blown up, by the likely cause: a setting that one click changes."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from nnviz.core.training.divergence import Cause
from nnviz.experiment import Experiment
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import plain
from nnviz.ui.visit.session import current, slower

#: The initial weights that do not explode.
_SMALL_WEIGHTS = "xavier"


@dataclass(frozen=True)
class Remedy:
    """A way to go on.

    Attributes
    ----------
    key
        The button's.
    field
        The experiment's field that it sets; nobody can where that is locked.
    says
        What the button says, for an experiment.
    act
        What a click on it does.
    helps
        Whether it would change anything, for an experiment.
    goes_back
        Whether the run goes on from when all was well; else it begins anew.
    """

    key: str
    field: str
    says: Callable[[Experiment], str]
    act: Callable[[], None]
    helps: Callable[[Experiment], bool]
    goes_back: bool


def _slow_down() -> None:
    current().slow_down()
    # The settings have to follow.
    st.rerun()


def _make_weights_smaller() -> None:
    session = current()
    session.run.play()
    session.change(initializer=_SMALL_WEIGHTS)


SMALLER_STEPS = Remedy(
    "fix_learning_rate",
    "learning_rate",
    lambda experiment: _("Learning rate ÷ 10 ({rate}) and go on").format(
        rate=plain(slower(experiment.learning_rate))
    ),
    _slow_down,
    lambda experiment: True,
    goes_back=True,
)
SMALLER_WEIGHTS = Remedy(
    "fix_initial_weights",
    "initializer",
    lambda experiment: _("Smaller weights (Xavier) and go on"),
    _make_weights_smaller,
    lambda experiment: experiment.initializer != _SMALL_WEIGHTS,
    goes_back=False,
)

REMEDIES: dict[str, Remedy] = {
    Cause.LEARNING_RATE_TOO_HIGH: SMALLER_STEPS,
    # A smaller learning rate would not help.
    Cause.INITIAL_WEIGHTS_TOO_LARGE: SMALLER_WEIGHTS,
    # What the inputs are multiplied by grows more slowly.
    Cause.INPUT_TOO_LARGE: SMALLER_STEPS,
}


def remedy_for(cause: str, experiment: Experiment) -> Remedy:
    """What helps against a cause; smaller steps where nothing else is known or left to do."""
    remedy = REMEDIES.get(cause, SMALLER_STEPS)
    return remedy if remedy.helps(experiment) else SMALLER_STEPS

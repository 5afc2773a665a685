"""What is offered to a run that has blown up."""

import pytest

from nnviz.core.training.divergence import Cause
from nnviz.experiment import Experiment
from nnviz.ui.common.remedies import SMALLER_STEPS, SMALLER_WEIGHTS, Remedy, remedy_for


@pytest.mark.parametrize(
    ("cause", "initializer", "remedy"),
    [
        (Cause.LEARNING_RATE_TOO_HIGH, "he", SMALLER_STEPS),
        (Cause.INPUT_TOO_LARGE, "he", SMALLER_STEPS),
        (Cause.INITIAL_WEIGHTS_TOO_LARGE, "he", SMALLER_WEIGHTS),
        # They are as small as that already.
        (Cause.INITIAL_WEIGHTS_TOO_LARGE, "xavier", SMALLER_STEPS),
        ("made_up", "he", SMALLER_STEPS),
    ],
)
def test_each_cause_has_a_remedy_that_changes_something(
    cause: str, initializer: str, remedy: Remedy
) -> None:
    assert remedy_for(cause, Experiment(initializer=initializer)) is remedy

"""What an exercise locks: refused wherever a run is changed, in one sentence."""

from collections.abc import Iterable

from nnviz.experiment import Experiment
from nnviz.live.run.run import LiveRun
from nnviz.ui.text.language import _
from nnviz.ui.text.words import label
from nnviz.ui.text.words.exercise import FIELD_WORDS
from nnviz.ui.visit.exercise import EDITOR, Exercise


def lock(run: LiveRun, exercise: Exercise) -> None:
    """Have a run itself refuse what its page locks, whichever way it comes."""
    run.hands_off = exercise.locks(EDITOR)
    run.keeps_data = exercise.locks("dataset")


def refusal(exercise: Exercise, before: Experiment, after: Experiment) -> str:
    """Why a run may not go from one experiment to another; nothing where it may."""
    broken = exercise.broken(before, after)
    return names_of_locked(broken) if broken else ""


def names_of_locked(fields: Iterable[str]) -> str:
    """The sentence that names what was not changed."""
    return _("That was not changed: on this page, {names} cannot be changed.").format(
        names=", ".join(label(FIELD_WORDS, name) for name in fields)
    )

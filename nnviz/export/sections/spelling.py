"""What a format can spell of a network and its training, and what is said where it cannot.

It is asked before anything is written, so that whoever adds an entry to a registry is told in one
sentence which format does not know it yet. The library raises that sentence; the page shows it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping

from nnviz.export.sections.functions import INITIALIZERS, SCHEDULES
from nnviz.export.sections.inputs import FEATURES
from nnviz.export.sections.settings import optimizer_of, penalty_of, scheduled
from nnviz.export.sections.training import Training
from nnviz.model import Model

#: The names that a format can spell, kind by kind, where it has to spell any.
Spelt = Mapping[str, Collection[str]]

#: What is said, by the kind of what is missing: templates, translated before names are put in.
SENTENCES = {
    "activation": "nnviz cannot write the activation “{name}” for {library} yet.",
    "loss": "nnviz cannot write the loss “{name}” for {library} yet.",
    "feature": "nnviz cannot write the input “{name}” for {library} yet.",
    "initializer": "nnviz cannot write the initial weights “{name}” for {library} yet.",
    "optimizer": "nnviz cannot write the optimizer “{name}” for {library} yet.",
    "regularizer": "nnviz cannot write the regularization “{name}” for {library} yet.",
    "schedule": "nnviz cannot write the schedule “{name}” for {library} yet.",
}

#: What NumPy computes in every program, whatever the program is for.
SHARED: Spelt = {"feature": FEATURES, "initializer": INITIALIZERS, "schedule": SCHEDULES}


class UnwritableError(ValueError):
    """A format cannot spell something that the network or its training needs.

    Attributes
    ----------
    library
        What it was to be written for.
    kind, name
        What is missing: one of `SENTENCES`, and its name in the registry.
    """

    def __init__(self, library: str, kind: str, name: str) -> None:
        self.library, self.kind, self.name = library, kind, name
        super().__init__(self.message())

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The whole sentence; `translate` takes a template to another language."""
        return translate(SENTENCES[self.kind]).format(name=self.name, library=self.library)


def lacking(
    library: str, spelt: Spelt, model: Model, training: Training | None = None
) -> UnwritableError | None:
    """The first thing that a format cannot spell, if there is one.

    Parameters
    ----------
    spelt
        What it can spell; of a kind that is not there, it has to spell nothing.
    training
        None where the network alone is written.
    """
    for kind, name in _needs(model, training):
        if kind in spelt and name not in spelt[kind]:
            return UnwritableError(library, kind, name)
    return None


def _needs(model: Model, training: Training | None) -> Iterator[tuple[str, str]]:
    yield from (("activation", name) for name in model.activations)
    yield "loss", model.loss
    if not model.preparation:
        yield from (("feature", name) for name in model.features)
    if training is None:
        return
    yield "initializer", training.experiment.initializer
    yield "optimizer", optimizer_of(training)
    if penalty := penalty_of(training):
        yield "regularizer", penalty
    if scheduled(training):
        yield "schedule", training.experiment.schedule

"""The order in which every program tells of the network, whatever it is written for."""

from nnviz.export.document import Section
from nnviz.export.sections.answers import parameters_section
from nnviz.export.sections.inputs import inputs_sections
from nnviz.export.sections.settings import data_section
from nnviz.export.sections.training import Training
from nnviz.model import Model


def sections_of(
    model: Model,
    training: Training,
    *,
    network: str,
    answers: Section,
    learning: str,
    targets_of: str | None = None,
) -> tuple[Section, ...]:
    """All sections of a program.

    Parameters
    ----------
    network, learning
        Source of the network, and of its training.
    targets_of
        As `data_section` takes it.
    """
    return (
        parameters_section(model),
        *inputs_sections(model, training),
        Section("The network", network),
        answers,
        data_section(model, training, targets_of),
        Section("Training", learning),
    )

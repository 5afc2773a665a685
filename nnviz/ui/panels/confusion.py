"""Which classes are taken for which, and which of these points are lit up on the map."""

from collections.abc import Sequence

import streamlit as st

from nnviz.analysis.quality.classification import Counts
from nnviz.ui.common.theme import Palette
from nnviz.ui.components.confusion import Matrix, confusion
from nnviz.ui.text.language import _
from nnviz.ui.text.untrusted import as_text
from nnviz.ui.visit.session import current

KEY = "confusion"


def confusion_matrices(counts: Sequence[Counts], palette: Palette) -> None:
    """A matrix for each share, and a sentence about the cell that is lit up.

    Parameters
    ----------
    counts
        (n_classes, n_classes) each: of the training share, and of the test share if there is one.
    """
    run, names = current().run, current().experiment.class_names
    confusion(
        [
            Matrix(title, share, colour)
            for title, share, colour in zip(
                (_("Training points"), _("Test points")),
                counts,
                (palette.train, palette.test),
                strict=False,
            )
        ],
        names,
        palette.classes[: len(counts[0])],
        run.spotlight,
        key=KEY,
        on_pick=_picked,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_lit_up(counts, run.spotlight, names), width="content")
        st.button(
            _("Clear"),
            key="clear_spotlight",
            type="tertiary",
            help=_("Show all points alike again"),
            disabled=run.spotlight is None,
            on_click=_clear,
        )


def _lit_up(counts: Sequence[Counts], cell: tuple[int, int] | None, names: Sequence[str]) -> str:
    if cell is None:
        return _("Click a cell to light up its points on the map.")
    train, *test = (int(matrix[cell]) for matrix in counts)
    sentence = (
        _(
            "True class {true}, predicted class {predicted}. Training points: **{train}**, "
            "test points: **{test}**."
        )
        if test
        else _("True class {true}, predicted class {predicted}. Training points: **{train}**.")
    )
    return sentence.format(
        true=as_text(names[cell[0]]),
        predicted=as_text(names[cell[1]]),
        train=train,
        test=sum(test),
    )


def _picked() -> None:
    """Light up what was clicked, or nothing if that is lit up already."""
    session = current()
    match st.session_state[KEY].get("picked"):
        case [int(true), int(predicted)]:
            cell = true, predicted
            # A click may arrive when the data already has fewer classes.
            if all(0 <= number < session.experiment.class_count for number in cell):
                session.run.spotlight = None if cell == session.run.spotlight else cell


def _clear() -> None:
    current().run.spotlight = None

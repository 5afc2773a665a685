"""The samples of a table that the network gets wrong, to be looked at one by one."""

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from nnviz.analysis.quality.mistakes import Mistakes, find_mistakes
from nnviz.analysis.quality.predictions import predictions_on
from nnviz.core.arrays import FloatArray
from nnviz.experiment import Experiment
from nnviz.ui.common.theme import Palette
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import percent
from nnviz.ui.visit.session import current

PAGE = 24
SHARES = ("test", "train")


def mistake_panel(palette: Palette) -> None:
    """Which share, how many, and a page of them."""
    session = current()
    experiment = session.experiment
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        is_tested = experiment.has_test
        share = st.segmented_control(
            _("Share"),
            SHARES if is_tested else SHARES[1:],
            default="test" if is_tested else "train",
            required=True,
            format_func=lambda name: _("Test") if name == "test" else _("Training"),
            help=_("Whose mistakes: those on what it learns from, or on what it never does."),
            key="mistakes-share" if is_tested else "mistakes-only-share",
            persist_state="session",
        )
        assert share is not None, "one is required"
        predictions = session.run.inspect(
            lambda trainer: predictions_on(trainer.network, trainer.dataset, share)
        )
        found = find_mistakes(predictions)
        pages = -(-len(found) // PAGE)
        page = 1
        if pages > 1:
            page = st.pagination(pages, key=f"mistakes-page-{pages}")
    if not len(found):
        st.markdown(_("None: every one of the {count} is right.").format(count=len(predictions)))
        return
    st.markdown(
        _("**{wrong} of {count}** are wrong. The ones the network is surest of come first.").format(
            wrong=len(found), count=len(predictions)
        )
    )
    shown = slice((page - 1) * PAGE, page * PAGE)
    data = experiment.make_dataset()
    rows = (data.test_rows if share == "test" else data.train_rows)[found.samples[shown]]
    shape = experiment.spec.image_shape
    if shape is None:
        _table(experiment, found, shown, rows)
    else:
        _gallery(experiment, found, shown, rows, shape)


def _table(experiment: Experiment, found: Mistakes, shown: slice, rows: NDArray[np.int64]) -> None:
    """Class, what it was taken for, and the values of the table itself."""
    records = experiment.spec.records
    assert records is not None, "the panel is shown of tables alone"
    recipe, values = records.recipe, records.values[rows]
    names = experiment.class_names
    columns: dict[str, list[str] | FloatArray] = {
        _("Row"): [str(row + 1) for row in rows.tolist()],
        _("Is"): [names[number] for number in found.classes[shown]],
        _("Taken for"): [names[number] for number in found.predicted[shown]],
        _("Sure"): [percent(sure) for sure in found.sureness[shown].tolist()],
    }
    for column, cells in zip(recipe.columns, values.T, strict=True):
        name = column.name
        while name in columns:  # A table may have a column “Row”, too.
            name = _("{name} (in the table)").format(name=name)
        if column.kind == "category":
            columns[name] = [column.category_at(cell) for cell in cells.tolist()]
        else:
            columns[name] = cells
    st.dataframe(columns, hide_index=True, alt=_("The samples that are wrong."))


def _gallery(
    experiment: Experiment,
    found: Mistakes,
    shown: slice,
    rows: NDArray[np.int64],
    shape: tuple[int, int],
) -> None:
    """Each as the picture that it is."""
    records = experiment.spec.records
    assert records is not None, "the panel is shown of tables alone"
    recipe, values = records.recipe, records.values[rows]
    largest = np.array([column.largest for column in recipe.columns])
    names = experiment.class_names
    figures = []
    for pixels, is_class, taken_for, sure in zip(
        values / largest,
        found.classes[shown],
        found.predicted[shown],
        found.sureness[shown].tolist(),
        strict=True,
    ):
        words = _("{name}, taken for {other}").format(name=names[is_class], other=names[taken_for])
        figures.append(
            f'<figure role="listitem">{_drawing(pixels.reshape(shape), words)}'
            f"<figcaption>{escape(words)}<br><span>{percent(sure)}</span></figcaption></figure>"
        )
    st.html(f'<div class="nnviz-mistakes" role="list">{"".join(figures)}</div>')


def _drawing(pixels: FloatArray, words: str) -> str:
    """Grey values from 0 to 1 as a vector picture, dark ink on white paper."""
    height, width = pixels.shape
    cells = "".join(
        f'<rect x="{x}" y="{y}" width="1.02" height="1.02" fill-opacity="{pixels[y, x]:.3g}"/>'
        for y, x in np.argwhere(pixels > 0).tolist()
    )
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(words)}">'
        f'<rect width="{width}" height="{height}" class="paper"/>{cells}</svg>'
    )

"""Confusion matrices whose cells are buttons.

A Plotly heat map would not do: Streamlit makes a new widget of a chart whenever its data changes,
about once a second while training, and a click on the old one is lost. Here the cells stay and
only their numbers change; and the keyboard reaches them as the mouse does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from nnviz.analysis.quality.classification import row_shares
from nnviz.ui.text.language import _

HERE = Path(__file__).parent

_component = st.components.v2.component(
    "nnviz.confusion",
    html='<div class="matrices"></div>',
    css=(HERE / "confusion.css").read_text(encoding="utf-8"),
    js=(HERE / "confusion.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, eq=False)
class Matrix:
    """One matrix and how it is shown.

    Attributes
    ----------
    title
        What its points are.
    counts : (n_classes, n_classes)
        Samples by true class (row) and predicted class (column).
    colour
        Of a cell that holds its whole row.
    """

    title: str
    counts: NDArray[np.int64]
    colour: str

    def cells(self, names: Sequence[str]) -> list[list[dict[str, object]]]:
        """What each cell shows and says: count, share of its row, depth of its colour."""
        return [
            [
                {
                    "count": str(count),
                    "share": f"{share:.0%}" if count else "",
                    "depth": share if count else 0.0,
                    "label": _("True class {true}, predicted class {predicted}: {count}").format(
                        true=names[true], predicted=names[predicted], count=count
                    ),
                }
                for predicted, (count, share) in enumerate(zip(counts, shares, strict=True))
            ]
            for true, (counts, shares) in enumerate(
                zip(self.counts.tolist(), row_shares(self.counts).tolist(), strict=True)
            )
        ]


def confusion(
    matrices: Sequence[Matrix],
    class_names: Sequence[str],
    class_colours: Sequence[str],
    selected: tuple[int, int] | None,
    *,
    key: str,
    on_pick: Callable[[], None],
) -> None:
    """Show matrices side by side, or below each other where there is no room.

    Parameters
    ----------
    class_names, class_colours
        One for each class, as on the map.
    selected
        Row and column of the cell that is chosen in all matrices.
    on_pick
        Called when a cell is clicked; ``st.session_state[key]["picked"]`` is its row and column
        then.
    """
    _component(
        key=key,
        data={
            "true": _("true"),
            "predicted": _("predicted"),
            "classes": list(class_colours),
            "names": list(class_names),
            "selected": list(selected) if selected else None,
            "matrices": [
                {"title": matrix.title, "colour": matrix.colour, "cells": matrix.cells(class_names)}
                for matrix in matrices
            ],
        },
        on_picked_change=on_pick,
    )

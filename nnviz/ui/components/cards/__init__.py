"""The dataset picker: one small picture for each dataset, in groups, as one radio group."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from nnviz.ui.common.theme import LIGHT
from nnviz.ui.components.cards.thumbnails import SIZE, thumbnail

HERE = Path(__file__).parent

_component = st.components.v2.component(
    "nnviz.cards",
    html='<div class="cards" role="radiogroup"></div>',
    css=(HERE / "cards.css").read_text(encoding="utf-8"),
    js=(HERE / "cards.js").read_text(encoding="utf-8"),
)


def _colours() -> dict[str, str]:
    # The same on both backgrounds, but for the neutral, which the style sheet mixes.
    classes = {f"class-{number}": colour for number, colour in enumerate(LIGHT.classes)}
    return {"negative": LIGHT.negative, "positive": LIGHT.positive, **classes}


def cards(
    label: str,
    groups: Mapping[str, Sequence[tuple[str, str, str]]],
    selected: str,
    *,
    key: str,
    on_pick: Any,
    disabled: bool = False,
) -> None:
    """Show datasets to choose from.

    Parameters
    ----------
    label
        Name of the whole choice, for screen readers.
    groups
        Heading to its datasets, each as (name, label, one sentence about it).
    selected
        Name of the dataset that is in use.
    on_pick
        Called without arguments when another is chosen; ``st.session_state[key]["picked"]`` is
        its name then.
    disabled
        Whether none can be chosen.
    """
    _component(
        key=key,
        data={
            "label": label,
            "selected": selected,
            "disabled": disabled,
            "size": SIZE,
            "colours": _colours(),
            "groups": [
                {
                    "label": heading,
                    "items": [
                        {"name": name, "label": text, "help": about, "thumbnail": thumbnail(name)}
                        for name, text, about in items
                    ],
                }
                for heading, items in groups.items()
            ],
        },
        on_picked_change=on_pick,
    )

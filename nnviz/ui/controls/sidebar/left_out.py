"""Single fields that an exercise leaves out.

Their widgets stay in the script, as presets and the URL still set what they stand for; a rule of
style takes them off the page, from the keyboard's and the screen reader's way too.
"""

import streamlit as st

from nnviz.ui.controls.sidebar.data import PICKER
from nnviz.ui.controls.sidebar.field import key_of
from nnviz.ui.controls.sidebar.fold import FOLDS
from nnviz.ui.visit.exercise import Exercise

#: Beginnings of the keys of what shows a field, where it is not the field's own widget alone.
SHOWN_BY = {
    "dataset": (PICKER,),
    "hidden": (key_of("n_layers"), key_of("neurons-")),
    "layer_activations": (key_of("activation-"),),
    "seed": (key_of("seed"), "new_weights"),
    "data_seed": (key_of("data_seed"), "new_data"),
}


def leave_out(exercise: Exercise) -> None:
    """Take the fields that are hidden by name off the page, and the columns that they were in."""
    classes = [
        f'[class*="st-key-{key}"]'
        for name in exercise.hide
        for key in SHOWN_BY.get(name, (key_of(name),))
    ]
    classes += [f".st-key-{key}" for key, names in FOLDS.items() if all(map(exercise.hides, names))]
    if classes:
        found = f":is({', '.join(classes)})"
        column = f'[data-testid="stColumn"]:has({found})'
        st.html(f"<style>{found}, {column} {{ display: none; }}</style>")

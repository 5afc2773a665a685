"""A part in view asks for nothing until the browser says that somebody is looking."""

from streamlit.testing.v1 import AppTest


def watched() -> None:
    import streamlit as st

    from nnviz.ui.components.in_view import is_in_view

    st.text(is_in_view(".part", running=True, key="watch"))


def test_out_of_view_until_told_otherwise() -> None:
    app = AppTest.from_function(watched).run()
    assert not app.exception
    assert app.text[0].value == "False"
    assert app.session_state["watch-turn"] == 0

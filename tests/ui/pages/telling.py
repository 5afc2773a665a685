"""The stage tells the page of what was done in it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import streamlit as st

from nnviz.ui.pages import picture


def tell(monkeypatch: pytest.MonkeyPatch, event: Mapping[str, Any]) -> None:
    """Have the stage tell of an event in the next run of the page's script."""
    events = [event]

    def stage(_run: object, *, on_event: Callable[[], None], **_: object) -> None:
        if events:
            st.session_state[picture.KEY] = {"event": events.pop()}
            on_event()

    monkeypatch.setattr(picture, "stage", stage)

"""Parts of the page that run again by themselves, each in a place of its own."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec

import streamlit as st

Inputs = ParamSpec("Inputs")


def fragment(
    *, key: str | None = None, run_every: timedelta | None = None
) -> Callable[[Callable[Inputs, None]], Callable[Inputs, None]]:
    """Let a part of the page run by itself; see `st.fragment`.

    When it does so before the browser was sent what the page's own run had drawn there, Streamlit
    drops the old drawing, place and all, and sends at once whatever stands below. The browser has
    no place for that, and fails. Hence the place around it, which belongs to the page.
    """

    def decorate(part: Callable[Inputs, None]) -> Callable[Inputs, None]:
        again = st.fragment(part, key=key, run_every=run_every)

        @wraps(part)
        def draw(*args: Inputs.args, **kwargs: Inputs.kwargs) -> None:
            with st.container():
                again(*args, **kwargs)

        return draw

    return decorate

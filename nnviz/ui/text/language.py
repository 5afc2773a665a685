"""The visitor's language: every string that a person reads passes through `_`.

The lookup asks the visitor's browser, not the process, since one process serves many visitors.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

import streamlit as st

DOMAIN = "nnviz"
LOCALES = Path(__file__).parents[1] / "locale"


# Not without end: what a browser says of its languages is whatever it likes.
@lru_cache(maxsize=64)
def translations(locale: str | None) -> NullTranslations:
    """The catalogue for a browser locale such as ``zh-CN``; English where there is none."""
    languages = [] if not locale else [locale.replace("-", "_"), locale.split("-")[0]]
    return translation(DOMAIN, LOCALES, languages=languages or ["en"], fallback=True)


#: The locale to speak in where there is no visitor to ask.
_locale: ContextVar[tuple[str | None] | None] = ContextVar("locale", default=None)


@contextmanager
def speaking(locale: str | None) -> Iterator[None]:
    """Speak a visitor's language in a thread of which Streamlit does not know whom it serves."""
    token = _locale.set((locale,))
    try:
        yield
    finally:
        _locale.reset(token)


def _(text: str) -> str:
    """`text` in the visitor's language."""
    (locale,) = _locale.get() or (st.context.locale,)
    return translations(locale).gettext(text)


def ngettext(one: str, many: str, count: float) -> str:
    """Whichever of two texts goes with so many things, in the visitor's language."""
    (locale,) = _locale.get() or (st.context.locale,)
    # Of one and a half there are several: a catalogue counts in whole ones.
    return translations(locale).ngettext(one, many, 2 if 1 < count < 2 else int(count))


def noop(text: str) -> str:
    """Mark a string for translators where it is written; `_` translates it where it is used."""
    return text

"""The visitor's language: every string that a person reads passes through `_`.

The lookup asks the visitor's browser, not the process, since one process serves many visitors.
"""

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

import streamlit as st

DOMAIN = "nnviz"
LOCALES = Path(__file__).parent / "locale"


@cache
def translations(locale: str | None) -> NullTranslations:
    """The catalogue for a browser locale such as ``zh-CN``; English where there is none."""
    languages = [] if not locale else [locale.replace("-", "_"), locale.split("-")[0]]
    return translation(DOMAIN, LOCALES, languages=languages or ["en"], fallback=True)


def _(text: str) -> str:
    """`text` in the visitor's language."""
    return translations(st.context.locale).gettext(text)


def noop(text: str) -> str:
    """Mark a string for translators where it is written; `_` translates it where it is used."""
    return text

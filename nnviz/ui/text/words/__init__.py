"""What the page calls the things that can be chosen, and one plain sentence about each.

The registries of the core know names and formulas; here they get words. An entry that nobody has
written about yet is shown by its name, so that adding one to a registry is enough.
"""

from collections.abc import Mapping
from typing import NamedTuple

from nnviz.ui.text.language import _


class Words(NamedTuple):
    """A label of one to three words, one sentence, and a formula where the core has none."""

    label: str
    about: str = ""
    formula: str = ""


def label(words: Mapping[str, Words], name: str) -> str:
    """What to call an entry, in the visitor's language."""
    return _(words[name].label) if name in words else name


def about(words: Mapping[str, Words], name: str, formula: str = "") -> str:
    """The sentence about an entry, in the visitor's language, then its formula, as Markdown."""
    entry = words.get(name, Words(name))
    formula = formula or entry.formula
    parts = [_(entry.about) if entry.about else "", f"`{formula}`" if formula else ""]
    return "\n\n".join(part for part in parts if part)


def sentence(sentences: Mapping[str, str], name: str, **values: object) -> str:
    """The sentence about an entry, in the visitor's language, with these values in it."""
    return _(sentences[name]).format(**values) if name in sentences else name

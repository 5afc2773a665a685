"""Texts from a table, without what would only do harm where they are shown."""

import re

# Control characters, the marks that turn the direction of the text around them, and halves of
# characters, which nothing can write.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+"
)
# Nothing at all: a place to break a word, or to keep one together.
_INVISIBLE = re.compile("[\u00ad\u2060]+")


def cleaned(text: str) -> str:
    """`text` on one line, without control characters and marks of direction, and stripped."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_HARMFUL.sub(" ", _INVISIBLE.sub("", text)).split())


def is_clean(text: str, longest: int) -> bool:
    """Whether a text that is said to come from a table is as `cleaned` would have it, and no
    longer than that."""
    return len(text) <= longest and text == cleaned(text)

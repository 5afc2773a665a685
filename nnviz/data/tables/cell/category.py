"""Which category a text is, however its author has typed it."""

import re
import unicodedata
from collections.abc import Iterable
from math import isfinite

_NUMBER = re.compile(r"([+-]?)0*(\d*)(?:\.(\d*?)0*)?", re.ASCII)
_POWER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)e[+-]?\d{1,3}", re.ASCII | re.I)
# So many digits are told apart by a float.
_EXACT = 15
# No number that a person writes is longer.
_LONGEST_KEY = 60


def category_key(text: str) -> str:
    """The same for texts that are one category: capitals, blanks, full-width letters and ways to
    write a number (1, 1.0, +1, 01) make no difference.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = " ".join(text.casefold().split())
    if not text or len(text) > _LONGEST_KEY or text[-1] not in "0123456789.":
        return text
    found = _NUMBER.fullmatch(text)
    if found and any(digit in text for digit in "0123456789"):
        sign, whole, part = found[1], found[2] or "0", found[3]
        number = f"{whole}.{part}" if part else whole
        key = "-" + number if sign == "-" and number != "0" else number
        # As a float of that size is written: 1e-05, 1e+16.
        return key if len(key) > _EXACT or not part else repr(float(key))
    if _POWER.fullmatch(text):
        value = float(text)
        if value.is_integer() and abs(value) < 1e22:
            return str(int(value))
        return repr(value) if isfinite(value) else text
    return text


def places_of(names: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Where each category is, by its name and, as far as no two share one, by its key."""
    exact = {name: i for i, name in enumerate(names)}
    keys = [category_key(name) for name in exact]
    folded = {key: i for i, key in enumerate(keys) if keys.count(key) == 1}
    return exact, folded


def place_of(text: str, places: tuple[dict[str, int], dict[str, int]]) -> int:
    """Position of a text's category, -1 where it is none; `places` as `places_of` has them."""
    exact, folded = places
    return exact.get(text.strip(), folded.get(category_key(text), -1))

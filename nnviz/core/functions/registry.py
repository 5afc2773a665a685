"""Looking up a name in a registry, with one precise error for all of them."""

from collections.abc import Mapping
from typing import TypeVar

Entry = TypeVar("Entry")


def look_up(registry: Mapping[str, Entry], name: str, kind: str) -> Entry:
    """Entry of a registry by its name.

    Raises
    ------
    ValueError
        The name is not there; the message says what is.
    """
    try:
        return registry[name]
    except KeyError:
        raise ValueError(f"{kind} must be one of {', '.join(registry)}; it was {name!r}") from None

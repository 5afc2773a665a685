"""How much may pass, and how fast: at once a little, and then at a pace."""

import math
from collections.abc import Callable
from dataclasses import dataclass

#: Part of what may pass at once from which on none is kept apart.
_UNHURRIED = 0.75


def _not_apart() -> float:
    """No seconds at all between one and the next."""
    return 0.0


@dataclass(frozen=True)
class Rate:
    """How many may pass, and how fast.

    Attributes
    ----------
    per_second, at_once
        That pass at once; after so many, only so many a second.
    apart
        Seconds between one and the next at least, for each that the first counts for, as soon as
        many came at once: they are not done all at once.
    """

    per_second: float
    at_once: int
    apart: Callable[[], float] = _not_apart


class Bucket:
    """Lets so many pass at once, and then so many a second.

    Parameters
    ----------
    clock
        Seconds, from whenever on.

    Attributes
    ----------
    given_back
        How many were put back, in all.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._clock = clock
        self._left = float(rate.at_once)
        self._when = clock()
        self._full = self._when
        self._next = self._when
        self.given_back = 0.0

    def spend(self, cost: float = 1.0, most: float = math.inf) -> float:
        """Take so many out; returns the seconds to wait until they may pass.

        Parameters
        ----------
        most
            Seconds that anyone has to wait. Whoever would have to wait for longer waits for these,
            and takes nothing out.
        """
        self._fill(now := self._clock())
        if self._left >= self._rate.at_once / 2:
            self._full = now
        wait = max(0.0, (cost - self._left) / self._rate.per_second, self._next - now)
        if wait > most:
            return most
        self._left -= cost
        gap = cost * self._rate.apart()
        if gap and self._left < _UNHURRIED * self._rate.at_once:
            self._next = now + wait + gap
        return wait

    def give_back(self, cost: float = 1.0) -> None:
        """Put back what was taken out, as it did not pass."""
        self._left = min(self._left + cost, self._rate.at_once)
        self.given_back += cost

    def _fill(self, now: float) -> None:
        self._left = min(
            self._left + (now - self._when) * self._rate.per_second, self._rate.at_once
        )
        self._when = now

    @property
    def is_full(self) -> bool:
        """Whether it is as it was at first."""
        self._fill(self._clock())
        return self._left >= self._rate.at_once

    @property
    def strained(self) -> float:
        """Seconds since it was last half full."""
        return self._clock() - self._full

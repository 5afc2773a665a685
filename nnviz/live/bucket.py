"""How much may pass, and how fast: at once a little, and then at a pace."""

import math
from collections.abc import Callable

#: Part of what may pass at once from which on none is kept apart.
_UNHURRIED = 0.75


def not_apart() -> float:
    """No seconds at all between one and the next."""
    return 0.0


class Bucket:
    """Lets so many pass at once, and then so many a second.

    Parameters
    ----------
    clock
        Seconds, from whenever on.
    apart
        Seconds between one and the next at least, for each that the first cost, once a part of what
        may pass at once has passed.

    Attributes
    ----------
    given_back
        How many were put back, in all.
    """

    def __init__(
        self,
        per_second: float,
        at_once: int,
        clock: Callable[[], float],
        apart: Callable[[], float] = not_apart,
    ) -> None:
        self._per_second = per_second
        self._at_once = at_once
        self._clock = clock
        self._left = float(at_once)
        self._when = clock()
        self._full = self._when
        self._apart = apart
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
        if self._left >= self._at_once / 2:
            self._full = now
        wait = max(0.0, (cost - self._left) / self._per_second, self._next - now)
        if wait > most:
            return most
        self._left -= cost
        gap = cost * self._apart()
        if gap and self._left < _UNHURRIED * self._at_once:
            self._next = now + wait + gap
        return wait

    def give_back(self, cost: float = 1.0) -> None:
        """Put back what was taken out, as it did not pass."""
        self._left = min(self._left + cost, self._at_once)
        self.given_back += cost

    def _fill(self, now: float) -> None:
        self._left = min(self._left + (now - self._when) * self._per_second, self._at_once)
        self._when = now

    @property
    def is_full(self) -> bool:
        """Whether it is as it was at first."""
        self._fill(self._clock())
        return self._left >= self._at_once

    @property
    def strained(self) -> float:
        """Seconds since it was last half full."""
        return self._clock() - self._full

"""How much training goes into the next frame, so that every learner's picture keeps moving.

Training is done between two pictures, on a processor that all learners share. A `Pace` holds one
run to the speed its learner asked for and to its share of the processor; the `Crowd` says how
many share it.
"""

import math
import threading
import time
from collections.abc import Callable

Clock = Callable[[], float]

#: Seconds that training and picture of one frame may take together while nobody else trains: a
#: little less than a frame lasts on a screen with 60 of them a second.
FRAME_TIME = 0.014
#: Seconds of training in a frame at least, however many share the processor: their frames come more
#: slowly then, but half of the time is still training.
LEAST_TRAINING = 0.001
#: Seconds between two frames up to which that holds. Beyond, training gives way to the picture, in
#: proportion, but never below a part of it.
STEADY_INTERVAL, LEAST_PART = 1 / 15, 0.25
#: A frame that takes so many times as long as usual is costly. Whoever has such ones gets the share
#: of the time that each would, or this one, whichever is more.
COSTLY, COSTLY_SHARE = 2.0, 0.2
#: Seconds for which such a run waits for its next frame at most.
LONGEST_REST = 1.0
#: Seconds between two frames of one learner at least; screens with more than 64 frames a second
#: would only take from the training.
FRAME_INTERVAL = 1 / 64
#: Seconds after which a run that trained counts as one of the crowd no more.
MEMORY = 0.5
#: Seconds of training that a learner can catch up with after a gap. A hidden tab or a dropped
#: stream never ends in a burst.
CATCH_UP = 0.25
#: Seconds that updates may take between two looks at the clock.
LOOK_INTERVAL = 0.002
#: Seconds over which the updates per second are averaged.
RATE_WINDOW = 1.0


class Crowd:
    """The runs that trained just now, whoever asks. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last_seen: dict[int, float] = {}
        self._usual = 0.0  # seconds that a frame takes

    def __len__(self) -> int:
        return len(self._last_seen)

    def join(self, member: int, now: float) -> int:
        """Count `member` in from `now` on for a while, and return how many there are."""
        with self._lock:
            self._last_seen[member] = now
            for other in [m for m, seen in self._last_seen.items() if seen < now - MEMORY]:
                del self._last_seen[other]
            return len(self._last_seen)

    def leave(self, member: int) -> None:
        """Count `member` out at once."""
        with self._lock:
            self._last_seen.pop(member, None)

    def rest_after(self, seconds: float) -> float:
        """Seconds for which a run leaves the time to the others.

        Parameters
        ----------
        seconds
            Of the processor, that its frame took.
        """
        with self._lock:
            self._usual += 0.05 * (seconds - self._usual) if self._usual else seconds
            if seconds <= COSTLY * self._usual or len(self._last_seen) < 2:
                return 0.0
            share = max(1 / len(self._last_seen), COSTLY_SHARE)
        return min(seconds * (1 / share - 1), LONGEST_REST)


#: All runs of this process.
CROWD = Crowd()


class Pace:
    """Decides, frame by frame, how many updates one run may do. Not thread-safe.

    Parameters
    ----------
    crowd
        The runs that the processor is shared with.
    clock
        Seconds from any moment on; a test brings its own.
    """

    def __init__(self, crowd: Crowd = CROWD, clock: Clock = time.perf_counter) -> None:
        self._crowd = crowd
        self._clock = clock
        self._picture_time = 0.002  # seconds, a guess until the first was drawn
        self._update_time = math.inf  # seconds; not known yet
        self.rest()

    def rest(self) -> None:
        """Forget the clock: the run was paused, and the time since does not count."""
        self._crowd.leave(id(self))
        self._last: float | None = None
        self._credit = 0.0
        self._rate = 0.0

    @property
    def updates_per_second(self) -> float:
        """How fast the training went of late; 0 when it rests."""
        return self._rate

    def drawn(self, seconds: float) -> None:
        """Take note of what a picture cost, apart from the training in it."""
        self._picture_time += 0.2 * (seconds - self._picture_time)

    def time_until_due(self, speed: float) -> float:
        """Seconds until the next update may happen at `speed` updates per second."""
        last = self._last  # asked for without a lock: a pause may clear it meanwhile
        if last is None or speed == math.inf:
            return 0.0
        missing = 1.0 - self._credit - speed * (self._clock() - last)
        return max(missing, 0.0) / speed

    def advance(self, step: Callable[[int], int | None], speed: float) -> int:
        """Do the updates of one frame by calling ``step(n)`` as often as is right.

        Parameters
        ----------
        step
            Does n updates or, where one takes long, less: then it returns how many.
        speed
            Updates per second; infinity for as many as the time allows.

        Returns
        -------
        The number of updates done. Where `step` raises, so does this.
        """
        start = now = self._clock()
        deadline = start + self._training_time(self._crowd.join(id(self), start), start)
        granted = self._grant(start, speed)
        done = 0
        while done < granted and (now == start or now < deadline):
            in_a_row = max(int(min(deadline - now, LOOK_INTERVAL) / self._update_time), 1)
            n = int(min(in_a_row, granted - done))
            made = step(n)
            made = n if made is None else made
            before, now = now, self._clock()
            done += made
            # Without a memory: what an update costs changes with the batch size.
            self._update_time = max((now - before) / max(made, 1), 1e-7)
        self._credit -= min(done, self._credit)
        self._measure(start, done)
        self._last = start
        return done

    def _training_time(self, runs: int, now: float) -> float:
        """Seconds of training in this frame, when `runs` share the processor."""
        interval = STEADY_INTERVAL if self._last is None else now - self._last
        part = min(max(STEADY_INTERVAL / interval, LEAST_PART), 1.0) if interval > 0 else 1.0
        return max(FRAME_TIME / runs - self._picture_time, LEAST_TRAINING * part)

    def _grant(self, now: float, speed: float) -> float:
        """Updates that the speed allows by now: whole, or infinite."""
        if speed == math.inf:
            self._credit = 0.0
            return math.inf
        # The first update after a rest is due at once.
        earned = 1.0 if self._last is None else speed * (now - self._last)
        self._credit = min(self._credit + earned, max(1.0, speed * CATCH_UP))
        # A hair's breadth more, for the sums of fractions that fall short of a whole.
        return math.floor(self._credit + 1e-9)

    def _measure(self, now: float, done: int) -> None:
        """Fold the updates since the last frame into the rate."""
        if self._last is None:
            return
        passed = max(now - self._last, 1e-6)
        weight = 1 - math.exp(-passed / RATE_WINDOW)
        # The first measurement stands for itself, so that the number need not creep up.
        weight = weight if self._rate else 1.0
        self._rate += weight * (done / passed - self._rate)

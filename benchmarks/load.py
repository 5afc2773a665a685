"""Many learners on one server process: does each get a moving picture, and what does one cost?

Real Streamlit sessions are opened on a real server. Each presses Play at the highest speed and
paints at most 30 frames a second.
"""

import argparse
import asyncio
import statistics
from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.kit.learner import Learner, playing_crowd
from benchmarks.kit.report import machine, table
from tests.browser.kit.server import Server

CROWDS = (1, 10, 30)
PAINTS_PER_SECOND = 30.0
NETWORK = "dataset=spiral&hidden=8,8,8,8"
#: Seconds that training goes on before it is measured, and then is measured.
WARM_UP = 3.0
WINDOW = 10.0
#: Seconds that the server keeps the session of a page that has gone; two minutes by default.
SESSION_LIFE = 3

FRAMES_WANTED = 8.0
FAIRNESS_WANTED = 0.5
MEGABYTES_WANTED = 10.0
#: Bytes that an allocator may keep of what was given back, and threads that may idle.
MEGABYTES_LEFT_OVER = 20.0
THREADS_LEFT_OVER = 2


@dataclass(frozen=True)
class Usage:
    """What the server process takes: resident memory, and threads."""

    megabytes: float
    threads: int

    @classmethod
    def of(cls, pid: int) -> "Usage":
        """Of the process as it is now."""
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        values = dict(line.split(":", 1) for line in lines)
        return cls(int(values["VmRSS"].split()[0]) / 1024, int(values["Threads"]))


@dataclass(frozen=True)
class Result:
    """One crowd's figures: one entry per learner, and the server before, meanwhile and after."""

    frames: list[float]
    epochs: list[float]
    frame_kilobytes: float
    before: Usage
    during: Usage
    after: Usage

    @property
    def learners(self) -> int:
        """How many there were."""
        return len(self.frames)

    @property
    def fairness(self) -> float:
        """The slowest learner's frames as a share of the fastest's."""
        return min(self.frames) / max(self.frames)

    @property
    def megabytes(self) -> float:
        """Memory per learner."""
        return (self.during.megabytes - self.before.megabytes) / self.learners

    def row(self) -> list[str]:
        """The line in the table."""
        return [
            str(self.learners),
            f"{self.fairness:.2f}",
            " / ".join(f"{value:.1f}" for value in spread(self.frames)),
            " / ".join(f"{value:.0f}" for value in spread(self.epochs)),
            f"{self.frame_kilobytes:.1f}",
            f"{self.megabytes:.1f}",
            " / ".join(f"{use.megabytes:.0f}" for use in (self.before, self.during, self.after)),
            " / ".join(f"{use.threads}" for use in (self.before, self.during, self.after)),
        ]

    def shortfalls(self) -> list[str]:
        """What is not as wanted, and what bounds it."""
        found = []
        crowd = f"{self.learners} learners"
        if min(self.frames) < FRAMES_WANTED:
            found.append(
                f"{crowd}: {min(self.frames):.1f} frames/s for the slowest, wanted "
                f"{FRAMES_WANTED:g}: all frames are computed under one interpreter lock"
            )
        if self.fairness < FAIRNESS_WANTED:
            found.append(f"{crowd}: fairness {self.fairness:.2f}, wanted {FAIRNESS_WANTED:g}")
        # For one learner this would count whatever the server does only once.
        if self.learners > 1 and self.megabytes >= MEGABYTES_WANTED:
            found.append(
                f"{crowd}: {self.megabytes:.1f} MB each, wanted {MEGABYTES_WANTED:g}: "
                "Streamlit's session and the picture's buffers"
            )
        left_over = self.after.megabytes - self.before.megabytes
        if left_over > MEGABYTES_LEFT_OVER:
            found.append(f"{crowd}: {left_over:.0f} MB are left when they have gone")
        if self.after.threads > self.before.threads + THREADS_LEFT_OVER:
            left_threads = self.after.threads - self.before.threads
            found.append(f"{crowd}: {left_threads} threads are left when they have gone")
        return found


def spread(values: list[float]) -> tuple[float, float, float]:
    """The smallest, the middle and the largest."""
    return min(values), statistics.median(values), max(values)


async def measure(server: Server, learners: int) -> Result:
    """Let a crowd come, learn and go."""
    host = server.url.removeprefix("http://")
    before = Usage.of(server.pid)
    async with AsyncExitStack() as stack:
        crowd = await playing_crowd(stack, host, NETWORK, learners, PAINTS_PER_SECOND)
        await asyncio.sleep(WARM_UP)
        clock = asyncio.get_running_loop().time
        start = clock()
        at_start = [(one.frames, one.epoch, one.bytes_received) for one in crowd]
        await asyncio.sleep(WINDOW)
        seconds = clock() - start
        at_end = [(one.frames, one.epoch, one.bytes_received) for one in crowd]
        during = Usage.of(server.pid)
    frames, epochs, sizes = (
        [end[i] - begin[i] for begin, end in zip(at_start, at_end, strict=True)] for i in range(3)
    )
    await settle(host)
    return Result(
        [count / seconds for count in frames],
        [count / seconds for count in epochs],
        sum(sizes) / sum(frames) / 1000,
        before,
        during,
        Usage.of(server.pid),
    )


async def settle(host: str) -> None:
    """Wait until the server has forgotten all sessions.

    It looks through those that have ended only when another one ends.
    """
    await asyncio.sleep(SESSION_LIFE + 1)
    async with Learner(host, NETWORK, PAINTS_PER_SECOND):
        await asyncio.sleep(0.5)
    await asyncio.sleep(1)


async def run(crowds: Iterable[int]) -> list[Result]:
    """Measure each crowd on one server, after a learner has warmed it up."""
    with Server(f"--server.disconnectedSessionTTL={SESSION_LIFE}") as server:
        await measure(server, 1)
        return [await measure(server, learners) for learners in crowds]


def main() -> None:
    """Print the table, then what falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("learners", nargs="*", type=int, default=CROWDS)
    results = asyncio.run(run(parser.parse_args().learners))
    header = [
        "learners",
        "slowest / fastest",
        "frames/s each (min / median / max)",
        "epochs/s each",
        "kB a frame",
        "MB each",
        "server's MB (before / during / after)",
        "threads",
    ]
    print(f"Spiral, 2-8-8-8-8-1, at most {PAINTS_PER_SECOND:g} frames/s; {machine()}\n")
    print(table(header, [result.row() for result in results]))
    shortfalls = [line for result in results for line in result.shortfalls()]
    print("\n" + "\n".join(shortfalls or ["Everything is as wanted."]))


if __name__ == "__main__":
    main()

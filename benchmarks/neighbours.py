"""What a class feels of one more learner who takes all that there is to take.

Thirty learners train and watch on one server. Then one more comes and (a) opens a table of a
million rows, (b) trains the largest table, whole batch, on the largest network, (c) sends 7,000
messages a second through the stream, (d) asks for 100 runs of the page a second. Counted are the
frames a second of the thirty, as a share of those without the one, and the longest time that one of
them waits.
"""

import argparse
import asyncio
import json
import random
import statistics
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from benchmarks.kit.learner import Learner, playing_crowd
from benchmarks.kit.report import machine, table
from benchmarks.load import NETWORK, PAINTS_PER_SECOND
from tests.browser.kit.server import Server

LEARNERS = 30
#: Seconds before anything is measured, and for which each thing is.
WARM_UP, WINDOW = 5.0, 10.0
SHARE_WANTED, GAP_WANTED = 0.6, 0.5
#: Between two looks at who has got a picture.
LOOK = 0.01

MESSAGES_PER_SECOND, RERUNS_PER_SECOND = 7000, 100


@dataclass(frozen=True)
class Felt:
    """What the thirty had while something was done.

    Attributes
    ----------
    frames
        A second, of the one in the middle.
    gap
        Seconds that one of them waited for a picture, at the longest.
    """

    what: str
    frames: float
    gap: float

    def row(self, quiet: "Felt") -> list[str]:
        """The line in the table."""
        share = self.frames / quiet.frames
        return [self.what, f"{self.frames:.1f}", f"{share:.0%}", f"{self.gap:.2f}"]

    def shortfalls(self, quiet: "Felt") -> list[str]:
        """What is not as wanted."""
        found = []
        if self.frames < SHARE_WANTED * quiet.frames:
            share = self.frames / quiet.frames
            found.append(f"{self.what}: {share:.0%} of the frames, wanted {SHARE_WANTED:.0%}")
        if self.gap > GAP_WANTED:
            found.append(f"{self.what}: a gap of {self.gap:.2f} s, wanted {GAP_WANTED:g}")
        return found


async def watch(crowd: list[Learner], what: str) -> Felt:
    """Look at the thirty for a while."""
    clock = asyncio.get_running_loop().time
    start = clock()
    before = [one.frames for one in crowd]
    seen, since, gap = list(before), [start] * len(crowd), 0.0
    while clock() < start + WINDOW:
        await asyncio.sleep(LOOK)
        now = clock()
        for i, one in enumerate(crowd):
            if one.frames != seen[i]:
                seen[i], since[i] = one.frames, now
            gap = max(gap, now - since[i])
    seconds = clock() - start
    frames = [(one.frames - count) / seconds for one, count in zip(crowd, before, strict=True)]
    return Felt(what, statistics.median(frames), gap)


@asynccontextmanager
async def meanwhile(doing: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do something for as long as the block takes."""
    task = asyncio.ensure_future(doing)
    try:
        yield
    finally:
        if task.done():
            task.result()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def at_pace(per_second: float, act: Callable[[], Awaitable[None]]) -> None:
    """Do it so many times a second, without end or until the connection has one."""
    clock = asyncio.get_running_loop().time
    due = clock()
    with suppress(ConnectionClosed):
        while True:
            await act()
            due += 1 / per_second
            if due > clock():
                await asyncio.sleep(due - clock())


async def flood(host: str) -> None:
    """Send messages through the stream, and come back when it is closed."""
    message = json.dumps({"watch": None})
    while True:
        async with Learner(host, NETWORK, PAINTS_PER_SECOND) as one:
            await at_pace(MESSAGES_PER_SECOND, partial(one.stream.send, message))


async def rerun(host: str) -> None:
    """Ask for runs of the whole page."""
    message = BackMsg()
    message.rerun_script.query_string = NETWORK
    content = message.SerializeToString()
    async with Learner(host, NETWORK, PAINTS_PER_SECOND) as one:
        await at_pace(RERUNS_PER_SECOND, partial(one.session.send, content))


async def open_tables(host: str) -> None:
    """Paste a table of a million rows, again and again."""
    cells = "a,b,kind\n" + "1,2,x\n3,4,y\n" * 500_000
    async with Learner(host, NETWORK, PAINTS_PER_SECOND) as one:
        while True:
            await one.paste(cells)
            await asyncio.sleep(1)


def largest_table() -> str:
    """Cells of 100,000 rows of 64 inputs and a value to predict."""
    rng = random.Random(0)
    names = [f"x{i}" for i in range(64)]
    rows = (",".join(f"{rng.getrandbits(212):064d}"[:64]) for _ in range(100_000))
    return "\n".join([",".join([*names, "y"]), *(f"{row},{rng.randrange(1000)}" for row in rows)])


@asynccontextmanager
async def trainer_of_all(host: str) -> AsyncIterator[Learner]:
    """A learner with the largest table and network, who has not begun to train."""
    async with Learner(host, NETWORK, PAINTS_PER_SECOND) as first:
        await first.paste(largest_table())
        await first.until(lambda: first.has("learn"))
        await first.press("learn")
        await first.until(lambda: "own-" in first.address)
        [name] = parse_qs(first.address)["dataset"]
        hidden = ",".join(["16"] * 6)
        query = f"dataset={name}&hidden={hidden}&batch_size=all"
        async with Learner(host, query, PAINTS_PER_SECOND) as one:
            yield one


async def measure(host: str) -> list[Felt]:
    """The thirty undisturbed, then with each of the four."""
    async with AsyncExitStack() as stack:
        crowd = await playing_crowd(stack, host, NETWORK, LEARNERS, PAINTS_PER_SECOND)
        await asyncio.sleep(WARM_UP)
        felt = [await watch(crowd, "undisturbed")]
        for what, doing in (
            ("(a) a million rows", open_tables(host)),
            ("(c) 7,000 messages/s", flood(host)),
            ("(d) 100 reruns/s", rerun(host)),
        ):
            async with meanwhile(doing):
                await asyncio.sleep(1)
                felt.append(await watch(crowd, what))
        one = await stack.enter_async_context(trainer_of_all(host))
        await one.press("speed", -1)
        await one.press("play")
        await asyncio.sleep(1)
        felt.insert(2, await watch(crowd, "(b) 100,000 x 64"))
        return felt


def main() -> None:
    """Print the table, then what falls short."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with Server() as server:
        quiet, *others = asyncio.run(measure(server.url.removeprefix("http://")))
    header = ["one more does", "frames/s each", "share", "longest gap (s)"]
    print(f"{LEARNERS} learners, spiral, 2-8-8-8-8-1; {machine()}\n")
    print(table(header, [one.row(quiet) for one in (quiet, *others)]))
    shortfalls = [line for one in others for line in one.shortfalls(quiet)]
    print("\n" + "\n".join(shortfalls or ["Everything is as wanted."]))


if __name__ == "__main__":
    main()

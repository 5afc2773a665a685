"""Files that are meant to do harm, uploaded as tables or opened as runs: what each takes.

Every file is read in a process of its own that is as a server is before its first visitor. What it
holds, if anything, is trained and drawn for a moment, then all of it is dropped. Counted are the
memory above the process at rest, at its highest and once all is dropped, and the processor's time;
what the processes take that it starts itself, at their highest, counts, too.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.kit.costly_tables import MAKERS
from benchmarks.kit.report import machine, table
from nnviz.data import own_table, register
from nnviz.data.tables import TableProblem, guess, read_table, records_of
from nnviz.data.tables.reading.apart import Reading, is_small
from nnviz.experiment import Experiment
from nnviz.live.process import prepare, trim
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from nnviz.saving import RunFileProblem, read_run
from nnviz.threads import ONE_THREAD
from tests.data.tables.examples.harmless import table as harmless_table
from tests.data.tables.examples.hostile import hostile_files
from tests.saving.hostile import RUNS, saved_run

MEGABYTES_WANTED, MEGABYTES_LEFT_WANTED, SECONDS_WANTED = 400.0, 30.0, 5.0
#: Pictures that are drawn of what is opened.
FRAMES = 2
#: Seconds between two looks at what the processes take.
LOOK = 0.01


@dataclass(frozen=True)
class Cost:
    """What one file took: megabytes above the process at rest, and seconds of the processor."""

    what: str
    outcome: str
    most: float
    left: float
    seconds: float

    def row(self) -> list[str]:
        """The line in the table."""
        return [
            self.what,
            self.outcome,
            f"{self.most:.0f}",
            f"{self.left:.0f}",
            f"{self.seconds:.1f}",
        ]

    def shortfalls(self) -> list[str]:
        """What is not as wanted."""
        found = []
        for name, value, wanted in (
            ("MB", self.most, MEGABYTES_WANTED),
            ("MB left", self.left, MEGABYTES_LEFT_WANTED),
            ("seconds", self.seconds, SECONDS_WANTED),
        ):
            if value > wanted:
                found.append(f"{self.what}: {value:.1f} {name}, wanted {wanted:g}")
        return found


def watch(run: LiveRun) -> None:
    """Train and draw it for a moment."""
    feed = Feed(run)
    run.play()
    for _ in range(FRAMES):
        feed.next()


def open_run(content: bytes) -> str:
    """As the page opens a saved run."""
    run = LiveRun(Experiment())
    try:
        run.open(read_run(content))
    except RunFileProblem as problem:
        return f"refused: {problem.detail or problem}"[:60]
    run.seek(0)
    watch(run)
    return "opened"


def upload(content: bytes) -> str:
    """As the page reads a table, with nobody deciding anything."""
    try:
        if is_small(content):
            read = read_table(content)
            records = records_of(read, guess(read))
        else:
            with Reading(content, {}) as reading:
                records = records_of(*reading.result())
    except TableProblem as problem:
        return f"refused: {problem}"[:60]
    spec = register(own_table(records), keep=False)
    watch(LiveRun(Experiment(spec.name, hidden=(16,) * 6, batch_size=0)))
    return "learned from"


DOORS: dict[str, Callable[[bytes], str]] = {"run": open_run, "table": upload}


def megabytes(key: str, pid: int | str = "self") -> float:
    """Of a process, by a name in its /proc/*/status; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    found = (int(line.split()[1]) for line in lines if line.startswith(f"{key}:"))
    return next(found, 0) / 1024


def begun_by(pid: int) -> set[int]:
    """A process and all that it has begun, and so on."""
    found = {pid}
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            for child in children.read_text().split():
                found |= begun_by(int(child))
    return found


def take(door: str, path: Path) -> dict[str, object]:
    """Read one file in this process, which is then at its end."""
    prepare(["nnviz.ui.common.style"])
    DOORS["run"](saved_run(Experiment()))
    DOORS["table"](harmless_table().encode())
    gc.collect()
    content = path.read_bytes()
    before = megabytes("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # forget the highest so far
    print(before, flush=True)
    spent = seconds()
    outcome = DOORS[door](content)
    spent = seconds() - spent
    most = megabytes("VmHWM")
    gc.collect()
    trim()
    left = megabytes("VmRSS") - before
    return {"outcome": outcome, "most": most, "left": left, "seconds": spent}


def seconds() -> float:
    """Of the processor, of this process and of those that it has begun."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def measure(door: str, name: str, content: bytes) -> Cost:
    """Read one file in a process of its own."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.hostile", "--take", door, file.name]
        environment = os.environ | ONE_THREAD  # as the server has it
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=environment
        ) as process:
            assert process.stdout is not None
            before, most = float(process.stdout.readline()), 0.0
            while process.poll() is None:
                most = max(most, sum(megabytes("VmHWM", pid) for pid in begun_by(process.pid)))
                time.sleep(LOOK)
            found = json.loads(process.stdout.read())
    return Cost(f"{door}: {name}", **found | {"most": max(most, found["most"]) - before})


def files(word: str) -> Iterable[tuple[str, str, bytes]]:
    """Door, name and content of all whose name has this word in it."""
    for run in RUNS:
        if word in run.name:
            yield "run", run.name, run.make()
    for file in hostile_files():
        if word in file.name:
            content = file.make()
            given = content.encode("utf-8", "replace") if isinstance(content, str) else content
            yield "table", file.name, given
    for name, make in MAKERS.items():
        if word in name:
            yield "table", name, make()


def main() -> None:
    """Print the table, then what falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("word", nargs="?", default="", help="only files with this in their name")
    parser.add_argument("--take", nargs=2, metavar=("DOOR", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.take:
        door, path = arguments.take
        print(json.dumps(take(door, Path(path))))
        return
    costs = [measure(*file) for file in files(arguments.word)]
    costs.sort(key=lambda cost: -cost.most)
    print(f"{len(costs)} files, the costliest first; {machine()}\n")
    print(table(["file", "outcome", "MB", "MB left", "seconds"], [cost.row() for cost in costs]))
    shortfalls = [line for cost in costs for line in cost.shortfalls()]
    print("\n" + "\n".join(shortfalls or ["Everything is as wanted."]))


if __name__ == "__main__":
    main()

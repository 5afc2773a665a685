"""A large table of somebody's own: how soon it is there, and what others feel of it meanwhile.

One visitor of the real page uploads 100,000 rows of 20 columns and learns from them. Two others are
there: one trains and watches, and the longest time without a new picture counts; one clicks Step
again and again, and the longest time until its picture shows the step counts. Both are measured
for as long beforehand, as on a small machine three browser pages get in each other's way already.
"""

import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from benchmarks.kit.report import machine, table
from benchmarks.load import Usage
from tests.browser.kit.chromium import launch
from tests.browser.kit.playground import Playground
from tests.browser.kit.server import Server

ROWS, NUMBERS, CATEGORIES = 100_000, 16, 3
ROUNDS = 3
SECONDS_WANTED = 5.0
#: Milliseconds; the tests' own limits are longer than any of this should take.
PATIENCE = 120_000
VIEWPORT: ViewportSize = {"width": 1400, "height": 900}

# Notes the longest time without a new picture in window.worst, from the next call of restart() on.
WATCH = """() => {
  let frame = '', last = performance.now();
  window.restart = () => { window.worst = 0; last = performance.now(); };
  const look = () => {
    const now = performance.now();
    window.worst = Math.max(window.worst, now - last);
    if (nnvizStage().dataset.frame !== frame) { frame = nnvizStage().dataset.frame; last = now; }
    requestAnimationFrame(look);
  };
  restart();
  look();
}"""
# Clicks Step without end, and notes the longest time from a click to the picture of its update.
CLICK = """() => {
  let step = nnvizStage().dataset.step, clicked = 0;
  window.restart = () => { window.worst = 0; clicked &&= performance.now(); };
  const look = () => {
    const now = performance.now();
    if (clicked) {
      window.worst = Math.max(window.worst, now - clicked);
      if (nnvizStage().dataset.step !== step) { clicked = 0; setTimeout(click, 100); }
    }
    requestAnimationFrame(look);
  };
  const click = () => {
    step = nnvizStage().dataset.step;
    clicked = performance.now();
    document.querySelector('.st-key-step button').click();
  };
  restart();
  click();
  look();
}"""


@dataclass(frozen=True)
class Round:
    """One upload: seconds of its two parts, and how long others waited at most, in seconds."""

    shown: float
    learned: float
    frozen: float
    waited: float


def write_table(path: Path) -> None:
    """Numbers with four decimals, categories of which some are missing, and two classes."""
    rng = np.random.default_rng(0)
    numbers = rng.normal(size=(ROWS, NUMBERS))
    categories = rng.choice(["red", "green", "blue", ""], (ROWS, CATEGORIES))
    labels = np.where(numbers[:, 0] * numbers[:, 1] > 0, "yes", "no")
    names = [f"column {i}" for i in range(NUMBERS + CATEGORIES)]
    with path.open("w", encoding="utf-8") as file:
        print(*names, "target", sep=",", file=file)
        for row, texts, label in zip(numbers, categories, labels, strict=True):
            print(*(f"{number:.4f}" for number in row), *texts, label, sep=",", file=file)


def visitor(browser: Browser, server: Server) -> Playground:
    """A page of somebody's own."""
    playground = Playground(browser.new_context(viewport=VIEWPORT).new_page(), server, record=False)
    playground.page.set_default_timeout(PATIENCE)
    playground.page.goto(server.url)
    playground.wait("d.frame > 0", limit=PATIENCE / 1000)
    return playground


def worst(others: tuple[Page, Page]) -> tuple[float, float]:
    """What the two others have waited at most since the last call, in seconds."""
    found = [float(page.evaluate("() => { const w = worst; restart(); return w; }")) / 1000
             for page in others]  # fmt: skip
    return found[0], found[1]


def upload(playground: Playground, path: Path, others: tuple[Page, Page]) -> Round:
    """Give the table, and learn from it as soon as that can be clicked."""
    page = playground.page
    playground.click("own-data")
    chooser = page.locator("input[type=file]")
    chooser.wait_for(state="attached")
    worst(others)
    start = time.perf_counter()
    chooser.set_input_files(path)
    learn = page.get_by_role("button", name="Learn from this table")
    expect(learn).to_be_enabled(timeout=PATIENCE)
    shown = time.perf_counter()
    scene = playground.number("scene")
    learn.click()
    playground.wait(f"Number(d.scene) !== {scene} && Number(d.step) > 0", limit=PATIENCE / 1000)
    learned = time.perf_counter()
    return Round(shown - start, learned - shown, *worst(others))


def measure(
    browser: Browser, server: Server, path: Path
) -> tuple[list[Round], tuple[float, float], list[float]]:
    """All rounds, what the others waited before any, and the server's MB before, most and after."""
    watching, clicking = visitor(browser, server), visitor(browser, server)
    watching.click("play")
    watching.wait("d.playing === 'true'", limit=PATIENCE / 1000)
    watching.page.evaluate(WATCH)
    clicking.page.evaluate(CLICK)
    others = watching.page, clicking.page
    idle = visitor(browser, server)
    worst(others)
    idle.page.wait_for_timeout(SECONDS_WANTED * 1000)
    alone = worst(others)
    idle.page.context.close()
    before = Usage.of(server.pid).megabytes
    rounds = []
    for _ in range(ROUNDS):
        playground = visitor(browser, server)
        rounds.append(upload(playground, path, others))
        after = Usage.of(server.pid).megabytes
        playground.page.context.close()
    return rounds, alone, [before, peak_megabytes(server.pid), after]


def peak_megabytes(pid: int) -> float:
    """The most resident memory that a process has ever had."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    values = dict(line.split(":", 1) for line in lines)
    return int(values["VmHWM"].split()[0]) / 1024


def main() -> None:
    """Print one table, then what falls short."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.csv"
        write_table(path)
        size = path.stat().st_size / 1e6
        with sync_playwright() as playwright, Server() as server:
            browser = launch(playwright)
            rounds, alone, memory = measure(browser, server, path)
            version = browser.version
            browser.close()
    columns = NUMBERS + CATEGORIES + 1
    print(f"{ROWS:,} rows x {columns} columns ({size:.0f} MB), medians of {ROUNDS}; {machine()}")
    print(f"Chromium {version}, headless, three pages at once.\n")
    shown, learned, both = (
        statistics.median(values)
        for values in zip(
            *((one.shown, one.learned, one.shown + one.learned) for one in rounds), strict=True
        )
    )
    frozen = max(one.frozen for one in rounds)
    waited = max(one.waited for one in rounds)
    reached = "yes" if both <= SECONDS_WANTED else "NO"
    rows = [
        ["from the file to the table on the page", f"{shown:.1f} s", ""],
        ["from “Learn” to the first picture of its training", f"{learned:.1f} s", ""],
        ["both", f"{both:.1f} s", f"<= {SECONDS_WANTED:g} s: {reached}"],
        ["longest that another’s picture stood still", f"{frozen:.2f} s", f"{alone[0]:.2f} s"],
        ["longest that another’s click waited", f"{waited:.2f} s", f"{alone[1]:.2f} s"],
        ["server’s MB before / most / after", " / ".join(f"{mb:.0f}" for mb in memory), ""],
    ]
    print(table(("", "measured", "wanted, or without an upload"), rows))


if __name__ == "__main__":
    main()

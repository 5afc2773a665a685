"""How soon a newcomer sees the first picture, beside what Streamlit takes for a page with one word.

Each visit is one of a browser that has never been here: nothing is cached. Visits to the word, to
this checkout and to another one (`python -m benchmarks.first PATH`) take turns, so that whatever
else the machine does falls on all of them. What counts is the time from the beginning of the visit
to the first picture that shows the network's numbers; by then nothing of Plotly may have been asked
for. With a slow line, too: 30 ms there and back, 10 Mbit/s.
"""

import statistics
import sys
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, ViewportSize, sync_playwright

from benchmarks.kit import EMPTY
from benchmarks.kit.report import machine, table
from tests.browser.kit.chromium import launch
from tests.browser.kit.playground import FIND_STAGE
from tests.browser.kit.server import ROOT, Server

ROUNDS = 7
#: How many times as long as the one word the first picture may take.
RATIO_WANTED = 1.3
#: Seconds after which something has failed.
PATIENCE = 60.0
VIEWPORT: ViewportSize = {"width": 1400, "height": 900}

#: Milliseconds since the visit began, once the page shows that; else nothing.
WORD = """() => document.querySelector('[data-testid=stMarkdown]')?.innerText === 'Empty'
  && performance.now()"""
PICTURE = "() => window.nnvizStage()?.dataset.step !== undefined && performance.now()"

SLOW = {
    "offline": False,
    "latency": 30,
    "downloadThroughput": 10e6 / 8,
    "uploadThroughput": 10e6 / 8,
}


def visit(browser: Browser, url: str, shown: str, *, slowly: bool) -> tuple[float, bool]:
    """Seconds until something is shown, and whether Plotly was asked for before."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.add_init_script(FIND_STAGE)
    if slowly:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    asked = _asked_for(page)
    page.goto(url, wait_until="commit")
    found = page.wait_for_function(shown, timeout=PATIENCE * 1000).json_value()
    has_plotly = any("lotly" in address for address in asked)
    context.close()
    return found / 1000, has_plotly


def _asked_for(page: Page) -> list[str]:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    return asked


def measure(roots: list[Path], *, slowly: bool) -> tuple[list[float], list[list[float]], bool]:
    """Seconds until the word, and until each checkout's picture; whether ours asked for Plotly."""
    words: list[float] = []
    pictures: list[list[float]] = [[] for _ in roots]
    plotly = False
    with ExitStack() as stack:
        empty = stack.enter_context(Server(script=EMPTY))
        servers = [stack.enter_context(Server(root=root)) for root in roots]
        browser = launch(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        for turn in range(ROUNDS + 1):
            word, _ = visit(browser, empty.url, WORD, slowly=slowly)
            found = [visit(browser, one.url, PICTURE, slowly=slowly) for one in servers]
            # The first visit is the server's first, too.
            if turn:
                words.append(word)
                for seconds, (taken, _) in zip(pictures, found, strict=True):
                    seconds.append(taken)
                plotly = plotly or found[0][1]
    return words, pictures, plotly


def main() -> None:
    """Measure, print a table, and fail where the picture comes too late."""
    roots = [ROOT, *(Path(name).resolve() for name in sys.argv[1:])]
    print(f"{machine()}; medians of {ROUNDS} visits\n")
    rows, missed = [], False
    for slowly in (False, True):
        words, pictures, plotly = measure(roots, slowly=slowly)
        word, ours = statistics.median(words), statistics.median(pictures[0])
        row = [f"{word:.2f}", f"{ours:.2f}", f"{ours / word:.2f}"]
        for other in pictures[1:]:
            median = statistics.median(other)
            row += [f"{median:.2f}", f"{ours / median:.2f}"]
        rows.append(["a slow line" if slowly else "this machine", *row, "yes" if plotly else "no"])
        missed = missed or plotly or (not slowly and ours / word > RATIO_WANTED)
    names = [name for path in roots[1:] for name in (f"{path.name}, s", "ratio to it")]
    head = ["", "one word, s", "picture, s", "ratio to the word", *names, "Plotly before"]
    print(table(head, rows))
    if missed:
        sys.exit(f"\nWanted: at most {RATIO_WANTED} times the word, and no Plotly before.")


if __name__ == "__main__":
    main()

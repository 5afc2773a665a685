"""How soon a run is back: after a reload, and after a crash of the server.

One visitor trains for a while at full speed (`python -m benchmarks.reload 600` for ten minutes) and
reloads the page some times; what counts is the time until a picture shows the update that was seen
last, or a later one, with training going on. A page with one word on it, reloaded in the same
browser, says how much of that is Streamlit's. Then the server is killed and started anew: the time
counts from when it answers, and so does the training that is lost, in seconds of it.
"""

import statistics
import sys
import time

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from benchmarks.kit import EMPTY
from benchmarks.kit.report import machine, table
from tests.browser.kit.chromium import launch
from tests.browser.kit.playground import Playground
from tests.browser.kit.server import Server

#: Seconds of training beforehand, unless the command line says otherwise.
SECONDS = 60.0
ROUNDS = 5
#: Seconds that each may take, and of training that a crash may cost.
RELOAD_WANTED, CRASH_WANTED, LOSS_WANTED = 2.0, 5.0, 10.0
#: Seconds over which the speed of training is measured.
RATE_SECONDS = 3.0
#: Seconds after which something has failed.
PATIENCE = 120.0
VIEWPORT: ViewportSize = {"width": 1400, "height": 900}

#: Whether the page with one word on it shows that.
WORD = "() => document.querySelector('[data-testid=stMarkdown]')?.innerText === 'Empty'"
#: While the old picture stands, its numbers do: only one that comes after the crash counts.
BACK = "d.connection === 'open' && d.playing === 'true'"


def reload(page: Playground) -> float:
    """Seconds from a reload until the run goes on where it was seen last."""
    seen = page.number("step")
    start = time.perf_counter()
    page.page.reload(wait_until="commit")
    page.wait(f"d.playing === 'true' && Number(d.step) >= {seen}", limit=PATIENCE)
    return time.perf_counter() - start


def empty(browser: Browser) -> float:
    """Seconds from a reload until Streamlit's page shows its one word: the median."""
    with Server(script=EMPTY) as server:
        page = browser.new_context(viewport=VIEWPORT).new_page()
        page.goto(server.url)
        taken = []
        for _ in range(ROUNDS):
            page.get_by_text("Empty").wait_for()
            page.wait_for_timeout(2000)
            start = time.perf_counter()
            page.reload(wait_until="commit")
            page.wait_for_function(WORD, timeout=PATIENCE * 1000)
            taken.append(time.perf_counter() - start)
        page.context.close()
    return statistics.median(taken)


def crash(page: Playground, server: Server) -> tuple[float, float]:
    """Seconds until the run goes on after the server answers again, and of training lost."""
    before, start = page.number("step"), time.perf_counter()
    page.page.wait_for_timeout(RATE_SECONDS * 1000)
    rate = (page.number("step") - before) / (time.perf_counter() - start)
    server.kill()
    page.wait("d.connection === 'lost'")
    seen = page.number("step")
    server.start()
    start = time.perf_counter()
    page.wait(BACK, limit=PATIENCE)
    taken = time.perf_counter() - start
    # It has trained on for a moment since, which counts in its favour: a few frames.
    return taken, max(seen - page.number("step"), 0.0) / rate


def measure(seconds: float) -> list[tuple[str, float, float]]:
    """What was measured, the seconds, and what they are to be at most; 0 where that is open."""
    with Server() as server, sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(viewport=VIEWPORT)
        page = Playground(context.new_page(), server, record=False)
        page.open(dataset="spiral", hidden="8,8,8,8")
        page.choose_speed()
        page.play()
        page.page.wait_for_timeout(seconds * 1000)
        trained = page.number("step")
        reloads = []
        for _ in range(ROUNDS):
            reloads.append(reload(page))
            page.page.wait_for_timeout(2000)
        page.page.wait_for_timeout(10_000)
        back, lost = crash(page, server)
        floor = empty(browser)
        browser.close()
    return [
        (f"Reload after {trained:,.0f} updates: median of {ROUNDS}", statistics.median(reloads), 0),
        ("Reload of Streamlit's page with one word on it: median", floor, 0),
        ("Reload: slowest", max(reloads), RELOAD_WANTED),
        ("Crash: from the server's answer until training goes on", back, CRASH_WANTED),
        ("Crash: seconds of training lost", lost, LOSS_WANTED),
    ]


def main() -> None:
    """Measure, print a table, and fail where something takes too long."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    print(f"{machine()}; {seconds:g} s of training beforehand\n")
    figures = measure(seconds)
    print(
        table(
            ["", "seconds", "at most"],
            [
                (name, f"{figure:.2f}", f"{most:g}" if most else "")
                for name, figure, most in figures
            ],
        )
    )
    usual, floor = (figure for _, figure, _ in figures[:2])
    print(f"\nThat is {usual / floor:.1f} times what Streamlit's page with one word takes.")
    missed = [name for name, figure, most in figures if most and figure > most]
    if missed:
        sys.exit(f"\nToo slow: {', '.join(missed)}")


if __name__ == "__main__":
    main()

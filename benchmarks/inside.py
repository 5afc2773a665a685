"""Looking inside a run that is going: what it costs the moving picture, and how soon it answers.

The first part trains as fast as it goes and counts pictures, each time with more of the page open;
the last column is the share of the pictures that the stage alone reached in the same run of this
program. The second part takes the run back, and sets a weight, again and again, from the slider's
own event to the picture that shows the effect.
"""

import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from benchmarks.browser import RATES, at_most, verdict
from benchmarks.kit.report import machine, table
from tests.browser.kit.chromium import launch
from tests.browser.kit.playground import Playground
from tests.browser.kit.server import Server

#: Room for the stage alone, and for a whole panel below it.
STAGE_ONLY: ViewportSize = {"width": 1400, "height": 900}
ALL_IN_VIEW: ViewportSize = {"width": 1400, "height": 1700}
SPIRAL = {"dataset": "spiral", "hidden": "8,8,8,8"}
SECONDS = 6.0
WARM_UP_PICTURES = 90
LEAST_SHARE = 0.8
ANSWERS = 25
REWIND_LIMIT = 300  # milliseconds
TABS = ("Curves", "How good?", "Gradients", "Weights", "Distributions", "Loss landscape")

# Moves a slider of the stage as a hand would, and waits for the picture that shows it.
MOVE = """([slider, value, holds]) => new Promise((done) => {
  const stage = nnvizStage();
  const input = stage.querySelector(slider);
  const before = {...stage.dataset};
  const shows = new Function('before', 'd', 'return ' + holds);
  const start = performance.now();
  input.value = value;
  input.dispatchEvent(new Event('input', {bubbles: true}));
  const look = () => {
    if (shows(before, stage.dataset)) done(performance.now() - start);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


@dataclass(frozen=True)
class Opened:
    """What is open beside the stage, and how a person opens it."""

    name: str
    viewport: ViewportSize
    open: Callable[[Playground], None]


def nothing(playground: Playground) -> None:
    """Leave the page as it is."""


def editor(playground: Playground) -> None:
    """Hold a neuron, so that its numbers can be changed."""
    playground.stage.locator(".walker").focus()
    playground.page.keyboard.press("ArrowRight")


def microscope(playground: Playground) -> None:
    """Open the walk through an update."""
    playground.stage.get_by_role("switch", name="Step by step").click()


def tab(name: str) -> Callable[[Playground], None]:
    """Open a panel, which is in view, and hold a neuron as well."""

    def open_tab(playground: Playground) -> None:
        playground.page.get_by_role("tab", name=name).click()
        editor(playground)

    return open_tab


OPENED = (
    Opened("the stage alone", STAGE_ONLY, nothing),
    Opened("a neuron held, its editor open", STAGE_ONLY, editor),
    Opened("the microscope open", STAGE_ONLY, microscope),
    *(Opened(f"the editor, and “{name}” in view", ALL_IN_VIEW, tab(name)) for name in TABS),
)


def rates(browser: Browser, server: Server, opened: Opened) -> tuple[float, float]:
    """Pictures and epochs a second at full speed."""
    with browser.new_context(viewport=opened.viewport) as context:
        playground = Playground(context.new_page(), server, record=False)
        playground.open(**SPIRAL)
        playground.choose_speed()
        opened.open(playground)
        playground.play()
        playground.wait(f"Number(d.frame) > {WARM_UP_PICTURES}")
        frames, epochs, _ = playground.page.evaluate(RATES, SECONDS)
        return frames, epochs


def cost_rows(browser: Browser, server: Server) -> Iterator[list[str]]:
    """What each thing that is opened leaves of the stage's pictures."""
    alone = 0.0
    for opened in OPENED:
        frames, epochs = rates(browser, server, opened)
        alone = alone or frames
        share = frames / alone
        reached = verdict(share >= LEAST_SHARE, f"{share:.0%}")
        yield [opened.name, f"{frames:.0f}", f"{epochs:,.0f}", f"{share:.0%}", reached]


def answers(playground: Playground, slider: str, values: list[str], holds: str) -> float:
    """Median of the milliseconds from moving a slider to the picture that shows it."""
    delays = []
    for value in values:
        condition = holds.replace("VALUE", value)
        delays.append(float(playground.page.evaluate(MOVE, [slider, value, condition])))
        playground.let_frames_pass(10)
    return statistics.median(delays)


def answer_rows(browser: Browser, server: Server) -> Iterator[list[str]]:
    """How soon a run goes back and takes a value."""
    rng = random.Random(0)
    timeline, weight = ".timeline input", ".editor input[type=range]"
    for query, updates in ((SPIRAL, 1_000), (SPIRAL, 100_000), ({}, 1_000_000)):
        with browser.new_context(viewport=STAGE_ONLY) as context:
            playground = Playground(context.new_page(), server, record=False)
            playground.open(**query)
            playground.choose_speed()
            playground.play()
            playground.wait(f"Number(d.step) > {updates}", limit=240)
            playground.pause()
            head = int(playground.number("head"))
            places = [str(rng.randrange(head)) for _ in range(ANSWERS)]
            delay = answers(playground, timeline, places, "d.step === 'VALUE'")
            network = query.get("hidden", "4,2")
            yield at_most(f"{network}: back within {head:,} updates", delay, REWIND_LIMIT)
            if updates == 1_000:
                editor(playground)
                values = [str(round(rng.uniform(-2, 2), 2)) for _ in range(ANSWERS)]
                delay = answers(playground, weight, values, "d.trainLoss !== before.trainLoss")
                yield at_most(f"{network}: a bias set by its slider", delay, REWIND_LIMIT)


def main() -> None:
    """Print both tables."""
    with sync_playwright() as playwright, Server() as server:
        browser = launch(playwright)
        print(f"{machine()}; Chromium {browser.version}, headless, drawing in software")
        heads = ["spiral 8,8,8,8, full speed", "pictures/s", "epochs/s", "of alone", ">= 80%"]
        print(table(heads, cost_rows(browser, server)))
        print(table(["median", "measured", "wanted", "reached"], answer_rows(browser, server)))
        browser.close()


if __name__ == "__main__":
    main()

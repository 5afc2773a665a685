"""What a person sees: the real app in a real Chromium, with the real Play button.

For each network the table shows the pictures painted and the epochs trained in a second, the
page's own animation rate meanwhile, the bytes of a picture, the time from opening the page to the
first picture, and the time from a click on a control to its visible effect.
"""

import base64
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from benchmarks.kit.report import machine, table
from tests.browser.kit.chromium import launch
from tests.browser.kit.playground import Playground
from tests.browser.kit.server import Server

VIEWPORT: ViewportSize = {"width": 1400, "height": 900}
SECONDS = 8.0
WARM_UP_PICTURES = 120
OPENINGS = 7
ROUNDS = 9
SETTLING_PICTURES = 30
BINARY = 2  # the WebSocket protocol's number for a message of bytes

# When Streamlit's own page stands, and when the first picture is painted.
FIRST_PICTURE = """
(() => {
  const look = () => {
    if (!window.pageStands && document.querySelector('.stApp')) {
      window.pageStands = performance.now();
    }
    const stage = window.nnvizStage();
    if (stage && Number(stage.dataset.frame) > 0) window.firstPicture = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""

RATES = """async (seconds) => {
  const d = nnvizStage().dataset;
  const read = () => [performance.now(), Number(d.frame), Number(d.epoch)];
  const [start, frame, epoch] = read();
  let animations = 0;
  await new Promise((done) => {
    const next = () => {
      animations += 1;
      if (performance.now() - start < seconds * 1000) requestAnimationFrame(next); else done();
    };
    requestAnimationFrame(next);
  });
  const [end, lastFrame, lastEpoch] = read();
  const elapsed = (end - start) / 1000;
  return [(lastFrame - frame) / elapsed, (lastEpoch - epoch) / elapsed, animations / elapsed];
}"""

# From the click that the page gets to the first picture of the page that shows its effect.
ARM = """(effect) => {
  const before = {...nnvizStage().dataset};
  const holds = new Function('before', 'd', 'return ' + effect);
  window.delay = null;
  let start = null;
  addEventListener('click', (event) => { start = event.timeStamp; }, {capture: true, once: true});
  const look = () => {
    const stage = nnvizStage();
    if (start !== null && stage && holds(before, stage.dataset)) {
      window.delay = performance.now() - start;
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


@dataclass(frozen=True)
class Scenario:
    """A network to watch, and what must be reached with it."""

    name: str
    query: dict[str, str]
    least_frames: float
    least_epochs: float


SCENARIOS = (
    Scenario("default (circle, 4,2)", {}, 50, 500),
    Scenario("spiral 8,8,8,8", {"dataset": "spiral", "hidden": "8,8,8,8"}, 45, 250),
)
FIRST_PICTURE_LIMIT = 2500  # milliseconds from opening
CONTROL_LIMIT = 150  # milliseconds from the click, the median


@dataclass(frozen=True)
class Control:
    """A control, what a person does to it, and how its effect shows in the picture.

    Attributes
    ----------
    effect : JavaScript; ``before`` and ``d`` are the stage's data before the click and now.
    click : the act; the delay counts from the browser's click event.
    """

    name: str
    effect: str
    click: Callable[[Playground], None]


def button(key: str) -> Callable[[Playground], None]:
    """Click the page's button of this key."""
    return lambda playground: playground.click(key)


def in_stage(name: str) -> Callable[[Playground], None]:
    """Click a button that lies over the picture."""
    return lambda playground: playground.control(name).click()


def card(name: str) -> Callable[[Playground], None]:
    """Click the picture of a dataset."""
    return lambda playground: playground.page.locator(f"label:has(input[value={name}])").click()


OTHER_NETWORK = "d.scene !== before.scene"
MORE_UPDATES = "Number(d.step) > Number(before.step)"
FEWER_UPDATES = "Number(d.step) < Number(before.step)"

# One round: each click can follow the one before. From `play` to `pause` it trains meanwhile.
CONTROLS = (
    Control("one update", MORE_UPDATES, button("step")),
    Control("one epoch", MORE_UPDATES, button("epoch")),
    Control("play", "d.playing === 'true'", button("play")),
    Control("restart", FEWER_UPDATES, button("restart")),
    Control("new weights", OTHER_NETWORK, button("new_weights")),
    Control("+ neuron", OTHER_NETWORK, in_stage("Add a neuron to hidden layer 1")),
    Control("- neuron", OTHER_NETWORK, in_stage("Remove a neuron from hidden layer 1")),
    Control("input tile on", OTHER_NETWORK, in_stage("Input x₁²")),
    Control("input tile off", OTHER_NETWORK, in_stage("Input x₁²")),
    Control("another dataset", OTHER_NETWORK, card("xor")),
    Control("the dataset again", OTHER_NETWORK, card("circle")),
    Control("pause", "d.playing === 'false'", button("play")),
)


def control_delays(browser: Browser, server: Server) -> dict[str, list[float]]:
    """Milliseconds from a click to the picture that shows its effect, for each control."""
    delays: dict[str, list[float]] = {control.name: [] for control in CONTROLS}
    with browser.new_context(viewport=VIEWPORT) as context:
        playground = Playground(context.new_page(), server, record=False)
        playground.open()
        playground.choose_speed()
        for _ in range(ROUNDS):
            for control in CONTROLS:
                playground.page.evaluate(ARM, control.effect)
                control.click(playground)
                delay = playground.page.wait_for_function("() => window.delay").json_value()
                delays[control.name].append(float(delay))
                # The next click comes when a person's would: after the page has settled.
                playground.let_frames_pass(SETTLING_PICTURES)
    return delays


@dataclass(frozen=True)
class Watched:
    """What was seen of a network while it trained as fast as it goes."""

    frames: float
    epochs: float
    animations: float
    frame_bytes: float


def watch(browser: Browser, server: Server, scenario: Scenario) -> Watched:
    """Train at full speed, first counting pictures, then weighing what came for each."""
    with browser.new_context(viewport=VIEWPORT) as context:
        playground = Playground(context.new_page(), server, record=False)
        playground.open(**scenario.query)
        playground.choose_speed()
        playground.play()
        playground.wait(f"Number(d.frame) > {WARM_UP_PICTURES}")
        frames, epochs, animations = playground.page.evaluate(RATES, SECONDS)
        return Watched(frames, epochs, animations, bytes_per_frame(playground))


def bytes_per_frame(playground: Playground) -> float:
    """Mean size of the stream's messages while it trains, the protocol's own headers left out."""
    session = playground.page.context.new_cdp_session(playground.page)
    sizes: list[int] = []

    def received(event: dict[str, Any]) -> None:
        # While nothing is clicked, binary messages are the stream's; the panels below the
        # picture are out of view, so the page's other socket is silent.
        if event["response"]["opcode"] == BINARY:
            sizes.append(len(base64.b64decode(event["response"]["payloadData"])))

    session.on("Network.webSocketFrameReceived", received)
    session.send("Network.enable")
    first = playground.number("frame")
    playground.wait(f"Number(d.frame) > {first + 100}")
    session.detach()
    return statistics.fmean(sizes)


def first_pictures(browser: Browser, server: Server, scenario: Scenario) -> tuple[float, float]:
    """Open the page again and again, each time with an empty browser cache.

    Returns
    -------
    Medians of the milliseconds until Streamlit's own page stands, and until the first picture.
    """
    times = []
    for _ in range(OPENINGS):
        with browser.new_context(viewport=VIEWPORT) as context:
            playground = Playground(context.new_page(), server, record=False)
            playground.page.add_init_script(FIRST_PICTURE)
            playground.open(**scenario.query)
            times.append(playground.page.evaluate("[window.pageStands, window.firstPicture]"))
    page, picture = zip(*times, strict=True)
    return statistics.median(page), statistics.median(picture)


def verdict(reached: bool, shortfall: str) -> str:
    """The table's last column."""
    return "yes" if reached else f"NO: {shortfall}"


def at_least(what: str, value: float, least: float) -> list[str]:
    """A row for a number that should be large."""
    missing = f"{(1 - value / least):.0%} short"
    return [what, f"{value:,.0f}", f">= {least:,.0f}", verdict(value >= least, missing)]


def at_most(what: str, value: float, most: float) -> list[str]:
    """A row for a delay in milliseconds."""
    over = f"{(value / most - 1):.0%} over"
    return [what, f"{value:,.0f} ms", f"<= {most:,.0f} ms", verdict(value <= most, over)]


def rows(browser: Browser, server: Server) -> Iterator[list[str]]:
    """Measure everything, a row at a time."""
    for scenario in SCENARIOS:
        name = scenario.name
        seen = watch(browser, server, scenario)
        yield at_least(f"{name}: pictures/s", seen.frames, scenario.least_frames)
        yield at_least(f"{name}: epochs/s", seen.epochs, scenario.least_epochs)
        yield [f"{name}: page's animation rate/s", f"{seen.animations:,.0f}", "", ""]
        yield [f"{name}: bytes per picture", f"{seen.frame_bytes:,.0f}", "", ""]
        page, picture = first_pictures(browser, server, scenario)
        yield at_most(f"{name}: first picture", picture, FIRST_PICTURE_LIMIT)
        yield [f"{name}: of that, Streamlit's own start", f"{page:,.0f} ms", "", ""]
    delays = control_delays(browser, server)
    for name, values in delays.items():
        yield [f"click on {name}", f"{statistics.median(values):,.0f} ms", "", ""]
    every = [value for values in delays.values() for value in values]
    yield at_most("any control, median", statistics.median(every), CONTROL_LIMIT)


def main() -> None:
    """Print the table."""
    with sync_playwright() as playwright, Server() as server:
        browser = launch(playwright)
        print(f"{machine()}; Chromium {browser.version}, headless, drawing in software, 1400x900")
        print(table(["", "measured", "wanted", "reached"], rows(browser, server)))
        browser.close()


if __name__ == "__main__":
    main()

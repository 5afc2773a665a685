"""What is said aloud of a run's state, on a clock that the test moves by hand."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.ui.stage.harness.stage_page import run_module

# A readout and a list of what it said; `tell` hands it another state.
READOUT = """
const [list, summary] = [document.createElement("dl"), document.createElement("p")];
window.spoken = [];
new MutationObserver(() => spoken.push(summary.textContent)).observe(summary, { childList: true });
const strings = { summary: "{state} {step}", training: "Training.", paused: "Paused." };
window.readout = new m.Readout(list, summary, strings);
const metricInUnit = (_, value) => value;
readout.adopt({ isTested: true, metrics: ["accuracy"], metricInUnit });
window.tell = (step, playing) =>
  readout.speak({ header: { step, playing, epoch: 0, metrics: {} } });
"""


@pytest.fixture
def readout(page: Page) -> Page:
    """The page, with a `readout` that has said nothing yet and the clock standing still."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    run_module(page, "canvas/numbers/readout.js", READOUT)
    return page


def spoken(page: Page) -> Any:
    """All that was said."""
    return page.evaluate("spoken")


def test_while_paused_the_newest_state_is_said_soon(readout: Page) -> None:
    readout.evaluate("tell(0, false)")
    readout.evaluate("tell(1, false); tell(2, false)")
    assert spoken(readout) == ["Paused. 0"]
    readout.clock.run_for(1000)
    assert spoken(readout) == ["Paused. 0", "Paused. 2"]
    readout.evaluate("tell(2, false)")
    readout.clock.run_for(1000)
    readout.evaluate("tell(2, true)")
    assert spoken(readout) == ["Paused. 0", "Paused. 2", "Training. 2"]


def test_while_playing_one_state_in_five_seconds_is_said_and_the_last(readout: Page) -> None:
    for step in range(8):
        readout.evaluate("(step) => tell(step, true)", step)
        readout.clock.run_for(1000)
    assert spoken(readout) == ["Training. 0", "Training. 4"]
    readout.clock.run_for(5000)
    assert spoken(readout) == ["Training. 0", "Training. 4", "Training. 7"]
    readout.evaluate("tell(8, true); tell(8, false)")
    readout.clock.run_for(20_000)
    assert spoken(readout)[3:] == ["Paused. 8"]


def test_a_readout_that_ended_says_nothing_more(readout: Page) -> None:
    readout.evaluate("tell(0, false)")
    readout.evaluate("tell(1, false); readout.end()")
    readout.clock.run_for(20_000)
    assert spoken(readout) == ["Paused. 0"]

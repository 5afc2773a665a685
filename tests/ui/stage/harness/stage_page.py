"""The stage on a page of its own, with a stream that the test plays by hand."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from nnviz.experiment import LARGEST_PARAMETER, Experiment
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from nnviz.ui import stage as stage_package
from nnviz.ui.common.bundled import is_fresh
from nnviz.ui.common.theme import palettes_for_javascript
from nnviz.ui.stage import ADDRESSES, CSS, DRAWING, LIMITS, OPTIONS
from nnviz.ui.stage.strings import stage_strings

FOLDER = Path(stage_package.__file__).parent
SOURCES = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in FOLDER.rglob("*.js")
}
#: What mounts the stage: one file that the browser has sooner, where it is of these very modules.
ENTRY = "bundled.js" if is_fresh() else "stage.js"
STRINGS = stage_strings()
ADDRESS = "http://stage.test"

# A page with the stage on it and a stream that the test plays by hand: what the stage sends lies
# in `sent`, what it tells Python in `events`. While the page is `deaf`, connections
# neither open nor fail.
HARNESS = """<!doctype html><meta charset="utf-8"><title>stage</title>
<link rel="icon" href="data:,">
<div id="host" style="--st-background-color: #ffffff"></div>
<script type="module">
  window.sent = []; window.events = []; window.sockets = [];
  window.WebSocket = class {
    static OPEN = 1;
    constructor(url) {
      this.url = url; this.readyState = 1; this.closed = false; sockets.push(this);
      setTimeout(() => window.deaf || this.onopen?.());
    }
    send(text) { sent.push(JSON.parse(text)); }
    close() { this.closed = true; }
    give(text) {
      this.onmessage({ data: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer });
    }
  };
  const root = document.querySelector("#host").attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = CSS_TEXT;
  root.append(style);
  const { mount } = await import("./ENTRY");
  const component = (data) => ({
    data, parentElement: root, setTriggerValue: (name, value) => events.push(value),
  });
  window.show = (data, how = mount) => how(component(data), "http://stage.test/app/");
  window.data = DATA;
  window.unmount = show(data);
  window.ready = true;
</script>"""


def as_text(message: bytes) -> str:
    """Bytes as a page can take them."""
    return base64.b64encode(message).decode()


def harness() -> str:
    """The page's HTML."""
    data = {
        "token": "first",
        "place": "stage",
        **ADDRESSES,
        "colours": palettes_for_javascript(),
        "strings": STRINGS,
        "options": OPTIONS,
        "limits": LIMITS,
        "drawing": DRAWING,
        "largest_parameter": LARGEST_PARAMETER,
        "locked": [],
        "without": [],
        "opening": [],
    }
    filled = {"CSS_TEXT": json.dumps(CSS), "DATA": json.dumps(data), "ENTRY": ENTRY}
    return reduce(lambda page, part: page.replace(*part), filled.items(), HARNESS)


@contextmanager
def stage_page(page: Page) -> Iterator[Page]:
    """The harness, opened anew; nothing may have gone wrong in it by the end."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{ADDRESS}/")
    page.wait_for_function("window.ready && sent.length > 0")
    yield page
    assert complaints == []


def run_module(page: Page, module: str, body: str, argument: Any = None) -> Any:
    """The value of `body`, a function's, with all that `module` exports in scope as `m`."""
    script = f"async (argument) => {{ const m = await import('./{module}'); {body} }}"
    return page.evaluate(script, argument)


def messages_of(
    *, frames: int = 1, playing: bool = False, **fields: Any
) -> tuple[Experiment, LiveRun, list[str]]:
    """A run with what it sends first: its scene and one frame, or more of them."""
    experiment = Experiment(**fields)
    run = LiveRun(experiment)
    if playing:
        run.play()
    feed = Feed(run)
    return experiment, run, [as_text(part) for _ in range(frames) for part in feed.next()]


def hand_over(page: Page, messages: list[str]) -> None:
    """Let the stream send."""
    page.evaluate("(messages) => messages.forEach((text) => sockets.at(-1).give(text))", messages)


def give(page: Page, messages: list[str]) -> None:
    """Let the stream send; back when the first frame was acknowledged."""
    hand_over(page, messages)
    page.wait_for_function("sent.some((message) => message.ack)")

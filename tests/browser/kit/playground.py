"""One open page of the playground: what a person does on it, and what it says in return.

The stage tells its state through data attributes on its root element (which lies in a shadow
root, hence the little finder below); everything else is found as a person finds it.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, WebSocket

from nnviz.live.frames.frames import unpack
from tests.browser.kit.server import Server

# Part of every page: window.nnvizStage() is the stage's root element, or null.
FIND_STAGE = """
(() => {
  let stage = null;
  const search = (root) => {
    const found = root.querySelector('.nnviz-stage');
    if (found) return found;
    for (const element of root.querySelectorAll('*')) {
      const inner = element.shadowRoot && search(element.shadowRoot);
      if (inner) return inner;
    }
    return null;
  };
  window.nnvizStage = () => (stage && stage.isConnected ? stage : (stage = search(document)));
})();
"""

SCENE, FRAME = 1, 2

#: What a page says while its server is gone: that none of these addresses can be reached, in
#: whatever words its browser has for that, and what Streamlit's page makes of it.
GONE = (
    r"Failed to load resource: net::ERR_\w+ \({url}/(_stcore/(health|host-config)|nnviz/run)\)",
    r"WebSocket connection to '{socket}/(_stcore|nnviz)/stream' failed.*",
    r"Client Error in reaching server endpoint.*",
    r".*server is not responding.*",
)


def query_of(url: str) -> dict[str, str]:
    """The parameters in a URL."""
    return {key: value[-1] for key, value in parse_qs(urlsplit(url).query).items()}


class Playground:
    """A page of the playground, and all that it has complained about.

    Parameters
    ----------
    record : keep what comes over the frame stream; a benchmark does without, as it costs time.

    Attributes
    ----------
    page : Playwright's page.
    messages : kind of a message of the frame stream: the last message of that kind.
    """

    def __init__(self, page: Page, server: Server, *, record: bool = True) -> None:
        self.page = page
        self.server = server
        self._said: list[str] = []
        self._expected: list[re.Pattern[str]] = []
        self.messages: dict[int, bytes] = {}
        page.add_init_script(FIND_STAGE)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._said.append(str(error)))
        if record:
            page.on("websocket", self._on_websocket)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._said.append(f"{message.text} ({message.location['url']})")

    def _on_websocket(self, websocket: WebSocket) -> None:
        if websocket.url.endswith("/nnviz/stream"):
            websocket.on("framereceived", self._on_message)

    def _on_message(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            self.messages[message[0]] = message

    def expect_complaints(self, *patterns: str) -> None:
        """Let what one of these regular expressions matches as a whole be no complaint, whenever it
        is said: a page may say it late."""
        self._expected += [re.compile(pattern, re.DOTALL) for pattern in patterns]

    def expect_crash(self) -> None:
        """Let what any page says while its server is gone be no complaint."""
        url = self.server.url
        names = {"url": re.escape(url), "socket": re.escape(url.replace("http", "ws", 1))}
        self.expect_complaints(*(pattern.format(**names) for pattern in GONE))

    @property
    def complaints(self) -> list[str]:
        """Errors on the console and exceptions that nobody expected, in their order."""
        return [
            text
            for text in self._said
            if not any(pattern.fullmatch(text) for pattern in self._expected)
        ]

    def open(self, **query: object) -> None:
        """Open the page with these URL parameters; wait for its first picture, and then for what
        its script draws after that."""
        text = "?" + urlencode({key: str(value) for key, value in query.items()}) if query else ""
        self.page.goto(self.server.url + "/" + text)
        self.wait("d.frame > 0")
        self._let_script_end()

    @property
    def stage(self) -> Locator:
        """The stage's root element."""
        return self.page.locator(".nnviz-stage")

    @property
    def query(self) -> dict[str, str]:
        """The parameters in the page's URL."""
        return query_of(self.page.url)

    def state(self) -> Mapping[str, str]:
        """All data attributes of the stage, by their names without ``data-``, in camel case."""
        state: dict[str, str] = self.page.evaluate("() => ({...nnvizStage().dataset})")
        return state

    def number(self, name: str) -> float:
        """One data attribute of the stage as a number."""
        return float(self.state()[name])

    def wait(self, condition: str, *, limit: float = 30.0) -> None:
        """Wait until a condition on the stage's data attributes holds.

        Parameters
        ----------
        condition : a JavaScript expression; ``d`` is the stage's dataset.
        limit : seconds after which the wait has failed.
        """
        self.page.wait_for_function(
            f"() => {{ const stage = nnvizStage(); if (!stage) return false;"
            f" const d = stage.dataset; return {condition}; }}",
            timeout=limit * 1000,
        )

    def let_frames_pass(self, count: int = 60) -> None:
        """Wait until the browser has shown this many pictures, changed or not."""
        self.page.evaluate(
            "(count) => new Promise((done) => {"
            " const next = () => (count-- > 0 ? requestAnimationFrame(next) : done());"
            " next(); })",
            count,
        )

    def resize(self, width: int, height: int) -> None:
        """Let the window have another size, in pixels, and the page follow."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.let_frames_pass(10)

    def _let_script_end(self) -> None:
        self.page.locator('[data-test-script-state="notRunning"]').wait_for(state="attached")

    def settle(self) -> None:
        """Wait until the page's script has ended, and what it had drawn last is there."""
        self._let_script_end()
        self.let_frames_pass(30)

    @property
    def notice(self) -> Locator:
        """What the stage says when its stream is gone."""
        return self.stage.locator(".notice")

    @property
    def detail(self) -> Locator:
        """The line with the numbers of whatever is pointed at."""
        return self.stage.locator(".detail")

    def click(self, key: str) -> None:
        """Click the button of this key, in the transport row or elsewhere."""
        # Streamlit keeps a second button, which only narrow pages show.
        self.page.locator(f".st-key-{key} button:visible").click()

    def control(self, name: str) -> Locator:
        """The button of this name that lies over the picture."""
        # A title that is explained is a button, too, and may have the same name.
        button = self.stage.get_by_role("button", name=name, exact=True)
        return button.and_(self.stage.locator("[data-control]"))

    def click_in_stage(self, name: str) -> None:
        """Click a button that lies over the picture, and wait for the network that it makes."""
        scene = self.number("scene")
        self.control(name).click()
        self.wait(f"Number(d.scene) !== {scene}")

    def choose_speed(self, name: str = "Full speed") -> None:
        """Choose in the menu of speeds; as fast as the machine goes unless another is named."""
        self.click("speed")
        self.page.get_by_role("menuitem", name=name, exact=True).click()

    def play(self) -> None:
        """Start training and wait until it runs."""
        self.click("play")
        self.wait("d.playing === 'true'")

    def pause(self) -> None:
        """Stop training and wait until it stands still."""
        self.click("play")
        self.wait("d.playing === 'false'")

    def scene(self) -> tuple[dict[str, Any], dict[str, list[float]]]:
        """Header and arrays of the last scene that came over the stream."""
        _, header, arrays = unpack(self.messages[SCENE])
        return header, {name: array.tolist() for name, array in arrays.items()}

    def newest_step(self) -> int:
        """Update of the last frame that came, painted or not."""
        return int(unpack(self.messages[FRAME])[1]["step"])

    def frame(self, step: int) -> tuple[dict[str, Any], dict[str, list[float]]]:
        """Header and arrays of the last frame that came, once this update is on the screen."""
        self.wait(f"Number(d.step) === {step}")
        while True:
            _, header, arrays = unpack(self.messages[FRAME])
            if header["step"] == step:
                return header, {name: array.tolist() for name, array in arrays.items()}
            self.let_frames_pass(1)  # the message is on its way to this process

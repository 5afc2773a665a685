"""A run that the test steers by hand, on a page that shows it, and the editor of its numbers."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from nnviz.experiment import Experiment
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from tests.ui.stage.harness.stage_page import as_text, give, hand_over


class Watched:
    """A run that stands still, one viewer of it, and the page that shows it."""

    def __init__(self, page: Page, run: LiveRun) -> None:
        self.page = page
        self.run = run
        self.feed = Feed(run)
        give(page, self._new())

    def _new(self) -> list[str]:
        return [as_text(message) for message in self.feed.next()]

    def answer(self) -> None:
        """Send what is new, and let the page take it."""
        hand_over(self.page, self._new())
        self.page.wait_for_function(
            "(frame) => sent.some((message) => message.ack === frame)", arg=self.feed.frame
        )

    def events(self) -> Any:
        """What Python was told."""
        return self.page.evaluate("events")


class Steered(Watched):
    """Such a run of some neurons, after some updates."""

    def __init__(self, page: Page, *, steps: int = 0) -> None:
        run = LiveRun(Experiment(hidden=(4, 2)))
        if steps:
            run.step(steps)
        super().__init__(page, run)

    def begin_anew(self) -> None:
        """Another network on the same page."""
        self.run.apply(Experiment(hidden=(3,)))
        self.answer()

    def asked(self, name: str) -> list[Any]:
        """All that was asked of the stream under this name."""
        found: list[Any] = self.page.evaluate(
            "(name) => sent.filter((message) => name in message).map((message) => message[name])",
            name,
        )
        return found


def open_editor(page: Page) -> Locator:
    """Pin the first neuron of the first hidden layer; its bias is what is edited."""
    page.locator(".walker").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    editor = page.locator(".editor")
    expect(editor.locator("select")).to_be_focused()
    return editor

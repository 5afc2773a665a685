"""An exercise in a frame on somebody else's page: it trains, and what is locked stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import FrameLocator, expect

from nnviz.ui.controls.transport.embed import HEIGHT, WIDTH, iframe
from tests.browser.conftest import OpenPage
from tests.browser.kit.playground import Playground
from tests.browser.kit.server import Server
from tests.ui.upload.tables import MESSY

EXERCISE = (
    "embed=true&embed_options=dark_theme&dataset=xor&hidden=3"
    "&hide=data,panels,timeline&lock=hidden,features,editor,learning_rate"
)


@pytest.fixture
def teachers_page(server: Server) -> Iterator[str]:
    """Address of a page of another origin that has the exercise in a frame."""
    with on_another_site(f"{server.url}/?{EXERCISE}") as address:
        yield address


@contextmanager
def on_another_site(framed: str) -> Iterator[str]:
    """Address of a page of another origin that has a page in a frame."""
    page = f"<!doctype html><h1>Exercise 1</h1>{iframe(framed, WIDTH, HEIGHT)}"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode() if self.path == "/" else b"")

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    # "localhost" and "127.0.0.1" are two sites to a browser: no cookie of one is sent to the other.
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = Thread(target=http.serve_forever)
        thread.start()
        yield f"http://localhost:{http.server_address[1]}/"
        http.shutdown()
        thread.join()


def test_an_exercise_trains_in_a_frame_on_another_site(
    new_page: OpenPage, teachers_page: str
) -> None:
    playground = new_page(viewport={"width": 800, "height": 1000})
    playground.page.goto(teachers_page)
    frame = playground.page.frame_locator("iframe")
    stage = frame.locator(".nnviz-stage:not(.empty)")
    frame.locator(".st-key-play button:visible").click()
    expect(stage).to_have_attribute("data-playing", "true")
    expect(stage).not_to_have_attribute("data-step", "0")
    _expect_only_what_was_asked_for(frame)
    _expect_in_sight(frame)
    _expect_locked(frame)
    frame.locator(".st-key-play button:visible").click()
    expect(stage).to_have_attribute("data-playing", "false")
    inside = playground.page.frames[1]
    assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
    background = frame.locator("[data-testid=stApp]").evaluate(
        "(app) => getComputedStyle(app).backgroundColor"
    )
    assert background == "rgb(16, 21, 28)"


def _expect_only_what_was_asked_for(frame: FrameLocator) -> None:
    expect(frame.locator(".timeline")).to_be_hidden()
    expect(frame.get_by_role("tab")).to_have_count(0)
    expect(frame.get_by_test_id("stMainMenu")).to_have_count(0)
    expect(frame.locator(".st-key-dataset-cards")).to_have_count(0)


def _expect_in_sight(frame: FrameLocator) -> None:
    """All that one watches fits into a frame of the size that the dialog offers."""
    for part in (".st-key-play button:visible", ".map", ".network", ".curves"):
        box = frame.locator(part).evaluate(
            "(part) => (({left, top, right, bottom}) => ({left, top, right, bottom}))"
            "(part.getBoundingClientRect())"
        )
        assert box["left"] >= 0, part
        assert box["top"] >= 0, part
        assert box["right"] <= WIDTH, part
        assert box["bottom"] <= HEIGHT, part


def _expect_locked(frame: FrameLocator) -> None:
    stage = frame.locator(".nnviz-stage")
    scene = stage.get_attribute("data-scene")
    for name in ("Add a hidden layer", "Add a neuron to hidden layer 1", "Input x₁"):
        button = stage.get_by_role("button", name=name, exact=True)
        expect(button).to_have_attribute("aria-disabled", "true")
        button.click(force=True)
    # Held, a neuron shows its parameters; none of them can be set.
    walker = stage.locator(".walker")
    walker.focus()
    walker.press("ArrowRight")
    walker.press("Enter")
    for control in stage.locator(".editor :is(input, button)").all():
        expect(control).to_be_disabled()
    assert stage.get_attribute("data-scene") == scene


def test_where_no_file_gets_through_the_page_says_what_to_do(
    new_page: OpenPage, server: Server
) -> None:
    playground = new_page(viewport={"width": 900, "height": 900})
    with on_another_site(f"{server.url}/?dataset=xor&hidden=3") as address:
        playground.page.goto(address)
        frame = playground.page.frame_locator("iframe")
        expect(frame.locator(".nnviz-stage:not(.empty)")).to_be_visible()
        opener = frame.get_by_test_id("stExpandSidebarButton")
        if opener.is_visible():
            opener.click()
        frame.locator(".st-key-own-data button:visible").click()
        dialog = frame.get_by_role("dialog")
        expect(dialog.get_by_text("No file comes through here")).to_be_visible()
        expect(dialog.locator("input[type=file]")).to_have_count(0)
        # Pasting does work.
        dialog.get_by_role("tab", name="Paste cells").click()
        dialog.get_by_role("textbox").fill(MESSY)
        dialog.get_by_text("Take these cells").click()
        expect(dialog.get_by_text("28 rows, 6 columns")).to_be_visible()
        dialog.get_by_text("Another table").click()
        # And so does the way out, which takes the run with it.
        with playground.page.context.expect_page() as opening:
            dialog.get_by_text("Open this page in a tab", exact=True).click()
        tab = Playground(opening.value, server)
        expect(tab.page.locator(".nnviz-stage:not(.empty)")).to_be_visible()
        assert tab.query.items() >= {("dataset", "xor"), ("hidden", "3")}
        tab.page.locator(".st-key-own-data button:visible").click()
        expect(tab.page.get_by_role("dialog").locator("input[type=file]")).to_have_count(1)


def test_the_dialog_makes_the_code(playground: Playground) -> None:
    playground.open(dataset="xor")
    playground.click("share")
    playground.click("embed")
    dialog = playground.page.get_by_role("dialog")
    code = dialog.locator("code").first
    expect(code).to_contain_text("hide=share,article")
    # The menu that it came from is closed, not above it.
    expect(playground.page.locator(".st-key-embed button:visible")).to_have_count(0)
    dialog.get_by_role("combobox", name="Show, but fix").fill("Hidden")
    playground.page.get_by_role("option", name="Hidden layers").click()
    expect(code).to_contain_text("lock=hidden&amp;embed=true")

"""What a person does reaches the server whole, however fast it goes and however late it answers."""

import pytest
from playwright.sync_api import WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.kit.playground import Playground
from tests.browser.kit.slow_line import SlowLine
from tests.browser.page.test_article import SEARCH


class Ear:
    """Hears what a page asks of Streamlit from now on: of which of its parts, "" for all of it."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def listen(self, socket: WebSocket) -> None:
        if socket.url.endswith("/_stcore/stream"):
            socket.on("framesent", self._hear)

    def _hear(self, message: str | bytes) -> None:
        assert isinstance(message, bytes)
        sent = BackMsg.FromString(message)
        if sent.WhichOneof("type") == "rerun_script":
            self.parts.append(sent.rerun_script.fragment_id)


@pytest.fixture
def ear(playground: Playground) -> Ear:
    ear = Ear()
    playground.page.on("websocket", ear.listen)
    return ear


def test_each_act_asks_for_a_part_of_the_page(playground: Playground, ear: Ear) -> None:
    """What is asked of the whole page stops the script, with a click that it has yet to follow."""
    playground.open()
    ear.parts.clear()
    page, stage = playground.page, playground.stage
    playground.click("epoch")
    playground.wait("d.step === '25'")
    stage.locator(".timeline input").fill("10")
    playground.wait("d.step === '10'")
    stage.get_by_role("button", name="Fork here").click()
    playground.wait("d.head === '10'")
    playground.control("Add a hidden layer").click()
    playground.wait("d.scene !== '1'")
    page.get_by_role("radio", name="Spiral").click()
    page.wait_for_url("**dataset=spiral*")
    page.locator(".st-key-field-learning_rate input").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**learning_rate=*")
    page.get_by_role("tab", name="Weights").click()
    playground.click("download")
    playground.settle()
    assert len(ear.parts) >= 7
    assert "" not in ear.parts


def test_each_act_on_the_article_asks_for_a_part_of_it(playground: Playground, ear: Ear) -> None:
    playground.expect_complaints(SEARCH)
    playground.page.goto(f"{playground.server.url}/article")
    playground.wait("d.frame > 0")
    playground.settle()
    ear.parts.clear()
    playground.click("live-play")
    playground.wait("Number(d.step) > 10")
    playground.control("Add a hidden layer").click()
    playground.wait("d.scene !== '1'")
    assert ear.parts
    assert "" not in ear.parts


def test_a_fast_click_takes_back_nothing(playground: Playground) -> None:
    """With it, a browser that has not heard of the new seed says what the old one was."""
    line = SlowLine()
    playground.page.route_web_socket("**/_stcore/stream", line)
    playground.open()
    line.held = True
    playground.click("new_weights")
    playground.wait("d.scene !== '1'")
    playground.click("step")
    playground.wait("d.step === '1'")
    line.release()
    playground.page.wait_for_url("**seed=8*")
    expect(playground.page.locator(".st-key-field-seed input")).to_have_value("8")
    assert playground.number("step") == 1

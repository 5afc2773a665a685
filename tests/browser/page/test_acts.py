"""What a person does reaches the server whole, however fast it goes and however late it answers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.kit.playground import Playground, query_of
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
    answered = SlowLine.laid(playground.page).answered
    playground.open()
    answered.held = True
    playground.click("new_weights")
    playground.wait("d.scene !== '1'")
    playground.click("step")
    playground.wait("d.step === '1'")
    answered.release()
    playground.page.wait_for_url("**seed=8*")
    expect(playground.page.locator(".st-key-field-seed input")).to_have_value("8")
    assert playground.number("step") == 1


def test_a_late_browser_hears_of_a_value_that_has_come_back(playground: Playground) -> None:
    """It still says the first seed when it asks for what has that seed, too, and is then told of
    the second one: which must not stay."""
    answered = SlowLine.laid(playground.page).answered
    playground.open()
    answered.held = True
    playground.click("new_weights")
    said = -1
    while said < answered.waiting:
        said = answered.waiting
        playground.let_frames_pass(60)
    load(playground)
    playground.wait("d.target === '' && d.step === '0' && Number(d.scene) > 2")
    answered.release()
    playground.page.wait_for_url("**dataset=spiral*")
    playground.settle()
    expect(playground.page.locator(".st-key-field-seed input")).to_have_value("7")
    assert "seed" not in playground.query


def load(playground: Playground) -> None:
    playground.click("preset")
    playground.page.get_by_role("menuitem", name="The spiral from raw coordinates").click()


#: What is done while the server is late.
ACTS: dict[str, Callable[[Playground], None]] = {
    "step": lambda playground: playground.click("step"),
    "example": load,
    "weights": lambda playground: playground.click("new_weights"),
    "data": lambda playground: playground.page.get_by_role("radio", name="Rings").click(),
}


@pytest.mark.parametrize(
    ("acts", "step", "query"),
    [
        (["step", "example"], 0, {"dataset": "spiral"}),
        (["example", "step"], 1, {"dataset": "spiral", "step": "1"}),
        (["example", "step", "step", "step"], 3, {"dataset": "spiral", "step": "3"}),
        (["weights", "example"], 0, {"dataset": "spiral"}),
        (["example", "weights", "step"], 1, {"dataset": "spiral", "seed": "8", "step": "1"}),
        (["step", "data"], 0, {"dataset": "rings"}),
        (["example", "data", "weights"], 0, {"dataset": "rings", "seed": "8"}),
    ],
)
def test_what_is_done_while_the_server_is_late_is_followed_in_its_order(
    playground: Playground, acts: list[str], step: int, query: dict[str, str]
) -> None:
    asked = SlowLine.laid(playground.page).asked
    playground.open()
    asked.held = True
    # While this is followed, the others come.
    playground.click("step")
    for act in acts:
        ACTS[act](playground)
    playground.let_frames_pass(10)
    asked.release()
    # All of the page follows, though the last act may want little of it drawn.
    seed = playground.page.locator(".st-key-field-seed input")
    for _ in range(2):
        playground.page.wait_for_url(lambda url: query.items() <= query_of(url).items())
        playground.wait(f"d.step === '{step}'")
        expect(seed).to_have_value(query.get("seed", "7"))
        # And so it stays.
        playground.settle()
    assert playground.query.items() >= query.items()
    assert playground.number("step") == step


def test_a_late_url_has_the_update_that_the_run_is_at(playground: Playground) -> None:
    """The stage writes it, and Streamlit writes all of the URL anew when it comes to that."""
    line = SlowLine.laid(playground.page)
    playground.open()
    for direction in (line.asked, line.answered):
        direction.held = True
    playground.click("new_weights")
    playground.click("step")
    line.asked.release()
    playground.page.wait_for_url(lambda url: query_of(url) == {"step": "1"})
    playground.settle()
    line.answered.release()
    playground.page.wait_for_url(lambda url: query_of(url) == {"seed": "8", "step": "1"})


def test_what_is_undone_before_the_browser_has_heard_of_it_leaves_the_url(
    playground: Playground,
) -> None:
    answered = SlowLine.laid(playground.page).answered
    playground.open()
    before = playground.query
    answered.held = True
    playground.click_in_stage("Add a hidden layer")
    playground.click_in_stage("Remove the last hidden layer")
    answered.release()
    playground.settle()
    playground.page.wait_for_url(lambda url: query_of(url) == before)


def test_what_a_late_browser_was_told_meanwhile_takes_back_nothing(playground: Playground) -> None:
    answered = SlowLine.laid(playground.page).answered
    playground.open()
    inputs = playground.page.locator(".st-key-field-features [data-selected]")
    expect(inputs).to_have_count(2)
    answered.held = True
    playground.click_in_stage("Input x₁²")
    playground.click_in_stage("Input x₂²")
    # It hears of the first alone.
    while inputs.count() < 3:
        answered.release_first(1)
        playground.let_frames_pass(2)
    playground.click("step")
    playground.wait("d.step === '1'")
    answered.release()
    expect(inputs).to_have_count(4)
    playground.settle()
    assert playground.stage.locator("button.feature[aria-pressed=true]").count() == 4
    features = "x1,x2,x1_squared,x2_squared"
    playground.page.wait_for_url(lambda url: query_of(url).get("features") == features)
    assert playground.number("step") == 1

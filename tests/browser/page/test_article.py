"""The article in a real browser: its stage trains, it can be read by everybody, one comes back."""

import pytest
from playwright.sync_api import expect

from nnviz.ui.article.sections.live import EXPERIMENT
from tests.browser.conftest import OpenPage
from tests.browser.kit.playground import Playground
from tests.browser.stage.test_looks import OVERFLOW, serious_faults

#: What Streamlit's page asks for on its way to the app's base address, when it is opened at the
#: address of a page: the browser notes the answers as errors.
SEARCH = r".*/article/_stcore/(health|host-config)\)"


def go(playground: Playground, heading: str) -> None:
    """Follow the link to the other page, and wait for its heading."""
    playground.page.locator(".st-key-other-page a").click()
    expect(playground.page.get_by_role("heading", name=heading, level=1)).to_be_visible()


def read(playground: Playground) -> None:
    """Open the article from the playground."""
    playground.open()
    go(playground, "How a neural network works")
    expect(playground.page.get_by_role("heading", name="What is next, and")).to_be_visible()


def open_lab(playground: Playground) -> None:
    """Answer the lab's question and press all of its buttons."""
    playground.page.locator(".st-key-lab-guess").get_by_text("(1, 1)", exact=True).click()
    for key in ("lab-epoch", "lab-all", "lab-predict", "lab-fix"):
        playground.click(key)
        expect(playground.page.locator(f".st-key-{key}")).to_have_count(0)
    expect(playground.page.get_by_text("closed form").first).to_be_visible()


def test_the_article_has_an_address_of_its_own(playground: Playground) -> None:
    playground.expect_complaints(SEARCH)
    playground.page.goto(playground.server.url + "/article")
    playground.wait("d.frame > 0")
    assert playground.scene()[0]["layer_sizes"] == [*EXPERIMENT.layer_sizes]


def test_the_stage_in_the_article_trains_and_starts_again(playground: Playground) -> None:
    read(playground)
    playground.wait("d.frame > 0")
    playground.click("live-play")
    playground.wait("d.playing === 'true' && Number(d.step) > 50")
    playground.click_in_stage("Add a neuron to hidden layer 1")
    assert playground.scene()[0]["layer_sizes"] == [2, 4, 1]
    playground.click("live-play")
    playground.wait("d.playing === 'false'")
    playground.click("live-restart")
    playground.wait("d.step === '0'")


def test_a_reload_finds_the_run_of_the_article_and_that_of_the_playground(
    playground: Playground,
) -> None:
    playground.expect_complaints(SEARCH)
    playground.open(dataset="xor", hidden=5)
    playground.play()
    playground.wait("Number(d.step) > 20")
    seen = playground.number("step")
    go(playground, "How a neural network works")
    playground.page.locator(".st-key-live-play").scroll_into_view_if_needed()
    playground.wait("d.step === '0'")
    playground.click("live-play")
    playground.wait("d.playing === 'true' && Number(d.step) > 50")
    read_so_far = playground.number("step")
    playground.page.reload()
    playground.wait(f"d.playing === 'true' && Number(d.step) >= {read_so_far}")
    assert playground.scene()[0]["layer_sizes"] == [*EXPERIMENT.layer_sizes]
    go(playground, "nnviz")
    playground.wait(f"d.playing === 'true' && Number(d.step) >= {seen}")
    assert playground.scene()[0]["layer_sizes"] == [2, 5, 1]


def test_the_run_of_the_playground_waits_while_one_reads(playground: Playground) -> None:
    playground.open(dataset="xor", hidden=5, learning_rate=0.1)
    playground.play()
    playground.wait("Number(d.step) > 20")
    go(playground, "How a neural network works")
    playground.page.locator(".st-key-live-play").scroll_into_view_if_needed()
    playground.wait("d.playing === 'false' && d.step === '0'")  # the article's own
    go(playground, "nnviz")
    playground.wait("d.playing === 'true'")
    assert playground.scene()[0]["layer_sizes"] == [2, 5, 1]
    playground.page.wait_for_url("**dataset=xor*")
    settings = {"dataset": "xor", "hidden": "5", "learning_rate": "0.1"}
    assert playground.query.items() >= settings.items()
    assert playground.query.keys() - settings.keys() <= {"step"}
    playground.pause()
    assert playground.number("step") > 20


def test_a_link_leads_into_the_playground(playground: Playground) -> None:
    read(playground)
    playground.page.get_by_role("link", name="Vanishing gradients").click()
    playground.page.wait_for_url("**activation=sigmoid*")
    playground.wait("d.frame > 0")
    expect(playground.page.get_by_text("Six sigmoid layers").first).to_be_visible()
    assert playground.scene()[0]["layer_sizes"] == [2, *[8] * 6, 1]
    playground.page.go_back()
    expect(playground.page.get_by_role("heading", name="The brain beside it")).to_be_visible()


def test_a_miniature_answers_a_hand(playground: Playground) -> None:
    read(playground)
    graph = playground.page.locator(".st-key-miniature-forward img.nnviz-graph")
    expect(graph).to_have_js_property("complete", True)
    assert graph.evaluate("image => image.naturalWidth") > 0
    before = graph.get_attribute("src")
    playground.page.locator(".st-key-forward-x1 input").focus()
    playground.page.keyboard.press("ArrowRight")
    expect(graph).not_to_have_attribute("src", before or "")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_the_article_can_be_read_by_everybody(new_page: OpenPage, scheme: str, width: int) -> None:
    playground = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    read(playground)
    open_lab(playground)
    playground.wait("d.frame > 0")
    assert playground.page.evaluate(OVERFLOW) == [0, 0]
    playground.page.mouse.move(5, 5)
    assert serious_faults(playground) == []

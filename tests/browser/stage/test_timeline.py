"""Going back, changing by hand, forking, and coming back after a reload, on the real page."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.kit.playground import Playground


def slider(playground: Playground) -> Locator:
    return playground.stage.locator(".timeline input")


def parameters(playground: Playground, step: int) -> list[float]:
    return playground.frame(step)[1]["parameters"]


def train(playground: Playground, *, epochs: int) -> None:
    """Make whole passes of 25 updates, one click after the other."""
    for epoch in range(1, epochs + 1):
        playground.click("epoch")
        playground.wait(f"d.step === '{25 * epoch}'")


def open_editor(playground: Playground) -> Locator:
    """Hold the first neuron of the first hidden layer, by keyboard, and edit it."""
    playground.stage.locator(".walker").focus()
    playground.page.keyboard.press("ArrowRight")
    playground.page.keyboard.press("Enter")
    editor = playground.stage.locator(".editor")
    expect(editor.locator("select")).to_be_focused()
    return editor


def test_the_past_is_shown_and_goes_on_as_it_did(playground: Playground) -> None:
    playground.open(hidden="4,2")
    train(playground, epochs=4)
    end = parameters(playground, 100)
    slider(playground).fill("37")
    playground.wait("d.step === '37' && d.head === '100'")
    past = parameters(playground, 37)
    expect(playground.stage.locator(".timeline .place")).to_have_text("Update 37 of 100")
    for step in ("38", "39"):
        playground.click("step")
        playground.wait(f"d.step === '{step}'")
    slider(playground).fill("37")
    assert parameters(playground, 37) == past
    playground.stage.get_by_role("button", name="To the end").click()
    assert parameters(playground, 100) == end


def test_moving_the_slider_pauses_and_the_button_says_so(playground: Playground) -> None:
    playground.open()
    playground.play()
    playground.wait("Number(d.step) > 200")
    slider(playground).fill("50")
    playground.wait("d.step === '50' && d.playing === 'false'")
    expect(playground.page.locator(".st-key-play button:visible")).to_contain_text("Play")


def test_a_fork_shows_two_curves(playground: Playground) -> None:
    playground.open()
    train(playground, epochs=4)
    slider(playground).fill("50")
    playground.wait("d.step === '50' && d.ghosts === '1'")
    before = playground.stage.locator(".curves canvas").screenshot()
    playground.stage.get_by_role("button", name="Fork here").click()
    playground.wait("d.head === '50' && d.ghosts === '1'")
    playground.page.locator(".st-key-field-learning_rate input").focus()
    playground.page.keyboard.press("ArrowRight")
    playground.page.wait_for_url("**learning_rate=0.05*")
    playground.click("epoch")
    playground.wait("d.step === '75' && d.ghosts === '1'")
    assert playground.stage.locator(".curves canvas").screenshot() != before
    playground.stage.get_by_role("button", name="Clear grey curves").click()
    playground.wait("d.ghosts === '0'")


def test_editing_an_edge_changes_the_loss_on_the_screen(playground: Playground) -> None:
    playground.open()
    editor = open_editor(playground)
    editor.locator("select").select_option("0")
    before = playground.number("trainLoss")
    number = editor.locator("input[type=number]")
    old = number.input_value()
    editor.locator("input[type=range]").fill("2.4")
    playground.wait(f"Number(d.trainLoss) !== {before}")
    playground.page.wait_for_url("**log=0_e*")
    expect(number).to_have_value("2.4")
    editor.get_by_role("button", name="Undo").click()
    playground.wait(f"Number(d.trainLoss) === {before}")
    expect(number).to_have_value(old)
    number.fill("-1.25")
    number.press("Enter")
    playground.wait(f"Number(d.trainLoss) !== {before}")
    assert -1.25 in parameters(playground, 0)


def test_an_edge_is_clicked_and_the_maps_answer(playground: Playground) -> None:
    playground.open(hidden="1", features="x1")
    graph = playground.stage.locator(".graph")
    box = graph.bounding_box()
    assert box is not None
    # Right of the middle there is but one edge: from the hidden neuron to the output.
    # The neurons stand half way down the room that is left under the captions.
    graph.click(position={"x": box["width"] * 0.75, "y": box["height"] / 2 + 23})
    editor = playground.stage.locator(".editor")
    expect(editor).to_be_visible()
    expect(editor.locator("select option:checked")).to_have_text("weight of a₁[1]")
    before = playground.stage.locator(".map canvas:not(.paper)").screenshot()
    loss = playground.number("trainLoss")
    editor.locator("input[type=range]").fill("-3")
    playground.wait(f"Number(d.trainLoss) !== {loss}")
    assert playground.stage.locator(".map canvas:not(.paper)").screenshot() != before


def test_what_is_frozen_or_off_stays_so(playground: Playground) -> None:
    playground.open()
    editor = open_editor(playground)
    worth = editor.locator(".worth")
    expect(worth).to_contain_text("Without a₁[1]: train loss")
    loss = playground.number("trainLoss")
    editor.get_by_role("switch", name="Switch a₁[1] off").click()
    playground.wait(f"Number(d.trainLoss) !== {loss}")
    expect(worth).to_contain_text("is off: it sends 0")
    editor.get_by_role("switch", name="Freeze a₁[1]").click()
    expect(editor.get_by_role("switch", name="Freeze bias", exact=True)).to_have_attribute(
        "aria-checked", "true"
    )
    before = parameters(playground, 0)
    playground.click("epoch")
    after = parameters(playground, 25)
    # The first neuron of four: two weights and a bias, row by row.
    frozen = (0, 4, 8)
    assert [after[i] for i in frozen] == [before[i] for i in frozen]
    assert after[1] != before[1]


def test_a_reload_comes_back_to_the_same_update(playground: Playground) -> None:
    playground.open(dataset="xor", optimizer="adam")
    playground.play()
    playground.wait("Number(d.step) > 300")
    playground.pause()
    editor = open_editor(playground)
    editor.locator("input[type=range]").fill("1.5")
    playground.page.wait_for_url("**log=*e*1.5*")
    playground.page.keyboard.press("Escape")
    playground.click("epoch")
    playground.let_frames_pass()
    step = int(playground.number("step"))
    there = parameters(playground, step)
    slider(playground).fill("120")
    past = parameters(playground, 120)
    playground.page.wait_for_url(f"**step=120&head={step}")
    playground.page.reload()
    playground.wait("d.frame > 0 && d.step === '120' && d.target === ''")
    assert parameters(playground, 120) == past
    playground.stage.get_by_role("button", name="To the end").click()
    assert parameters(playground, step) == there


@pytest.mark.parametrize("text", ["9_e999_1", "x", "0_sdataset_xor", "3_t1~2_t1"])
def test_a_spoilt_address_is_told(playground: Playground, text: str) -> None:
    playground.open(step=12, log=text)
    expect(playground.page.get_by_text("Not all of the address could be used")).to_be_visible()
    playground.wait("Number(d.step) <= 12 && d.target === ''")

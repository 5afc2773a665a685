"""What is set by hand, in the network and on the timeline, while answers are on their way."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nnviz.core.network.interventions import Interventions
from tests.ui.stage.canvas.steered import Steered, open_editor

RELEASED = {"type": "released"}
#: What is pinned is the first neuron of the first hidden layer, (2, 4) its block: row by row.
BIAS = 8
NEURON = [0, 4, 8]


def set_value(page: Page, value: str) -> None:
    """Move the editor's slider there, and let go."""
    page.locator(".editor input[type=range]").fill(value)


def test_an_edit_that_was_answered_is_let_go_of(page: Page) -> None:
    steered = Steered(page)
    open_editor(page)
    set_value(page, "1.5")
    scene = steered.run.scene
    assert steered.asked("edit") == [[scene, BIAS, 1.5]]
    # A frame that was under way already is no answer.
    steered.run.pause()
    steered.answer()
    assert steered.events() == []
    steered.run.edit(BIAS, 1.5)
    steered.answer()
    assert steered.events() == [RELEASED]
    steered.answer()
    assert steered.events() == [RELEASED]


def test_the_newest_of_several_edits_is_sent_before_it_is_let_go_of(page: Page) -> None:
    steered = Steered(page)
    open_editor(page)
    for value in ("0.75", "1.5", "2.25"):
        set_value(page, value)
    steered.run.edit(BIAS, 0.75)
    steered.answer()
    assert [value for _, _, value in steered.asked("edit")] == [0.75, 2.25]
    assert steered.events() == []
    steered.run.edit(BIAS, 2.25)
    steered.answer()
    assert steered.events() == [RELEASED]


def test_while_it_trains_an_edit_is_let_go_of_as_well(page: Page) -> None:
    steered = Steered(page)
    steered.run.play()
    steered.answer()
    open_editor(page)
    set_value(page, "1.5")
    steered.run.edit(BIAS, 1.5)
    # The training moves it on at once, so that no frame shows the very value.
    for _ in range(3):
        assert steered.events() == []
        steered.answer()
    assert steered.events() == [RELEASED]


def test_an_edit_that_gets_no_answer_is_let_go_of_in_the_end(page: Page) -> None:
    page.clock.install()
    steered = Steered(page)
    open_editor(page)
    set_value(page, "1.5")
    page.clock.run_for(1500)
    assert steered.events() == []
    page.clock.run_for(1000)
    assert steered.events() == [RELEASED]
    # And the slider is heard again.
    set_value(page, "2.25")
    assert [value for _, _, value in steered.asked("edit")] == [1.5, 2.25]


def test_an_edit_of_the_last_network_is_not_made_in_the_next(page: Page) -> None:
    steered = Steered(page)
    open_editor(page)
    set_value(page, "1.5")
    set_value(page, "2.25")
    steered.begin_anew()
    steered.answer()
    assert [value for _, _, value in steered.asked("edit")] == [1.5]
    assert steered.events().count(RELEASED) == 1
    scene = steered.run.scene
    set_value(page, "0.75")
    assert steered.asked("edit")[-1][0] == scene


@pytest.mark.parametrize("left", ["", "-"])
def test_a_field_that_is_left_without_a_number_shows_what_there_is(page: Page, left: str) -> None:
    steered = Steered(page)
    number = open_editor(page).locator("input[type=number]")
    there = number.input_value()
    number.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.type(left)
    page.keyboard.press("Tab")
    expect(number).not_to_be_focused()
    expect(number).to_have_value(there)
    assert steered.asked("edit") == steered.events() == []
    # What is entered stays, though no frame has shown it yet.
    number.fill("1.25")
    page.keyboard.press("Tab")
    expect(number).to_have_value("1.25")
    assert [value for _, _, value in steered.asked("edit")] == [1.25]


def test_what_was_typed_and_left_as_it_was_does_not_wait_for_escape(page: Page) -> None:
    Steered(page)
    editor = open_editor(page)
    number = editor.locator("input[type=number]")
    number.focus()
    there = number.input_value()
    page.keyboard.press("ControlOrMeta+a")
    # No change, as the browser sees it.
    page.keyboard.type(there)
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(number).to_be_focused()
    page.keyboard.press("Escape")
    expect(editor).to_be_hidden()
    expect(page.locator(".walker")).to_be_focused()


def test_a_place_that_was_reached_is_let_go_of(page: Page) -> None:
    steered = Steered(page, steps=20)
    slider = page.locator(".timeline input")
    slider.fill("7")
    slider.fill("9")
    scene = steered.run.scene
    page.wait_for_timeout(400)
    assert steered.events() == []
    steered.run.seek(7)
    steered.answer()
    assert steered.asked("seek") == [[scene, 7], [scene, 9]]
    assert steered.events() == []
    steered.run.seek(9)
    steered.answer()
    assert steered.events() == [RELEASED]


def test_a_place_that_is_not_reached_is_let_go_of_in_the_end(page: Page) -> None:
    page.clock.install()
    steered = Steered(page, steps=20)
    page.locator(".timeline input").fill("7")
    page.clock.run_for(1500)
    assert steered.events() == []
    page.clock.run_for(1000)
    assert steered.events() == [RELEASED]


def test_a_fork_is_not_overwritten_by_letting_go(page: Page) -> None:
    page.clock.install()
    steered = Steered(page, steps=20)
    page.locator(".timeline input").fill("7")
    steered.run.seek(7)
    steered.answer()
    page.get_by_role("button", name="Fork here").click()
    page.clock.run_for(3000)
    # A hand may be slow, and have let go before.
    assert steered.events()[-1] == {"type": "fork"}


def test_a_place_on_the_last_line_is_not_looked_for_on_the_next(page: Page) -> None:
    steered = Steered(page, steps=20)
    slider = page.locator(".timeline input")
    slider.fill("7")
    slider.fill("9")
    steered.begin_anew()
    steered.answer()
    assert [step for _, step in steered.asked("seek")] == [7]


def intervene_event(frozen: list[int], silenced: list[list[int]]) -> dict[str, Any]:
    """All that is to be held still."""
    return {"type": "intervene", "frozen": frozen, "silenced": silenced}


def test_quick_changes_of_what_is_held_add_up(page: Page) -> None:
    steered = Steered(page)
    editor = open_editor(page)
    editor.get_by_role("switch", name="Freeze bias", exact=True).click()
    editor.locator("select").select_option("0")
    editor.get_by_role("switch", name="Freeze weight", exact=True).click()
    editor.get_by_role("switch", name="Switch a₁[1] off").click()
    # Each is all that is wanted, so that one that overtakes another loses nothing.
    assert steered.events() == [
        intervene_event([BIAS], []),
        intervene_event([BIAS, 0], []),
        intervene_event([BIAS, 0], [[1, 0]]),
    ]
    # A frame on the way shows the first of them only; the next change builds on the last.
    steered.run.intervene(Interventions(frozenset({BIAS})))
    steered.answer()
    editor.get_by_role("switch", name="Freeze a₁[1]").click()
    assert steered.events()[-1] == intervene_event([BIAS, 0, 4], [[1, 0]])


def test_what_a_frame_shows_is_built_on_where_the_request_was_fulfilled(page: Page) -> None:
    steered = Steered(page)
    editor = open_editor(page)
    editor.get_by_role("switch", name="Freeze a₁[1]").click()
    assert steered.events() == [intervene_event(NEURON, [])]
    steered.run.intervene(Interventions(frozenset(NEURON)))
    steered.answer()
    # Another than this page lets all of it go.
    steered.run.intervene(Interventions())
    steered.answer()
    editor.get_by_role("switch", name="Switch a₁[1] off").click()
    assert steered.events()[-1] == intervene_event([], [[1, 0]])


@pytest.mark.parametrize("is_new", [False, True], ids=["refused", "new-network"])
def test_a_request_that_was_not_fulfilled_is_forgotten(page: Page, is_new: bool) -> None:
    page.clock.install()
    steered = Steered(page)
    editor = open_editor(page)
    editor.get_by_role("switch", name="Freeze bias", exact=True).click()
    if is_new:
        steered.begin_anew()
    else:
        page.clock.run_for(1600)
    editor.get_by_role("switch", name="Switch a₁[1] off").click()
    assert steered.events()[-1] == intervene_event([], [[1, 0]])

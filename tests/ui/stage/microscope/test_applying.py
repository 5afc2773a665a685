"""The last stop: an update is made, compared number by number, or found not to have been made."""

import base64

import pytest
from playwright.sync_api import Page, expect

from nnviz.live.frames.frames import pack, unpack
from tests.ui.stage.harness.stage_page import as_text, give, hand_over
from tests.ui.stage.microscope.microscope_page import WORDS, open_microscope, spoken, state
from tests.ui.stage.microscope.traces import Traced


@pytest.mark.parametrize("sample", [None, 7], ids=["batch", "example"])
def test_an_applied_update_is_compared_number_by_number(page: Page, sample: int | None) -> None:
    traced = Traced(sample, hidden=(4, 2), optimizer="adam")
    open_microscope(page, traced)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate("events") == [{"type": "apply", "example": sample, "step": 4}]
    expect(page.get_by_role("button", name="Applying…")).to_be_visible()
    make(traced, sample)
    hand_over(page, traced.messages())
    expect(page.locator(".verdict")).to_contain_text("exactly these numbers: all 25 parameters")
    assert state(page)["applied"] == "exact"
    assert "exactly these numbers" in spoken(page)
    # What was announced stands until the person goes on.
    expect(page.locator(".microscope h2")).to_have_text("Update 4, step by step")
    page.keyboard.press("Enter")
    expect(page.locator(".microscope h2")).to_have_text("Update 5, step by step")
    now = state(page)
    assert (now["stop"], now["stopKind"]) == ("0", "z")
    assert "applied" not in now


def make(traced: Traced, sample: int | None) -> None:
    """Make the update that was applied, as the page's script does."""
    if sample is None:
        traced.run.step()
    else:
        traced.run.teach(sample)


def test_an_update_that_is_refused_can_be_sent_off_again(page: Page) -> None:
    traced = Traced(hidden=(4, 2))
    open_microscope(page, traced)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    # The network was changed meanwhile; the next update has the same number and other numbers.
    traced.run.edit(0, 0.5)
    hand_over(page, traced.messages())
    expect(page.get_by_role("button", name="Apply this update")).to_be_visible()
    expect(page.locator(".verdict.failed")).to_contain_text("The update was not made")
    page.keyboard.press("Enter")
    assert len(page.evaluate("events")) == 2
    expect(page.locator(".verdict")).to_be_hidden()
    traced.run.step()
    hand_over(page, traced.messages())
    expect(page.locator(".verdict")).to_contain_text("exactly these numbers")


def apply_and_wait(page: Page, traced: Traced) -> None:
    """Send the update off and let nothing come of it."""
    page.clock.install()
    open_microscope(page, traced)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.clock.run_for(4000)
    expect(page.get_by_role("button", name="Applying…")).to_be_visible()
    page.clock.run_for(2000)


def test_an_update_of_which_nothing_comes_can_be_sent_off_again(page: Page) -> None:
    traced = Traced(hidden=(4, 2))
    apply_and_wait(page, traced)
    expect(page.locator(".verdict.failed")).to_contain_text("The update was not made")
    assert "Try again" in spoken(page)
    assert state(page)["applied"] == "failed"
    button = page.get_by_role("button", name="Apply this update")
    assert button.get_attribute("aria-disabled") == "false"
    page.keyboard.press("Enter")
    assert page.evaluate("events") == [{"type": "apply", "example": None, "step": 4}] * 2
    assert "applied" not in state(page)
    traced.run.step()
    hand_over(page, traced.messages())
    expect(page.locator(".verdict")).to_contain_text("exactly these numbers")
    page.clock.run_for(10_000)
    assert state(page)["applied"] == "exact"


def test_an_update_that_comes_late_is_compared_as_well(page: Page) -> None:
    traced = Traced(hidden=(4, 2))
    apply_and_wait(page, traced)
    traced.run.step()
    hand_over(page, traced.messages())
    expect(page.locator(".verdict")).to_contain_text("exactly these numbers")
    assert state(page)["applied"] == "exact"
    page.keyboard.press("Enter")
    expect(page.locator(".microscope h2")).to_have_text("Update 5, step by step")


def test_what_was_not_made_is_not_said_of_the_next_look(page: Page) -> None:
    traced = Traced(hidden=(4, 2))
    open_microscope(page, traced)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    switch = page.get_by_role("switch", name="Step by step")
    for _ in range(2):
        switch.click()
    traced.run.pause()
    hand_over(page, traced.messages())
    expect(page.get_by_role("button", name="Apply this update")).to_be_visible()
    assert page.locator(".verdict").count() == 0


def test_an_update_that_comes_to_grief_is_not_waited_for(page: Page) -> None:
    traced = Traced(hidden=(4, 2))
    open_microscope(page, traced)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    traced.run.pause()
    _, frame = traced.messages()
    kind, header, arrays = unpack(base64.b64decode(frame))
    trouble = {"step": 4, "layer": 1, "largest": None}
    hand_over(page, [as_text(pack(kind, {**header, "trouble": trouble}, dict(arrays)))])
    expect(page.locator(".verdict.failed")).to_contain_text("The update was not made")
    expect(page.get_by_role("button", name="Apply this update")).to_be_visible()


@pytest.mark.parametrize("batch_size", [10, 0], ids=["ten", "all"])
def test_why_the_loss_may_have_grown_is_said(page: Page, batch_size: int) -> None:
    traced = Traced(hidden=(4, 2), batch_size=batch_size)
    open_microscope(page, traced)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    traced.run.step()
    hand_over(page, traced.messages())
    name = "say_applied" if batch_size else "say_applied_whole"
    expect(page.locator(".say")).to_have_text(WORDS[name])


def forced(message: str) -> str:
    """A trace of an update that the run's line demands."""
    kind, header, arrays = unpack(base64.b64decode(message))
    return as_text(pack(kind, {**header, "forced": True}, dict(arrays)))


def test_an_update_that_is_repeated_says_so(page: Page) -> None:
    scene, trace, frame = Traced(17, hidden=(4, 2)).messages()
    give(page, [scene, frame])
    page.get_by_role("switch", name="Step by step").click()
    hand_over(page, [forced(trace)])
    reason = page.locator(".batch-choice .note")
    expect(reason).to_contain_text("was made on example 18 alone, and is repeated as it was")
    single = page.get_by_role("button", name="One example")
    assert single.get_attribute("aria-pressed") == "true"
    field = page.get_by_label("Number of the training example")
    expect(field).to_have_value("18")
    assert not field.is_editable()
    # There is nothing to choose.
    sent = page.evaluate("sent.length")
    page.get_by_role("button", name="A random one").click(force=True)
    page.get_by_role("button", name="The next mini-batch").click(force=True)
    assert page.evaluate("sent.length") == sent
    page.keyboard.press("End")
    page.locator(".microscope .body").focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.evaluate("events") == [{"type": "apply", "example": 17, "step": 4}]
    # Where the line is left, what the person chose is back.
    hand_over(page, Traced(hidden=(4, 2)).messages()[1:2])
    expect(reason).to_be_hidden()
    assert single.get_attribute("aria-pressed") == "true"
    assert single.get_attribute("aria-disabled") == "false"
    expect(field).to_have_value("1")


def test_what_would_distract_from_it_is_away(page: Page) -> None:
    open_microscope(page, Traced(hidden=(4, 2)))
    for name in (".detail.idle", ".key"):
        expect(page.locator(name)).to_be_hidden()
    page.keyboard.press("Escape")
    for name in (".detail.idle", ".key"):
        expect(page.locator(name)).to_be_visible()


def test_other_numbers_than_announced_are_said(page: Page) -> None:
    traced = Traced(hidden=(4, 2))
    open_microscope(page, traced)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    traced.run.teach(3)
    hand_over(page, traced.messages())
    expect(page.locator(".verdict")).to_contain_text("of 25 parameters differ")
    assert state(page)["applied"] == "different"

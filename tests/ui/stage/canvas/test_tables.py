"""Networks on tables: many inputs with names, pixels, many classes, and a pad to draw on."""

import base64
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from nnviz.experiment import Experiment
from nnviz.live.frames.probe import Probe
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from tests.ui.stage.canvas.tables import digits, table_messages
from tests.ui.stage.harness.stage_page import as_text, give, hand_over, messages_of, run_module
from tests.ui.stage.microscope.traces import Traced


def pad_of(page: Page) -> Any:
    page.get_by_role("switch", name="Draw a digit").click()
    return page.locator("canvas.paper")


def probe(page: Page) -> list[int] | None:
    """The grey values that were asked about last."""
    text = page.evaluate("sent.filter((message) => 'probe' in message).at(-1)?.probe ?? null")
    return None if text is None else list(base64.b64decode(text))


def test_a_stroke_on_the_pad_is_asked_about(page: Page) -> None:
    give(page, digits())
    pad = pad_of(page)
    pad.hover()  # Once it stands still.
    box = pad.bounding_box()
    middle = box["x"] + box["width"] / 2
    page.mouse.move(middle, box["y"] + 0.1 * box["height"])
    page.mouse.down()
    page.mouse.move(middle, box["y"] + 0.9 * box["height"], steps=8)
    page.mouse.up()
    pixels = probe(page)
    assert pixels is not None
    drawn = np.reshape(pixels, (8, 8))
    assert (drawn[:, 3:5].max(axis=1) > 0).all()
    assert drawn[:, [0, 7]].max() == 0
    page.get_by_role("button", name="Clear").click()
    assert probe(page) is None


def test_dots_are_set_by_keyboard(page: Page) -> None:
    give(page, digits())
    pad_of(page).focus()
    for key in ["ArrowRight", "ArrowDown", "ArrowDown", "Space"]:
        page.keyboard.press(key)
    pixels = probe(page)
    assert pixels is not None
    assert [i for i, value in enumerate(pixels) if value] == [2 * 8 + 1]
    page.keyboard.press("Space")
    assert probe(page) is None
    page.keyboard.press("Space")
    # What is not shown asks for nothing.
    page.get_by_role("switch", name="Draw a digit").click()
    assert probe(page) is None


def test_a_pad_that_is_opened_while_training_stands_still_is_empty(page: Page) -> None:
    feed = Feed(LiveRun(Experiment(dataset="digits", hidden=(16, 16))))
    give(page, [as_text(part) for part in feed.next()])
    pad_of(page)
    expect(page.locator(".digitpad .reading")).to_have_text("Draw a digit, as large as you like.")
    widths = page.locator(".digitpad .track i").evaluate_all(
        "bars => bars.map((bar) => bar.getBoundingClientRect().width)"
    )
    assert widths == [0] * 10
    expect(page.get_by_role("switch", name="Test points")).to_be_hidden()


def test_answers_fill_the_tiles_and_the_bars(page: Page) -> None:
    feed = Feed(LiveRun(Experiment(dataset="digits", hidden=(16, 16))))
    give(page, [as_text(part) for part in feed.next()])
    pad_of(page).focus()
    page.keyboard.press("Space")
    feed.probe = Probe(bytes(probe(page) or []))
    hand_over(page, [as_text(part) for part in feed.next()])
    expect(page.locator(".digitpad .best")).to_have_count(1)
    expect(page.locator(".digitpad .reading")).to_contain_text("It reads")
    shares = page.locator(".digitpad .share").all_inner_texts()
    assert sum(float(share.rstrip("%")) for share in shares) == pytest.approx(100, abs=1)


def test_tiles_show_weights_where_that_is_asked_for(page: Page) -> None:
    give(page, digits())
    before = page.locator(".walker canvas").screenshot()
    page.get_by_role("switch", name="Tiles as weights").click()
    page.wait_for_timeout(100)
    assert page.locator(".walker canvas").screenshot() != before


def test_twenty_classes_have_a_key_that_fits(page: Page) -> None:
    names = tuple(f"a class with the long name {k}" for k in range(20))
    give(page, table_messages(n_inputs=5, class_names=names))
    for width in (358, 1100):
        page.evaluate("(width) => { host.style.width = `${width}px` }", width)
        page.wait_for_timeout(150)
        map_box = page.locator(".map canvas:not(.paper)").bounding_box()
        curves = page.locator(".curves").bounding_box()
        assert map_box is not None
        assert curves is not None
        assert map_box["y"] + map_box["height"] <= curves["y"]


def test_ten_short_names_take_one_line_of_the_key(page: Page) -> None:
    body = """
      const context = document.createElement("canvas").getContext("2d");
      context.font = "11px sans-serif";
      const axes = [{ label: "x" }, { label: "y" }];
      const model = { classNames: argument, axes, task: "multiclass" };
      return m.keyHeight(context, model, 366, data.strings);
    """
    assert run_module(page, "canvas/output/legendnames.js", body, list("0123456789")) == 0


def test_an_error_of_values_is_told_in_their_unit(page: Page) -> None:
    experiment, run, messages = messages_of(dataset="diabetes")
    give(page, messages)
    preparation = experiment.make_dataset().preparation
    assert preparation is not None
    error = run.evaluation().test_metrics["rmse"] * preparation.target_scale
    expect(page.locator("[data-field=rmse_test] dd")).to_have_text(f"{error:.2f}")


@pytest.mark.parametrize("width", [358, 1100])
def test_an_example_of_many_inputs_stays_small(page: Page, width: int) -> None:
    page.evaluate("(width) => { host.style.width = `${width}px` }", width)
    traced = Traced(dataset="digits", hidden=(16, 16), batch_size=32)
    scene, trace, frame = traced.messages()
    give(page, [scene, frame])
    page.get_by_role("switch", name="Step by step").click()
    hand_over(page, [trace])
    row = page.locator(".microscope .sample")
    expect(row.locator(".miniature")).to_be_visible()
    box = row.bounding_box()
    assert box is not None
    assert box["height"] < 220
    # All of it is there, and what has no room can be scrolled to by keyboard.
    expect(row.locator(".values .piece")).to_have_count(64)
    values = row.locator(".values")
    values.focus()
    page.keyboard.press("End")
    page.wait_for_function("(box) => box.scrollTop > 50", arg=values.element_handle())

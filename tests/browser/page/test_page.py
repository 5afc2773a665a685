"""The controls around the picture and the panels below it."""

import re

import pytest
from playwright.sync_api import expect

from nnviz.data import DATASETS
from tests.browser.conftest import OpenPage
from tests.browser.kit.playground import Playground


def test_every_dataset_can_be_picked_by_its_picture(playground: Playground) -> None:
    playground.open()
    for name in [name for name in DATASETS if name != "circle"]:
        scene = playground.number("scene")
        playground.page.locator(f"label:has(input[value='{name}'])").click()
        playground.wait(f"Number(d.scene) !== {scene}")
        playground.page.wait_for_url(f"**dataset={name}*")
        spec = DATASETS[name]
        assert playground.scene()[0]["task"] == spec.task
        assert playground.scene()[0]["dimension"] == spec.shown_dimension


def test_a_live_setting_changes_without_a_restart(playground: Playground) -> None:
    playground.open()
    playground.click("epoch")
    playground.wait("d.epoch === '1'")
    playground.page.locator(".st-key-field-learning_rate input").focus()
    playground.page.keyboard.press("ArrowRight")
    playground.page.wait_for_url("**learning_rate=0.05*")
    playground.click("step")
    steps_per_epoch = playground.scene()[0]["steps_per_epoch"]
    playground.wait(f"Number(d.step) === {steps_per_epoch + 1}")


def test_a_tab_keeps_the_keyboard_while_the_tabs_are_redrawn(playground: Playground) -> None:
    playground.open()
    tabs = playground.page.get_by_role("tab")
    tabs.first.focus()
    for number in (1, 2):
        playground.page.keyboard.press("ArrowRight")
        expect(tabs.nth(number)).to_be_focused()
    # What a redrawing does where a picture falls between the row and its tabs.
    taken = tabs.nth(2).evaluate(
        "async (tab) => {"
        " const shown = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
        " tab.removeAttribute('tabindex'); tab.setAttribute('aria-disabled', 'true');"
        " await shown(); await shown();"
        " const taken = document.activeElement !== tab;"
        " tab.setAttribute('tabindex', '0'); tab.removeAttribute('aria-disabled');"
        " return taken; }"
    )
    assert taken
    expect(tabs.nth(2)).to_be_focused()


def test_reset_brings_back_the_defaults(playground: Playground) -> None:
    playground.open(dataset="spiral", hidden="5,5,5", learning_rate=0.1)
    playground.click("reset")
    playground.page.wait_for_url(re.compile(r"/\??$"))
    playground.wait("Number(d.scene) > 1")
    assert playground.scene()[0]["layer_sizes"] == [2, 4, 2, 1]


@pytest.mark.parametrize("query", [{}, {"dataset": "rings"}, {"dataset": "line", "hidden": ""}])
def test_each_panel_is_drawn_when_it_comes_into_view(
    new_page: OpenPage, query: dict[str, str]
) -> None:
    playground = new_page(viewport={"width": 1400, "height": 1500})
    playground.open(**query)
    playground.play()
    for tab in ("Weights", "Distributions", "Curves"):
        playground.page.get_by_role("tab", name=tab).click()
        plot = playground.page.get_by_role("tabpanel").locator(".js-plotly-plot").first
        expect(plot).to_be_visible()
    step = playground.number("step")
    playground.wait(f"Number(d.step) > {step}")


def test_every_button_above_the_picture_and_every_tab_is_explained(playground: Playground) -> None:
    playground.open()
    page = playground.page
    told = page.get_by_role("tooltip").filter(visible=True)
    for key, letter in (("play", "P"), ("step", "S"), ("epoch", "E"), ("restart", "B")):
        page.mouse.move(0, 0)
        expect(told).to_have_count(0)
        page.locator(f".st-key-{key} button:visible").hover()
        expect(told).to_contain_text(f"(key {letter})")
    said = set()
    for tab in page.get_by_role("tab").all():
        page.mouse.move(0, 0)
        expect(told).to_have_count(0)
        tab.hover()
        expect(told).to_have_text(tab.get_attribute("aria-description") or "nothing")
        said.add(told.inner_text())
    assert len(said) == page.get_by_role("tab").count() == 6


def test_what_is_said_of_a_tab_comes_to_the_keyboard_and_goes_by_escape(
    playground: Playground,
) -> None:
    playground.open()
    told = playground.page.get_by_role("tooltip").filter(visible=True)
    first, second = playground.page.get_by_role("tab").all()[:2]
    first.focus()
    playground.page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    expect(told).to_have_text(second.get_attribute("aria-description") or "nothing")
    playground.page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(second).to_be_focused()
    # One can go over to it, and a press sends it away until one points anew.
    second.hover()
    expect(told).to_have_count(1)
    told.hover()
    playground.page.wait_for_timeout(500)
    expect(told).to_have_count(1)
    second.hover()
    playground.page.mouse.down()
    expect(told).to_have_count(0)
    playground.page.mouse.up()
    playground.page.wait_for_timeout(500)
    expect(told).to_have_count(0)

"""What is in sight without scrolling, at the sizes of screens that people have."""

import re

import pytest
from playwright.sync_api import Locator, expect

from nnviz.ui.controls.sidebar.field import key_of
from tests.browser.conftest import OpenPage
from tests.browser.kit.pictures import brightness
from tests.browser.kit.playground import Playground

#: Fields that are played with.
PLAYED_WITH = ("activation", "loss", "learning_rate", "optimizer")


def box(element: Locator) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of an element, in pixels of the window."""
    found = element.bounding_box()
    assert found is not None, "it is not there"
    x, y = found["x"], found["y"]
    return x, y, x + found["width"], y + found["height"]


def in_sight(playground: Playground, element: Locator) -> bool:
    """Whether all of an element is in the window."""
    size = playground.page.viewport_size
    assert size is not None
    left, top, right, bottom = box(element)
    return left >= 0 and top >= 0 and right <= size["width"] and bottom <= size["height"]


def check_what_is_played_with(playground: Playground) -> None:
    """It is in sight, and its names can be read whole."""
    for field in PLAYED_WITH:
        control = playground.page.locator(f".st-key-{key_of(field)}")
        assert in_sight(playground, control), field
    for name in playground.page.locator(".cards label > span").all():
        assert name.evaluate("(name) => name.scrollWidth <= name.clientWidth"), name.inner_text()


def check_one_line(playground: Playground) -> None:
    """The buttons above the picture stand on one line."""
    row = box(playground.page.locator(".st-key-transport"))
    play = box(playground.page.locator(".st-key-play"))
    assert row[3] - row[1] < 1.5 * (play[3] - play[1])
    size = playground.page.viewport_size
    assert size is not None
    assert box(playground.page.locator(".st-key-reset"))[2] <= row[2] <= size["width"]


def check_together(playground: Playground) -> None:
    """Map, network and loss are in sight at once, and the map's switches within it."""
    stage = playground.stage
    for name in ("readout", "network", "map", "curves", "timeline"):
        assert in_sight(playground, stage.locator(f".{name}")), name
    title = stage.locator(".map h2")
    assert title.evaluate("(title) => title.scrollWidth <= title.clientWidth")
    right = box(stage.locator(".map"))[2]
    for switch in stage.locator(".map [role=switch]:visible").all():
        assert box(switch)[2] <= right


def test_all_that_one_needs_is_in_sight(playground: Playground) -> None:
    playground.open(dataset="spiral", hidden="8,8,8,8")
    for width, height in ((1400, 900), (1366, 768), (1280, 720), (1920, 1080)):
        playground.resize(width, height)
        check_what_is_played_with(playground)
        check_one_line(playground)
        check_together(playground)


@pytest.mark.parametrize("width", [1024, 700])
def test_the_buttons_stand_on_one_line(new_page: OpenPage, width: int) -> None:
    playground = new_page(viewport={"width": width, "height": 720})
    playground.open()
    check_one_line(playground)


def test_what_is_said_for_a_moment_lies_over_no_button(new_page: OpenPage) -> None:
    playground = new_page()
    playground.open(dataset="above", curve="polynomial")
    page = playground.page
    coefficients = page.get_by_role("textbox", name="Its coefficients")
    coefficients.fill("100")
    coefficients.press("Enter")
    said = page.get_by_test_id("stToast")
    said.hover()  # and it stays
    for width, height in ((1400, 900), (1280, 720), (1024, 768), (768, 1024), (390, 844)):
        playground.resize(width, height)
        left, top, right, bottom = box(said)
        for key in ("transport", "other-page"):
            part = box(page.locator(f".st-key-{key}"))
            assert bottom <= part[1] or top >= part[3] or right <= part[0] or left >= part[2], (
                key,
                width,
            )
        # All of it, without another click.
        expect(said).to_contain_text("as in -3, 0, 0.5.")
        expect(said.get_by_test_id("stToastViewButton")).to_have_count(0)


def test_what_is_chosen_in_the_sidebar_can_be_read_whole(playground: Playground) -> None:
    playground.open(dataset="above", curve="polynomial", train_share=1)
    page = playground.page
    page.locator("summary", has_text="Stop at").click()
    curve = page.locator(f".st-key-{key_of('curve')} input")
    coefficients = page.locator(f".st-key-{key_of('coefficients')} input")
    share = page.locator(".st-key-stop-only-share input")
    expect(share).to_be_visible()
    for field in (curve, coefficients, share):
        assert field.evaluate("(field) => field.scrollWidth <= field.clientWidth")
    boxes = [
        box(page.locator(f".st-key-{key_of('curve')} [role=group]")),
        box(page.get_by_test_id("stTextInputRootElement")),
    ]
    assert boxes[0][3] - boxes[0][1] == boxes[1][3] - boxes[1][1]


def test_the_map_is_on_the_first_screen_at_twice_the_size(new_page: OpenPage) -> None:
    playground = new_page(viewport={"width": 700, "height": 450}, device_scale_factor=2)
    playground.open()
    _left, top, right, _bottom = box(playground.stage.locator(".map canvas").first)
    side = playground.stage.evaluate("(stage) => stage.style.getPropertyValue('--side')")
    # Its key may follow below.
    assert top + float(side.removesuffix("px")) <= 450
    for switch in playground.stage.locator(".map [role=switch]:visible").all():
        assert box(switch)[2] <= right


def test_a_fold_stays_open(playground: Playground) -> None:
    playground.open()
    page = playground.page
    seed = page.locator(f".st-key-{key_of('seed')} input")
    page.locator(".st-key-fold-network summary").press("Enter")
    playground.settle()
    seed.fill("12")
    seed.press("Enter")
    page.wait_for_url("**seed=12*")
    page.locator(".st-key-other-page a").click()
    page.get_by_role("heading", name="How a neural network works").wait_for()
    page.locator(".st-key-other-page a").click()
    seed.wait_for()
    assert seed.input_value() == "12"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_it_is_one_white_page(new_page: OpenPage, scheme: str) -> None:
    playground = new_page(color_scheme=scheme, viewport={"width": 1920, "height": 1080})
    playground.open(dataset="spiral", hidden="8,8,8,8")
    page = playground.page
    sheets = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert brightness(page.screenshot()) > 240
    left, _top, right, _bottom = box(playground.stage)
    assert right - left == pytest.approx(0.7 * 1080, abs=1)
    assert box(page.get_by_test_id("stSidebarContent"))[2] <= left
    expect(page.locator(".st-key-transport")).to_be_hidden()
    expect(page.get_by_role("tab")).to_have_count(0)


def test_an_address_can_be_copied_at_sight(new_page: OpenPage) -> None:
    playground = new_page(permissions=["clipboard-read", "clipboard-write"])
    playground.open(dataset="xor")
    playground.click("share")
    playground.page.get_by_role("button", name="Copy to clipboard").click()
    copied = playground.page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("?dataset=xor")

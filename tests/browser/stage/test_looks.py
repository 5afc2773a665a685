"""Any width, light and dark, and usable without a mouse or without eyes."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from nnviz.experiment.presets import PRESETS
from tests.browser.conftest import OpenPage
from tests.browser.files.test_upload import give
from tests.browser.kit.pictures import brightness, colours
from tests.browser.kit.playground import Playground
from tests.ui.upload.tables import MESSY

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

# Streamlit's page scrolls in an element of its own.
OVERFLOW = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
  .map((element) => element.scrollWidth - element.clientWidth)"""


# A page that is opened on a phone has its sidebar folded.
@pytest.mark.parametrize("widths", [(390,), (820, 1400, 2560)], ids=["a phone", "larger"])
def test_no_width_scrolls_sideways(new_page: OpenPage, widths: tuple[int, ...]) -> None:
    playground = new_page(viewport={"width": widths[0], "height": 844})
    playground.open(dataset="spiral", hidden="8,8,8,8,8,8")
    for width in widths:
        playground.resize(width, 844)
        assert playground.page.evaluate(OVERFLOW) == [0, 0]
        box = playground.stage.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert colours(playground.stage.screenshot()) > 100


def turn(playground: Playground, scheme: Scheme) -> None:
    """Let the visitor's system turn light or dark, and the page follow."""
    playground.page.emulate_media(color_scheme=scheme)
    playground.let_frames_pass(30)


@pytest.mark.parametrize("first", SCHEMES)
def test_dark_and_light_follow_the_visitor(new_page: OpenPage, first: Scheme) -> None:
    playground = new_page(color_scheme=first)
    playground.open()
    for scheme in (first, *(other for other in SCHEMES if other != first)):
        turn(playground, scheme)
        for picture in (playground.stage.screenshot(), playground.page.screenshot()):
            assert (brightness(picture) > 200) == (scheme == "light")
            assert (brightness(picture) < 60) == (scheme == "dark")


def serious_faults(playground: Playground) -> list[str]:
    """Serious and critical faults that axe finds, each with the elements at fault."""
    # The tooltip of the button that was pressed last would be judged while it fades in.
    playground.page.mouse.move(5, 5)
    expect(playground.page.get_by_test_id("stTooltipContent")).to_have_count(0)
    response: dict[str, Any] = Axe().run(playground.page).response
    return [
        f"{violation['id']}: {node['target']} {node['html'][:200]}"
        for violation in response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def check_light_and_dark(playground: Playground) -> None:
    """Axe finds nothing serious in either; the page changes when the visitor's system does."""
    for scheme in SCHEMES:
        turn(playground, scheme)
        assert serious_faults(playground) == [], scheme


@pytest.mark.parametrize("width", [390, 1400])
def test_axe_finds_no_serious_fault(new_page: OpenPage, width: int) -> None:
    playground = new_page(viewport={"width": width, "height": 900})
    playground.open()
    check_light_and_dark(playground)
    playground.open(dataset="rings", hidden="8,8", optimizer="momentum", learning_rate="fast")
    check_light_and_dark(playground)
    playground.click("share")
    playground.page.get_by_test_id("stCode").wait_for()
    check_light_and_dark(playground)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_axe_finds_no_serious_fault_where_inputs_are_many(
    new_page: OpenPage, scheme: str, width: int
) -> None:
    playground = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    playground.open(dataset="digits")
    playground.stage.get_by_role("switch", name="Draw a digit").click()
    assert serious_faults(playground) == []
    playground.open(dataset="breast_cancer")
    playground.stage.get_by_role("switch", name="Step by step").click()
    playground.wait("d.stop === '0'")
    assert serious_faults(playground) == []


def test_axe_finds_no_serious_fault_in_the_dialog(new_page: OpenPage) -> None:
    playground = new_page(viewport={"width": 1366, "height": 768})
    playground.open()
    dialog = give(playground, "mine.csv", MESSY)
    expect(dialog.get_by_text("The network gets 7 inputs")).to_be_visible()
    playground.settle()
    # Streamlit gives its messages no name.
    expect(playground.page.get_by_test_id("stToast")).to_have_count(0)
    check_light_and_dark(playground)


def test_axe_finds_no_serious_fault_when_training_has_diverged(playground: Playground) -> None:
    playground.open(**PRESETS["too_fast"].experiment.to_query())
    # It may be over before anybody has seen it play.
    playground.click("play")
    playground.page.get_by_role("alert").filter(has_text="exploding").wait_for()
    assert serious_faults(playground) == []

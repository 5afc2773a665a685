"""What a person does in the microscope, and what it says, in short names for its tests."""

from playwright.sync_api import Locator, Page, expect

from nnviz.ui.stage.microscope.strings import microscope_strings
from tests.ui.stage.harness.stage_page import give, hand_over
from tests.ui.stage.microscope.traces import Traced

WORDS = microscope_strings()


def open_microscope(page: Page, traced: Traced) -> None:
    """Turn it on as a person does, and let the server answer."""
    scene, trace, frame = traced.messages()
    give(page, [scene, frame])
    page.get_by_role("switch", name="Step by step").click()
    hand_over(page, [trace])
    expect(page.locator(".microscope h3")).to_be_visible()


def state(page: Page) -> dict[str, str]:
    """What the stage tells whoever watches from outside."""
    found: dict[str, str] = page.evaluate(
        "({ ...host.shadowRoot.querySelector('.nnviz-stage').dataset })"
    )
    return found


def go_to(page: Page, kind: str, layer: int) -> None:
    """Walk on until a stop."""
    for _ in range(60):
        now = state(page)
        if (now["stopKind"], int(now["layer"])) == (kind, layer):
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"no stop {kind} of layer {layer}")


def line(page: Page, about: str) -> Locator:
    """A line of the stop that is open."""
    return page.locator(f'.line[data-about="{about}"]')


def full_numbers(of: Locator) -> list[float]:
    """The whole numbers behind the short ones of a line, the result last."""
    found = of.locator(".numbers .number")
    texts = [found.nth(i).get_attribute("data-full") or "" for i in range(found.count())]
    return [float(text.replace("−", "-")) for text in texts]


def spoken(page: Page) -> str:
    """What was said aloud last."""
    return page.locator(".microscope [aria-live]").inner_text()

"""Nothing jumps: what is looked at stays where it is, whatever is pressed."""

import pytest
from playwright.sync_api import expect

from nnviz.experiment.presets import PRESETS
from tests.browser.conftest import OpenPage
from tests.browser.kit.playground import Playground

#: What is looked at and pressed: above the stage, and within it.
ABOVE = {name: f".st-key-{name} button" for name in ("play", "step", "speed", "share", "reset")}
WITHIN = {
    "readout": ".readout",
    "network": ".graph canvas",
    "map": ".map canvas",
    "chart": ".curves canvas",
    "slider": ".timeline input",
}

#: Notes where these parts are, to the pixel, whenever that is another place. What is not so in two
#: pictures after one another may not have been painted at all.
RECORD = """([above, within]) => {
  const visible = (element) => element.getBoundingClientRect().width > 0;
  const find = () => {
    const parts = Object.entries(above).map(([name, selector]) =>
      [name, [...document.querySelectorAll(selector)].find(visible)]);
    const stage = nnvizStage();
    return [...parts, ...Object.entries(within).map(([name, selector]) =>
      [name, stage.querySelector(selector)])];
  };
  const boxes = () => JSON.stringify(find().map(([name, element]) => {
    const box = element?.getBoundingClientRect();
    return [name, ...["x", "y", "width", "height"].map((side) => Math.round(box?.[side] ?? NaN))];
  }));
  window.places = { seen: [], pictures: 0 };
  let before = null;
  const look = () => {
    const now = boxes();
    if (now !== before) places.pictures = 0;
    else if (now !== places.seen.at(-1)) places.seen.push(now);
    places.pictures += 1;
    before = now;
    // Once this picture is painted.
    requestAnimationFrame(() => setTimeout(look));
  };
  look();
}"""

#: Whether the page is done: its script has ended, and all has stood in its place for a while.
SETTLED = """() => places.pictures > 60 && document.fonts.status === 'loaded' &&
  document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'"""


class Still:
    """An open page of which nothing is to move any more; of its stage only the parts within."""

    def __init__(self, playground: Playground, *, within: dict[str, str] = WITHIN) -> None:
        self._page = playground.page
        self._page.evaluate(RECORD, [ABOVE, within])
        self._page.wait_for_function(SETTLED)
        self._page.evaluate("places.seen.splice(0, places.seen.length - 1)")

    def check(self) -> None:
        """Fail if anything has moved by now, even for a moment."""
        self._page.evaluate("places.pictures = 0")
        self._page.wait_for_function(SETTLED)
        first, *others = self._page.evaluate("places.seen.map((text) => JSON.parse(text))")
        for other in others:
            assert other == first


#: What is to be where it was, once a message has come or gone.
PARTS = {
    "step": ".st-key-step button:visible",
    "speed": ".st-key-speed button:visible",
    "readout": ".nnviz-stage .readout",
    "network": ".nnviz-stage .graph canvas",
    "map": ".nnviz-stage .map canvas",
    "chart": ".nnviz-stage .curves canvas",
    "slider": ".nnviz-stage .timeline input",
}

Boxes = dict[str, tuple[int, int, int, int]]


def boxes(playground: Playground) -> Boxes:
    """Where everything is, to the pixel."""
    playground.let_frames_pass(5)
    found = {}
    for name, selector in PARTS.items():
        box = playground.page.locator(selector).first.bounding_box()
        assert box is not None, name
        x, y, width, height = (round(box[side]) for side in ("x", "y", "width", "height"))
        found[name] = (x, y, width, height)
    return found


def test_nothing_jumps_while_one_plays_points_edits_and_draws(playground: Playground) -> None:
    playground.open(hidden="4,2")
    still = Still(playground)
    playground.play()
    playground.wait("Number(d.step) > 20")
    playground.pause()
    still.check()
    for _ in range(2):
        # Back on the timeline it has more buttons.
        playground.stage.get_by_role("button", name="One update back").click()
    still.check()
    playground.stage.get_by_role("button", name="To the end").click()
    playground.stage.locator(".walker").focus()
    playground.page.keyboard.press("ArrowRight")
    playground.page.keyboard.press("Enter")
    playground.stage.locator(".editor input[type=range]").wait_for()
    still.check()
    playground.stage.locator(".graph").hover(position={"x": 5, "y": 5})
    draw = playground.stage.get_by_role("switch", name="Draw")
    draw.click()
    playground.stage.locator(".drawtools").wait_for()
    still.check()
    draw.click()
    playground.stage.locator(".drawtools").wait_for(state="hidden")
    still.check()


def test_a_setting_that_is_refused_moves_nothing(playground: Playground) -> None:
    """What is said of it must not take the place of the page's style sheet."""
    playground.open(dataset="above", curve="polynomial")
    still = Still(playground)
    box = playground.page.get_by_role("textbox", name="Its coefficients")
    for text in ("abc", "nan"):
        box.fill(text)
        box.press("Enter")
        expect(playground.page.get_by_text("That is no curve through the picture")).to_be_visible()
        expect(box).to_have_value("-3,0,0.5")
    still.check()


@pytest.mark.parametrize("width", [1400, 1280])
def test_every_example_says_what_to_watch_for_and_moves_nothing(
    new_page: OpenPage, width: int
) -> None:
    playground = new_page(viewport={"width": width, "height": 900})
    playground.open()
    still = Still(playground, within={})
    guide = playground.page.locator(".st-key-guide")
    for preset in PRESETS.values():
        playground.click("preset")
        playground.page.get_by_role("menuitem", name=preset.title, exact=True).click()
        guide.get_by_text(f"{preset.title}.").wait_for()
        beginning = preset.sentence.split(":")[0][:40]
        expect(guide.get_by_text(beginning).first).to_be_visible()
        # From its beginning, also after an example that differs in live settings alone.
        playground.wait("d.step === '0'")
        playground.click("step")
        playground.wait("d.step === '1' || d.playing === 'false'")
    still.check()


@pytest.mark.parametrize("width", [1400, 1280, 768, 390])
def test_a_message_covers_nothing_and_moves_nothing(new_page: OpenPage, width: int) -> None:
    playground = new_page(viewport={"width": width, "height": 800})
    playground.open(**PRESETS["too_fast"].experiment.to_query(), noise="loud", train_share="most")
    page = playground.page
    message = page.locator(".st-key-message")
    expect(message.get_by_role("alert")).to_contain_text("Not all of the address could be used")
    with_message = boxes(playground)
    buttons = message.get_by_role("button")
    for one in [message, *buttons.all()]:
        box, below = one.bounding_box(), page.locator(".st-key-transport").bounding_box()
        assert box is not None
        assert below is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= below["y"]
    # All of it can be read.
    message.get_by_role("button", name="Read all").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("noise")
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("train_share")
    page.keyboard.press("Escape")
    playground.click("dismiss")
    expect(message).to_have_count(0)
    assert boxes(playground) == with_message
    playground.click("play")
    expect(message.get_by_role("alert")).to_contain_text("exploding")
    assert boxes(playground) == with_message


@pytest.mark.parametrize("width", [1400, 768])
def test_what_explains_a_number_leaves_the_toolbar_free(new_page: OpenPage, width: int) -> None:
    playground = new_page(viewport={"width": width, "height": 800})
    playground.open()
    toolbar = playground.page.locator(".st-key-transport").bounding_box()
    assert toolbar is not None
    label = playground.stage.get_by_role("tooltip")
    for field in playground.stage.locator(".readout .field").all():
        field.hover()
        expect(label).to_have_text(field.get_attribute("data-hint") or "")
        box = label.bounding_box()
        assert box is not None
        assert box["y"] >= toolbar["y"] + toolbar["height"]

"""Nothing jumps: what is looked at stays where it is, whatever is pressed."""

from tests.browser.playground import Playground

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
    at_first = boxes(playground)
    playground.play()
    assert boxes(playground) == at_first
    playground.pause()
    assert boxes(playground) == at_first
    graph = playground.stage.locator(".graph")
    for _ in range(2):
        # Back on the timeline it has more buttons.
        playground.stage.get_by_role("button", name="One update back").click()
        playground.let_frames_pass(20)
    assert boxes(playground) == at_first
    playground.stage.get_by_role("button", name="To the end").click()
    playground.stage.locator(".walker").focus()
    playground.page.keyboard.press("ArrowRight")
    assert boxes(playground) == at_first
    playground.page.keyboard.press("Enter")
    playground.stage.locator(".editor input[type=range]").wait_for()
    assert boxes(playground) == at_first
    graph.hover(position={"x": 5, "y": 5})
    draw = playground.stage.get_by_role("switch", name="Draw")
    draw.click()
    playground.stage.locator(".drawtools").wait_for()
    assert boxes(playground) == at_first
    draw.click()
    assert boxes(playground) == at_first

"""Looking into the picture: hovering, walking by keyboard, and changing the network in place."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.kit.playground import Playground

# A neuron's equation with today's numbers: a function or nothing around weights times names.
EQUATION = re.compile(r"= \w+\(−?\d+(\.\d+)?·")


def centre(locator: Locator) -> tuple[float, float]:
    """Middle of an element on the page."""
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def hover_first_hidden_neuron(playground: Playground) -> None:
    """Move the mouse down from the buttons of the first hidden layer until it meets a neuron."""
    stepper = playground.stage.get_by_role("group", name="Hidden layer 1")
    graph = playground.stage.locator(".graph").bounding_box()
    assert graph is not None
    x, y = centre(stepper)
    while y < graph["y"] + graph["height"]:
        y += 8
        playground.page.mouse.move(x, y)
        playground.let_frames_pass(2)
        if EQUATION.search(playground.detail.inner_text()):
            return
    raise AssertionError("there is no neuron below the buttons of hidden layer 1")


def test_hovering_a_neuron_shows_its_equation_and_its_map(playground: Playground) -> None:
    playground.open()
    title = playground.stage.locator(".map .head").get_by_role("heading")
    output_title = title.inner_text()
    expect(playground.detail).to_contain_text("Point at a neuron")
    canvas = playground.stage.locator(".map canvas:not(.paper)")
    output = canvas.screenshot()
    hover_first_hidden_neuron(playground)
    expect(title).to_have_text("Neuron 1 of hidden layer 1")
    playground.let_frames_pass()
    assert canvas.screenshot() != output
    playground.page.mouse.move(5, 5)
    expect(title).to_have_text(output_title)


def test_the_equation_has_todays_numbers(playground: Playground) -> None:
    playground.open()
    hover_first_hidden_neuron(playground)
    for step in (0, 1, 2):
        numbers = [
            float(text.replace("−", "-").replace(" ", ""))
            for text in re.findall(r"−? ?\d+\.\d+", playground.detail.inner_text())
        ]
        # Block of the first layer: one row for x1, one for x2, then the biases; four neurons.
        parameters = playground.frame(step)[1]["parameters"]
        expected = [parameters[0], parameters[4], parameters[8]]
        nonzero = [value for value in expected if value != 0]
        assert len(numbers) >= len(nonzero)
        for shown, value in zip(numbers, expected, strict=False):
            assert abs(shown - value) <= 0.005 + 0.01 * abs(value)
        playground.page.keyboard.press("s")
        playground.wait(f"Number(d.step) === {step + 1}")


def test_arrow_keys_walk_from_neuron_to_neuron(playground: Playground) -> None:
    playground.open()
    playground.stage.locator(".walker").focus()
    title = playground.stage.locator(".map .head").get_by_role("heading")
    output_title = title.inner_text()
    for key, expected in (
        ("ArrowRight", "Neuron 1 of hidden layer 1"),
        ("ArrowDown", "Neuron 2 of hidden layer 1"),
        ("ArrowRight", "Neuron 1 of hidden layer 2"),
        ("Escape", output_title),
    ):
        playground.page.keyboard.press(key)
        expect(title).to_have_text(expected)


def test_plus_and_minus_change_the_network(playground: Playground) -> None:
    playground.open()
    for button, sizes in (
        ("Add a hidden layer", [2, 4, 2, 2, 1]),
        ("Add a neuron to hidden layer 1", [2, 5, 2, 2, 1]),
        ("Remove a neuron from hidden layer 2", [2, 5, 1, 2, 1]),
        ("Remove the last hidden layer", [2, 5, 1, 1]),
    ):
        playground.click_in_stage(button)
        assert playground.scene()[0]["layer_sizes"] == sizes
        expect(playground.stage.locator(".graph canvas")).to_have_attribute(
            "aria-label", re.compile(", ".join(str(size) for size in sizes))
        )


def test_clicks_that_come_faster_than_the_page_follows_all_count(playground: Playground) -> None:
    playground.open()
    more = playground.control("Add a neuron to hidden layer 1")
    more.evaluate("(button) => { for (let click = 0; click < 5; click++) button.click(); }")
    number = playground.stage.get_by_role("group", name="Hidden layer 1").get_by_role("status")
    expect(number).to_have_text("9")
    assert playground.scene()[0]["layer_sizes"] == [2, 9, 2, 1]


def test_an_input_is_switched_by_a_click_on_its_tile(playground: Playground) -> None:
    playground.open()
    # Pointed at, the map's title is called like it.
    tile = playground.stage.locator("button.feature[aria-label='Input x₁²']")
    expect(tile).to_have_attribute("aria-pressed", "false")
    playground.click_in_stage("Input x₁²")
    expect(tile).to_have_attribute("aria-pressed", "true")
    assert playground.scene()[0]["layer_sizes"] == [3, 4, 2, 1]


def test_each_transport_key_works(playground: Playground) -> None:
    playground.open()
    keyboard = playground.page.keyboard
    keyboard.press("s")
    playground.wait("d.step === '1'")
    keyboard.press("e")
    playground.wait("d.epoch === '1'")
    keyboard.press("b")
    playground.wait("d.step === '0'")
    scene = playground.number("scene")
    keyboard.press("n")
    playground.wait(f"Number(d.scene) !== {scene}")
    keyboard.press("p")
    playground.wait("d.playing === 'true'")
    keyboard.press("p")
    playground.wait("d.playing === 'false'")

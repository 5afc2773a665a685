"""The microscope on the stage, with real traces that the test hands over."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from nnviz.core.network.interventions import Interventions
from nnviz.live.frames.frames import unpack
from tests.ui.stage.harness.stage_page import give, hand_over
from tests.ui.stage.microscope.microscope_page import (
    WORDS,
    full_numbers,
    go_to,
    line,
    open_microscope,
    spoken,
    state,
)
from tests.ui.stage.microscope.traces import Traced


def test_off_it_asks_for_nothing(page: Page) -> None:
    scene, _, frame = Traced().messages()
    give(page, [scene, frame])
    assert state(page)["microscope"] == "off"
    assert page.locator(".microscope").is_hidden()
    assert not any("trace" in message for message in page.evaluate("sent"))


def test_on_it_asks_for_the_next_update_and_shows_its_numbers(page: Page) -> None:
    traced = Traced(hidden=(4, 2))
    open_microscope(page, traced)
    # One example is easier than many: there one begins.
    assert {"trace": {"example": 0}} in page.evaluate("sent")
    now = state(page)
    assert (now["microscope"], now["stop"], now["stops"], now["stopKind"]) == ("on", "0", "17", "z")
    expect(page.locator(".microscope h2")).to_have_text("Update 4, step by step")
    trace = traced.run.inspect(lambda trainer: trainer.trace())
    computed = dict(trace.notes.arrays())
    network = traced.run.inspect(lambda trainer: trainer.network)
    shown = np.array(full_numbers(line(page, "z")), np.float32)
    inputs = trace.inputs[:, 0]
    weights = network.weights[0][:, 0]
    expected = [weights[0], inputs[0], weights[1], inputs[1], network.biases[0][0]]
    assert shown.tolist() == [*expected, computed["z1"][0, 0]]
    page.get_by_role("switch", name="Step by step").click()
    assert page.evaluate("sent.at(-1)") == {"trace": None}
    assert state(page)["microscope"] == "off"
    assert "stop" not in state(page)


def test_keys_walk_through_all_of_it(page: Page) -> None:
    open_microscope(page, Traced(hidden=(4, 2)))
    kinds = []
    for _ in range(17):
        kinds.append(state(page)["stopKind"])
        page.keyboard.press("ArrowRight")
    assert kinds == ["z", "a"] * 3 + ["loss"] + ["delta", "gradient"] * 3 + ["update"] * 3 + [
        "apply"
    ]
    page.keyboard.press("Home")
    assert state(page)["stop"] == "0"
    page.keyboard.press("ArrowDown")
    expect(page.locator(".choice")).to_contain_text("Neuron 2 of 4")
    assert "Neuron 2 of 4" in spoken(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".choice")).to_contain_text("Neuron 4 of 4")
    page.keyboard.press("PageDown")
    expect(page.locator(".sample")).to_contain_text("Example 2 of 10")
    page.keyboard.press("End")
    assert state(page)["stopKind"] == "apply"
    page.keyboard.press("Escape")
    assert state(page)["microscope"] == "off"
    expect(page.get_by_role("switch", name="Step by step")).to_be_focused()


@pytest.mark.parametrize("way", ["switch", "close", "Escape"])
def test_closed_it_leaves_nothing_in_the_graph(page: Page, way: str) -> None:
    scene, trace, frame = Traced(hidden=(4, 2)).messages()
    give(page, [scene, frame])
    canvas = "host.shadowRoot.querySelector('.graph canvas').toDataURL()"
    switch = page.get_by_role("switch", name="Step by step")
    before = page.evaluate(canvas)
    switch.click()
    hand_over(page, [trace])
    page.wait_for_function(f"(before) => {canvas} !== before", arg=before)
    if way == "switch":
        switch.click()
    elif way == "close":
        page.get_by_role("button", name=WORDS["close_microscope"]).click()
    else:
        page.keyboard.press("Escape")
    assert state(page)["microscope"] == "off"
    page.wait_for_function(f"(before) => {canvas} === before", arg=before)


def test_what_is_chosen_stays_chosen_from_stop_to_stop(page: Page) -> None:
    open_microscope(page, Traced(hidden=(4, 2)))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    go_to(page, "gradient", 1)
    expect(page.locator(".choice")).to_contain_text("Weight w₁₃, 3 of 12")
    go_to(page, "update", 2)
    expect(page.locator(".choice")).to_contain_text("Weight w₃₁, 5 of 10")


def test_the_rail_leads_to_any_stop(page: Page) -> None:
    open_microscope(page, Traced(hidden=(4, 2)))
    page.locator(".rail .mark").nth(6).click()
    assert state(page)["stopKind"] == "loss"
    rail = page.get_by_role("slider", name="Stops of the walk")
    assert rail.get_attribute("aria-valuenow") == "7"
    assert rail.get_attribute("aria-valuetext") == "The loss"
    names = page.locator(".rail .group-name").all_inner_texts()
    assert names == ["Forward", "Loss", "Backward", "Update"]


def test_a_click_in_the_graph_chooses_there(page: Page) -> None:
    open_microscope(page, Traced(hidden=(4, 2)))
    # Into the second hidden layer's lower neuron.
    box = page.locator(".graph canvas").bounding_box()
    assert box is not None
    at = page.evaluate(
        """async () => {
          const { graphLayout } = await import("./canvas/layout/layout.js");
          const canvas = host.shadowRoot.querySelector(".graph canvas");
          const size = { width: canvas.clientWidth, height: canvas.clientHeight };
          const inputs = { features: 7, image: null, isFlat: false, labelWidth: 20 };
          const shape = { inputs, hidden: [4, 2], outputs: 1, outputLabel: 0 };
          return graphLayout(size, shape).columns[2].nodes[1];
        }"""
    )
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    now = state(page)
    assert (now["stopKind"], now["layer"]) == ("z", "2")
    expect(page.locator(".choice")).to_contain_text("Neuron 2 of 2")


def test_one_example_is_asked_for(page: Page) -> None:
    open_microscope(page, Traced(hidden=(4, 2)))
    single = page.get_by_role("button", name="One example")
    expect(single).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("sent.findLast((message) => message.trace)") == {"trace": {"example": 0}}
    page.get_by_label("Number of the training example").fill("18")
    page.get_by_label("Number of the training example").press("Enter")
    assert page.evaluate("sent.at(-1)") == {"trace": {"example": 17}}
    page.get_by_role("button", name="Previous example", exact=True).click()
    assert page.evaluate("sent.at(-1)") == {"trace": {"example": 16}}
    page.get_by_label("Number of the training example").fill("9999")
    page.get_by_label("Number of the training example").press("Enter")
    assert page.evaluate("sent.at(-1)") == {"trace": {"example": 249}}
    page.get_by_role("button", name="A random one").click()
    assert 0 <= page.evaluate("sent.at(-1).trace.example") < 250
    page.get_by_role("button", name="The next mini-batch").click()
    assert page.evaluate("sent.at(-1)") == {"trace": {"example": None}}
    single.click()
    assert page.evaluate("sent.at(-1).trace.example") is not None


def test_a_training_network_is_to_be_paused_first(page: Page) -> None:
    traced = Traced(hidden=(4, 2))
    traced.run.play()
    messages = traced.messages()
    give(page, messages)
    page.get_by_role("switch", name="Step by step").click()
    expect(page.locator(".message")).to_contain_text("stands still")
    page.get_by_role("button", name="Pause and look").click()
    assert page.evaluate("events.at(-1)") == {"type": "pause"}
    traced.run.pause()
    hand_over(page, traced.messages())
    expect(page.locator(".microscope h3")).to_be_visible()
    expect(page.locator(".message")).to_be_hidden()


def test_the_gradient_is_checked_where_that_is_asked_for(page: Page) -> None:
    traced = Traced(hidden=(4, 2), check=True)
    open_microscope(page, traced)
    go_to(page, "gradient", 2)
    switch = page.get_by_role("switch", name="Check against finite differences")
    switch.click()
    assert page.evaluate("sent.at(-1)") == {"trace": {"example": 0, "check": True}}
    expect(page.locator(".agreement")).to_contain_text(re.compile(r"agree to (all )?\d digits"))
    expect(page.locator(".check")).to_contain_text("Over the whole layer")
    assert switch.get_attribute("aria-checked") == "true"
    expect(switch).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert state(page)["stopKind"] == "delta"


@pytest.mark.parametrize(
    ("fields", "kind", "layer", "note"),
    [
        ({"interventions": Interventions(silenced=frozenset({(1, 0)}))}, "a", 1, "silenced"),
        ({"interventions": Interventions(frozen=frozenset({0}))}, "update", 1, "frozen"),
        ({"gradient_clipping": 1e-3}, "update", 1, "clipped"),
        ({"hidden": (3,) * 6, "activation": "sigmoid", "seed": 1}, "gradient", 1, "vanishing"),
        ({"activation": "tanh", "weights": 40.0}, "delta", 1, "saturated"),
        ({"activation": "relu", "bias": -80.0}, "delta", 1, "dead"),
        ({"dataset": "plane", "activation": "relu", "weights": 300.0}, "gradient", 1, "exploding"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_happens_is_named(
    page: Page, fields: dict[str, Any], kind: str, layer: int, note: str
) -> None:
    fields = dict(fields)
    weights, bias = fields.pop("weights", None), fields.pop("bias", None)
    traced = Traced(steps=0, **{"hidden": (3,), **fields})

    def spoil(network: Any) -> None:
        if weights:
            network.weights[0][...] = weights
        if bias:
            network.biases[0][...] = bias

    traced.run.inspect(lambda trainer: spoil(trainer.network))
    open_microscope(page, traced)
    go_to(page, kind, layer)
    found = page.locator(f'[data-note="{note}"]')
    expect(found).to_be_visible()
    assert "{" not in found.inner_text()


def test_an_update_that_would_blow_up_is_not_offered(page: Page) -> None:
    traced = Traced(steps=0, dataset="plane", hidden=(4,), activation="relu", learning_rate=10.0)
    while traced.run.trouble is None:
        traced.run.step()
    open_microscope(page, traced)
    page.keyboard.press("End")
    expect(page.locator(".microscope h3")).to_have_text("This update will not be made")
    expect(page.locator('[data-note="trouble"]')).to_be_visible()
    assert page.get_by_role("button", name="Apply this update").count() == 0


def test_it_plays_by_itself(page: Page) -> None:
    page.clock.install()
    open_microscope(page, Traced(hidden=(2,)))
    page.locator(".microscope .body").focus()
    page.keyboard.press(" ")
    page.clock.run_for(2600)
    assert state(page)["stop"] == "1"
    page.keyboard.press(" ")
    page.clock.run_for(20_000)
    assert state(page)["stop"] == "1"
    page.keyboard.press(" ")
    page.clock.run_for(60_000)
    assert state(page)["stopKind"] == "apply"
    assert page.evaluate("events") == []


def test_a_lost_stream_asks_again(page: Page) -> None:
    open_microscope(page, Traced(hidden=(4, 2)))
    page.evaluate("sockets[0].onclose({ code: 1006 })")
    page.wait_for_function("sockets.length === 2 && sent.at(-1).trace?.example === 0")


def test_every_sentence_that_is_built_by_name_is_there() -> None:
    kinds = ("z", "a", "loss", "delta", "gradient", "update", "apply")
    assert {f"title_{kind}" for kind in kinds} | {f"say_{kind}" for kind in kinds} <= WORDS.keys()
    groups = ("forward", "loss", "backward", "update")
    assert {f"group_{group}" for group in groups} <= WORDS.keys()


def test_a_trace_is_read_as_it_was_sent() -> None:
    _, message, _ = Traced(hidden=(2,)).feed.next()
    kind, header, arrays = unpack(message)
    assert (kind, header["step"]) == (3, 4)
    assert len(arrays["after"]) == len(arrays["before"])

"""The page as a whole: it opens, is driven, shared, reset, and says what goes wrong."""

import math
from typing import Any

import pytest
import streamlit as st

from nnviz.experiment import Experiment
from nnviz.experiment.presets import PRESETS
from nnviz.ui.controls.sidebar import data
from nnviz.ui.visit import url_mirror
from nnviz.ui.visit.speeds import FIRST_SPEED
from tests.ui.pages.page import Page

EXPLODES = {"dataset": "plane", "activation": "relu", "hidden": "8,8", "learning_rate": "10"}


def test_the_first_visit_says_what_to_press() -> None:
    page = Page()
    assert page.experiment == Experiment()
    assert page.query == {}
    assert "Press **Play**" in page.text
    assert not page.app.error
    assert not page.app.warning


def test_play_and_pause() -> None:
    page = Page()
    for playing, label in ((True, "Pause"), (False, "Play")):
        page.click("play")
        assert page.session.run.playing is playing
        assert page.app.button(key="play").label == label


def test_one_update_one_epoch_and_back() -> None:
    page = Page()
    steps_per_epoch = page.session.run.trainer.steps_per_epoch
    for key, steps in (("step", 1), ("epoch", steps_per_epoch), ("restart", 0)):
        page.click(key)
        assert page.session.run.trainer.step_count == steps
    assert page.experiment == Experiment()


def test_new_weights_take_the_next_seed() -> None:
    page = Page()
    seed = page.experiment.seed
    page.click("new_weights")
    assert page.experiment.seed == seed + 1
    assert page.query == {"seed": str(seed + 1)}


def test_speed() -> None:
    page = Page()
    page.choose("speed", math.inf)
    assert page.session.run.speed == math.inf
    assert page.app.menu_button(key="speed").label == "Full speed"


def test_speed_by_steps() -> None:
    page = Page()
    page.click("faster")
    assert page.session.run.speed == 3000
    for _ in range(2):
        page.click("slower")
    assert page.session.run.speed == 300
    page.choose("speed", 1.0)
    assert page.app.button(key="slower").disabled
    page.choose("speed", math.inf)
    assert page.app.button(key="faster").disabled


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_loads_and_says_what_to_watch_for(name: str) -> None:
    page = Page()
    page.choose("preset", name)
    assert page.experiment == PRESETS[name].experiment
    assert PRESETS[name].sentence in page.text
    # Opened elsewhere, the URL brings the sentence along.
    assert PRESETS[name].sentence in Page(**page.query).text


def test_reset_brings_back_the_first_visit() -> None:
    page = Page(dataset="spiral", hidden="8,8", learning_rate="0.1")
    page.click("play")
    page.session.run.speed = 3.0
    page.click("reset")
    assert page.experiment == Experiment()
    assert page.session.run.speed == FIRST_SPEED
    assert page.query == {}
    assert not page.session.run.playing


@pytest.mark.parametrize("button", ["reset", "preset"])
def test_a_new_beginning_is_at_update_0(button: str) -> None:
    preset = PRESETS["xor"]
    start = Experiment() if button == "reset" else preset.experiment
    # Differs in a live setting only, which alone would not restart anything.
    page = Page(**start.with_(dropout=0.1).to_query())
    page.click("step")
    if button == "reset":
        page.click("reset")
    else:
        page.choose("preset", preset.name)
    assert page.experiment == start
    assert page.session.run.trainer.step_count == 0


def test_the_url_is_the_run() -> None:
    page = Page(dataset="moons", noise="0.2", layer_activations="relu,sine", seed="5")
    assert page.experiment == Experiment(
        "moons", noise=0.2, layer_activations=("relu", "sine"), seed=5
    )


def test_parameters_of_others_are_left_alone() -> None:
    page = Page(lesson="two")
    page.set("selectbox", "activation", "relu")
    assert page.query == {"lesson": "two", "activation": "relu"}


def test_bad_values_are_named_and_the_rest_kept() -> None:
    page = Page(dataset="xor", activation="nonsense", learning_rate="fast", hidden="5")
    (warning,) = page.app.warning
    assert "nonsense" in warning.value
    assert "fast" in warning.value
    assert page.experiment == Experiment("xor", hidden=(5,))
    assert page.query == {"dataset": "xor", "hidden": "5"}
    page.click("dismiss")
    assert not page.app.warning


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://elsewhere.example/x.png)",
        "[click](http://elsewhere.example)",
        "`[click](http://elsewhere.example)",
        ":red[alarm]",
        "$x^2$",
        "a\n\n# heading",
        "a\N{RIGHT-TO-LEFT OVERRIDE}b",
        "",
    ],
)
def test_nothing_in_a_bad_value_is_markdown(text: str) -> None:
    page = Page(schedule=text)
    (warning,) = page.app.warning
    title = "**Not all of the address could be used.** "
    assert warning.value.startswith(title)
    before, shown, after = warning.value.removeprefix(title).split("`")
    assert shown.isprintable()
    for around in (before, after):
        assert not set("[]$#<>*") & set(around)
    assert "constant" in after


def test_another_url_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(url_mirror, "URL_DELAY", 0.0)
    page = Page()
    page.set("selectbox", "activation", "relu")
    page.app.query_params["dataset"] = "xor"
    page.run()
    assert page.experiment == Experiment("xor", activation="relu")
    assert not page.app.toast


def test_a_url_from_before_the_last_change_is_not_followed() -> None:
    page = Page()
    page.set("selectbox", "activation", "relu")
    del page.app.query_params["activation"]
    page.run()
    assert page.experiment == Experiment(activation="relu")
    assert page.query == {"activation": "relu"}


def explode(page: Page) -> None:
    for _ in range(20):
        page.click("epoch")
        if page.session.run.trouble is not None:
            return
    pytest.fail("training should have exploded")


def test_trouble_is_explained_and_the_fix_goes_on() -> None:
    page = Page(**EXPLODES)
    explode(page)
    trouble = page.session.run.trouble
    assert trouble is not None
    (error,) = page.app.error
    assert f"update {trouble.step}" in error.value
    assert f"layer {trouble.layer}" in error.value
    assert "learning rate of 10" in error.value
    page.click("fix_learning_rate")
    assert page.experiment.learning_rate == 1.0
    assert page.query["learning_rate"] == "1"
    assert page.session.run.playing
    assert page.session.run.trouble is None
    assert not page.app.error


def test_of_two_messages_the_more_pressing_one_is_said_first() -> None:
    page = Page(**EXPLODES, n_points="many")
    assert page.app.warning
    explode(page)
    assert page.app.error
    assert not page.app.warning
    page.click("fix_learning_rate")
    assert not page.app.error
    assert page.app.warning
    page.click("dismiss")
    assert not page.app.warning


def test_the_fix_leads_to_a_network_that_has_learnt() -> None:
    page = Page(dataset="line", hidden="none", learning_rate="3")
    explode(page)
    page.click("fix_learning_rate")
    for _ in range(20):
        page.click("epoch")
    assert page.session.run.trouble is None
    assert page.session.run.evaluation().train_metrics["r2"] > 0.8


def test_initial_weights_that_explode_get_another_fix() -> None:
    page = Page(
        dataset="line",
        features="x_cubed",
        activation="linear",
        initializer="normal",
        hidden="16,16,16,16,16,16",
        noise="0.5",
    )
    page.click("step")
    trouble = page.session.run.trouble
    assert trouble is not None
    assert trouble.cause == "initial_weights_too_large"
    page.click("fix_initial_weights")
    assert page.experiment.initializer == "xavier"
    assert not page.app.error


def test_a_live_change_clears_the_trouble() -> None:
    page = Page(**EXPLODES)
    explode(page)
    page.set("select_slider", "learning_rate", 0.01)
    assert not page.app.error


def test_a_card_chooses_its_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_card(*_: Any, key: str, on_pick: Any, **__: Any) -> None:
        def pick() -> None:
            st.session_state[key] = {"picked": "sine"}
            on_pick()

        st.button("sine", key="card", on_click=pick)

    monkeypatch.setattr(data, "cards", one_card)
    page = Page(hidden="8")
    page.click("card")
    assert page.experiment == Experiment("sine", hidden=(8,))
    assert page.app.pills(key="field-features").options == ["x", "x²", "x³", "sin x"]

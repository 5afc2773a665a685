"""A run that explodes stops at its last finite state, says so, and offers the way on."""

import math

from playwright.sync_api import expect

from nnviz.experiment.presets import PRESETS
from tests.browser.kit.playground import Playground


def test_divergence_is_explained_and_the_fix_goes_on(playground: Playground) -> None:
    experiment = PRESETS["too_fast"].experiment
    playground.open(**experiment.to_query())
    # It may be over before anybody has seen it play.
    playground.click("play")
    alert = playground.page.get_by_role("alert").filter(has_text="exploding")
    expect(alert).to_contain_text("update")
    expect(alert).to_contain_text("layer")
    assert playground.state()["playing"] == "false"
    parameters = playground.frame(int(playground.number("step")))[1]["parameters"]
    assert all(math.isfinite(value) for value in parameters)
    assert math.isfinite(playground.number("trainLoss"))

    playground.click("fix_learning_rate")
    playground.page.wait_for_url(f"**learning_rate={experiment.learning_rate / 10}*")
    expect(alert).to_be_hidden()
    playground.wait("d.playing === 'true'")
    step = playground.number("step")
    playground.wait(f"Number(d.step) > {step + 100}")

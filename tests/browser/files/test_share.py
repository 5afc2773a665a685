"""The URL is the run: opened elsewhere it shows the same data and the same initial weights."""

from playwright.sync_api import expect

from nnviz import Experiment
from tests.browser.conftest import OpenPage
from tests.browser.kit.playground import Playground


def test_a_shared_url_reopens_the_same_run(new_page: OpenPage) -> None:
    mine, yours = new_page(), new_page()
    mine.open(dataset="moons", noise=0.2, data_seed=3, activation="relu")
    scene = mine.number("scene")
    mine.click("new_weights")
    mine.wait(f"Number(d.scene) !== {scene}")
    mine.page.wait_for_url("**seed=*")

    yours.page.goto(mine.page.url)
    yours.wait("d.frame > 0")
    assert yours.scene()[1] == mine.scene()[1]
    for step in (0, 1, 2):
        assert yours.frame(step)[1]["parameters"] == mine.frame(step)[1]["parameters"]
        for page in (mine, yours):
            page.click("step")


def test_the_url_follows_what_is_changed_on_the_page(playground: Playground) -> None:
    playground.open()
    assert playground.query == {}
    playground.click_in_stage("Add a hidden layer")
    playground.page.wait_for_url("**hidden=*")
    experiment, complaints = Experiment.from_query(playground.query)
    assert not complaints
    assert [*experiment.layer_sizes] == playground.scene()[0]["layer_sizes"]


def test_the_back_button_brings_back_the_former_run(playground: Playground) -> None:
    playground.open(dataset="xor")
    data = playground.scene()[1]
    playground.open(dataset="gauss")
    assert playground.scene()[1] != data
    playground.page.go_back()
    playground.wait("d.frame > 0")
    assert playground.scene()[1] == data


def test_each_bad_value_in_the_url_is_named_and_the_rest_kept(playground: Playground) -> None:
    playground.open(dataset="xor", activation="nonsense", learning_rate="fast", hidden="5")
    alerts = playground.page.get_by_role("alert")
    for culprit in ("nonsense", "fast"):
        expect(alerts.filter(has_text=culprit)).to_be_visible()
    scene = playground.scene()[0]
    assert scene["layer_sizes"] == [2, 5, 1]
    assert scene["activations"][0]["name"] == "tanh"

"""A page whose points are all for training says so, and says nothing of points there are not."""

import pytest

from nnviz.ui import panels
from nnviz.ui.report.page import report_html
from nnviz.ui.report.record import take_record
from tests.ui.pages.page import Page

TABS = ("Curves", "Mistakes", "Loss landscape", "How good?")


@pytest.fixture(autouse=True)
def _in_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)


@pytest.mark.parametrize("dataset", ["circle", "sine", "iris"])
def test_every_panel_does_without_test_points(dataset: str) -> None:
    page = Page(dataset=dataset, train_share="1")
    page.click("epoch")
    for tab in TABS:
        page.app.session_state["panel"] = tab
        page.run()
        assert "nan" not in page.text.lower().split()
    assert set(page.app.table[0].value["Share"]) == {"train"}


def test_there_is_no_chart_of_a_gap_to_a_test() -> None:
    page = Page(train_share="1")
    assert "there is no test loss to compare with" in page.text
    assert "there is no test loss to compare with" not in Page().text


@pytest.mark.parametrize("dataset", ["circle", "blobs", "sine"])
def test_the_report_speaks_of_no_test(dataset: str) -> None:
    run = Page(dataset=dataset, train_share="1").session.run
    html = report_html(take_record(run), address="", when="").lower()
    assert "diamond" not in html
    assert ">test<" not in html


def test_the_controls_say_so() -> None:
    page = Page(train_share="1")
    said = "All points are for training: nothing is left to test with."
    assert said in [caption.value for caption in page.app.caption]


def test_a_page_stops_where_its_address_says() -> None:
    page = Page(stop="epoch_3")
    run = page.session.run
    run.play()
    while run.playing:
        run.advance()
    page.run()
    assert run.trainer.epoch_count == 3
    assert any("Epoch 3 is over." in info.value for info in page.app.info)
    assert page.query["stop"] == "epoch_3"
    page.check(page.app.number_input(key="stop-loss").set_value(0.25).run())
    page.run()
    assert page.query["stop"] == "epoch_3,test_0.25"


def test_without_a_test_the_training_loss_is_offered_alone() -> None:
    page = Page(train_share="1", stop="test_0.5")
    share = page.app.selectbox(key="stop-only-share")
    assert (share.options, share.value, share.disabled) == (["training"], "train", True)
    page.check(page.app.number_input(key="stop-loss").set_value(0.25).run())
    page.run()
    # As it was wanted, for when there is a test again.
    assert page.query["stop"] == "test_0.25"


def test_where_it_stops_can_be_locked() -> None:
    page = Page(stop="epoch_3", lock="stop")
    assert page.app.number_input(key="stop-epoch").disabled
    assert page.session.run.stop.epoch == 3


def test_the_curve_and_its_coefficients_are_chosen() -> None:
    page = Page(dataset="above")
    page.set("selectbox", "curve", "polynomial")
    page.run()
    page.set("text_input", "coefficients", "0, 1; -0.25")
    page.run()
    assert page.query["coefficients"] == "0,1,-0.25"
    page.set("text_input", "coefficients", "1,5; 0; 0,25")
    assert page.query["coefficients"] == "1.5,0,0.25"
    page.set("text_input", "coefficients", "0, 1; -0.25")
    page.set("text_input", "coefficients", "1000")
    page.run()
    assert page.experiment.coefficients == (0.0, 1.0, -0.25)


def test_classes_are_weighed_where_there_are_any() -> None:
    page = Page()
    page.set("selectbox", "class_weights", "balanced")
    page.run()
    assert page.query["class_weights"] == "balanced"
    keys = [box.key for box in Page(dataset="plane").app.selectbox]
    assert "field-class_weights" not in keys

"""Every control changes the experiment and the URL, and says what it costs."""

from typing import Any

import pytest
import streamlit as st

from nnviz.experiment import LIVE_FIELDS, Experiment
from nnviz.experiment.url import line as url_line
from nnviz.ui.controls.sidebar.field import key_of
from nnviz.ui.pages import playground
from tests.ui.pages.page import Page

# Kind of widget, field, value, and the URL that makes the widget appear.
CONTROLS: list[tuple[str, str, Any, dict[str, str]]] = [
    ("slider", "n_classes", 5, {"dataset": "blobs"}),
    ("slider", "noise", 0.25, {}),
    ("slider", "n_points", 200, {}),
    ("slider", "train_share", 0.8, {}),
    ("number_input", "data_seed", 12, {}),
    ("selectbox", "activation", "relu", {}),
    ("selectbox", "initializer", "he", {}),
    ("selectbox", "loss", "mse", {}),
    ("number_input", "seed", 99, {}),
    ("select_slider", "learning_rate", 1e-5, {}),
    ("select_slider", "learning_rate", 10.0, {}),
    ("selectbox", "optimizer", "adam", {}),
    ("select_slider", "batch_size", 0, {}),
    ("select_slider", "batch_size", 1, {}),
    ("slider", "momentum", 0.5, {"optimizer": "nesterov"}),
    ("slider", "weight_decay", 0.1, {"optimizer": "adamw"}),
    ("selectbox", "regularization", "l1", {}),
    ("select_slider", "regularization_rate", 0.003, {"regularization": "l2"}),
    ("slider", "dropout", 0.3, {}),
    ("select_slider", "gradient_clipping", 1.0, {}),
    ("selectbox", "schedule", "cosine", {}),
    ("select_slider", "schedule_epochs", 500, {"schedule": "step"}),
]


@pytest.mark.parametrize(
    ("kind", "field", "value", "query"), CONTROLS, ids=[f"{c[1]}-{c[2]}" for c in CONTROLS]
)
def test_a_control_changes_its_field_and_the_url(
    kind: str, field: str, value: Any, query: dict[str, str]
) -> None:
    page = Page(**query)
    page.click("step")
    before = page.experiment
    page.set(kind, field, value)
    assert page.experiment == before.with_(**{field: value})
    line = {key: page.query[key] for key in page.query.keys() & url_line.KEYS}
    assert page.query == page.experiment.to_query() | line
    assert bool(line) == (field in LIVE_FIELDS)
    assert Experiment.from_query(page.query) == (page.experiment, [])
    assert page.session.run.trainer.step_count == (1 if field in LIVE_FIELDS else 0)
    assert bool(page.app.toast) == (field not in LIVE_FIELDS)


def test_a_change_goes_on_playing() -> None:
    page = Page()
    page.click("play")
    page.set("selectbox", "activation", "relu")
    assert page.session.run.playing


@pytest.mark.parametrize(
    ("field", "text"),
    [("learning_rate", "0.0123"), ("batch_size", "77"), ("gradient_clipping", "0.7")],
)
def test_a_value_between_the_stops_is_shown(field: str, text: str) -> None:
    page = Page(**{field: text})
    assert str(page.app.select_slider(key=f"field-{field}").value) == text
    page.run()
    assert page.query == {field: text}


def test_inputs_are_switched_and_one_always_stays() -> None:
    page = Page()
    pills = page.app.pills(key="field-features")
    page.check(pills.set_value(["x1", "x1_x2"]).run())
    assert page.experiment.features == ("x1", "x1_x2")
    page.check(page.app.pills(key="field-features").set_value([]).run())
    assert page.experiment.features == ("x1", "x1_x2")
    assert page.app.pills(key="field-features").value == ["x1", "x1_x2"]
    assert len(page.app.toast) == 1


def test_layers_are_added_and_removed_with_their_neurons_and_activations() -> None:
    page = Page()
    for kind, field, value, hidden, layer_activations in (
        ("number_input", "n_layers", 4, (4, 2, 2, 2), ()),
        ("number_input", "neurons-3", 16, (4, 2, 2, 16), ()),
        ("selectbox", "activation-2", "sine", (4, 2, 2, 16), ("", "", "sine")),
        ("number_input", "n_layers", 2, (4, 2), ()),
        ("number_input", "n_layers", 0, (), ()),
        ("number_input", "n_layers", 1, (4,), ()),
    ):
        page.set(kind, field, value)
        assert page.experiment == Experiment(hidden=hidden, layer_activations=layer_activations)


def test_a_layers_own_activation_is_taken_back() -> None:
    page = Page(layer_activations="relu")
    page.set("selectbox", "activation-0", "")
    assert page.experiment.layer_activations == ()


def test_only_fitting_losses_are_offered() -> None:
    page = Page(dataset="plane")
    assert page.app.selectbox(key="field-loss").options == ["Mean squared error", "Huber"]


def test_new_data_keeps_the_weights_seed() -> None:
    page = Page()
    before = page.experiment
    page.click("new_data")
    assert page.experiment == before.with_(data_seed=before.data_seed + 1)


def test_help_says_the_formula() -> None:
    page = Page(optimizer="momentum")
    assert "v ← μ v + g" in page.app.selectbox(key="field-optimizer").help
    assert "tanh z" in page.app.selectbox(key="field-activation").help


def test_a_field_is_told_its_value_only_when_it_has_another() -> None:
    # The browser would put it in the place of what is just being typed.
    page = Page()
    page.run()
    fields = [*page.app.number_input, *page.app.slider, *page.app.selectbox]
    assert len(fields) > 10
    assert not [field.label for field in fields if field.proto.set_value]
    page.check(page.app.button(key="new_weights").click().run())
    told = [field.label for field in page.app.number_input if field.proto.set_value]
    assert told == ["Seed"]


def test_what_a_page_told_that_was_cut_short_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    # The next page begins before this one is drawn to its end, and what it drew is dropped.
    with monkeypatch.context() as cut:
        cut.setattr(playground, "panels", st.stop)
        page.session.change(dataset="iris")
        page.run()
    for is_told in (True, False):
        page.run()
        rows = page.app.slider(key=key_of("n_points"))
        assert rows.value == page.experiment.n_points > rows.min
        assert rows.proto.set_value == is_told

"""Exercises: what an address hides and locks, and that no way leads around a lock."""

import html
from dataclasses import fields
from typing import Any

import pytest

from nnviz.core.network.interventions import Interventions
from nnviz.experiment import Experiment
from nnviz.experiment.presets import PRESETS
from nnviz.ui.common.links import PLAYGROUND
from nnviz.ui.controls.sidebar.field import key_of
from nnviz.ui.controls.transport.embed import embedded, iframe
from nnviz.ui.text.words.exercise import EXERCISE_WORDS
from nnviz.ui.visit.events import handle
from nnviz.ui.visit.exercise import EDITOR, GROUPS, HIDEABLE, LOCKABLE, Exercise
from tests.ui.pages.page import Page


def test_every_field_is_in_one_group() -> None:
    members = [name for group in GROUPS.values() for name in group]
    assert sorted(members) == sorted(field.name for field in fields(Experiment))


def test_everything_that_can_be_hidden_or_locked_has_a_name_on_the_page() -> None:
    assert EXERCISE_WORDS.keys() == {*HIDEABLE, *LOCKABLE}


def test_an_exercise_survives_its_query() -> None:
    exercise = Exercise(hide=("panels", "data"), lock=("seed", "hidden"))
    assert exercise.to_query() == {"hide": "data,panels", "lock": "hidden,seed"}
    assert Exercise.from_query(exercise.to_query()) == (exercise, [])
    assert Exercise().to_query() == {}
    assert not Exercise()
    assert exercise


def test_unknown_names_are_named_and_the_known_ones_taken() -> None:
    exercise, complaints = Exercise.from_query({"hide": "panels, nonsense", "lock": "panels"})
    assert exercise == Exercise(hide=("panels",))
    assert [(c.field, c.given, c.used) for c in complaints] == [
        ("hide", "nonsense", "panels"),
        ("lock", "panels", "none"),
    ]


def test_a_made_up_name_is_an_error() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        Exercise(lock=("nonsense",))


def test_a_group_stands_for_its_fields_and_they_for_it() -> None:
    assert all(Exercise(lock=("data",)).locks(name) for name in GROUPS["data"])
    assert Exercise(lock=GROUPS["data"]).locks("data")
    assert not Exercise(lock=GROUPS["data"][1:]).locks("data")


@pytest.mark.parametrize("group", GROUPS)
def test_a_hidden_group_is_not_drawn(group: str) -> None:
    shown = {"data": "noise", "network": "seed", "training": "learning_rate"}
    page = Page(hide=group)
    for name, field in shown.items():
        assert _has_widget(page, key_of(field)) == (name != group)


@pytest.mark.parametrize(
    ("part", "key"),
    [("presets", "preset"), ("speed", "speed"), ("share", "share"), ("reset", "reset")],
)
def test_a_hidden_part_is_not_drawn(part: str, key: str) -> None:
    assert _has_widget(Page(), key)
    assert not _has_widget(Page(hide=part), key)


def test_the_panels_and_the_way_to_the_article_can_be_left_out() -> None:
    assert not Page(hide="panels").app.tabs
    assert len(Page().app.get("page_link")) == 1
    assert not Page(hide="article").app.get("page_link")


def test_a_hidden_field_is_taken_off_the_page_by_style() -> None:
    page = Page(hide="noise,hidden")
    styles = "".join(element.proto.body for element in page.app.get("html"))
    for key in ("field-noise", "field-n_layers", "field-neurons-"):
        assert f'[class*="st-key-{key}"]' in styles


def test_locked_fields_are_drawn_disabled() -> None:
    page = Page(lock="hidden,learning_rate,seed,data_seed")
    app = page.app
    assert app.number_input(key=key_of("n_layers")).disabled
    assert app.number_input(key=key_of("neurons-0")).disabled
    assert app.select_slider(key=key_of("learning_rate")).disabled
    assert app.button(key="new_weights").disabled
    assert app.button(key="new_data").disabled
    assert not app.slider(key=key_of("noise")).disabled


def test_a_locked_group_says_so() -> None:
    assert "fixed on this page" not in Page().text
    assert "fixed on this page" in Page(lock="training").text


RESHAPE = {"type": "reshape", "hidden": [3], "features": ["x1"]}
PRESET = next(iter(PRESETS))


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page.session.change(learning_rate=1.0),
        lambda page: page.session.apply(Experiment(learning_rate=1.0, hidden=(4, 2))),
        lambda page: page.session.begin(Experiment(dataset="xor", hidden=(5,))),
        lambda page: page.session.slow_down(),
        lambda page: page.session.resume("?hidden=5"),
        lambda page: handle(RESHAPE),
    ],
    ids=["change", "apply", "begin", "slow_down", "resume", "reshape"],
)
def test_no_way_leads_around_a_lock(monkeypatch: pytest.MonkeyPatch, act: Any) -> None:
    page = Page(lock="hidden,learning_rate,features")
    monkeypatch.setattr("nnviz.ui.visit.events.current", lambda: page.session)
    monkeypatch.setattr(page.session, "write_url", lambda: None)
    before = page.experiment
    act(page)
    assert page.experiment == before
    assert "cannot be changed" in page.session.notice


def test_a_link_or_a_step_back_does_not_unlock() -> None:
    page = Page(lock="hidden")
    page.go("scripts/article.py")
    page.go(PLAYGROUND, dataset="xor", hidden="7")
    assert page.experiment == Experiment()
    assert page.query == {"lock": "hidden"}
    page.go("scripts/article.py")
    page.go(PLAYGROUND, dataset="xor")
    assert page.experiment == Experiment(dataset="xor")
    assert page.query == {"dataset": "xor", "lock": "hidden"}


def test_a_locked_field_does_not_follow_another() -> None:
    page = Page(lock="noise")
    page.session.exercise = Exercise(lock=("n_points",))
    page.session.change(dataset="line")
    assert page.experiment.dataset == "line"
    assert page.experiment.n_points == Experiment().n_points


def test_what_cannot_be_without_changing_a_locked_field_is_refused() -> None:
    page = Page(lock="loss")
    page.session.change(dataset="line")
    assert page.experiment == Experiment()
    assert "Loss" in page.session.notice


def test_reset_goes_back_to_where_the_exercise_began() -> None:
    page = Page(dataset="xor", hidden="3", lock="hidden")
    page.set("slider", "noise", 0.3)
    page.click("reset")
    assert page.experiment == Experiment(dataset="xor", hidden=(3,))
    assert page.query == {"dataset": "xor", "hidden": "3", "lock": "hidden"}


def test_only_examples_that_agree_with_a_lock_are_offered() -> None:
    page = Page(lock="hidden")
    offered = list(page.app.menu_button(key="preset").options)
    agreeing = [p for p in PRESETS.values() if p.experiment.hidden == Experiment().hidden]
    assert offered == [preset.title for preset in agreeing]


def test_a_locked_editor_refuses_what_comes_by_hand() -> None:
    run = Page(lock=EDITOR).session.run
    with pytest.raises(ValueError, match="by hand"):
        run.edit(0, 1.0)
    with pytest.raises(ValueError, match="by hand"):
        run.intervene(Interventions(frozenset({0}), frozenset()))
    run.step()
    assert run.trainer.step_count == 1


def test_trouble_offers_nothing_that_is_locked() -> None:
    query = {"dataset": "plane", "activation": "relu", "hidden": "8,8", "learning_rate": "10"}
    page = Page(**query, lock="learning_rate")
    for _ in range(20):
        if page.session.run.trouble is None:
            page.session.run.step(10)
    page.run()
    assert page.app.error
    assert not page.has("fix_learning_rate")


def test_the_dialog_writes_an_address_that_opens_the_exercise() -> None:
    page = Page(dataset="xor")
    for kind, names in (("lock", ["hidden"]), ("hide", ["panels"]), ("", [])):
        page.app.session_state["embed-asked"] = True
        page.run()
        if kind:
            page.app.multiselect(key=f"embed-{kind}").set_value(names)
    codes = [code.value for code in page.app.code]
    assert any("dataset=xor&amp;hide=panels&amp;lock=hidden&amp;embed=true" in c for c in codes)


def test_the_code_escapes_the_address() -> None:
    code = iframe('https://a.example/?a=1&b="2"', 600, 700)
    assert '"2"' not in code
    assert 'https://a.example/?a=1&b="2"' in html.unescape(code)
    assert 'width="600" height="700"' in code


def test_an_embedded_query_takes_nothing_over_from_the_page_it_is_made_on() -> None:
    run = {"dataset": "xor", "lock": "data", "hide": "panels"}
    assert embedded(run, Exercise(lock=("seed",)), "dark_theme") == {
        "dataset": "xor",
        "lock": "seed",
        "embed": "true",
        "embed_options": "dark_theme",
    }


def _has_widget(page: Page, key: str) -> bool:
    found = (page.app.get(kind) for kind in ("slider", "select_slider", "number_input", "button"))
    kinds = [*found, page.app.get("menu_button"), page.app.get("popover")]
    for elements in kinds:
        for element in elements:
            proto_id = getattr(getattr(element, "proto", None), "id", "") or ""
            if getattr(element, "key", None) == key or proto_id.endswith(f"-{key}"):
                return True
    return False

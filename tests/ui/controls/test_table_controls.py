"""The Data section of a table: its inputs, and in words how it was prepared."""

import pytest

from nnviz.data.real import SOURCES
from nnviz.data.tables import Column, Preparation, Step
from nnviz.experiment import Experiment
from nnviz.ui.text.words.preparation import preparation_rows, step_sentence
from tests.ui.pages.page import Page


def with_open(key: str, dataset: str) -> Page:
    page = Page(dataset=dataset)
    page.open(key)
    return page


def captions(page: Page) -> str:
    return "\n".join(element.value for element in page.app.caption)


def preparation_of(dataset: str) -> Preparation:
    preparation = Experiment(dataset).make_dataset().preparation
    assert preparation is not None
    return preparation


def test_inputs_are_chosen_and_one_always_stays() -> None:
    page = Page(dataset="iris")

    def choose(names: list[str]) -> None:
        page.open("table-inputs")
        page.app.session_state["table-inputs"] = True
        page.check(page.app.multiselect(key="field-features").set_value(names).run())
        page.run()

    choose(["c3", "c1"])
    assert page.experiment.features == ("c1", "c3")
    assert "Inputs (2 of 4)" in [one.label for one in page.app.expander]
    choose([])
    assert page.experiment.features == ("c1", "c3")


def test_a_picture_is_shown_as_a_whole() -> None:
    assert not any(one.label.startswith("Inputs") for one in Page(dataset="digits").app.expander)


@pytest.mark.parametrize("dataset", list(SOURCES))
def test_real_data_say_how_they_were_prepared_and_where_they_are_from(dataset: str) -> None:
    told = captions(with_open("preparation", dataset))
    assert SOURCES[dataset].url in told
    assert "training rows alone" in told
    for column, sentence in preparation_rows(preparation_of(dataset)):
        assert sentence in told, column


def test_what_is_drawn_at_random_has_no_preparation() -> None:
    assert not any(one.label == "Preparation" for one in Page().app.expander)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (Step("a", "fill", value=2.5), "Missing values become 2.5, the median."),
        (
            Step("a", "fill", category="<red>"),
            "Missing values become “[red]”, the most frequent one.",
        ),
        (
            Step("a", "standardise", mean=123_456.7, scale=0.001234),
            "The mean, 123,457, is subtracted; the rest is divided by the standard deviation, "
            "0.001234.",
        ),
        (
            Step("a", "one_hot", count=3),
            "Each of its 3 values has an input of its own, which is 1 or 0.",
        ),
        (Step("a", "divide", scale=16.0), "It is divided by 16, and lies from 0 to 1 then."),
    ],
)
def test_a_step_is_a_sentence_with_its_numbers(step: Step, sentence: str) -> None:
    def quote(text: str) -> str:
        return text.replace("<", "[").replace(">", "]")

    assert step_sentence(step, quote=quote) == sentence


def test_values_are_told_as_dates_and_with_their_unit() -> None:
    day, time = Column("a", "date"), Column("a", "date", date_order="time")
    fill = Step("a", "fill", value=19_723.0)
    assert step_sentence(fill, column=day) == "Missing values become 2024-01-01, the median."
    step = Step("a", "standardise", mean=19_723.0, scale=30.5)
    assert "2024-01-01" in step_sentence(step, column=day)
    assert "30.5" in step_sentence(step, column=day)
    noon = Step("a", "fill", value=0.5)
    assert step_sentence(noon, column=time) == "Missing values become 12:00, the median."
    assert "become 19,723 kg," in step_sentence(fill, column=Column("a", unit="kg"))


def test_columns_that_are_all_treated_alike_are_one_row() -> None:
    assert preparation_rows(preparation_of("digits")) == [
        ("each of 64 pixels", "It is divided by 16, and lies from 0 to 1 then.")
    ]


def test_a_value_to_predict_is_prepared_too() -> None:
    preparation = preparation_of("diabetes")
    column, sentence = preparation_rows(preparation)[-1]
    assert column == f"{preparation.recipe.target}, to be predicted"
    assert f"{preparation.target_mean:.4g}" in sentence

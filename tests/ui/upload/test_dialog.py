"""The dialog: a table is given, put right, learned from; what cannot be taken changes nothing."""

from typing import Any

import pytest

from nnviz.data import find
from nnviz.data.specs.table import TableSpec
from nnviz.experiment import Experiment
from nnviz.ui.text.untrusted import as_text
from nnviz.ui.upload import draft as drafts
from nnviz.ui.upload.columns import NO_GAPS, examples_of, gaps_of, set_gaps, set_roles
from nnviz.ui.upload.draft import KEY, Draft
from tests.ui.pages.page import Page
from tests.ui.upload.tables import MESSY, PLAIN, SHIFTED, WEB_PAGE


def opened() -> Page:
    """A page with the dialog open."""
    page = Page()
    page.click("own-data")
    return page


def given(content: str | bytes, name: str = "mine.csv") -> Page:
    """A page on which a file has been given."""
    page = opened()
    uploader = page.app.file_uploader[0]
    page.check(uploader.set_value((name, _bytes(content), "text/csv")).run())
    page.run()
    return page


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def state(page: Page) -> Draft:
    found: Draft = page.app.session_state[KEY]
    return found


def choose(page: Page, kind: str, what: str, value: Any) -> None:
    """Set a widget of the dialog; a second run draws all of it anew."""
    page.check(getattr(page.app, kind)(key=f"upload-{what}").set_value(value).run())
    page.run()


def errors(page: Page) -> str:
    return "\n".join(element.value for element in page.app.error)


def captions(page: Page) -> str:
    return "\n".join(element.value for element in page.app.caption)


def table_of(page: Page) -> TableSpec:
    spec = page.experiment.spec
    assert isinstance(spec, TableSpec)
    return spec


def test_a_file_is_read_and_learned_from() -> None:
    page = given(MESSY)
    assert "**mine\\.csv**: 28 rows, 6 columns" in page.text
    page.click("upload-learn")
    spec = table_of(page)
    assert spec.name.startswith("own-")
    assert spec.recipe.target == "Price"
    assert page.query["dataset"] == spec.name
    assert page.session.run.playing
    assert KEY not in page.app.session_state
    assert "Your table: **mine\\.csv**, 28 rows, 7 inputs" in page.text


def test_learning_changes_nothing_until_it_is_asked_for() -> None:
    page = given(PLAIN)
    assert page.experiment == Experiment()
    assert "dataset" not in page.query


def test_cells_can_be_pasted() -> None:
    page = opened()
    key = f"upload-paste-{state(page).turn}"
    page.check(page.app.text_area(key=key).set_value(PLAIN.replace(",", "\t")).run())
    page.click("upload-take")
    page.click("upload-learn")
    assert "Your table: **pasted cells**, 20 rows, 2 inputs" in page.text


@pytest.mark.parametrize("name", ["iris", "diabetes", "digits"])
def test_a_table_that_is_here_can_be_tried(name: str) -> None:
    page = opened()
    page.click(f"upload-sample-{name}")
    page.click("upload-learn")
    spec, real = table_of(page), find(name)
    assert isinstance(real, TableSpec)
    assert (spec.task, len(spec.records)) == (real.task, len(real.records))
    assert (spec.records.labels == real.records.labels).all()


def test_what_is_no_table_is_refused_and_the_data_stay() -> None:
    page = given(WEB_PAGE)
    assert "This looks like a web page" in errors(page)
    assert state(page).table is None
    assert page.experiment == Experiment()
    assert page.app.file_uploader
    # The next one is as welcome as the first.
    uploader = page.app.file_uploader[0]
    page.check(uploader.set_value(("b.csv", PLAIN.encode(), "text/csv")).run())
    page.run()
    assert errors(page) == ""
    assert page.has("upload-learn")


def test_nothing_that_is_pasted_is_refused_too() -> None:
    page = opened()
    page.click("upload-take")
    assert "There is nothing in this file" in errors(page)


def test_a_fault_of_the_program_is_told_without_the_table(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("a secret of the table")

    monkeypatch.setattr(drafts, "read_table", broken)
    page = given(PLAIN)
    assert "Something went wrong here" in errors(page)
    assert "ZeroDivisionError in " in caplog.text
    assert "secret" not in caplog.text


def test_what_cannot_be_learned_from_cannot_be_begun() -> None:
    page = given(PLAIN)
    set_roles(state(page), {0: "out", 1: "out"})
    page.run()
    assert "No column is left to predict “kind” from" in errors(page)
    assert page.app.button(key="upload-learn").disabled
    assert page.experiment == Experiment()


def test_a_column_that_cannot_be_taken_so_is_pointed_at() -> None:
    page = given(MESSY)
    set_roles(state(page), {2: "number"})
    page.run()
    assert "is not a number" in errors(page)
    assert "Colour \\<b\\>x\\</b\\>" in errors(page)
    assert page.app.button(key="upload-learn").disabled


def test_what_none_and_blank_mean_is_chosen_for_each_column() -> None:
    words = ("None", "None", "Insomnia", "Sleep Apnea")
    rows = [f"{i},{'x' if i % 3 else ''},{i * 1.5},{words[i % 4]}" for i in range(24)]
    page = given("\n".join(["n,Smoker,b,Disorder", *rows]))
    assert "one of 3 classes (Insomnia, None, Sleep Apnea)" in page.text
    assert "Smoker becomes 2" in page.text
    assert gaps_of(state(page)) == [NO_GAPS, "category", NO_GAPS, "values"]
    set_gaps(state(page), {0: "category", 1: "missing", 3: "missing"})
    page.run()
    assert "one of 2 classes (Insomnia, Sleep Apnea)" in page.text
    assert "Smoker becomes" not in page.text
    set_gaps(state(page), {1: "both", 3: "category"})
    page.run()
    assert gaps_of(state(page)) == [NO_GAPS, "category", NO_GAPS, "category"]
    assert "one of 3 classes (Insomnia, Sleep Apnea, \\(missing\\))" in page.text
    page.click("upload-learn")
    assert table_of(page).recipe.input_names == ("n", "Smoker = x", "Smoker = (missing)", "b")


def test_what_was_decided_is_said_in_whole_sentences() -> None:
    page = given("\n".join(["a,price", *(f"{i},${i * i}.50" for i in range(12))]))
    assert "The network gets one input and learns to predict **price**" in page.text
    assert "a value from 0.5 to 121.5, in $" in page.text.replace("\\", "")


def test_another_target_is_predicted_as_what_it_is() -> None:
    page = given(MESSY)
    choose(page, "selectbox", "target", "Kind")
    assert state(page).choices is not None
    assert "one of 2 classes (A, B)" in page.text
    choose(page, "selectbox", "target", "Height")
    assert "a value from 0 to 9" in page.text
    # Row 3 and each seventh after it have no height.
    assert "Rows that lack what is to be predicted are dropped: 4." in page.text
    page.click("upload-learn")
    assert table_of(page).task == "regression"


def test_classes_can_be_learned_as_values() -> None:
    page = given(PLAIN.replace("x", "0").replace("y", "1"))
    choose(page, "button_group", "task", "regression")
    page.click("upload-learn")
    assert table_of(page).task == "regression"


def test_a_role_that_is_changed_is_learned_from() -> None:
    page = given(MESSY)
    set_roles(state(page), {0: "number", 3: "out"})
    page.run()
    page.click("upload-learn")
    names = [column.name for column in table_of(page).recipe.columns]
    assert names == ["Nr", "Height", "Colour <b>x</b>", "Kind"]


def test_rows_with_missing_values_can_be_dropped_instead() -> None:
    page = given(MESSY)
    assert "Missing values are filled: 4, in Height." in page.text
    choose(page, "button_group", "missing", "drop")
    assert "Rows that lack a value are dropped: 4." in page.text
    page.click("upload-learn")
    assert len(table_of(page).records) == 24


def test_how_it_was_read_can_be_corrected() -> None:
    page = given(PLAIN)
    choose(page, "number_input", "header_row", 0)
    table = state(page).table
    assert table is not None
    assert (table.n_rows, table.names[0]) == (21, "column 1")
    choose(page, "button_group", "decimal", ",")
    table = state(page).table
    assert table is not None
    assert (table.dialect.decimal, table.dialect.has_header) == (",", False)


def test_the_row_with_the_names_can_be_said() -> None:
    lines = ["Sports club, 2024,,", ",,,", "name,height,weight,sport"]
    lines += [f"n{i},{150 + i},{50 + i % 7},{('judo', 'chess')[i % 2]}" for i in range(20)]
    page = given("\n".join(lines))
    table = state(page).table
    assert table is not None
    assert (table.names[0], table.dialect.header_row, table.n_rows) == ("name", 3, 20)
    assert "Rows above the table were passed over: 2, beginning “Sports club”" in captions(page)
    choose(page, "number_input", "header_row", 4)
    table = state(page).table
    assert table is not None
    assert (table.names[0], table.n_rows, table.row_number(0)) == ("n0", 19, 5)
    # A row that is not there changes nothing, and is said.
    choose(page, "number_input", "header_row", 99)
    assert page.app.warning[0].value.startswith("Row 99 is blank")
    assert state(page).table is not None


def test_letters_that_look_wrong_are_read_otherwise() -> None:
    kinds = ("猫", "犬")
    text = "\n".join(["a,b,動物", *(f"{i}.5,{i % 3},{kinds[i % 2]}" for i in range(20))])
    page = given(text.encode("cp932"))
    assert "It was read as Shift\\-JIS, which is a guess" in captions(page)
    choose(page, "selectbox", "encoding", "gb18030")
    table = state(page).table
    assert table is not None
    assert table.names[2] != "動物"
    choose(page, "selectbox", "encoding", "cp932")
    table = state(page).table
    assert table is not None
    assert table.names[2] == "動物"
    assert "which is a guess" not in captions(page)


def test_a_way_in_which_nothing_can_be_read_changes_nothing() -> None:
    page = given("größe,b,art\n" + "\n".join(f"{i},{i % 4},ä{i % 2}" for i in range(20)))
    choose(page, "selectbox", "encoding", "utf-16")
    (warning,) = page.app.warning
    assert "no rows of values" in warning.value
    table = state(page).table
    assert table is not None
    assert (table.names[0], table.dialect.encoding) == ("größe", "utf-8")


def test_shifted_names_are_warned_of() -> None:
    page = given(SHIFTED)
    (warning,) = page.app.warning
    assert "The first row has one cell fewer than the others" in warning.value
    assert "all columns are shifted" in warning.value


def test_other_peoples_words_are_text() -> None:
    name = "[x](javascript:1)<b>.csv"
    page = given(MESSY, name=name)
    assert f"**{as_text(name)}**: 28 rows" in page.text
    assert "<b>" not in page.text
    page.click("upload-learn")
    assert f"**{as_text(name)}**, 28 rows" in page.text
    assert "<b>" not in page.text


def test_another_table_can_be_given_instead() -> None:
    page = given(PLAIN)
    page.click("upload-another")
    assert state(page).table is None
    assert page.app.file_uploader


def test_examples_are_the_first_different_values() -> None:
    table = state(given(MESSY)).table
    assert table is not None
    assert examples_of(table)[2] == "red, blue, green"
    assert examples_of(table)[1] == "0,00, 0,33, 0,67, 1,33"

"""New rows are read as those were that the network has learned from."""

from datetime import date, timedelta

import pytest

from nnviz.data.tables import Recipe, guess, read_table, records_of, values_of


@pytest.mark.parametrize(
    ("written", "month"),
    [(["31/01/2020", "03/04/2020"], 4), (["01/31/2020", "03/04/2020"], 3)],
)
def test_a_date_that_could_be_two_is_read_as_in_training(written: list[str], month: int) -> None:
    lines = [f"{written[i % 2]};{i % 3 - 1.5};{'ab'[i % 2]}" for i in range(12)]
    table = read_table("\n".join(["when;how;what", *lines]))
    recipe = records_of(table, guess(table)).recipe
    assert recipe.columns[0].kind == "date"
    assert Recipe.from_json(recipe.to_json()) == recipe
    wanted = (date(2020, month, 3 if month == 4 else 4) - date(1970, 1, 1)).days
    rows = {"when": ["03/04/2020"], "how": [1.0]}
    assert values_of(recipe, rows)[0, 0] == wanted
    assert values_of(recipe, b"when;how\n03/04/2020;1\n")[0, 0] == wanted
    iso = date(1970, 1, 1) + timedelta(days=wanted)
    assert values_of(recipe, {"when": [iso.isoformat()], "how": [1.0]})[0, 0] == wanted


def test_a_time_of_day_is_no_date() -> None:
    lines = [f"{i % 24}:{i * 7 % 60:02},{i % 3 - 1.5},{'ab'[i % 2]}" for i in range(30)]
    table = read_table("\n".join(["when,how,what", *lines]))
    recipe = records_of(table, guess(table)).recipe
    assert values_of(recipe, {"when": ["6:00 pm"], "how": [1.0]})[0, 0] == 0.75
    assert values_of(recipe, b"when,how\n12:30:00,1\n6:00,1\n")[:, 0].tolist() == [12.5 / 24, 0.25]
    for given in (
        {"when": ["2020-01-01"], "how": [1.0]},
        b"when,how\n2020-01-01,1\n2020-01-02,1\n",
    ):
        with pytest.raises(ValueError, match="2020-01-01"):
            values_of(recipe, given)

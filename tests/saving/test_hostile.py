"""Whatever is given for a run is opened and goes on, or is refused, and takes little either way."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.hostile import MEGABYTES_LEFT_WANTED, MEGABYTES_WANTED, measure
from nnviz.core.timeline.timeline import Timeline
from nnviz.data.tables import Column, Recipe, read_table
from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.limits import LONGEST_NAME, MAX_CLASSES, MAX_INPUTS
from nnviz.saving import RunFileProblem, read_run
from nnviz.saving.own_data import check_recipe
from nnviz.saving.problem import REASONS
from tests.saving.hostile import RUNS, HostileRun


@pytest.mark.parametrize("file", RUNS, ids=lambda file: file.name)
def test_it_is_opened_or_refused(file: HostileRun) -> None:
    content = file.make()
    assert len(content) <= 20 * 1024 * 1024
    if file.opens:
        timeline = Timeline.resumed(read_run(content).snapshot)
        timeline.seek(0)
        timeline.seek(min(1, timeline.head))
        timeline.replay(1)
        return
    with pytest.raises(RunFileProblem) as caught:
        read_run(content)
    assert caught.value.reason in REASONS


@pytest.mark.parametrize(
    "name",
    ["says 100 bytes, holds 256 MB", "counts", "header of numbers", "500 times other data"],
)
def test_it_takes_little_memory_and_gives_it_back(name: str) -> None:
    [file] = [file for file in RUNS if file.name == name]
    cost = measure("run", name, file.make())
    assert cost.most < MEGABYTES_WANTED
    assert cost.left < MEGABYTES_LEFT_WANTED


def recipe_of(name: str) -> Recipe:
    return Recipe((Column(name), Column("other")), "target", "regression")


def is_taken(recipe: Recipe) -> bool:
    try:
        check_recipe(recipe)
    except RunFileProblem:
        return False
    return True


names = st.text(max_size=20) | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zs", "L"]))


@given(names)
@example("a\x00b")
@example("a\u202eb")
@example("a\ud800b")
@example("a\ufeff")
def test_a_run_file_may_have_the_names_that_a_table_may_have(name: str) -> None:
    """What reading a table makes of a name is taken, and anything else is not."""
    if name in ("other", "target"):
        return
    assert is_taken(recipe_of(name)) is (name != "" and name == cleaned(name))
    assert cleaned(cleaned(name)) == cleaned(name)


def test_what_a_table_calls_its_columns_is_taken() -> None:
    longest = "n" * LONGEST_NAME
    columns = read_table(f'{longest},{longest},"a\n\u202eb",\n' + "1,2,3,4\n" * 12).names
    assert len(set(columns)) == 4
    for name in columns:
        check_recipe(recipe_of(name))


@pytest.mark.parametrize(
    "recipe",
    [
        recipe_of("n" * (LONGEST_NAME + 100)),
        recipe_of("target"),
        recipe_of("other"),
        Recipe((Column("a", date_order="never"),), "y", "regression"),
        Recipe((Column("a", "category", ("x", "x")),), "y", "regression"),
        Recipe((Column("a", "category", ("x", "\x07")),), "y", "regression"),
        Recipe(tuple(Column(f"x{i}") for i in range(MAX_INPUTS + 1)), "y", "regression"),
        Recipe((Column("a"),), "y", "multiclass", tuple(map(str, range(MAX_CLASSES + 1)))),
        Recipe((Column("a"),), "y", "binary", ("no", "no")),
    ],
)
def test_what_no_table_can_have_is_refused(recipe: Recipe) -> None:
    assert not is_taken(recipe)


def test_the_largest_that_a_table_can_have_is_taken() -> None:
    check_recipe(Recipe(tuple(Column(f"x{i}") for i in range(MAX_INPUTS)), "y", "regression"))
    classes = tuple(map(str, range(MAX_CLASSES)))
    check_recipe(Recipe((Column("a"),), "y", "multiclass", classes))

"""Rows as people type them: page, model, programs, notebooks and the ONNX file answer one thing."""

import ast
import csv
import inspect
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from nnviz.data.tables import Column, Recipe, Records
from nnviz.export import (
    ONNX_PROGRAM,
    PROGRAMS,
    Training,
    onnx_file_name,
    onnx_model,
    table_csv,
)
from nnviz.export.sections.inputs import rule_of
from nnviz.export.sections.training import rows_as_written
from nnviz.model import Model
from tests.export.agreement import agree, said_of
from tests.export.cases import case
from tests.export.programs import Job, Workshop
from tests.export.untidy import HEAD, case_of, untidy_case, untidy_rows

Workshops = Callable[[str], Workshop]
LIBRARIES = (*PROGRAMS, "onnx")
LOTS = 120
COLUMNS = HEAD.split(";")


def ask(
    workshop: Workshops, library: str, model: Model, training: Training, lots: list[Any]
) -> list[dict[str, Any]]:
    """What a library's program says of each lot of rows."""
    program = ONNX_PROGRAM if library == "onnx" else PROGRAMS[library]
    files = {}
    if library == "onnx":
        files[onnx_file_name(training.experiment)] = onnx_model(model)
    source = program.document(model, training).script()
    answers = workshop(library).run(Job(source, lots[0], also=lots[1:], files=files))
    return [{k: v for k, v in answers.items() if k not in ("also", "said")}, *answers["also"]]


@pytest.mark.parametrize("library", LIBRARIES)
def test_rows_as_people_type_them(workshop: Workshops, library: str) -> None:
    model, training = untidy_case()
    assert model.preparation
    assert [column.name for column in model.preparation.recipe.columns] == COLUMNS
    lots = [untidy_rows(COLUMNS, seed) for seed in range(LOTS)]
    refused = [bool(said_of(model, rows)[1]) for rows in lots]
    assert LOTS / 4 < sum(refused) < LOTS / 2
    for rows, answers in zip(lots, ask(workshop, library, model, training, lots), strict=True):
        agree(answers, model, rows)


@pytest.mark.parametrize("library", LIBRARIES)
def test_points(workshop: Workshops, library: str) -> None:
    model, training = case("binary", table=False)
    lots: list[Any] = [
        [[0.5, 1]],
        [["1.5", " -2 "], [True, np.float32(3.0)]],
        [[1.0, 2.0, 3.0]],
        [[1.0, None]],
        [[0.0, 1.0], [float("inf"), 2.0]],
        [["a", 2.0]],
    ]
    assert [bool(said_of(model, rows)[1]) for rows in lots] == [False] * 2 + [True] * 4
    for rows, answers in zip(lots, ask(workshop, library, model, training, lots), strict=True):
        agree(answers, model, rows)


def test_the_file_carries_the_program_that_feeds_it(workshop: Workshops) -> None:
    model, _ = untidy_case()
    content = onnx_model(model)
    loaded = onnx.load_from_string(content)
    assert "metadata" in loaded.doc_string
    program = {one.key: one.value for one in loaded.metadata_props}["program"]
    rows = untidy_rows(COLUMNS, seed=0)
    answers = workshop("onnx").run(Job(program, rows, files={"network.onnx": content}))
    del answers["also"], answers["said"]
    agree(answers, model, rows)


def formula_case() -> tuple[Model, Training]:
    """A table whose every text a spreadsheet would take for a formula."""
    colours = ("'=blue", "-red", "x;=1+1;y")
    columns = Column("=size"), Column("a;=1+1;b", "category", colours)
    recipe = Recipe(columns, "@sort", "multiclass", ("+1", "-1", "＝2"))
    rng = np.random.default_rng(0)
    values = np.column_stack([rng.normal(size=60), rng.integers(0, 3, 60)])
    return case_of(Records(recipe, values, rng.integers(0, 3, 60).astype(float)))


@pytest.mark.parametrize("make_case", [untidy_case, formula_case])
def test_the_file_of_a_large_table_is_read_by_the_same_rule(
    workshop: Workshops, make_case: Callable[[], tuple[Model, Training]]
) -> None:
    """Decimal commas, units, times, kept marks and formulas come out of it as they went in."""
    model, training = make_case()
    assert model.preparation
    values = np.concatenate([training.train_rows, training.test_rows])
    labels = np.concatenate([training.train_labels, training.test_labels])
    records = Records(model.preparation.recipe, values, labels)
    text = table_csv(records, model.preparation)
    cells = [cell for row in csv.reader(StringIO(text), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "＝"))]
    source = PROGRAMS["numpy"].document(model, replace(training, csv_path="table.csv")).script()
    rows = rows_as_written(training.test_rows[:4], model.preparation)
    files = {"table.csv": text.encode()}
    answers = workshop("numpy").run(Job(source, rows, train=True, files=files))
    found = np.concatenate([inputs for inputs, _ in answers["shares"]])
    expected = model.preparation.transform(values)
    np.testing.assert_allclose(np.sort(found, axis=0), np.sort(expected, axis=0), atol=1e-12)


def test_the_rule_is_the_very_source_of_nnviz() -> None:
    """Each definition of the section stands, letter by letter, in a module of nnviz."""
    model, training = untidy_case()
    rule = rule_of(model).code
    sources = [
        inspect.getsource(import_module(f"nnviz.{name}"))
        for name in (
            *(
                "data.tables.new_rows.entries",
                "data.tables.new_rows.given",
                "data.tables.cell.cleaning",
            ),
            *("data.tables.problem", "data.tables.new_rows.entry_remarks"),
            *("data.tables.limits", "data.tables.columns.coding", "data.tables.columns.dates"),
            *("data.tables.cell.number", "data.tables.cell.date", "data.tables.cell.missing"),
            "data.tables.cell.category",
        )
    ]
    lines = rule.splitlines()
    for node in ast.parse(rule).body:
        definition = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        assert any(definition in source for source in sources), definition
    for program in (*PROGRAMS.values(), ONNX_PROGRAM):
        document = program.document(model, training)
        assert [section.code for section in document.sections].count(rule) == 1
        assert rule in document.script()


def test_there_is_no_second_rule() -> None:
    """What writes programs knows of no marks and reads no numbers or dates."""
    folder = Path(inspect.getsourcefile(import_module("nnviz.export")) or "").parent
    for path in [*folder.rglob("*.py"), folder.parent / "model.py"]:
        text = path.read_text(encoding="utf-8").lower()
        for word in ('"n/a"', '"null"', "fromisoformat", "strptime", "casefold"):
            assert word not in text, (path.name, word)


@pytest.mark.parametrize("library", LIBRARIES)
def test_no_name_of_a_program_is_given_twice(library: str) -> None:
    """What is embedded, what the library needs and what reads a file share one namespace."""
    program = ONNX_PROGRAM if library == "onnx" else PROGRAMS[library]
    for model, training in (untidy_case(), case("multiclass", table=True)):
        for csv_path in ("", "table.csv"):
            source = program.document(model, replace(training, csv_path=csv_path)).script()
            defined: list[str] = []
            for node in ast.parse(source).body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    defined.append(node.name)
                elif isinstance(node, ast.Import | ast.ImportFrom):
                    defined += [alias.asname or alias.name for alias in node.names]
                elif isinstance(node, ast.Assign):
                    targets = [one for target in node.targets for one in ast.walk(target)]
                    defined += [
                        one.id
                        for one in targets
                        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
                    ]
            assert len(defined) == len(set(defined)), sorted(defined)

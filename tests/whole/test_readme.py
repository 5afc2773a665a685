"""What README and its neighbours promise: examples run, commands exist, what they name is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nnviz import Experiment
from nnviz.core.timeline.timeline import Timeline
from nnviz.saving import SavedRun, write_run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BENCHMARKS = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


EXAMPLES = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=["train", "load"])
def test_example_runs_and_prints_what_it_says(example: str, tmp_path: Path) -> None:
    timeline = Timeline(Experiment("circle"))
    timeline.step(120)
    (tmp_path / "nnviz-circle-120.npz").write_bytes(write_run(SavedRun.of(timeline)))
    command = [sys.executable, "-W", "error", "-c", example]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    (promised,) = re.findall(r"print\(.*\)  # (.*)", example)
    assert result.stdout.strip() == promised


def test_library_example_is_five_lines() -> None:
    assert len(EXAMPLES[0].strip().splitlines()) == 5


def test_it_is_read_in_one_go() -> None:
    assert len(README.splitlines()) <= 120


@pytest.mark.parametrize(
    "text", [README, CONTRIBUTING, BENCHMARKS], ids=["README", "CONTRIBUTING", "benchmarks"]
)
def test_make_targets_exist(text: str) -> None:
    targets = set(re.findall(r"(?:^ {4}|`)make ([a-z-]+)", text, flags=re.MULTILINE))
    assert targets
    assert targets <= set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.MULTILINE))


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "make test" in README
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").rstrip().endswith("\nmake test")


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_what_is_pointed_at_is_there(text: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    named = re.findall(r"`((?:nnviz|tests|docs|benchmarks)/[\w./-]+)`", text)
    assert links
    assert named
    for path in [*links, *named]:
        assert (ROOT / path).exists(), path


def test_programs_that_are_named_are_there() -> None:
    for name in re.findall(r"python -m ((?:tests|benchmarks)[\w.]+)", CONTRIBUTING):
        assert (ROOT / (name.replace(".", "/") + ".py")).exists(), name

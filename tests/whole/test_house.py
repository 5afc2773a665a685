"""The house has room: no file is too long to read, no folder too full to look over."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: Lines of a file, and siblings in a folder, that a reader can take in.
MOST_LINES, MOST_SIBLINGS = 300, 12

HOUSES = ("nnviz", "tests", "benchmarks")
FILES = [
    path
    for house in HOUSES
    for path in sorted((ROOT / house).rglob("*"))
    if path.suffix in (".py", ".js", ".ts", ".css")
]
#: Nobody reads it from end to end: one module makes it of the messages, an entry to each line.
LONGER = {ROOT / "nnviz" / "ui" / "stage" / "stream" / "messages.d.ts"}
FOLDERS = sorted({path.parent for path in FILES} | {path.parent.parent for path in FILES} - {ROOT})


def test_each_file_can_be_read_at_one_go() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert len(lines) > 500
    assert {path for path, n in lines.items() if n > MOST_LINES} == LONGER


def test_each_folder_can_be_looked_over() -> None:
    ours = ("__init__.py", "conftest.py", "__pycache__")
    siblings = {folder: sum(one.name not in ours for one in folder.iterdir()) for folder in FOLDERS}
    assert len(siblings) > 50
    assert {folder: n for folder, n in siblings.items() if n > MOST_SIBLINGS} == {}

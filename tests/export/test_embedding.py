"""What is embedded stands alone, and does what it does in nnviz."""

import sys
from pathlib import Path
from typing import Any

import pytest

from nnviz.data.tables.cell.number import amount_of
from nnviz.export.embedding import embedded, merged

FIRST = """
import re
from math import pi as half_turn
from one_name_b import turned, unused

# How often.
_TIMES = 2
_FORM = re.compile(r"\\d+")
LEFT, RIGHT = 1, 2


def doubled(text: str) -> float:
    return turned(len(_FORM.findall(text)) * _TIMES) + half_turn + LEFT
"""


SECOND = """
_TIMES, _OTHER = 5, 6


def turned(n: int) -> int:
    return n * _TIMES + _OTHER


unused = 0
"""


def test_a_function_comes_with_all_that_it_leans_on() -> None:
    made = embedded(amount_of)
    space: dict[str, Any] = {}
    exec("\n".join([*merged(made.imports), made.code]), space)
    for text in ("$1,000.50", "12%", "(45.00)", "abc", "12 KWH", "120 MMHG", "5'11\"", "US $7"):
        assert space["amount_of"](text) == amount_of(text)


def test_one_name_for_two_things_becomes_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "nnviz_try"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "second.py").write_text(SECOND)
    source = FIRST.replace("one_name_b", "nnviz_try.second")
    (package / "first.py").write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    import nnviz_try.first as first  # type: ignore[import-not-found]

    with pytest.raises(ValueError, match=r"turned comes from nnviz_try\.second"):
        embedded(first.doubled)
    monkeypatch.setattr("nnviz.export.embedding._OWN", "nnviz_try")
    made = embedded(first.doubled)
    assert made.imports == ("from math import pi as half_turn", "import re")
    assert "# How often.\n_TIMES_first = 2" in made.code
    assert "_TIMES, _OTHER = 5, 6" in made.code
    assert "unused" not in made.code
    space: dict[str, Any] = {}
    exec("\n".join([*merged(made.imports), made.code]), space)
    assert space["doubled"]("1 2 3") == first.doubled("1 2 3")
    del sys.modules["nnviz_try"], sys.modules["nnviz_try.first"], sys.modules["nnviz_try.second"]


def test_what_is_changed_after_its_definition_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would mean something else in the program."""
    source = "_NAMES = {}\n_NAMES |= {1: 2}\n\n\ndef named(n: int) -> int:\n    return _NAMES[n]\n"
    (tmp_path / "nnviz_changed.py").write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    import nnviz_changed  # type: ignore[import-not-found]

    with pytest.raises(ValueError, match="line 2 of nnviz_changed changes"):
        embedded(nnviz_changed.named)
    del sys.modules["nnviz_changed"]


def test_imports_are_laid_out_as_usual() -> None:
    lines = ["from b import c", "import z", "from a import D, e", "from b import A", "import z", ""]
    assert merged(lines) == ["import z", "from a import D, e", "from b import A, c"]

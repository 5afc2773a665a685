"""Everything that can be chosen has words, and what has none yet is still shown."""

import pytest

from nnviz.data.specs.spec import TASKS
from nnviz.ui.text.language import ngettext, speaking, translations
from nnviz.ui.text.words import about, label, sentence
from nnviz.ui.text.words.data import GROUP_WORDS, REAL_DATA


def test_each_task_has_a_heading() -> None:
    assert {kind[0] for kind in GROUP_WORDS if kind != REAL_DATA} == set(TASKS)


def test_an_entry_without_words_is_called_by_its_name() -> None:
    assert label({}, "mish") == "mish"
    assert about({}, "mish", "z tanh ln(1 + eᶻ)") == "`z tanh ln(1 + eᶻ)`"
    assert about({}, "mish") == ""
    assert sentence({}, "cosmic_ray", rate=3) == "cosmic_ray"


@pytest.mark.parametrize("locale", [None, "en-US", "zh-CN", "xx", ""])
def test_a_language_without_a_catalogue_is_english(locale: str | None) -> None:
    assert translations(locale).gettext("Play") == "Play"


@pytest.mark.parametrize(
    ("count", "told"), [(0, "rows"), (1, "row"), (1.5, "rows"), (2, "rows"), (1000, "rows")]
)
def test_of_one_there_is_one(count: float, told: str) -> None:
    with speaking(None):
        assert ngettext("row", "rows", count) == told

"""What somebody wrote into a table's heading is text and nothing else, wherever it is shown."""

import re

import pytest

from nnviz.ui.text.untrusted import as_code, as_text, cut, in_figure

HOSTILE = [
    "<script>alert(1)</script>",
    "[link](javascript:alert(1))",
    ":red[danger] :material/home: $x^2$",
    "**bold** _it_ `code` # head | cell",
    "![](http://example.org/a.png)",
    "a\nb",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_in_markdown_no_sign_is_left_that_markdown_reads(text: str) -> None:
    shown = as_text(text)
    assert not set(re.sub(r"\\.", "", shown)) & set("\\`*_{}[]()<>#+-.!|$~:&\n")
    plain = shown.replace("\\", "").replace("\N{WORD JOINER}", "")
    assert plain == text.replace("\n", "\N{REPLACEMENT CHARACTER}")


def test_plain_names_stay_as_they_are() -> None:
    assert as_text("petal length") == in_figure("petal length") == "petal length"


def test_in_a_figure_there_are_no_tags() -> None:
    assert "<" not in in_figure("<b>a</b>")
    assert in_figure("a" * 30) == "a" * 23 + "…"


def test_cut_keeps_what_fits() -> None:
    assert cut("abc", 3) == "abc"
    assert cut("abcd", 3) == "ab…"


def test_as_code_is_one_line_without_a_way_out() -> None:
    assert as_code("a`b\nc") == "`a'b\N{REPLACEMENT CHARACTER}c`"
    assert as_code("") == "` `"

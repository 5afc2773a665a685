"""Other people's words (names of columns and classes, parts of a URL) on the page: cut, and tame.

Each place where text is shown reads some of it as instructions. What somebody put into a table's
heading must be nothing but text in all of them.
"""

from html import escape

#: Characters of a name that a figure has room for.
LONGEST = 24

_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|$~:&"} | {"\n": " "})


def cut(text: str, longest: int = LONGEST) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def in_markdown(text: str) -> str:
    """The text as Streamlit's Markdown shows it unchanged: no formula, link, colour or icon."""
    return text.translate(_MARKDOWN)


def as_code(text: str) -> str:
    """The text as it stands, on one line of Markdown, marked as something to be typed."""
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return f"`{shown.replace('`', chr(39)) or ' '}`"


def in_figure(text: str, longest: int = LONGEST) -> str:
    """The text as Plotly shows it unchanged, cut."""
    return escape(cut(text, longest), quote=False)

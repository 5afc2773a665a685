"""Other people's words (names of columns and classes, parts of a URL) on the page: cut, and tame.

Each place where text is shown reads some of it as instructions. What somebody put into a table's
heading must be nothing but text in all of them. Streamlit's Markdown, for one, also knows
directives, icons and emoji between colons, formulas between dollars, arrows made of signs, and
links without any marks.
"""

import re
from html import escape

#: Characters of a name that a figure has room for.
LONGEST = 24

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=\"'])")
#: Between these two signs stands no space, or a plugin would make an icon, a link or an arrow of
#: them, whether they are escaped or not.
_PAIRS = re.compile(r":(?=\S)|@(?=\S)|(?i:www)(?=\.)|[-<>~=](?=[-<>=])")
_APART = "\N{WORD JOINER}"


def as_code(text: str) -> str:
    """A text as it stands, on one line, set apart from the sentence that it is quoted in."""
    return f"`{_shown(text).replace('`', chr(39)) or ' '}`"


def as_text(text: str) -> str:
    """A text as it stands, on one line, looking like the text around it."""
    return _MARKUP.sub(r"\\\1", _PAIRS.sub(rf"\g<0>{_APART}", _shown(text))) or _APART


def _shown(text: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def cut(text: str, longest: int = LONGEST) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def in_figure(text: str, longest: int = LONGEST) -> str:
    """The text as Plotly shows it unchanged, cut."""
    return escape(cut(text, longest), quote=False)

"""Texts from anywhere (an address, somebody's table) where Streamlit would read Markdown.

Its Markdown also knows directives, icons and emoji between colons, formulas between dollars, arrows
made of signs, and links without any marks. None of that is to come out of what others wrote.
"""

import re

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

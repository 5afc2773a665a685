"""Texts that a spreadsheet would take for a formula, written so that it does not, and back.

What a formula calls runs on the machine of whoever opens the file (OWASP, "CSV Injection"). Where a
cell begins is not the writer's choice alone: a reader that splits at semicolons finds one inside of
``x;=1+1``. So a quote is put before whatever could be a formula wherever a cell could begin, and
one more where there are some already: that way `restored` undoes exactly what `defused` did.
"""

import re

# Ends a cell for one reader or another, as a delimiter or as a line end.
_ENDS = r"[,;:|^~\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]"
# Stands before a formula without keeping it from being one: blanks, and quotes of all kinds.
_BLANKS = r" \xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_GAP, _BEFORE = f"[{_BLANKS}]", rf"[{_BLANKS}\"'“”]*"
# What a formula begins with, also as East Asian keyboards have it, and in small forms.
_PLUS_MINUS, _EQUALS_AT = r"[+\-＋－﹢﹣]", r"[=@＝＠﹦﹫]"
_FORMULA = rf"(?:{_PLUS_MINUS}|{_EQUALS_AT}|[\t\r\n])"
# After a blank, with what belongs to it; "between -1 and 1" holds mere numbers.
_WHOLE = rf"[\"'“”]*(?:{_EQUALS_AT}|{_PLUS_MINUS}(?!\d+(?:\.\d+)?(?:\s|\Z)))(?:\S|\Z)"

_PLACES = rf"(?:(?<={_ENDS})|\A)%s(?={_BEFORE}{_FORMULA})|(?<={_GAP})%s(?={_WHOLE})"
_HARMFUL, _DEFUSED = re.compile(_PLACES.replace("%s", "")), re.compile(_PLACES.replace("%s", "'"))


def defused(text: str) -> str:
    """A text of which a spreadsheet takes no part for a formula, whatever it splits cells at."""
    return _HARMFUL.sub("'", text)


def restored(text: str) -> str:
    """The text that `defused` was given."""
    return _DEFUSED.sub("", text) if "'" in text else text

"""The date that a text is, as days since the beginning of 1970, time of day included."""

import re
from datetime import date
from typing import Any

#: The orders in which a date may be written: 2024-12-31, 31.12.2024, 12/31/2024. A time of day
#: without a date (12:30) is a part of a day.
ORDERS = ("ymd", "dmy", "mdy", "time")

#: The day that others are counted from.
EPOCH = date(1970, 1, 1).toordinal()
#: The first day of a calendar and its last, of the years 1 and 9999, and the second before midnight
#: then: "for ever", as databases write it. All in days since 1970.
FIRST_DATE, LAST_DATE = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH
LAST_MOMENT = LAST_DATE + 86399 / 86400

_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:[.,]\d{1,9})?))?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
)
# Half a day as it is called in the Far East, before the time.
_MORNING, _AFTERNOON = ("午前", "上午", "오전"), ("午後", "下午", "오후")
# Hours that the clocks of a zone are ahead, as far as its name means one alone (RFC 822; Europe).
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_ZONE = rf"(?P<zone>{'|'.join(_ZONES)}|[+-]\d{{2}}:?\d{{2}})"
_TIME = rf"(?:(?:T|,?\s+|,?\s+at\s+){_CLOCK}\s*{_ZONE}?)?"
_LONG_YEAR, _YEAR = r"(?P<y>\d{4})", r"(?P<y>\d{4}|\d{2})"
_MONTH, _DAY = r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_WEEKDAY = r"(?:(?P<weekday>[^\W\d_]{2,10})\.?,?\s+)?"
_FORMS = {
    order: re.compile(
        rf"{_WEEKDAY}{first}(?P<sep>{separators}){second}(?P=sep){third}{_TIME}", re.ASCII
    )
    for order, separators, first, second, third in (
        ("ymd", "[-/.]", _LONG_YEAR, _MONTH, _DAY),
        ("dmy", r"[-/]|\.\s?", _DAY, _MONTH, _YEAR),
        ("mdy", "[-/]", _MONTH, _DAY, _YEAR),
    )
}
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_NTH = r"(?P<d>\d{1,2})(?:\.|st|nd|rd|th|er|º)?"
_QUARTER = "[Qq]uartal|[Qq]uarter|[Tt]rimestre|[Tt]rim\\.?|[Kk]wartaal|[Kk]wartał"
_OF = r"(?:\s*[-/,]\s*|\s+(?:of\s+|de\s+)?)"
# Whatever the order, these mean one thing. Beginnings of a month, a quarter or a week stand for it.
_CERTAIN = tuple(
    re.compile(form)
    for form in (
        # Before others, which would take the word for a month's name.
        rf"(?P<q>[1-4])(?:\.|st|nd|rd|th|er|e|º)?\s(?:{_QUARTER})\s(?:de\s)?{_LONG_YEAR}",
        rf"{_WEEKDAY}{_NTH}{_OF}{_NAME}{_OF}{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_NAME}\s+{_NTH}(?:,\s*|\s+){_LONG_YEAR}{_TIME}",
        rf"{_LONG_YEAR}{_OF}{_NAME}{_OF}{_NTH}{_TIME}",
        rf"{_WEEKDAY}{_NAME}\s+{_NTH}\s+{_CLOCK}\s+(?:{_ZONE}\s+)?{_LONG_YEAR}",
        rf"{_NTH}{_NAME}{_LONG_YEAR}(?:[:\s]{_CLOCK}(?P<zone>))?",
        rf"{_LONG_YEAR}\.\s{_MONTH}\.\s{_DAY}\.?{_TIME}",
        rf"{_NAME}{_OF}{_LONG_YEAR}",
        rf"{_LONG_YEAR}{_OF}{_NAME}",
        rf"{_NAME}[-'’](?P<y>\d{{2}})",
        rf"{_LONG_YEAR}(?:[-/]|\s?M\s?|\s?m\s?){_MONTH}",
        rf"{_MONTH}[-/]{_LONG_YEAR}",
        rf"{_LONG_YEAR}[-/\s]?[Qq]\s?(?P<q>[1-4])",
        rf"[Qq](?P<q>[1-4])[-/\s]?{_LONG_YEAR}",
        rf"(?P<q>[1-4])[Qq][-/\s]?{_LONG_YEAR}",
        rf"{_LONG_YEAR}\s?[年년]\s?第?(?P<q>[1-4])\s?(?:季度|四半期|분기)",
        rf"{_LONG_YEAR}\s?[年년]\s?{_MONTH}\s?[月월](?:\s?{_DAY}\s?[日일])?{_TIME}",
        rf"{_LONG_YEAR}-?[Ww](?P<w>\d{{2}})(?:-(?P<weekday_number>[1-7]))?",
    )
)
_ALONE = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{_CLOCK}(?:\s*(?:Uhr|h|hrs))?",
        r"(?P<hour>\d{1,2})(?:\.(?P<minute>\d{2}))?\s*Uhr",
        r"(?P<hour>\d{2})(?P<minute>\d{2})\s?(?:h|hrs)",
        r"(?P<hour>\d{1,2})\s*(?P<half>[AaPp]\.?[Mm]\.?)",
        rf"(?P<half>{'|'.join((*_MORNING, *_AFTERNOON))})\s?"
        r"(?P<hour>\d{1,2})(?::|\s?[時时点點시]\s?)(?:(?P<minute>\d{1,2})\s?[分분]?)?",
        r"(?P<hour>\d{1,2})\s?[時时点點시](?:\s?(?P<minute>\d{1,2})\s?[分분])?",
        r"(?P<hour>\d{1,2})\s?h(?:rs?)?\s?(?P<minute>\d{1,2})(?:\s?m(?:in|ins)?)?",
    )
)
# English, German, French, Spanish; Italian, Portuguese, Dutch, Swedish, Polish and Russian: full,
# and by their first letters where no other month has them.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar janvier enero jan janv ene jän jänner "
            "gennaio gen janeiro januari stycznia января янв",
            "february februar février fevrier febrero feb févr fev fév "
            "febbraio fevereiro februari lutego февраля фев",
            "march märz maerz mars marzo mar mär mrz março maart mrt marca марта мар",
            "april avril abril apr avr abr aprile kwietnia апреля апр",
            "may mai mayo maggio mag maio mei maj maja мая",
            "june juni juin junio jun giugno giu junho czerwca июня июн",
            "july juli juillet julio jul juil luglio lug julho lipca июля июл",
            "august août aout agosto aug ago aoû augustus augusti sierpnia августа авг",
            "september septembre septiembre sep sept settembre setembro set września сентября сен",
            "october oktober octobre octubre oct okt "
            "ottobre ott outubro out października октября окт",
            "november novembre noviembre nov novembro listopada ноября ноя",
            "december dezember décembre decembre diciembre dec dez déc dic "
            "dicembre dezembro grudnia декабря дек",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = frozenset(
    " ".join(
        (
            "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur",
            "thurs fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend",
            "sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun",
            "mar mer jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo mié jue",
            "vie sáb dom",
        )
    ).split()
)
# No date that a person writes is longer.
_LONGEST_DATE = 60


def date_of(text: str, order: str) -> float | None:
    """Days since the beginning of 1970, None where a text is no date.

    A year of two digits is one of 1930 to 2029, as spreadsheets have it (Excel, LibreOffice).

    Parameters
    ----------
    order
        One of `ORDERS`. A date with the month's name, without a day, or with the year first, is the
        same in each.
    """
    text = text.strip()
    if len(text) > _LONGEST_DATE or not any(map(str.isdecimal, text)):
        return None
    if order == "time":
        found = next(filter(None, (form.fullmatch(text) for form in _ALONE)), None)
        return _part_of_day(found.groupdict(), "") if found else None
    found = _FORMS[order].fullmatch(text) or _FORMS["ymd"].fullmatch(text)
    if not found:
        found = next(filter(None, (form.fullmatch(text) for form in _CERTAIN)), None)
    if not found:
        return None
    parts = found.groupdict()
    if parts.get("weekday") and parts["weekday"].lower() not in _WEEKDAYS:
        return None
    days = _day(parts)
    if days is None or parts.get("hour") is None:
        return days
    time = _part_of_day(parts, parts["zone"] or "")
    # By the clocks of UTC it may be in a year that there is not.
    return None if time is None else min(max(days + time, FIRST_DATE), LAST_MOMENT)


def _day(parts: dict[str, Any]) -> float | None:
    """The day itself, as far as there is one such."""
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 1900 if year >= 30 else 2000
    month = _MONTHS.get(parts.get("name", "").lower(), 0)
    if "m" in parts:
        month = int(parts["m"])
    elif "q" in parts:
        month = 3 * int(parts["q"]) - 2
    try:
        if "w" in parts:
            found = date.fromisocalendar(year, int(parts["w"]), int(parts["weekday_number"] or 1))
        else:
            found = date(year, month, int(parts.get("d") or 1))
    except ValueError:
        return None
    return float(found.toordinal() - EPOCH)


def _part_of_day(parts: dict[str, Any], zone: str) -> float | None:
    """A time of day, in UTC where it says how far its clocks are ahead."""
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    second = float((parts.get("second") or "0").replace(",", "."))
    half = parts.get("half")
    if half:
        # Noon may be half past zero in Japan.
        if hour > 12 or (hour == 0 and half[0] in "AaPp"):
            return None
        hour = hour % 12 + (12 if half[0] in "Pp" or half in _AFTERNOON else 0)
    if hour > 24 or minute > 59 or second >= 61:
        return None
    ahead = _ZONES.get(zone, 0) * 3600
    if zone and zone[0] in "+-":
        ahead = int(zone[1:3]) * 3600 + int(zone[-2:]) * 60
        ahead = -ahead if zone[0] == "-" else ahead
    return (hour * 3600 + minute * 60 + second - ahead) / 86400

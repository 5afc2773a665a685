"""The number that a text is, and its unit: money, percent, accounts, footnotes, measures."""

import re
import unicodedata

# By what is written before or after the number, in lower case.
_SIGNS = "$ € £ ¥ ₹ ₽ ₩ ₺ ₴ ₪ ₫ ₱ ฿ ₦ ₡ ₲ ₸ ₼ ₾ ₿ ¢ R$ A$ C$ S$ AU$ CA$ HK$ MX$ NT$ NZ$ kr zł Kč"
_CODES = (
    "CHF CNY SEK NOK DKK ISK PLN CZK HUF RON BGN TRY RUB UAH ILS BRL CAD AUD NZD MXN KRW ZAR SGD "
    "HKD TWD THB IDR PHP VND MYR PKR BDT EGP NGN KES AED"
)
_CURRENCIES = {name.lower(): name for name in (*_SIGNS.split(), *_CODES.split())} | {
    "us$": "$",
    "usd": "$",
    "dollar": "$",
    "dollars": "$",
    "eur": "€",
    "euro": "€",
    "euros": "€",
    "gbp": "£",
    "jpy": "¥",
    "yen": "¥",
    "円": "¥",
    "inr": "₹",
    "rs": "₹",
    "rp": "IDR",
    "元": "CNY",
    "원": "KRW",
    **dict.fromkeys(("руб", "рублей", "р"), "₽"),
    "rmb": "CNY",
    "fr": "CHF",
    "sfr": "CHF",
}
# How many times a number is meant that has such a word behind it: 1.2 million, 75 lakh, 1.2万.
_MANY = {
    **dict.fromkeys(("thousand", "tsd", "tsd.", "тыс", "тыс.", "千"), 1e3),
    **dict.fromkeys(("万", "萬", "만"), 1e4),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 1e5),
    **dict.fromkeys(("million", "millions", "mn", "mio", "mio.", "млн", "млн."), 1e6),
    **dict.fromkeys(("crore", "crores", "cr", "cr."), 1e7),
    **dict.fromkeys(("亿", "億", "억"), 1e8),
    **dict.fromkeys(("billion", "billions", "bn", "mrd", "mrd.", "млрд", "млрд."), 1e9),
}
# Letters that mean so beside a currency alone: $1.2M, £500k. By itself, 5M may be a size.
_TIMES = _MANY | {"k": 1e3, "m": 1e6, "b": 1e9}
# Units as they are written. Without regard to capitals only where no two then are the same (mW and
# MW), and not where it is a single letter (5M is no five metres).
_WRITTEN = (
    "% ‰ ° °C °F mm cm dm m km in ft yd mi mm² cm² m² km² ha sqft mm³ cm³ m³ ml cl dl l µg mg g kg "
    "t lb oz ms s min h d mW W kW MW GW Wh kWh MWh J kJ kcal cal V mV kV A mA Hz kHz MHz GHz N Nm "
    "Pa hPa kPa MPa bar psi mmHg hp PS bhp rpm bpm m/s km/h mph kn mg/l mg/dl g/l mmol/l ppm ppb "
    "g/km g/cm³ kg/m³ kg/m² mpg kmpl km/l l/100km cc dB kB kb MB Mb GB Gb TB px pt "
    "weeks months years"
)
_SPELT = {unit: unit for unit in _WRITTEN.split()} | {
    **dict.fromkeys(("percent", "pct", "pct."), "%"),
    **dict.fromkeys(("lbs", "lbs.", "lb."), "lb"),
    **dict.fromkeys(("inch", "inches", '"', "″"), "in"),
    **dict.fromkeys(("feet", "foot"), "ft"),
    **dict.fromkeys(("mile", "miles"), "mi"),
    **dict.fromkeys(("second", "seconds", "sec", "secs", "sec."), "s"),
    **dict.fromkeys(("minute", "minutes", "mins", "min."), "min"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), "h"),
    **dict.fromkeys(("day", "days"), "d"),
    **dict.fromkeys(("liter", "litre", "liters", "litres", "L"), "l"),
    **dict.fromkeys(("кг", "公斤", "千克"), "kg"),
    **dict.fromkeys(("см", "厘米", "公分"), "cm"),
    **dict.fromkeys(("岁", "歲", "歳", "세", "лет"), "years"),
    **dict.fromkeys(("г", "克"), "g"),
    **dict.fromkeys(("м", "米"), "m"),
    **dict.fromkeys(("мин", "分钟", "分鐘"), "min"),
    **dict.fromkeys(("小时", "小時"), "h"),
    "мм": "mm",
    "км": "km",
    "week": "weeks",
    "month": "months",
    "year": "years",
    "yr": "years",
    "yrs": "years",
    "kph": "km/h",
    "kmh": "km/h",
    **dict.fromkeys(("sq ft", "sq. ft.", "sq. ft", "sq.ft.", "sq.ft", "ft2", "ft^2"), "sqft"),
    "sqm": "m²",
    "sq m": "m²",
    **dict.fromkeys(("mm2", "mm^2"), "mm²"),
    **dict.fromkeys(("cm2", "cm^2"), "cm²"),
    **dict.fromkeys(("m2", "m^2"), "m²"),
    **dict.fromkeys(("km2", "km^2"), "km²"),
    **dict.fromkeys(("mm3", "mm^3"), "mm³"),
    **dict.fromkeys(("cm3", "cm^3"), "cm³"),
    **dict.fromkeys(("m3", "m^3"), "m³"),
    "kg/m2": "kg/m²",
    "kg/m3": "kg/m³",
    "g/cm3": "g/cm³",
    "μg": "µg",
    "mcg": "µg",
}
_LOW = [unit.lower() for unit in _SPELT if len(unit) > 1]
_UNITS = _SPELT | {
    unit.lower(): name
    for unit, name in _SPELT.items()
    if len(unit) > 1 and _LOW.count(unit.lower()) == 1
}
_MONIES = frozenset(_CURRENCIES.values())
_KNOWN = _MONIES.union(_UNITS.values())

# Digits are taken in one way only, so that a text of thousands that ends otherwise is soon known.
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|[+-]?inf(inity)?", re.ASCII | re.I)
# Thousands apart: by a point or a comma, whichever is not the decimal sign, by an apostrophe or
# by one of the spaces (plain, no-break, narrow no-break, thin). A telephone number may have such
# gaps, and begins with a zero. In India the groups above the thousands have two digits.
_SPACES = " '’\u00a0\u202f\u2009"
_GROUPED = {
    sign: re.compile(
        rf"[+-]?([1-9]\d{{0,2}}(?P<by>[{other}{_SPACES}])\d{{3}}((?P=by)\d{{3}})*({own}\d*)?"
        rf"|[1-9]\d?(?P<lakh>{other})\d{{2}}((?P=lakh)\d{{2}})*(?P=lakh)\d{{3}}({own}\d*)?)",
        re.ASCII,
    )
    for sign, own, other in ((".", r"\.", ","), (",", ",", r"\."))
}
_MONEY = r"[^\W\d_]{0,3}[^\w\s.,()+\-]|[^\W\d_]{1,4}\.?"
_DRESSED = re.compile(
    rf"(?P<outer>{_MONEY})?\s*(?P<open>\()?(?P<sign>[+-])?\s*(?P<before>{_MONEY})?\s*"
    rf"(?P<own>[+-])?(?P<core>[.,]?\d(?:[\d.,{_SPACES}]*\d)?(?:[eE][+-]?\d{{1,3}}(?![^\W_]))?"
    r"[.,]?)(?P<round>(?<=[.,])[-–—]{1,2})?"
    r"\s*(?P<after>[^\d\s.,()+\-][^()+]{0,14}?)?\s*(?P<behind>-)?(?P<close>\))?"
    r"(?:(?<=\))\s*(?P<late>[^\d\s.,()+\-][^()+]{0,14}))?"
)
# How accounts write nothing at all: $ -, - €, EUR -.
_DASHES = ("-", "–", "—")
_SIGN = r"[^\W\d_]{0,3}[^\w\s.,()+\-]|[A-Z]{3}"
_NOTHING = re.compile(rf"({_SIGN})\s*[-–—]{{1,2}}|[-–—]{{1,2}}\s*({_SIGN})")
# At the end of a number, or of its unit: 6806*, 12†, 0.3 [1], 7², 5(a), 4 (est.).
_FOOTNOTE = re.compile(
    r"(?<=\S)(\s?[*†‡§¶#]+|\s?\[(note )?(\d{1,3}|[a-z])\]|(?<=[\d%)])[⁰¹²³⁴-⁹ᵃ-ᶻ]+"
    r"|(?<=\d)\s?\(([a-h]|[pr]|est\.?|prov\.?|rev\.?)\))+$"
)
# How tall people are: 5'11", 6', 5 ft 11 in.
_FEET = re.compile(
    r"(?P<feet>\d{1,2})\s?(?:['’′]|(?:ft|feet|foot)\.?(?=\s?\d))\s?"
    r"(?:(?P<inches>\d{1,2}(?:[.,]\d{1,3})?)\s?(?:[\"”″]|''|in\.?|inch|inches)?)?",
    re.ASCII,
)
# A word, of which in the Far East one sign may be a whole one.
_WORD = re.compile(r"[^\W\d_]{2,12}|[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_NO_UNITS = ("st", "nd", "rd", "th", "uhr")
#: No number that a person writes is longer.
LONGEST_NUMBER = 60


def amount_of(text: str, decimal: str = ".") -> tuple[float, str] | None:
    """A number and its unit ("" for none, "%", "$", "kg"); None where a text is no number.

    Parameters
    ----------
    decimal
        The decimal sign, point or comma. The other one may stand between thousands.
    """
    text = text.strip()
    number = _plain(text, decimal)
    if number is not None:
        return number, ""
    if len(text) > LONGEST_NUMBER:
        return None
    if not any(map(str.isdecimal, text)):
        nothing = _NOTHING.fullmatch(text) if text[:1] in _DASHES or text[-1:] in _DASHES else None
        unit = _CURRENCIES.get((nothing[1] or nothing[2]).lower()) if nothing else None
        return None if unit is None else (0.0, unit)
    # What is most common, read soonest.
    for sign, bare in ((text[0], text[1:]), (text[-1], text[:-1])):
        if sign in "$€£¥%" and bare[0] not in "+-":
            number = _plain(bare.strip(), decimal)
            if number is not None:
                return number, sign
    # "500/-" is what round prices look like in India.
    text = text.removesuffix("/-").rstrip()
    found = _FEET.fullmatch(text)
    if found:
        inches = _plain(found["inches"] or "0", decimal)
        return None if inches is None or inches >= 12 else (12 * int(found["feet"]) + inches, "in")
    found = _DRESSED.fullmatch(_simple(text, decimal))
    if not found:
        return None
    core, is_round, is_account = found["core"], found["round"], found["open"]
    if is_round:
        # "5,-" is what round prices look like.
        core = core[:-1] if core[-1] == decimal else ""
    number = _plain(core, decimal)
    signs = [sign for sign in (found["sign"], found["own"], found["behind"]) if sign]
    if number is None or bool(is_account) != bool(found["close"]) or len(signs) > 1:
        return None
    if is_account and signs:
        return None
    if signs == ["+"] and _has_gaps(core):
        return None
    after, late = found["after"] or "", found["late"] or ""
    if after and late:
        return None
    unit, times = _unit_of(found["outer"] or "", found["before"] or "", after or late)
    if unit is None:
        return None
    return number * (-times if is_account or "-" in signs else times), unit


def number_of(text: str, decimal: str = ".", unit: str | None = None) -> float | None:
    """The number that a text is, None where it is none.

    Parameters
    ----------
    unit
        That of the column: a text may have it or none, but no other. None: whatever it has.
    """
    found = amount_of(text, decimal)
    return found[0] if found and (unit is None or found[1] in ("", unit)) else None


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return unit in _MONIES


def is_known_unit(unit: str) -> bool:
    """Whether a unit is money or a measure, and not just some word that follows a number."""
    return unit in _KNOWN


def _plain(text: str, decimal: str) -> float | None:
    """A number without anything around it."""
    grouped = _GROUPED[decimal].fullmatch(text)
    if grouped:
        if text[0] == "+" and _has_gaps(text):
            return None
        text = text.replace(grouped["by"] or grouped["lakh"], "")
    if decimal == ",":
        if "." in text:
            return None
        text = text.replace(",", ".")
    return float(text) if _PLAIN.fullmatch(text) else None


def _has_gaps(digits: str) -> bool:
    """Whether, with a plus before them, they are a telephone number: +49 171 123 456."""
    return " " in digits and sum(map(str.isdigit, digits)) > 9


def _simple(text: str, decimal: str) -> str:
    """Without footnotes, and with the ASCII digits and signs that mean the same."""
    text = _FOOTNOTE.sub("", text)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    # The decimal sign and the percent sign of Arabic.
    text = text.replace("٫", decimal).replace("٪", "%")
    if text[:1] in "–—":
        text = "-" + text[1:]
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _unit_of(outer: str, before: str, after: str) -> tuple[str | None, float]:
    """What stands around a number, None where it is no unit; and by what it multiplies."""
    first, after = (outer + before).lower(), after.strip()
    if outer and before and first not in _CURRENCIES:
        return None, 1.0
    if first == "%" and not after:
        return "%", 1.0
    if first:
        unit = _CURRENCIES.get(first) or _CURRENCIES.get(first.rstrip("."))
        low = after.lower()
        if not after or low in _TIMES:
            return unit, _TIMES.get(low, 1.0)
        return unit if _CURRENCIES.get(low) == unit else None, 1.0
    if not after:
        return "", 1.0
    for name in (after, after.lower()) if len(after) > 1 else (after,):
        if name in _UNITS:
            return _UNITS[name], 1.0
    if after.lower() in _MANY:
        return "", _MANY[after.lower()]
    many, blank, money = after.lower().rpartition(" ")
    if not blank and money[:1] in _MANY:
        # 万元: ten thousand yuan.
        many, money = money[0], money[1:]
    money = _CURRENCIES.get(money) or _CURRENCIES.get(money.rstrip("."), "")
    if money and (not many or many in _TIMES):
        return money, _TIMES.get(many, 1.0)
    is_word = _WORD.fullmatch(after) and after.lower() not in _NO_UNITS
    return after if is_word else None, 1.0

"""Numbers are read as people write them, with their unit; what is not wholly one is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.data.tables.cell.number import amount_of, is_known_unit, number_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        # Money.
        ("$1,000.50", (1000.5, "$")),
        ("-$5", (-5.0, "$")),
        ("$-5", (-5.0, "$")),
        ("$ 5.00", (5.0, "$")),
        ("5 $", (5.0, "$")),
        ("USD 5", (5.0, "$")),
        ("US$ 5", (5.0, "$")),
        ("5 EUR", (5.0, "€")),
        ("¥500", (500.0, "¥")),
        ("￥５００", (500.0, "¥")),
        ("£3.20", (3.2, "£")),
        ("1 000 kr", (1000.0, "kr")),
        ("1,000 kr.", (1000.0, "kr")),
        ("Rs. 500", (500.0, "₹")),
        ("Rs.500", (500.0, "₹")),
        ("₹ 1,00,000.50", (100000.5, "₹")),
        ("CHF 1'000", (1000.0, "CHF")),
        ("5.-", (5.0, "")),
        ("R$ 5", (5.0, "R$")),
        ("HK$5", (5.0, "HK$")),
        ("$1.2M", (1.2e6, "$")),
        ("£500k", (5e5, "£")),
        ("3 Mrd. €", (3e9, "€")),
        ("₹75 Lac", (7.5e6, "₹")),
        ("2 Cr", (2e7, "")),
        ("1.5 million", (1.5e6, "")),
        ("3 млрд", (3e9, "")),
        ("1.5万", (15000.0, "")),
        ("2亿元", (2e8, "CNY")),
        # Percent, and accounts.
        ("12%", (12.0, "%")),
        ("12 %", (12.0, "%")),
        ("+0.5%", (0.5, "%")),
        ("12 percent", (12.0, "%")),
        ("(45.00)", (-45.0, "")),
        ("(12%)", (-12.0, "%")),
        ("($45.00)", (-45.0, "$")),
        ("$(1,234)", (-1234.0, "$")),
        ("45.00-", (-45.0, "")),
        # Footnotes.
        ("6806*", (6806.0, "")),
        ("0.03 **", (0.03, "")),
        ("12†", (12.0, "")),
        ("12[1]", (12.0, "")),
        ("12 [a]", (12.0, "")),
        ("12 [note 3]", (12.0, "")),
        ("12²", (12.0, "")),
        ("12ᵃ", (12.0, "")),
        ("12#", (12.0, "")),
        ("8295(a)", (8295.0, "")),
        ("4 (est.)", (4.0, "")),
        ("12 kg*", (12.0, "kg")),
        # Measures.
        ("12 kg", (12.0, "kg")),
        ("12 KG", (12.0, "kg")),
        ("180cm", (180.0, "cm")),
        ("5.2 mi", (5.2, "mi")),
        ("12 m²", (12.0, "m²")),
        ("12 m2", (12.0, "m²")),
        ("12 MW", (12.0, "MW")),
        ("12 mW", (12.0, "mW")),
        ("−4.5 °C", (-4.5, "°C")),
        ("5 hours", (5.0, "h")),
        ('32"', (32.0, "in")),
        ("5.4 l/100km", (5.4, "l/100km")),
        ("5'11\"", (71.0, "in")),
        ("5' 11\"", (71.0, "in")),
        ("5'11", (71.0, "in")),
        ("5′11.5″", (71.5, "in")),
        ("6'", (72.0, "in")),
        ("5 ft 11 in", (71.0, "in")),
        ("6 ft", (6.0, "ft")),
        ("5'12\"", None),
        ("5'234", (5234.0, "")),
        ("12 m^2", (12.0, "m²")),
        ("800 sq. ft.", (800.0, "sqft")),
        ("US $45", (45.0, "$")),
        ("Rs 1,23,500/-", (123500.0, "₹")),
        ("SFr. 12.50", (12.5, "CHF")),
        ("23.4 kmpl", (23.4, "kmpl")),
        ("3 rooms", (3.0, "rooms")),
        # Numbers of other scripts, and of programs.
        ("1e5", (1e5, "")),
        ("1E-3", (0.001, "")),
        ("−5", (-5.0, "")),
        ("–5", (-5.0, "")),
        ("１２３", (123.0, "")),
        ("٣٤", (34.0, "")),
        ("٣٫٥", (3.5, "")),
        ("١٢٪", (12.0, "%")),
        ("25岁", (25.0, "years")),
        ("175 厘米", (175.0, "cm")),
        ("80 кг", (80.0, "kg")),
        ("1 500 руб.", (1500.0, "₽")),
        ("12,000원", (12000.0, "KRW")),
        ("3个", (3.0, "个")),
        ("+5", (5.0, "")),
        ("1 234 567", (1234567.0, "")),
        ("1\u202f234", (1234.0, "")),
        ("1,00,000", (100000.0, "")),
        # What is none.
        ("1,5", None),
        ("1_000", None),
        ("030 123 456", None),
        ("+49 171 123 456", None),
        ("555-1234", None),
        ("1.2.3", None),
        ("192.168.0.1", None),
        ("12:30", None),
        ("2021-01", None),
        ("2021M03", None),
        ("Q1 2020", None),
        ("3rd", None),
        ("A5", None),
        ("#5", None),
        ("5M", None),
        ("5-10", None),
        ("<5", None),
        ("~5", None),
        ("5 h 30 min", None),
        ("$5 €", None),
        ("1 2", None),
        ("1,2,3", None),
        ("((5))", None),
        ("-(5)", None),
        ("$", None),
        ("", None),
        ("12 " + "kg" * 50, None),
        ("(1.50) €", (-1.5, "€")),
        ("(5) kg", (-5.0, "kg")),
        ("-(5) €", None),
        ("(5 kg) kg", None),
        ("$ -", (0.0, "$")),
        ("- €", (0.0, "€")),
        ("EUR –", (0.0, "€")),
        ("-", None),
        ("- kg", None),
        ("-%", None),
    ],
)
def test_amounts(text: str, amount: tuple[float, str] | None) -> None:
    assert amount_of(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("€ 1.000,50", (1000.5, "€")),
        ("1.000,50 €", (1000.5, "€")),
        ("1 000,50 kr", (1000.5, "kr")),
        ("5,-", (5.0, "")),
        ("1.000,- €", (1000.0, "€")),
        ("12,5 %", (12.5, "%")),
        ("(1.000,50)", (-1000.5, "")),
        ("1.234", (1234.0, "")),
        ("1.5", None),
        ("1.000,50.3", None),
    ],
)
def test_amounts_with_a_decimal_comma(text: str, amount: tuple[float, str] | None) -> None:
    assert amount_of(text, ",") == amount


def test_a_column_has_one_unit() -> None:
    assert number_of("5 kg", unit="kg") == number_of("5", unit="kg") == 5.0
    assert number_of("500 g", unit="kg") is None
    assert number_of("5 kg", unit="") is None
    assert number_of("5 kg") == 5.0


def test_units_are_told_from_other_words() -> None:
    assert all(map(is_known_unit, ("kg", "%", "$", "€", "°C", "m²", "l/100km")))
    assert not any(map(is_known_unit, ("rooms", "Jan", "st", "")))


UNITS = {
    "{}": "",
    "${}": "$",
    "{} USD": "$",
    "{} €": "€",
    "€ {}": "€",
    "£{}": "£",
    "{}%": "%",
    "{} %": "%",
    "{} kg": "kg",
    "{}cm": "cm",
    "{} °C": "°C",
}


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str, float, str]:
    """A number as a person may write it: the text, the decimal sign, what it is, and its unit."""
    cents = draw(st.integers(0, 10**11))
    decimal, by = draw(
        st.sampled_from(
            [(".", ""), (".", ","), (".", " "), (".", "'"), (",", ""), (",", "."), (",", "\u00a0")]
        )
    )
    digits = f"{cents // 100:,}".replace(",", by)
    text = f"{digits}{decimal}{cents % 100:02}" if draw(st.booleans()) or cents % 100 else digits
    if draw(st.booleans()):
        text = text.translate({ord("0") + i: ord("０") + i for i in range(10)})
    form, unit = draw(st.sampled_from(sorted(UNITS.items())))
    text = form.format(text)
    minus = draw(st.sampled_from(["{}", "-{}", "−{}", "({})", "{}-"]))
    if draw(st.booleans()):
        text += draw(st.sampled_from(["*", " *", "†", "[1]", " [12]"])) if minus[-1] == "}" else ""
    number = cents / 100 if minus == "{}" else -cents / 100
    blank = draw(st.sampled_from(["", " ", "\u00a0"]))
    return blank + minus.format(text) + blank, decimal, number, unit


@given(written())
def test_however_it_is_written(given_: tuple[str, str, float, str]) -> None:
    text, decimal, number, unit = given_
    found = amount_of(text, decimal)
    assert found is not None
    assert found[1] == unit
    assert found[0] == pytest.approx(number, rel=1e-12)


@given(st.text(max_size=70), st.sampled_from(".,"))
def test_any_text_is_a_number_or_none(text: str, decimal: str) -> None:
    found = amount_of(text, decimal)
    assert found is None or isinstance(found[0], float)

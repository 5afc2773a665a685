"""Dates, months, weeks and times are read in the forms that people use; nothing is completed."""

from calendar import day_name, month_abbr, month_name
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.data.tables.cell.date import ORDERS, date_of
from nnviz.data.tables.columns.dates import as_text

DAYS = ("ymd", "dmy", "mdy")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1949-01", "1949-01-01"),
        ("1949/01", "1949-01-01"),
        ("01/1949", "1949-01-01"),
        ("Jan 2021", "2021-01-01"),
        ("January 2021", "2021-01-01"),
        ("Jan-2021", "2021-01-01"),
        ("Jan-21", "2021-01-01"),
        ("2021 Jan", "2021-01-01"),
        ("2021M03", "2021-03-01"),
        ("2021 Q2", "2021-04-01"),
        ("2021-Q2", "2021-04-01"),
        ("Q2 2021", "2021-04-01"),
        ("2021-W05", "2021-02-01"),
        ("2Q2021", "2021-04-01"),
        ("2. Quartal 2021", "2021-04-01"),
        ("2nd quarter 2021", "2021-04-01"),
        ("2e trimestre 2021", "2021-04-01"),
        ("2º trimestre de 2021", "2021-04-01"),
        ("2021年第2季度", "2021-04-01"),
        ("2021年3月", "2021-03-01"),
        ("2021年3月5日", "2021-03-05"),
        ("2021년 3월 5일 12:30", "2021-03-05 12:30:00"),
        ("1 Jan 2021", "2021-01-01"),
        ("1-Jan-21", "2021-01-01"),
        ("01/Jan/2021", "2021-01-01"),
        ("April 1, 2023", "2023-04-01"),
        ("Apr. 1, 2023", "2023-04-01"),
        ("Sat, April 1, 2023", "2023-04-01"),
        ("Saturday 1 April 2023", "2023-04-01"),
        ("1st of March 2020", "2020-03-01"),
        ("2020-Mar-01", "2020-03-01"),
        ("1. Januar 2021", "2021-01-01"),
        ("3. Mär 2021", "2021-03-03"),
        ("1er août 2021", "2021-08-01"),
        ("1 de enero de 2021", "2021-01-01"),
        ("Mon, 04 Jan 2021 12:00:00 +0000", "2021-01-04 12:00:00"),
        ("01JAN2021", "2021-01-01"),
        ("01jan2021:12:30:00", "2021-01-01 12:30:00"),
        ("Mon Jan  4 12:00:00 2021", "2021-01-04 12:00:00"),
        ("Mon Jan 4 12:00:00 CET 2021", "2021-01-04 11:00:00"),
        ("4 Jan 2021 12:00 EST", "2021-01-04 17:00:00"),
        ("2021. 3. 5.", "2021-03-05"),
        ("2021-W05-3", "2021-02-03"),
        ("1 gennaio 2021", "2021-01-01"),
        ("1º de janeiro de 2021", "2021-01-01"),
        ("5 mei 2021", "2021-05-05"),
        ("5 października 2021", "2021-10-05"),
        ("1 января 2021", "2021-01-01"),
        ("September 3rd 2020 at 5:00 pm", "2020-09-03 17:00:00"),
    ],
)
def test_what_means_one_date_in_any_order(text: str, iso: str) -> None:
    for order in DAYS:
        days = date_of(text, order)
        assert days is not None
        assert as_text(days) == iso
    assert date_of(text, "time") is None


@pytest.mark.parametrize(
    ("text", "order", "iso"),
    [
        ("1970-01-02", "ymd", "1970-01-02"),
        ("2024-02-29T12:30:15", "ymd", "2024-02-29 12:30:15"),
        ("2024-02-29 12:30+02:00", "ymd", "2024-02-29 10:30:00"),
        ("Mon 2021-01-04", "ymd", "2021-01-04"),
        ("31.12.99", "dmy", "1999-12-31"),
        ("31. 12. 1999", "dmy", "1999-12-31"),
        ("31.12.29", "dmy", "2029-12-31"),
        ("1/2/30", "mdy", "1930-01-02"),
        ("Jan-49", "ymd", "1949-01-01"),
        ("1 Jan 05", "ymd", "2005-01-01"),
        ("12/31/2024 1:05 PM", "mdy", "2024-12-31 13:05:00"),
        ("12:30", "time", "12:30"),
        ("12:30:05", "time", "12:30:05"),
        ("1:05 PM", "time", "13:05"),
        ("12:00 am", "time", "00:00"),
        ("9 pm", "time", "21:00"),
        ("9h05", "time", "09:05"),
        ("2h 5m", "time", "02:05"),
        ("1 h 30 min", "time", "01:30"),
        ("12:30 Uhr", "time", "12:30"),
        ("午後3:05", "time", "15:05"),
        ("午前0時30分", "time", "00:30"),
        ("上午9点20分", "time", "09:20"),
        ("오후 3시 5분", "time", "15:05"),
        ("15時", "time", "15:00"),
    ],
)
def test_what_depends_on_the_order(text: str, order: str, iso: str) -> None:
    days = date_of(text, order)
    assert days is not None
    assert as_text(days, order) == iso


NONE = (
    *("2023-02-29", "2024-13-01", "2024-01-01 25:00", "yesterday", "May", "May 5", "5 May", "1949"),
    *("20210101", "2019-20", "2021-13", "2021 Q5", "2021-W60", "Foo 2021", "Foo, 1 Jan 2021", ""),
    *(
        "75:20",
        "13:05 PM",
        "0:30 PM",
        "午後15:30",
        "5. Quartal 2021",
        "12",
        "1 Jan",
        "31 Feb 2021",
        "1914-1918",
        "2021 1",
    ),
)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date(text: str) -> None:
    assert [date_of(text, order) for order in ORDERS] == [None] * 4


FORMS = {
    "%Y-%m-%d": "ymd",
    "%Y/%m/%d": "ymd",
    "%d.%m.%Y": "dmy",
    "%d/%m/%Y": "dmy",
    "%m/%d/%Y": "mdy",
    "{d} {mon} %Y": "",
    "{d}-{mon}-%Y": "",
    "{month} {d}, %Y": "",
    "{weekday}, {d} {month} %Y": "",
}
TIMES = {"": 0, " %H:%M": 60, " %H:%M:%S": 1, "T%H:%M:%S": 1, " %I:%M:%S %p": 1, " %I:%M%p": 60}


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),
    st.sampled_from(sorted(FORMS)),
    st.sampled_from(sorted(TIMES)),
    st.sampled_from(DAYS),
)
def test_however_it_is_written(moment: datetime, form: str, time: str, order: str) -> None:
    names = {
        "d": moment.day,
        "mon": month_abbr[moment.month],
        "month": month_name[moment.month],
        "weekday": day_name[moment.weekday()],
    }
    text = moment.strftime(form.format(**names) + time)
    days = date_of(text, FORMS[form] or order)
    exact = TIMES[time] or 86400
    wanted = (moment.replace(microsecond=0) - datetime(1970, 1, 1)) // timedelta(seconds=exact)
    assert days is not None
    assert round(days * 86400) == wanted * exact


@given(st.dates(date(1800, 1, 1)), st.sampled_from(["{y}-{m:02}", "{y}M{m:02}", "{m:02}/{y}"]))
def test_months_stand_for_their_first_day(day: date, form: str) -> None:
    days = date_of(form.format(y=f"{day.year:04}", m=day.month), "ymd")
    assert days == (day.replace(day=1) - date(1970, 1, 1)).days


@given(st.text(max_size=70), st.sampled_from(ORDERS))
def test_any_text_is_a_date_or_none(text: str, order: str) -> None:
    assert date_of(text, order) is None or isinstance(date_of(text, order), float)

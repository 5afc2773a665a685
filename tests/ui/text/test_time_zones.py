"""A browser says what it likes of the time zone that it is in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnviz.ui.controls.transport.download import zone_of


@pytest.mark.parametrize(
    "name",
    [
        *(None, "", "Foo/Bar", "Europe", "Europe/", "/etc/passwd", "../../etc/passwd", "a\x00b"),
        *("leapseconds", "tzdata.zi", "posixrules/x", "\ud800", "A" * 100_000, ".", "Etc/GMT+99"),
    ],
)
def test_what_is_no_time_zone_is_utc(name: str | None) -> None:
    assert zone_of(name).utcoffset(datetime(2026, 1, 1)) == timedelta(0)


@given(st.text(max_size=40))
@example("Foo/Bar")
def test_any_name_gives_a_time(name: str) -> None:
    assert f"{datetime.now(zone_of(name)):%Y-%m-%d %H:%M}"


def test_what_is_one_is_kept() -> None:
    for name in sorted(available_timezones())[::40]:
        assert zone_of(name) == ZoneInfo(name)
    assert zone_of("Foo/Bar") is UTC

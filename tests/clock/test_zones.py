"""Local days, ends of days and changes of offset, against history known from the laws on time."""

import itertools
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poryadok.clock.zones import (
    day_end,
    day_start,
    iso,
    known,
    local_day,
    local_instant,
    offset_at,
    transitions,
    tz_version,
)

ZONES = ["Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Europe/Volgograd", "Asia/Kamchatka"]
HOUR = 3600


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def test_moscow_2010_to_2014() -> None:
    # +3 in winter, +4 in summer; from 2011-03-27 02:00 +4 for good; from 2014-10-26 02:00 +3 for good.
    assert transitions("Europe/Moscow", at("2010-01-01T00:00:00+03:00"), at("2015-01-01T00:00:00+03:00")) == [
        (at("2010-01-01T00:00:00+03:00"), 3 * HOUR),
        (at("2010-03-28T02:00:00+03:00"), 4 * HOUR),
        (at("2010-10-31T03:00:00+04:00"), 3 * HOUR),
        (at("2011-03-27T02:00:00+03:00"), 4 * HOUR),
        (at("2014-10-26T02:00:00+04:00"), 3 * HOUR),
    ]


def test_samara_2010_to_2014() -> None:
    # Moscow's time without a summer step in 2010: +4 until 28 March, +4 as summer time, +3 from 31 October,
    # +4 from 2011-03-27, and no change in 2014.
    assert transitions("Europe/Samara", at("2010-01-01T00:00:00+04:00"), at("2015-01-01T00:00:00+04:00")) == [
        (at("2010-01-01T00:00:00+04:00"), 4 * HOUR),
        (at("2010-10-31T03:00:00+04:00"), 3 * HOUR),
        (at("2011-03-27T02:00:00+03:00"), 4 * HOUR),
    ]


def test_transitions_of_a_span_that_starts_or_ends_at_a_change() -> None:
    change = at("2014-10-26T02:00:00+04:00")
    assert transitions("Europe/Moscow", change - 1, change) == [(change - 1, 4 * HOUR), (change, 3 * HOUR)]
    assert transitions("Europe/Moscow", change, change) == [(change, 3 * HOUR)]


def test_transitions_of_all_the_years_there_are() -> None:
    found = transitions("Europe/Moscow", at("0001-01-02T00:00:00+00:00"), at("9999-12-30T00:00:00+00:00"))
    assert found[-1] == (at("2014-10-26T02:00:00+04:00"), 3 * HOUR)


@given(
    st.sampled_from([*ZONES, "Europe/Berlin", "Asia/Gaza"]),
    st.integers(-2_000_000_000, 4_000_000_000),
    st.data(),
)
def test_transitions_give_the_offset_of_every_instant(tz: str, start: int, data: st.DataObject) -> None:
    stop = start + data.draw(st.integers(0, 400_000_000))
    found = transitions(tz, start, stop)
    assert found[0][0] == start and found == sorted(found)
    t = data.draw(st.integers(start, stop))
    assert [offset for since, offset in found if since <= t][-1] == offset_at(t, tz)
    for (_, before), (_, after) in itertools.pairwise(found):
        assert before != after


@given(st.sampled_from(ZONES), st.integers(0, 4_000_000_000))
def test_local_days_agree_with_zoneinfo(tz: str, t: int) -> None:
    assert local_day(t, tz) == datetime.fromtimestamp(t, UTC).astimezone(ZoneInfo(tz)).date()
    assert at(iso(t, tz)) == t


@given(st.sampled_from(ZONES), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_every_instant_of_a_day_lies_between_its_start_and_end(tz: str, d: date) -> None:
    start, end = day_start(d, tz), day_end(d, tz)
    assert local_day(start, tz) == local_day(end, tz) == d
    assert local_day(start - 1, tz) < d < local_day(end + 1, tz)


def test_a_day_is_not_24_hours() -> None:
    d = date(2014, 10, 26)  # the clock went back: 25 hours
    assert day_end(d, "Europe/Moscow") - day_start(d, "Europe/Moscow") + 1 == 25 * HOUR
    d = date(2011, 3, 27)  # the clock went forward: 23 hours
    assert day_end(d, "Europe/Moscow") - day_start(d, "Europe/Moscow") + 1 == 23 * HOUR


def test_a_time_shown_twice_and_a_time_never_shown() -> None:
    # 2014-10-26 01:30 came twice in Moscow, first at +4, then at +3.
    d, half_past_one = date(2014, 10, 26), HOUR + HOUR // 2
    assert local_instant(d, half_past_one, "Europe/Moscow", late=False) == at("2014-10-26T01:30:00+04:00")
    assert local_instant(d, half_past_one, "Europe/Moscow", late=True) == at("2014-10-26T01:30:00+03:00")
    # 2011-03-27 02:30 was skipped: the first instant after it is 03:00 +4.
    for late in (False, True):
        found = local_instant(date(2011, 3, 27), 2 * HOUR + HOUR // 2, "Europe/Moscow", late=late)
        assert found == at("2011-03-27T03:00:00+04:00")


def test_a_midnight_that_was_skipped() -> None:
    # São Paulo, 2018-11-04: 00:00 became 01:00.
    assert day_start(date(2018, 11, 4), "America/Sao_Paulo") == at("2018-11-04T01:00:00-02:00")
    # Samoa had no 30 December 2011 at all: it starts with the 31st and ended with the 29th.
    assert day_start(date(2011, 12, 30), "Pacific/Apia") == at("2011-12-31T00:00:00+14:00")
    assert day_end(date(2011, 12, 30), "Pacific/Apia") == at("2011-12-29T23:59:59-10:00")


def test_a_midnight_that_comes_twice() -> None:
    # São Paulo, 2018-02-18: at 00:00 the clock went back to 23:00 of the 17th.
    assert day_end(date(2018, 2, 17), "America/Sao_Paulo") == at("2018-02-17T23:59:59-03:00")
    assert day_start(date(2018, 2, 18), "America/Sao_Paulo") == at("2018-02-18T00:00:00-03:00")


def test_iso_is_rfc_3339_in_the_local_offset() -> None:
    assert (
        iso(day_end(date(2024, 6, 5), "Asia/Yekaterinburg"), "Asia/Yekaterinburg")
        == "2024-06-05T23:59:59+05:00"
    )
    assert iso(0, "UTC") == "1970-01-01T00:00:00+00:00"
    # Moscow's local mean time was +02:30:17: written in whole minutes, the instant kept.
    old = at("1900-01-01T00:00:00+00:00")
    assert iso(old, "Europe/Moscow") == "1900-01-01T02:30:00+02:30"


@pytest.mark.parametrize(
    "tz", ["Europe/Ufa", "europe/moscow", "Europe", "", "../etc/passwd", "Factoryx", "MSK"]
)
def test_names_that_are_not_zones(tz: str) -> None:
    assert not known(tz)
    with pytest.raises(ValueError, match="unknown time zone"):
        local_day(0, tz)


def test_names_that_are_zones() -> None:
    assert all(known(tz) for tz in [*ZONES, "UTC"])
    assert tz_version() >= "2025a"

"""Office hours: lunch, shortened days, working Saturdays, changes of the clock."""

import itertools
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poryadok.clock.calendars import MissingYear, load_calendars
from poryadok.clock.office import (
    OfficeHours,
    add_working_seconds,
    intervals,
    next_opening,
    working_span,
)
from poryadok.clock.zones import local_day
from poryadok.data import data_root

RU = load_calendars([data_root() / "configs" / "calendars"])["ru"]
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
HOURS = OfficeHours.parse({day: ["08:00-12:00", "13:00-17:00"] for day in WEEK})
HOUR = 3600
YEKB = "Asia/Yekaterinburg"


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def later(opened: str, hours: float, office: OfficeHours = HOURS, tz: str = YEKB) -> int:
    return add_working_seconds(at(opened), int(hours * HOUR), office, RU, tz)


ADDED = [
    ("2024-06-05T10:00:00+05:00", 1, "2024-06-05T11:00:00+05:00"),
    # Exactly to the end of the day: the earliest instant at which the hour has passed is the closing itself.
    ("2024-06-05T16:00:00+05:00", 1, "2024-06-05T17:00:00+05:00"),
    ("2024-06-05T11:00:00+05:00", 1, "2024-06-05T12:00:00+05:00"),
    # Lunch is left out.
    ("2024-06-05T11:30:00+05:00", 1, "2024-06-05T13:30:00+05:00"),
    ("2024-06-05T12:15:00+05:00", 1, "2024-06-05T14:00:00+05:00"),
    # Before the opening and after the closing.
    ("2024-06-05T03:00:00+05:00", 1, "2024-06-05T09:00:00+05:00"),
    ("2024-06-05T20:00:00+05:00", 3, "2024-06-06T11:00:00+05:00"),
    # Friday 7 June 16:00: one hour on Friday, two on Monday.
    ("2024-06-07T16:00:00+05:00", 3, "2024-06-10T10:00:00+05:00"),
    # Tuesday 11 June is the eve of a holiday and ends at 16:00; Wednesday 12 June is off.
    ("2024-06-11T15:00:00+05:00", 2, "2024-06-13T09:00:00+05:00"),
    # Saturday 27 April is worked with Monday's hours, not shortened; then off until Thursday 2 May.
    ("2024-04-26T17:00:00+05:00", 8, "2024-04-27T17:00:00+05:00"),
    ("2024-04-26T17:00:00+05:00", 9, "2024-05-02T09:00:00+05:00"),
    # Saturday 2 November is worked and shortened: it ends at 16:00; Tuesday 5 November follows.
    ("2024-11-02T15:00:00+05:00", 2, "2024-11-05T09:00:00+05:00"),
]  # fmt: skip


@pytest.mark.parametrize(("opened", "hours", "due"), ADDED)
def test_working_hours(opened: str, hours: int, due: str) -> None:
    assert later(opened, hours) == at(due)


def test_no_time_has_passed_at_once() -> None:
    assert later("2024-06-08T10:00:00+05:00", 0) == at("2024-06-08T10:00:00+05:00")


def test_half_seconds_do_not_exist_but_single_seconds_do() -> None:
    assert add_working_seconds(at("2024-06-05T16:59:59+05:00"), 2, HOURS, RU, YEKB) == at(
        "2024-06-06T08:00:01+05:00"
    )


def test_presidential_days() -> None:
    # 24.06.2020, a Wednesday by decree: worked unless the norm lets it rest.
    opened = at("2020-06-23T17:00:00+05:00")
    assert add_working_seconds(opened, HOUR, HOURS, RU, YEKB) == at("2020-06-24T09:00:00+05:00")
    assert add_working_seconds(opened, HOUR, HOURS, RU, YEKB, True) == at("2020-06-25T09:00:00+05:00")


def test_hours_of_a_working_saturday() -> None:
    # Own hours first; else those of the day it stands in for (27.04.2024 for a Monday, 02.11 for a Tuesday).
    own = OfficeHours.parse({"monday": ["09:00-18:00"], "saturday": ["10:00-14:00"]})
    assert own.on(date(2024, 4, 27), RU) == ((10 * HOUR, 14 * HOUR),)
    assert own.on(date(2024, 4, 20), RU) == ()  # a plain Saturday is no working day by the calendar
    monday = OfficeHours.parse({"monday": ["09:00-18:00"], "tuesday": ["09:00-17:00"]})
    assert monday.on(date(2024, 4, 27), RU) == ((9 * HOUR, 18 * HOUR),)
    assert monday.on(date(2024, 11, 2), RU) == ((9 * HOUR, 16 * HOUR),)  # Tuesday's hours, shortened
    assert monday.on(date(2024, 11, 1), RU) == ()  # no hours on Fridays


def test_a_shortened_day_ends_an_hour_earlier_by_the_clock() -> None:
    d = date(2024, 6, 11)  # a Tuesday, the eve of 12 June
    for written, left in (
        (["08:00-12:00", "13:00-17:00"], ((8 * HOUR, 12 * HOUR), (13 * HOUR, 16 * HOUR))),
        (["08:00-12:00", "13:00-14:00"], ((8 * HOUR, 12 * HOUR),)),
        (["08:00-12:00", "12:00-12:30"], ((8 * HOUR, 11 * HOUR + 1800),)),
        (["08:00-09:00"], ()),
        (["08:00-08:30"], ()),
    ):
        assert OfficeHours.parse({"tuesday": written}).on(d, RU) == left


def test_intervals_of_a_few_days() -> None:
    # Friday 26, Saturday 27 April (worked), Sunday 28, Monday 29 (off).
    assert intervals(HOURS, RU, YEKB, date(2024, 4, 26), date(2024, 4, 29)) == [
        (at("2024-04-26T08:00:00+05:00"), at("2024-04-26T12:00:00+05:00")),
        (at("2024-04-26T13:00:00+05:00"), at("2024-04-26T17:00:00+05:00")),
        (at("2024-04-27T08:00:00+05:00"), at("2024-04-27T12:00:00+05:00")),
        (at("2024-04-27T13:00:00+05:00"), at("2024-04-27T17:00:00+05:00")),
    ]
    assert intervals(HOURS, RU, YEKB, date(2024, 4, 27), date(2024, 4, 26)) == []


def test_hours_across_a_change_of_the_clock() -> None:
    # Volgograd, Sunday 2020-12-27: at 02:00 +4 the clock went back to 01:00 +3. Friday's 17:00 is +4.
    tz = "Europe/Volgograd"
    found = intervals(HOURS, RU, tz, date(2020, 12, 25), date(2020, 12, 28))
    assert found[1][1] == at("2020-12-25T17:00:00+04:00")
    assert found[2][0] == at("2020-12-28T08:00:00+03:00")


def test_a_year_without_a_calendar() -> None:
    with pytest.raises(MissingYear) as caught:
        later("2026-12-30T16:00:00+05:00", 2)
    assert caught.value.year == 2027
    with pytest.raises(MissingYear):
        intervals(HOURS, RU, YEKB, date(2018, 12, 31), date(2019, 1, 9))


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({"понедельник": ["08:00-12:00"]}, "не день недели"),
        ({"monday": "08:00-12:00"}, "ожидается список"),
        ({"monday": ["8:00-12:00"]}, "не промежуток"),
        ({"monday": ["08:00 - 12:00"]}, "не промежуток"),
        ({"monday": [480]}, "не промежуток"),
        ({"monday": ["08:00-25:00"]}, "нет такого времени"),
        ({"monday": ["08:60-12:00"]}, "нет такого времени"),
        ({"monday": ["12:00-08:00"]}, "конец не позже начала"),
        ({"monday": ["08:00-12:00", "11:00-13:00"]}, "раньше, чем кончается"),
        ({"monday": ["13:00-17:00", "08:00-12:00"]}, "раньше, чем кончается"),
        ({}, "ни одного промежутка"),
        ({"monday": []}, "ни одного промежутка"),
    ],
)
def test_what_are_not_office_hours(hours: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        OfficeHours.parse(hours)


def test_all_mistakes_come_at_once() -> None:
    with pytest.raises(ValueError) as caught:
        OfficeHours.parse({"mon": [], "tuesday": ["x", "10:00-09:00"]})
    assert len(str(caught.value).splitlines()) == 3


def test_round_the_clock() -> None:
    always = OfficeHours.parse({"monday": ["00:00-24:00"], "tuesday": ["00:00-24:00"]})
    assert later("2024-06-03T22:00:00+05:00", 4, always) == at("2024-06-04T02:00:00+05:00")


ZONES = st.sampled_from(["Europe/Moscow", YEKB, "Europe/Samara", "Europe/Volgograd"])
OPENED = st.integers(at("2019-02-01T00:00:00+00:00"), at("2026-10-01T00:00:00+00:00"))


@given(ZONES, OPENED, st.integers(1, 200 * HOUR), st.booleans())
def test_exactly_that_much_working_time_lies_between(tz: str, t: int, seconds: int, rest: bool) -> None:
    due = add_working_seconds(t, seconds, HOURS, RU, tz, rest)
    spans = intervals(HOURS, RU, tz, local_day(t, tz), local_day(due, tz), rest)
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    inside = [(max(start, t), min(end, due)) for start, end in spans]
    assert sum(end - start for start, end in inside if end > start) == seconds
    # The earliest such instant: the second before it was worked.
    assert any(start <= due - 1 < end for start, end in spans)


@given(ZONES, st.dates(date(2019, 1, 1), date(2026, 12, 1)), st.booleans())
def test_a_day_has_eight_hours_seven_or_none(tz: str, d: date, rest: bool) -> None:
    worked = sum(end - start for start, end in intervals(HOURS, RU, tz, d, d, rest))
    what = RU.day(d)
    expected = (8 - what.shortened) * HOUR if RU.is_working(d, presidential_rest=rest) else 0
    assert worked == expected


@given(OPENED, st.integers(1, 50 * HOUR), st.integers(1, 50 * HOUR))
def test_terms_add_up(t: int, one: int, two: int) -> None:
    middle = add_working_seconds(t, one, HOURS, RU, YEKB)
    assert add_working_seconds(middle, two, HOURS, RU, YEKB) == add_working_seconds(
        t, one + two, HOURS, RU, YEKB
    )


@given(st.dates(date(2019, 1, 1), date(2026, 11, 1)), st.integers(0, 40))
def test_intervals_of_a_span_are_those_of_its_days(first: date, length: int) -> None:
    days = [first + timedelta(days=n) for n in range(length + 1)]
    apart = [span for d in days for span in intervals(HOURS, RU, YEKB, d, d)]
    assert intervals(HOURS, RU, YEKB, first, days[-1]) == apart


def test_the_span_of_a_day_and_the_next_one() -> None:
    """Thursday 11 June 2026 is shortened; the 12th is a holiday, the 13th and 14th a week-end."""
    day = date(2026, 6, 11)
    ends = at("2026-06-11T08:00:00+05:00"), at("2026-06-11T16:00:00+05:00")
    assert working_span(HOURS, RU, YEKB, day) == ends
    assert working_span(HOURS, RU, YEKB, date(2026, 6, 12)) is None
    assert next_opening(HOURS, RU, YEKB, day) == (date(2026, 6, 15), at("2026-06-15T08:00:00+05:00"))
    with pytest.raises(MissingYear):
        next_opening(HOURS, RU, YEKB, date(2026, 12, 30))


def test_presidential_days_are_worked_unless_the_norm_says_otherwise() -> None:
    """1 to 3 November 2021 were days off by decree, the 4th a holiday, the 5th moved, then a week-end."""
    friday = date(2021, 10, 29)
    assert next_opening(HOURS, RU, YEKB, friday)[0] == date(2021, 11, 1)
    assert next_opening(HOURS, RU, YEKB, friday, True)[0] == date(2021, 11, 8)

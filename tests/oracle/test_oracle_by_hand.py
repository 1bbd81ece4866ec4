"""The oracle against cases derived by hand: terms, rolls, extensions."""

from __future__ import annotations

from pathlib import Path

import pytest

from oracle.calendar import load
from oracle.world import answer, due_after, ev, look, profile, response, sole

OFFICE = {
    day: ["08:00-12:00", "13:00-17:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
}


@pytest.mark.parametrize(
    ("norm", "opened", "due"),
    [
        # minutes and hours run from the instant: 23:30 + 3 h
        (response({"hours": 3}), "2024-03-01T23:30:15", "2024-03-02T02:30:15"),
        # opening day not counted: day 1 = 2 March, day 3 = 4 March
        (response({"days": 3}), "2024-03-01T23:59:59", "2024-03-04T23:59:59"),
        (response({"calendar_days": 3}), "2024-03-01T00:00:00", "2024-03-04T23:59:59"),
        # opening day is day 1: 1, 2, 3 March
        (response({"days": 3}, day_zero="include"), "2024-03-01T10:00:00", "2024-03-03T23:59:59"),
        # nothing to count: the opening day itself
        (response({"days": 0}), "2024-03-01T10:00:00", "2024-03-01T23:59:59"),
        (response({"weeks": 2}), "2024-03-01T10:00:00", "2024-03-15T23:59:59"),
        # 31 January + 1 month: 2024 is a leap year
        (response({"months": 1}), "2024-01-31T10:00:00", "2024-02-29T23:59:59"),
        # same day number a month later (10 April), less the counted opening day
        (response({"months": 1}, day_zero="include"), "2024-03-10T10:00:00", "2024-04-09T23:59:59"),
        # Friday 26 April; Saturday 27 April is worked (1), 28 is Sunday, 29 April to 1 May are off, 2 May (2)
        (response({"working_days": 1}), "2024-04-26T10:00:00", "2024-04-27T23:59:59"),
        (response({"working_days": 2}), "2024-04-26T10:00:00", "2024-05-02T23:59:59"),
        # day 1 is Friday itself; opened on Sunday 28 April the opening day does not count: 2 May
        (response({"working_days": 1}, day_zero="include"), "2024-04-26T10:00:00", "2024-04-26T23:59:59"),
        (response({"working_days": 1}, day_zero="include"), "2024-04-28T10:00:00", "2024-05-02T23:59:59"),
        # 3 days from 9 January end on 12 January, Friday: no roll. 4 days: Saturday the 13th
        (response({"days": 3}, roll="next"), "2024-01-09T10:00:00", "2024-01-12T23:59:59"),
        (response({"days": 4}, roll="next"), "2024-01-09T10:00:00", "2024-01-15T23:59:59"),
        (response({"days": 4}, roll="previous"), "2024-01-09T10:00:00", "2024-01-12T23:59:59"),
        (response({"days": 4}), "2024-01-09T10:00:00", "2024-01-13T23:59:59"),
        # 10 and 11 September are presidential: worked by default (Mon 9 + 1 = 10), not with `rest` (12)
        (response({"working_days": 1}), "2024-09-09T10:00:00", "2024-09-10T23:59:59"),
        (
            response({"working_days": 1}, presidential_days="rest"),
            "2024-09-09T10:00:00",
            "2024-09-12T23:59:59",
        ),
        (
            response({"days": 1}, roll="next", presidential_days="rest"),
            "2024-09-09T10:00:00",
            "2024-09-12T23:59:59",
        ),
    ],
)
def test_terms(norm: dict[str, object], opened: str, due: str) -> None:
    assert due_after(norm, opened) == due


@pytest.mark.parametrize(
    ("hours", "opened", "due"),
    [
        (1, "2024-03-04T16:00:00", "2024-03-04T17:00:00"),  # Monday: used up exactly at the end of the day
        (2, "2024-03-04T11:00:00", "2024-03-04T14:00:00"),  # one hour before lunch, one after
        (1, "2024-03-04T12:30:00", "2024-03-04T14:00:00"),  # opened at lunch: starts at 13:00
        (2, "2024-03-06T16:00:00", "2024-03-07T09:00:00"),  # Wednesday 1 h, Thursday 1 h
        (
            8,
            "2024-03-07T08:00:00",
            "2024-03-11T09:00:00",
        ),  # 7 March ends at 16:00 (7 h); 8 March off; Mon 1 h
        (1, "2024-04-27T08:30:00", "2024-04-27T09:30:00"),  # worked Saturday, with Monday's hours
        (8, "2024-11-02T08:00:00", "2024-11-05T09:00:00"),  # worked Saturday, shortened (7 h); Mon 4 Nov off
        (1, "2024-03-09T10:00:00", "2024-03-11T09:00:00"),  # Saturday: nothing runs until Monday 8:00
    ],
)
def test_working_hours(hours: int, opened: str, due: str) -> None:
    assert due_after(response({"working_hours": hours}), opened, office_hours=OFFICE) == due


def test_nominal_and_effective_due() -> None:
    # 4 days from 9 January end on Saturday 13 January, rolled to Monday 15
    row = sole(
        profile({"n": response({"days": 4}, roll="next")}), [ev("a", "2024-01-09T10:00:00")], "2024-01-10"
    )
    assert (row["nominal_due_at"], row["due_at"], row["safe_due_at"]) == (
        "2024-01-13T23:59:59+03:00",
        "2024-01-15T23:59:59+03:00",
        "2024-01-15T23:59:59+03:00",
    )


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2024-03-01T13:00", "pending"), ("2024-03-01T13:00:01", "overdue"), ("2024-03-01", "overdue")],
)
def test_as_of_exactly_at_due(as_of: str, status: str) -> None:
    # opened 10:00 + 3 h = 13:00: due at the instant itself is not before it
    assert (
        sole(profile({"n": response({"hours": 3})}), [ev("a", "2024-03-01T10:00:00")], as_of)["status"]
        == status
    )


@pytest.mark.parametrize(("closed", "status"), [("13:00:00.999", "fulfilled"), ("13:00:01", "late")])
def test_closing_at_the_bound(closed: str, status: str) -> None:
    # the fraction of a second is floored: 13:00:00 is in time, the next second is late
    events = [ev("a", "2024-03-01T10:00:00"), answer("b", f"2024-03-01T{closed}")]
    assert sole(profile({"n": response({"hours": 3})}), events, "2024-03-02")["status"] == status


def test_without_a_term_it_stays_pending() -> None:
    doc = profile({"n": response()})
    row = sole(doc, [ev("a", "2024-01-09T10:00:00")], "2025-06-01")
    assert (row["status"], row["due_at"], row["safe_due_at"]) == ("pending", None, None)
    row = sole(doc, [ev("a", "2024-01-09T10:00:00"), answer("b", "2025-05-01T00:00:00")], "2025-06-01")
    assert (row["status"], row["closed_by"]) == ("fulfilled", "b")


EXTENDED = response({"days": 2}, extend={"event": "appeal.extended", "by": {"days": 3}})


@pytest.mark.parametrize(
    ("moment", "due", "unused"),
    [
        ("2024-03-03T23:59:59", "2024-03-06T23:59:59+03:00", []),  # at due (3 March): counts, 3 + 3 = 6 March
        ("2024-03-04T00:00:00", "2024-03-03T23:59:59+03:00", ["x"]),  # a second later: does not
        ("2024-03-01T10:00:00", "2024-03-06T23:59:59+03:00", []),  # same instant: the opening comes first
    ],
)
def test_extension_at_the_bound(moment: str, due: str, unused: list[str]) -> None:
    events = [ev("a", "2024-03-01T10:00:00"), ev("x", moment, "appeal.extended")]
    seen = look(profile({"n": EXTENDED}), events, "2024-03-10")
    assert (seen["obligations"][0]["due_at"], seen["unused"]) == (due, unused)


def test_extension_adds_to_the_unrolled_day_and_rolls_once() -> None:
    # 4 days from Tue 9 Jan: Sat 13, rolled to Mon 15. Extended on the 14th, Sunday: before the effective due,
    # so it counts; 13 + 1 = Sunday 14, rolled once to Monday 15 (not 15 + 1)
    norm = response({"days": 4}, roll="next", extend={"event": "appeal.extended", "by": {"days": 1}})
    events = [ev("a", "2024-01-09T10:00:00"), ev("x", "2024-01-14T10:00:00", "appeal.extended")]
    row = sole(profile({"n": norm}), events, "2024-01-10T12:00")
    assert row["nominal_due_at"] == "2024-01-13T23:59:59+03:00"  # not yet known on the 10th
    row = sole(profile({"n": norm}), events, "2024-01-14")
    assert (row["nominal_due_at"], row["due_at"]) == (
        "2024-01-14T23:59:59+03:00",
        "2024-01-15T23:59:59+03:00",
    )


def test_extension_at_most_times_and_carried() -> None:
    # 1 + 2 = 3 March; +5 = 8 March; +1 = 9 March; the third does not count
    by = {"field": "data.days", "unit": "days"}
    norm = response({"days": 2}, extend={"event": "appeal.extended", "by": by, "times": 2})
    events = [ev("a", "2024-03-01T10:00:00")]
    events += [
        ev(f"x{n}", f"2024-03-02T1{n}:00:00", "appeal.extended", data={"days": days})
        for n, days in enumerate((5, "1", 7))
    ]
    seen = look(profile({"n": norm}), events, "2024-03-10")
    assert (seen["obligations"][0]["due_at"], seen["unused"]) == ("2024-03-09T23:59:59+03:00", ["x2"])


def test_included_opening_day_touches_only_the_first_term() -> None:
    # 2 days with day 1 = 1 March: 2 March; + 3 days = 5 March (not 4)
    norm = {**EXTENDED, "day_zero": "include"}
    events = [ev("a", "2024-03-01T10:00:00"), ev("x", "2024-03-01T11:00:00", "appeal.extended")]
    assert sole(profile({"n": norm}), events, "2024-03-10")["due_at"] == "2024-03-05T23:59:59+03:00"


def test_the_calendars_of_the_project() -> None:
    # work days of the year as published: 247, but 248 in 2020 and 2024
    from datetime import date, timedelta

    from oracle.calendar import is_working

    calendar = load(Path(__file__).parents[2] / "configs" / "calendars" / "ru")
    for year in range(2019, 2027):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
        worked = [day for day in days if day.year == year and is_working(calendar, day)]
        assert len(worked) == (248 if year in (2020, 2024) else 247), year

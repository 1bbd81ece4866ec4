"""Openings outside office hours (``after_hours``), by hand, for the kernel and the oracle alike.

June 2026: the 5th is a Friday (a day before 8 June, Monday), 12 June is a holiday (Friday), 11 June a
shortened Thursday. Hours: 8 to 12 and 13 to 17, on Fridays to 16.
"""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.resolved import calendars
from kernel.kernel_world import answer, compiled
from oracle import assess

HOURS = {
    **{day: ["08:00-12:00", "13:00-17:00"] for day in ("monday", "tuesday", "wednesday", "thursday")},
    "friday": ["08:00-12:00", "13:00-16:00"],
}
ROLL = {
    "title": "вне часов",
    "adopted": "a-next",
    "alternatives": {
        "a-next": {"title": "со следующего дня", "patch": {}},
        "b-keep": {"title": "с события", "patch": {"after_hours": None}},
    },
}


def row(within: dict[str, int], opened: str, way: str, **more: Any) -> dict[str, Any]:
    norm = {
        "kind": "response",
        "title": "ответ",
        "opens": "appeal.received",
        "closes": "appeal.answered",
        "within": within,
        "after_hours": "next_working_day",
        "source": {"locator": "п. 1"},
        **more,
    }
    doc = {
        "municipality": {"name": "Городок", "timezone": "Europe/Moscow", "calendar": "ru"},
        "act": {"in_force": {"from": "2019-01-01"}},
        "office_hours": HOURS,
        "readings": {"hours": ROLL},
        "norms": {"reply": norm},
    }
    event = {
        "id": "a",
        "time": f"{opened}+03:00",
        "type": "appeal.received",
        "municipality": "m",
        "case": "1",
    }
    versions = {"m": [{"first": None, "last": None, "doc": doc}]}
    as_of = date(2026, 12, 31)
    if way == "kernel":
        (found,) = answer(compiled(versions), [[event]], as_of)[0]
    else:
        (found,) = assess(versions, [event], as_of, calendars())["obligations"]
    assert found["opened_at"] == f"{opened}+03:00"
    return found


CASES = [
    # within the day, lunch included, and at its very ends: from the event itself
    ({"hours": 3}, "2026-06-08T09:30:00", "2026-06-08T12:30:00"),
    ({"hours": 3}, "2026-06-08T12:30:00", "2026-06-08T15:30:00"),
    ({"hours": 3}, "2026-06-08T08:00:00", "2026-06-08T11:00:00"),
    ({"minutes": 30}, "2026-06-08T17:00:00", "2026-06-08T17:30:00"),
    # a second after the end: from 8:00 of the next day; after Friday's 16:00 it is Monday
    ({"minutes": 30}, "2026-06-08T17:00:01", "2026-06-09T08:30:00"),
    ({"hours": 3}, "2026-06-05T16:00:01", "2026-06-08T11:00:00"),
    # before the beginning: from the beginning of that day
    ({"hours": 3}, "2026-06-08T07:59:59", "2026-06-08T11:00:00"),
    # Saturday; the shortened Thursday ends at 16:00 and is followed by a holiday and a week-end
    ({"hours": 3}, "2026-06-06T10:00:00", "2026-06-08T11:00:00"),
    ({"hours": 3}, "2026-06-11T16:00:01", "2026-06-15T11:00:00"),
    ({"hours": 3}, "2026-06-11T16:00:00", "2026-06-11T19:00:00"),
    # days: the evening of Monday is Tuesday the 9th, which does not count: 10, 11, 12
    ({"days": 3}, "2026-06-08T18:00:00", "2026-06-12T23:59:59"),
    ({"days": 3}, "2026-06-08T05:00:00", "2026-06-11T23:59:59"),
    ({"days": 0}, "2026-06-08T18:00:00", "2026-06-09T23:59:59"),
    # Saturday is Monday the 8th; one working day after it is the 9th, as it would have been the 8th itself
    ({"working_days": 1}, "2026-06-06T10:00:00", "2026-06-09T23:59:59"),
    # working hours do not run at night anyway
    ({"working_hours": 1}, "2026-06-08T18:00:00", "2026-06-09T09:00:00"),
    # 31 December 2025 is off by the act on days moved, 1 to 8 January are holidays, the 9th is moved off, the
    # 10th and 11th a week-end: Monday the 12th, then 13, 14, 15
    ({"days": 3}, "2025-12-30T17:00:01", "2026-01-15T23:59:59"),
]


@pytest.mark.parametrize("way", ["kernel", "oracle"])
@pytest.mark.parametrize(("within", "opened", "due"), CASES)
def test_from_where_the_term_counts(within: dict[str, int], opened: str, due: str, way: str) -> None:
    assert row(within, opened, way)["due_at"] == f"{due}+03:00"


@pytest.mark.parametrize("way", ["kernel", "oracle"])
def test_a_reading_may_keep_the_event_itself(way: str) -> None:
    """Monday 18:00. As adopted from Tuesday: 10, 11, 12 June; from the event: 9, 10, 11 June."""
    found = row({"days": 3}, "2026-06-08T18:00:00", way, readings={"hours": {}})
    dues = [one["due_at"] for one in found["readings"]]
    assert dues == ["2026-06-12T23:59:59+03:00", "2026-06-11T23:59:59+03:00"]


@pytest.mark.parametrize("way", ["kernel", "oracle"])
def test_a_year_without_a_calendar(way: str) -> None:
    """31 December 2026 is a day off by the act on days moved; 2027 has no such act yet.

    An event of 30 December within office hours needs no other day: 31 December, 1 and 2 January 2027.
    """
    found = row({"days": 3}, "2026-12-31T10:00:00", way)
    assert (found["status"], found["due_at"], found["safe_due_at"]) == ("undetermined", None, None)
    assert row({"days": 3}, "2026-12-30T10:00:00", way)["due_at"] == "2027-01-02T23:59:59+03:00"


DAYS = ["2026-06-05", "2026-06-06", "2026-06-08", "2026-06-11", "2026-06-12", "2025-12-30", "2026-12-30"]
# ends and beginnings of intervals, and a second beside them
CLOCK = ["00:00:00", "07:59:59", "08:00:00", "12:00:00", "12:30:00", "15:59:59", "16:00:00", "16:00:01"]
CLOCK += ["17:00:00", "17:00:01", "23:59:59"]
TERMS = [{"minutes": 30}, {"hours": 30}, {"working_hours": 9}, {"days": 0}, {"days": 3}, {"working_days": 2}]
TERMS += [{"weeks": 1}, {"months": 1}]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(TERMS), st.sampled_from(DAYS), st.sampled_from(CLOCK), st.booleans(), st.booleans())
def test_kernel_and_oracle_agree(within: dict[str, int], day: str, at: str, zero: bool, back: bool) -> None:
    more = {"day_zero": "include" if zero else "exclude", "roll": "previous" if back else "keep"}
    more |= {"readings": {"hours": {}}}
    ours = row(within, f"{day}T{at}", "kernel", **more)
    # the derivation, counted anew by the clock, ends where the kernel ends
    steps = ours.pop("steps")
    assert ours == row(within, f"{day}T{at}", "oracle", **more)
    assert ours["due_at"] is None or ours["due_at"] in [one["after"] for one in steps]

"""The oracle against cases derived by hand: reports, activities, dates, precedence."""

from __future__ import annotations

from typing import Any

import pytest

from oracle.world import ev, look, profile, response, sole


def report(every: Any = "quarter", due: Any = None, **more: Any) -> dict[str, Any]:
    norm = {"kind": "report", "every": every, "bearer": "office", **more}
    return norm if due is None else {**norm, "due": due}


FIFTH = {"day": 5, "of": "next_month"}


def sent(event_id: str, moment: str, **more: Any) -> dict[str, Any]:
    return ev(event_id, moment, "report.submitted", case=None, **more)


def seen(norm: dict[str, Any], events: list[dict[str, Any]], as_of: str, start: str = "2024-01-01") -> Any:
    doc = profile({"n": norm}, act={"in_force": {"from": start}})
    return look(doc, events, as_of)


def test_quarterly_by_the_fifth() -> None:
    # in force 20 February: Q1 counts (it ends later); due 5 April lies outside Q1, so it opens on 1 April
    (row,) = seen(report(due=FIFTH), [], "2024-04-05", "2024-02-20")["obligations"]
    assert (row["id"], row["case"], row["period"]) == ("m/n/2024-Q1", None, "2024-Q1")
    assert (row["opened_at"], row["opened_by"]) == ("2024-04-01T00:00:00+03:00", None)
    assert (row["due_at"], row["status"]) == ("2024-04-05T23:59:59+03:00", "pending")
    assert seen(report(due=FIFTH), [], "2024-03-31", "2024-02-20")["obligations"] == []


@pytest.mark.parametrize(("start", "listed"), [("2024-03-31", 1), ("2024-04-01", 0)])
def test_a_period_counts_if_its_last_day_is_in_force(start: str, listed: int) -> None:
    assert len(seen(report(due=FIFTH), [], "2024-04-30", start)["obligations"]) == listed


def test_full_periods_only() -> None:
    # Q1 began on 1 January, before 20 February: the first report is on Q2 (opens 1 July)
    rows = seen(report(due=FIFTH, first_period="full-only"), [], "2024-07-01", "2024-02-20")["obligations"]
    assert [row["period"] for row in rows] == ["2024-Q2"]


def test_annual_by_20_december_opens_with_the_act() -> None:
    # 20 December lies inside the year: opens on the later of 1 January and the first day in force
    norm = report("year", {"month": 12, "day": 20})
    rows = seen(norm, [], "2025-02-01", "2024-02-20")["obligations"]
    assert [(r["period"], r["opened_at"], r["due_at"], r["status"]) for r in rows] == [
        ("2024", "2024-02-20T00:00:00+03:00", "2024-12-20T23:59:59+03:00", "overdue"),
        ("2025", "2025-01-01T00:00:00+03:00", "2025-12-20T23:59:59+03:00", "pending"),
    ]


@pytest.mark.parametrize(
    ("every", "due", "period", "expected"),
    [
        ("month", None, "2024-02", "2024-02-29"),  # default: the period's end
        ("month", {"day": 31, "of": "next_month"}, "2024-03", "2024-04-30"),  # April has no 31st
        ("half-year", {"day": 10, "of": "last_month"}, "2024-H1", "2024-06-10"),
        ("year", {"month": 1, "day": 15, "year": "next"}, "2023", None),  # last day before the act: none
        ("quarter", {"month": 12, "day": 20}, "2024-Q1", "2024-12-20"),
        ("week", {"weekday": "friday"}, "2024-W17", "2024-04-26"),  # Monday 22 to Sunday 28 April
        ("week", {"weekday": "monday", "of": "next_week"}, "2024-W17", "2024-04-29"),
        ("day", {"end_of": "period"}, "2024-04-26", "2024-04-26"),
    ],
)
def test_due_days(every: str, due: Any, period: str, expected: str | None) -> None:
    rows = seen(report(every, due), [], "2024-07-15")["obligations"]
    found = [row["due_at"][:10] for row in rows if row["period"] == period]
    assert found == ([] if expected is None else [expected])


def test_early_performance_and_a_repeat() -> None:
    # named, before Q1 opens on 1 April: closes it all the same; the second submission changes nothing
    events = [sent("a", "2024-03-15T10:00:00", period="2024-Q1"), sent("b", "2024-04-02T10:00:00")]
    found = seen(report(due=FIFTH), events, "2024-06-01")
    (row,) = found["obligations"]
    assert (row["closed_by"], row["status"], found["unused"]) == ("a", "fulfilled", ["b"])
    # not opened yet: nothing is listed and nothing is used
    assert seen(report(due=FIFTH), events, "2024-03-20") == {
        "obligations": [],
        "undetermined": [],
        "unused": ["a", "b"],
    }


def test_without_a_period_it_belongs_to_the_most_recently_opened() -> None:
    # Q1 opens on 1 April, Q2 on 1 July: 30 June 23:59:59 is Q1's (late), 1 July 00:00 is Q2's
    events = [sent("a", "2024-07-01T00:00:00"), sent("b", "2024-06-30T23:59:59")]
    rows = seen(report(due=FIFTH), events, "2024-07-05")["obligations"]
    assert [(r["period"], r["closed_by"], r["status"]) for r in rows] == [
        ("2024-Q1", "b", "late"),
        ("2024-Q2", "a", "fulfilled"),
    ]
    assert seen(report(due=FIFTH), [sent("a", "2024-03-31T10:00:00")], "2024-05-01")["unused"] == ["a"]


def test_open_parameter() -> None:
    # periodicity not set: nothing among the obligations, one entry apart; set: monthly
    norm = report({"parameter": "note-period"}, source={"locator": "п. 7"})
    parameter = {"title": "t", "type": "period", "set_by": "head", "clause": "п. 8"}
    doc = profile({"n": norm}, parameters={"note-period": parameter})
    assert look(doc, [], "2024-03-15") == {
        "obligations": [],
        "undetermined": [{"municipality": "m", "norm": "n", "parameter": "note-period", "clause": "п. 7"}],
        "unused": [],
    }
    doc = profile({"n": norm}, parameters={"note-period": {**parameter, "value": "month"}})
    assert [r["period"] for r in look(doc, [], "2024-03-15")["obligations"]] == [
        "2024-01",
        "2024-02",
        "2024-03",
    ]


def test_open_amount_opens_nothing() -> None:
    doc = profile({"n": response({"parameter": "p"})}, parameters={"p": {"type": "amount"}})
    found = look(doc, [ev("a", "2024-03-01T10:00:00")], "2024-03-15")
    assert (found["obligations"], found["unused"], len(found["undetermined"])) == ([], ["a"], 1)
    doc = profile({"n": response({"parameter": "p"})}, parameters={"p": {"value": {"days": 3}}})
    assert sole(doc, [ev("a", "2024-03-01T10:00:00")], "2024-03-15")["due_at"] == "2024-03-04T23:59:59+03:00"


def test_activity_counts_by_local_day() -> None:
    # two posts a week. W10 = 4 to 10 March. 3 March 21:30Z is Monday 00:30 in Moscow: W10
    norm = {"kind": "activity", "every": "week", "closes": "page.posted", "count": 2}
    posts = [
        {**ev("a", "2024-03-04T00:30:00", "page.posted"), "time": "2024-03-03T21:30:00Z"},
        ev("b", "2024-03-10T23:59:59", "page.posted"),
        ev("c", "2024-03-10T23:59:59", "page.posted"),
        ev("d", "2024-03-11T00:00:00", "page.posted"),
    ]
    found = seen(norm, posts, "2024-03-17", "2024-03-04")
    assert [(r["period"], r["due_at"], r["closed_by"], r["status"]) for r in found["obligations"]] == [
        ("2024-W10", "2024-03-10T23:59:59+03:00", "b", "fulfilled"),
        ("2024-W11", "2024-03-17T23:59:59+03:00", None, "pending"),
    ]
    assert found["unused"] == ["c"]  # d counts for W11, though one is not enough


def test_daily_activity_on_working_days() -> None:
    # Thu 7 March, Fri 8 March off, 9 and 10 the weekend, Mon 11
    norm = {"kind": "activity", "every": "day", "closes": "analysis.done", "day_kind": "working"}
    rows = seen(norm, [], "2024-03-11", "2024-03-07")["obligations"]
    assert [(r["period"], r["status"]) for r in rows] == [
        ("2024-03-07", "overdue"),
        ("2024-03-11", "pending"),
    ]


def test_once() -> None:
    # opens with the act; a closing before that day is nothing; 9 March is a Saturday, rolled to Monday 11
    norm = {"kind": "once", "due": {"date": "2024-03-09"}, "closes": "indicators.approved", "roll": "next"}
    events = [
        ev("a", "2023-12-31T23:00:00", "indicators.approved"),
        ev("b", "2024-03-11T23:59:59", "indicators.approved"),
    ]
    found = seen(norm, events, "2024-04-01")
    (row,) = found["obligations"]
    assert (row["id"], row["period"], row["opened_at"]) == (
        "m/n/2024-03-09",
        "2024-03-09",
        "2024-01-01T00:00:00+03:00",
    )
    assert (row["nominal_due_at"][:10], row["due_at"][:10]) == ("2024-03-09", "2024-03-11")
    assert (row["status"], row["closed_by"], found["unused"]) == ("fulfilled", "b", ["a"])


def test_precedence() -> None:
    # p1 comes before any agreement; p2 after a1 and a2: the later one; p3 at the instant of z3, which counts
    norm = {"kind": "precedence", "opens": "comment.published", "requires": "comment.agreed"}
    events = [
        ev("p1", "2024-03-01T09:00:00", "comment.published"),
        ev("a1", "2024-03-01T10:00:00", "comment.agreed"),
        ev("a2", "2024-03-01T11:00:00", "comment.agreed"),
        ev("p2", "2024-03-01T12:00:00", "comment.published"),
        ev("p3", "2024-03-01T13:00:00", "comment.published"),
        ev("z3", "2024-03-01T13:00:00", "comment.agreed"),
        ev("a4", "2024-03-01T14:00:00", "comment.agreed"),
        ev("a5", "2024-03-01T08:00:00", "comment.agreed", case="other"),
    ]
    found = seen(norm, events, "2024-03-02")
    assert [(r["id"], r["status"], r["closed_by"], r["due_at"]) for r in found["obligations"]] == [
        ("m/n/c", "violated", None, None),
        ("m/n/c#2", "fulfilled", "a2", None),
        ("m/n/c#3", "fulfilled", "z3", None),
    ]
    assert found["unused"] == ["a1", "a4", "a5"]

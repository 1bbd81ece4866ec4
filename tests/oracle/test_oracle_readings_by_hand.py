"""The oracle against cases derived by hand: readings, contested verdicts, missing calendars."""

from __future__ import annotations

from typing import Any

import pytest

from oracle.world import answer, ev, look, profile, response, sole

ROLL = {
    "title": "r",
    "adopted": "keep",
    "alternatives": {
        "keep": {"patch": {}},
        "next": {"patch": {"roll": "next"}},
        "previous": {"patch": {"roll": "previous"}},
    },
}
PROMPT = {
    "title": "p",
    "alternatives": {
        "one-hour": {"patch": {"within": {"standard": None, "hours": 1}}},
        "same-day": {"patch": {"within": {"standard": None, "days": 0}}},
        "next-working-day": {"patch": {"within": {"standard": None, "working_days": 1}}},
    },
}


def ask(norm: dict[str, Any], **questions: Any) -> dict[str, Any]:
    return profile({"n": {**norm, "readings": {name: {} for name in questions}}}, readings=questions)


def statuses(row: dict[str, Any]) -> list[str]:
    return [reading["status"] for reading in row["readings"]]


def test_no_question_one_reading() -> None:
    row = sole(profile({"n": response({"hours": 1})}), [ev("a", "2024-03-01T10:00:00")], "2024-03-01")
    assert row["readings"] == [{"choice": {}, "due_at": "2024-03-01T11:00:00+03:00", "status": "overdue"}]
    assert row["contested"] is False


def test_contested_by_the_roll() -> None:
    # 4 days from Tue 9 Jan: Sat 13 (adopted), Mon 15, Fri 12. Answered on the 14th: late, in time, late
    events = [ev("a", "2024-01-09T10:00:00"), answer("b", "2024-01-14T12:00:00")]
    row = sole(ask(response({"days": 4}), roll=ROLL), events, "2024-01-20")
    assert row["readings"] == [
        {"choice": {"roll": "keep"}, "due_at": "2024-01-13T23:59:59+03:00", "status": "late"},
        {"choice": {"roll": "next"}, "due_at": "2024-01-15T23:59:59+03:00", "status": "fulfilled"},
        {"choice": {"roll": "previous"}, "due_at": "2024-01-12T23:59:59+03:00", "status": "late"},
    ]
    assert (row["status"], row["contested"], row["safe_due_at"]) == (
        "late",
        True,
        "2024-01-12T23:59:59+03:00",
    )


@pytest.mark.parametrize(
    ("closed", "status", "contested"),
    [
        # opened Fri 1 March 10:00: due 11:00, the end of 1 March, or the end of Mon 4 March
        ("2024-03-01T11:00:00", "fulfilled", False),
        ("2024-03-01T11:00:01", "undetermined", True),
        ("2024-03-05T00:00:00", "late", False),
    ],
)
def test_nothing_adopted(closed: str, status: str, contested: bool) -> None:
    doc = ask(response({"standard": "promptly"}), promptness=PROMPT)
    row = sole(doc, [ev("a", "2024-03-01T10:00:00"), answer("b", closed)], "2024-03-10")
    assert (row["status"], row["contested"]) == (status, contested)
    assert (row["due_at"], row["nominal_due_at"]) == (None, None)
    assert (row["safe_due_at"], row["closed_by"]) == ("2024-03-01T11:00:00+03:00", "b")
    assert [r["choice"]["promptness"] for r in row["readings"]] == [
        "next-working-day",
        "one-hour",
        "same-day",
    ]


def test_unadopted_question_with_another_at_its_adopted_alternative() -> None:
    # verdict readings: roll=keep with each term. 1 day from Fri 1 March: Sat 2; 2 days: Sun 3; on the 4th
    # overdue under both; roll=next gives Mon 4: pending on the 4th. So: overdue, contested
    term = {"alternatives": {"one": {"patch": {}}, "two": {"patch": {"within": {"days": 2}}}}}
    row = sole(
        ask(response({"days": 1}), term=term, roll=ROLL), [ev("a", "2024-03-01T10:00:00")], "2024-03-04"
    )
    # order: roll keep, next, previous; the last question (term) varies fastest. Sat 2 rolls back to Fri 1
    assert statuses(row) == ["overdue", "overdue", "pending", "pending", "overdue", "overdue"]
    assert row["readings"][1]["choice"] == {"roll": "keep", "term": "two"}
    assert (row["status"], row["contested"], row["due_at"]) == ("overdue", True, None)


def test_a_standard_without_a_number() -> None:
    doc = profile({"n": response({"standard": "promptly"})})
    row = sole(doc, [ev("a", "2024-03-01T10:00:00")], "2024-03-10")
    assert (row["status"], row["due_at"], row["safe_due_at"]) == ("undetermined", None, None)
    assert (row["contested"], statuses(row)) == (False, ["undetermined"])


def test_a_reading_due_before_the_opening_is_rejected() -> None:
    # opened Sat 2 March, due the same day; rolled back to Fri 1 March: before the opening
    row = sole(ask(response({"days": 0}), roll=ROLL), [ev("a", "2024-03-02T10:00:00")], "2024-03-03")
    assert statuses(row) == ["overdue", "pending", "rejected"]
    assert row["readings"][2]["due_at"] == "2024-03-01T23:59:59+03:00"  # listed with its due, not counted
    assert row["safe_due_at"] == "2024-03-02T23:59:59+03:00"


def test_the_only_verdict_reading_rejected() -> None:
    norm = response({"days": 0}, roll="previous")
    row = sole(profile({"n": norm}), [ev("a", "2024-03-02T10:00:00")], "2024-03-03")
    assert (row["status"], row["due_at"], row["safe_due_at"], row["contested"]) == (
        "undetermined",
        None,
        None,
        False,
    )


def test_a_rejected_reading_beside_one_that_gives_nothing() -> None:
    """Nothing is adopted: one reading is due before it opens, the other asks for another priority."""
    norm = response({"field": "due"}) | {
        "readings": {
            "whom": {"alternatives": {"all": {}, "urgent": {"patch": {"where": {"priority": "urgent"}}}}}
        }
    }
    event = ev("a", "2024-03-04T10:00:00") | {"priority": "plain", "due": "2024-03-01T10:00:00+03:00"}
    row = sole(profile({"n": norm}), [event], "2024-03-05")
    assert statuses(row) == ["rejected", "not-applicable"]
    assert (row["status"], row["due_at"], row["contested"]) == ("undetermined", None, False)


START = {
    "adopted": "notified",
    "alternatives": {"notified": {"patch": {}}, "proposed": {"patch": {"opens": "comment.proposed"}}},
}
DRAFT = {"kind": "response", "opens": "misinfo.notified", "closes": "comment.drafted", "within": {"hours": 3}}


def test_a_reading_with_its_own_opening() -> None:
    # adopted: opened 10:00, due 13:00, drafted 13:30: late. Other: opened 11:00, due 14:00: in time
    events = [
        ev("a", "2024-03-01T10:00:00", "misinfo.notified"),
        ev("p", "2024-03-01T11:00:00", "comment.proposed"),
        ev("d", "2024-03-01T13:30:00", "comment.drafted"),
    ]
    row = sole(ask(DRAFT, start=START), events, "2024-03-02")
    assert (row["opened_by"], row["status"], row["contested"]) == ("a", "late", True)
    assert row["readings"][1] == {
        "choice": {"start": "proposed"},
        "due_at": "2024-03-01T14:00:00+03:00",
        "status": "fulfilled",
    }
    # its trigger has not happened: not applicable, counted and without a breach
    row = sole(ask(DRAFT, start=START), [events[0], events[2]], "2024-03-02")
    assert (statuses(row), row["contested"]) == (["late", "not-applicable"], True)
    assert row["readings"][1]["due_at"] is None
    # the adopted reading gives none: none is listed, though the other one used the events
    found = look(ask(DRAFT, start=START), events[1:], "2024-03-02")
    assert (found["obligations"], found["unused"]) == ([], [])


def test_own_opening_with_nothing_adopted() -> None:
    # given by `proposed` only: listed; not-applicable and fulfilled differ, so the status is undetermined
    start = {"alternatives": START["alternatives"]}
    events = [
        ev("p", "2024-03-01T11:00:00", "comment.proposed"),
        ev("d", "2024-03-01T13:30:00", "comment.drafted"),
    ]
    row = sole(ask(DRAFT, start=start), events, "2024-03-02")
    assert (row["opened_by"], row["closed_by"], row["status"]) == ("p", "d", "undetermined")
    assert (row["due_at"], row["safe_due_at"]) == (None, "2024-03-01T14:00:00+03:00")
    assert (statuses(row), row["contested"]) == (["not-applicable", "fulfilled"], False)


def test_matching_by_order() -> None:
    # adopted: a (closed by d), b. Other: p (closed by d) only. The second has no match
    events = [
        ev("a", "2024-03-01T10:00:00", "misinfo.notified"),
        ev("p", "2024-03-01T10:30:00", "comment.proposed"),
        ev("d", "2024-03-01T11:00:00", "comment.drafted"),
        ev("b", "2024-03-01T12:00:00", "misinfo.notified"),
    ]
    first, second = look(ask(DRAFT, start=START), events, "2024-03-01T13:00")["obligations"]
    assert (first["id"], statuses(first)) == ("m/n/c", ["fulfilled", "fulfilled"])
    assert (second["id"], statuses(second)) == ("m/n/c#2", ["pending", "not-applicable"])


def test_cancellation_in_time_under_one_reading_only() -> None:
    # due 11:00 or 13:00; withdrawn 12:00: nothing under `short`; so b repeats there but opens #2 under `long`
    term = {
        "adopted": "long",
        "alternatives": {"long": {"patch": {}}, "short": {"patch": {"within": {"hours": 1}}}},
    }
    events = [
        ev("a", "2024-03-01T10:00:00"),
        ev("x", "2024-03-01T12:00:00", "appeal.withdrawn"),
        ev("b", "2024-03-01T12:30:00"),
    ]
    doc = ask(response({"hours": 3}, cancel={"event": "appeal.withdrawn"}), term=term)
    first, second = look(doc, events, "2024-03-01T13:00")["obligations"]
    assert (statuses(first), first["contested"]) == (["cancelled", "overdue"], True)
    assert (second["opened_by"], statuses(second)) == ("b", ["pending", "not-applicable"])


def test_first_period_and_day_kind_questions() -> None:
    first = {
        "adopted": "partial",
        "alternatives": {"full-only": {"patch": {"first_period": "full-only"}}, "partial": {"patch": {}}},
    }
    norm = {
        "kind": "report",
        "every": "quarter",
        "due": {"day": 5, "of": "next_month"},
        "readings": {"first": {}},
    }
    doc = profile({"n": norm}, readings={"first": first}, act={"in_force": {"from": "2024-02-20"}})
    row = sole(doc, [], "2024-04-10")  # due 5 April: overdue, or no report at all
    assert (statuses(row), row["status"], row["contested"]) == (
        ["not-applicable", "overdue"],
        "overdue",
        True,
    )

    kind = {
        "adopted": "calendar",
        "alternatives": {"calendar": {"patch": {}}, "working": {"patch": {"day_kind": "working"}}},
    }
    norm = {"kind": "activity", "every": "day", "closes": "analysis.done", "readings": {"kind": {}}}
    doc = profile({"n": norm}, readings={"kind": kind}, act={"in_force": {"from": "2024-03-07"}})
    rows = look(doc, [], "2024-03-09T12:00")["obligations"]  # Thursday, Friday off, Saturday not over yet
    assert [(statuses(row), row["contested"]) for row in rows] == [
        (["overdue", "overdue"], False),
        (["overdue", "not-applicable"], True),
        (["pending", "not-applicable"], False),
    ]


def test_report_rolled_back_before_its_opening() -> None:
    # Q4 2024 opens on 1 January 2025; due 5 January, a holiday; rolled back to Sat 28 December, worked
    norm = {"kind": "report", "every": "quarter", "due": {"day": 5, "of": "next_month"}}
    rows = look(ask(norm, roll=ROLL), [], "2025-01-07")["obligations"]
    row = rows[-1]
    assert row["period"] == "2024-Q4"
    assert [(r["due_at"][:10], r["status"]) for r in row["readings"]] == [
        ("2025-01-05", "overdue"),
        ("2025-01-09", "pending"),
        ("2024-12-28", "rejected"),
    ]
    assert (row["contested"], row["safe_due_at"][:10]) == (True, "2025-01-05")


def test_the_opening_follows_the_base_text_not_the_reading() -> None:
    # base: due on 20 December, inside the year, opens 1 January; so does the reading due on 10 January
    late = {
        "adopted": "base",
        "alternatives": {
            "base": {"patch": {}},
            "next": {"patch": {"due": {"month": 1, "day": 10, "year": "next"}}},
        },
    }
    norm = {"kind": "report", "every": "year", "due": {"month": 12, "day": 20}}
    row = sole(ask(norm, late=late), [], "2024-12-25")
    assert row["opened_at"] == "2024-01-01T00:00:00+03:00"
    assert [(r["due_at"][:10], r["status"]) for r in row["readings"]] == [
        ("2024-12-20", "overdue"),
        ("2025-01-10", "pending"),
    ]


def test_missing_year() -> None:
    # 4 days from Tue 30 December 2025: Sat 3 January 2026; there is no calendar of 2026 to roll with
    row = sole(ask(response({"days": 4}), roll=ROLL), [ev("a", "2025-12-30T10:00:00")], "2026-01-10")
    assert statuses(row) == ["overdue", "undetermined", "undetermined"]
    assert row["readings"][1]["due_at"] is None
    assert (row["status"], row["due_at"], row["safe_due_at"]) == (
        "overdue",
        "2026-01-03T23:59:59+03:00",
        None,
    )
    assert row["contested"] is True


def test_adopted_by_the_norm_itself() -> None:
    # the shared question adopts `keep`; this norm adopts `next`: Sat 13 rolled to Mon 15 January
    norm = response({"days": 4}, readings={"roll": {"adopted": "next"}})
    row = sole(profile({"n": norm}, readings={"roll": ROLL}), [ev("a", "2024-01-09T10:00:00")], "2024-01-14")
    assert (row["due_at"], row["nominal_due_at"]) == (
        "2024-01-15T23:59:59+03:00",
        "2024-01-13T23:59:59+03:00",
    )
    assert (row["status"], row["contested"]) == ("pending", True)

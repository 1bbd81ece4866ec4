"""Reports that are owed only for periods with enough events (``sample``), by hand, for kernel and oracle."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.resolved import calendars
from kernel.kernel_world import answer, compiled
from oracle import assess

Doc = dict[str, Any]
NORM: Doc = {
    "kind": "report",
    "title": "рейтинг",
    "every": "month",
    "due": {"day": 5, "of": "next_month"},
    "sample": {"of": "message.received", "at_least": 2, "where": {"sector": "roads"}},
    "source": {"locator": "п. 1"},
}
QUESTION = {
    "title": "сколько нужно",
    "adopted": "two",
    "alternatives": {
        "two": {"title": "два", "patch": {}},
        "any": {"title": "всегда", "patch": {"sample": None}},
    },
}


def look(events: list[Doc], way: str, as_of: str = "2026-05-02", **more: Any) -> tuple[list[Doc], list[str]]:
    """The obligations and the ids of the events that no norm used."""
    doc = {
        "municipality": {"name": "Городок", "timezone": "Asia/Kamchatka", "calendar": "ru"},
        "act": {"in_force": {"from": "2026-02-01"}},
        "readings": {"number": QUESTION},
        "norms": {"rating": {**NORM, **more}},
    }
    versions = {"m": [{"first": None, "last": None, "doc": doc}]}
    events = [{"municipality": "m", **event} for event in events]
    if way == "kernel":
        rows, found, log = answer(compiled(versions), [events], date.fromisoformat(as_of))
        return rows, sorted(log.rows.filter(found.unused)["id"])
    answered = assess(versions, events, date.fromisoformat(as_of), calendars())
    return answered["obligations"], answered["unused"]


def message(name: str, time: str, **more: Any) -> Doc:
    return {"id": name, "time": time, "type": "message.received", "sector": "roads", **more}


def submitted(time: str, **more: Any) -> Doc:
    return {"id": f"s-{time[:10]}", "time": time, "type": "report.submitted", **more}


# Two in February, by the local date: the second is 28 February 23:59:59 in Kamchatka (UTC+12), noon in UTC.
# A second later it is March, of which there is only that one; the others of March are of other sectors.
# April: two, one of which names another norm, which has no say here.
MESSAGES = [
    message("f1", "2026-02-01T00:00:00+12:00"),
    message("f2", "2026-02-28T11:59:59+00:00"),
    message("m1", "2026-02-28T12:00:00+00:00"),
    message("m2", "2026-03-10T12:00:00+12:00", sector="housing"),
    message("m3", "2026-03-11T12:00:00+12:00", sector=None),
    message("a1", "2026-04-10T12:00:00+12:00"),
    message("a2", "2026-04-11T12:00:00+12:00", norm="rating"),
]
ways = pytest.mark.parametrize("way", ["kernel", "oracle"])


@ways
def test_a_period_with_fewer_owes_nothing(way: str) -> None:
    rows, unused = look(MESSAGES, way)
    assert [row["period"] for row in rows] == ["2026-02", "2026-04"]
    assert rows[0]["opened_at"] == "2026-03-01T00:00:00+12:00"
    assert len(unused) == len(MESSAGES)  # counting is no use made of them


@ways
def test_a_submission_without_a_period_is_for_the_last_one_owed(way: str) -> None:
    """On 10 April the report on March would have been open, but it is not owed: it is February's, late."""
    (row,), unused = look([*MESSAGES, submitted("2026-04-10T10:00:00+12:00")], way, "2026-04-20")
    assert (row["period"], row["status"], row["closed_by"]) == ("2026-02", "late", "s-2026-04-10")
    assert "s-2026-04-10" not in unused


@ways
def test_a_submission_for_a_period_that_owes_nothing_is_unused(way: str) -> None:
    event = submitted("2026-04-02T10:00:00+12:00", period="2026-03")
    (row,), unused = look([*MESSAGES, event], way, "2026-04-20")
    assert (row["period"], row["status"]) == ("2026-02", "overdue")
    assert "s-2026-04-02" in unused


@ways
def test_readings_may_ask_for_other_numbers(way: str) -> None:
    """Adopted: two. Otherwise a report is always owed: then March's takes it, and February's still waits."""
    event = submitted("2026-04-02T10:00:00+12:00")
    (row,), _ = look([*MESSAGES, event], way, "2026-04-20", readings={"number": {}})
    assert row["period"] == "2026-02"
    # readings: any, two
    assert [one["status"] for one in row["readings"]] == ["overdue", "late"]
    rows, _ = look([*MESSAGES, event], way, "2026-04-20", readings={"number": {"adopted": "any"}})
    statuses = [(one["period"], [r["status"] for r in one["readings"]]) for one in rows]
    assert statuses == [("2026-02", ["overdue", "late"]), ("2026-03", ["fulfilled", "not-applicable"])]
    assert rows[1]["contested"] is False


EDGES = ["2026-02-01T00:00:00", "2026-02-28T23:59:59", "2026-03-01T00:00:00", "2026-03-31T23:59:59"]
EDGES += ["2026-04-01T00:00:00", "2026-04-05T23:59:59"]
counted = st.builds(
    lambda n, time, sector: message(f"m{n}", f"{time}+12:00", sector=sector),
    st.integers(0, 99),
    st.sampled_from(EDGES),
    st.sampled_from(["roads", "roads", "housing"]),
)
sent = st.builds(
    lambda n, time, period: submitted(f"{time}+12:00", period=period) | {"id": f"s{n}"},
    st.integers(0, 99),
    st.sampled_from(EDGES),
    st.sampled_from([None, "2026-02", "2026-03"]),
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(counted | sent, max_size=9, unique_by=lambda one: one["id"]),
    st.sampled_from(["2026-03-31", "2026-04-05", "2026-04-06"]),
    st.sampled_from([{}, {"readings": {"number": {}}}, {"readings": {"number": {"adopted": "any"}}}]),
)
def test_kernel_and_oracle_agree(events: list[Doc], as_of: str, more: Doc) -> None:
    rows, unused = look(events, "kernel", as_of, **more)
    for row in rows:
        row.pop("steps")
    assert (rows, unused) == look(events, "oracle", as_of, **more)

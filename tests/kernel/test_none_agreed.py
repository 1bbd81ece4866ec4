"""Verdicts on which no reading has anything to say (DESIGN §6)."""

from datetime import UTC, datetime

from kernel.kernel_world import answer, compiled


def test_a_rejected_reading_beside_one_that_gives_nothing_is_undetermined() -> None:
    """The letter of Monday, 4 March 2024 sets a term that ended on 1 March, and is not urgent.

    Whoever reads the norm as one for all letters has an obligation that was due before it opened (rejected);
    whoever reads it as one for urgent letters has none. No reading is adopted, so the obligation is listed,
    and there is no status on which they could agree.
    """
    norm = {
        "kind": "response",
        "title": "ответ в названный срок",
        "bearer": "head",
        "opens": "request.received",
        "closes": "request.answered",
        "within": {"field": "due"},
        "source": {"locator": "п. 1"},
        "readings": {"whom": {}},
    }
    whom = {
        "title": "кому отвечают",
        "alternatives": {
            "all": {"title": "всем", "patch": {}},
            "urgent": {"title": "на срочные", "patch": {"where": {"priority": "urgent"}}},
        },
    }
    doc = {
        "municipality": {"name": "Образцово", "timezone": "Europe/Moscow", "calendar": "ru"},
        "act": {"in_force": {"from": "2024-01-01"}},
        "parties": {},
        "readings": {"whom": whom},
        "norms": {"letters": norm},
    }
    event = {
        "id": "a",
        "time": "2024-03-04T10:00:00+03:00",
        "type": "request.received",
        "municipality": "town",
        "case": "1",
        "priority": "plain",
        "due": "2024-03-01T10:00:00+03:00",
    }
    profiles = {"town": [{"first": None, "last": None, "doc": doc}]}
    (row,), _, _ = answer(compiled(profiles), [[event]], datetime(2024, 3, 5, tzinfo=UTC))
    assert [one["status"] for one in row["readings"]] == ["rejected", "not-applicable"]
    assert (row["status"], row["due_at"], row["contested"]) == ("undetermined", None, False)

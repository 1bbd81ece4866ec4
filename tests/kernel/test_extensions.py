"""An extension whose length one reading fixes and another takes from the event."""

from datetime import UTC, datetime
from typing import Any

from kernel.kernel_world import answer, compiled

NORM: dict[str, Any] = {
    "kind": "response",
    "title": "ответ",
    "bearer": "head",
    "opens": "appeal.registered",
    "closes": "appeal.answered",
    "within": {"days": 10},
    "extend": {"event": "appeal.extended", "by": {"days": 5}},
    "readings": {"length": {}},
    "source": {"locator": "п. 1"},
}
QUESTION: dict[str, Any] = {
    "title": "на сколько продлевает уведомление",
    "adopted": "a-fixed",
    "alternatives": {
        "a-fixed": {"title": "на пять дней", "patch": {}},
        "b-carried": {
            "title": "на сколько сказано",
            "patch": {"extend": {"by": {"days": None, "field": "data.days", "unit": "days"}}},
        },
    },
}


def test_one_reading_fixes_the_length_and_another_takes_it_from_the_event() -> None:
    """Registered on 3 March, ten days: 13 March. The notice of 10 March says 7 days.

    Fixed: 13 + 5 = 18 March. Carried: 13 + 7 = 20 March. Answered on the 19th: late by the first, in time by
    the second.
    """
    doc = {
        "municipality": {"name": "Образцово", "timezone": "Europe/Moscow", "calendar": "ru"},
        "act": {"in_force": {"from": "2025-01-01"}},
        "readings": {"length": QUESTION},
        "norms": {"reply": NORM},
    }
    at = "2025-03-{:02d}T10:00:00+03:00"
    events = [
        {"id": "a", "time": at.format(3), "type": "appeal.registered"},
        {"id": "b", "time": at.format(10), "type": "appeal.extended", "data": {"days": 7}},
        {"id": "c", "time": at.format(19), "type": "appeal.answered"},
    ]
    log = [{"municipality": "town", "case": "1", **event} for event in events]
    profiles = compiled({"town": [{"first": None, "last": None, "doc": doc}]})
    (row,) = answer(profiles, [log], datetime(2025, 5, 1, tzinfo=UTC))[0]
    assert [(one["due_at"], one["status"]) for one in row["readings"]] == [
        ("2025-03-18T23:59:59+03:00", "late"),
        ("2025-03-20T23:59:59+03:00", "fulfilled"),
    ]
    assert (row["status"], row["contested"]) == ("late", True)

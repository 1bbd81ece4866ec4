"""Norms through an amendment: what each version opens, and how readings are matched (DESIGN §5, §6)."""

from datetime import UTC, datetime
from typing import Any

from kernel.kernel_world import answer, compiled

QUESTION = {
    "title": "что судится",
    "adopted": "both",
    "alternatives": {
        "both": {"title": "публикация и назначение", "patch": {}},
        "publication": {"title": "только публикация", "patch": {"opens": "comment.published"}},
    },
}


def version(first: str | None, last: str | None, bearer: str) -> dict[str, Any]:
    norm = {
        "kind": "precedence",
        "title": "только после согласования",
        "bearer": bearer,
        "opens": ["comment.published", "delegate.appointed"],
        "requires": "comment.agreed",
        "readings": {"judged": {}},
        "source": {"locator": "п. 1"},
    }
    doc = {
        "municipality": {"name": "Образцово", "timezone": "Europe/Moscow", "calendar": "ru"},
        "act": {"in_force": {"from": "2025-01-01"}},
        "parties": {},
        "readings": {"judged": QUESTION},
        "norms": {"order": norm},
    }
    return {"first": first, "last": last, "doc": doc}


def test_a_reading_is_matched_by_order_through_an_amendment() -> None:
    """An appointment on 31 March (old version), a publication on 1 April (amended), nothing agreed.

    Adopted reading: the appointment is its first obligation, the publication its second. The other reading
    knows the publication only: that is *its first*, so it stands beside the adopted reading's first, although
    an amendment lies between them; beside the second it has nothing.
    """
    profiles = {"town": [version(None, "2025-03-31", "head"), version("2025-04-01", None, "deputy")]}
    events = [
        {"id": "a", "time": "2025-03-31T10:00:00+03:00", "type": "delegate.appointed", "case": "1"},
        {"id": "b", "time": "2025-04-01T10:00:00+03:00", "type": "comment.published", "case": "1"},
    ]
    rows, _, _ = answer(
        compiled(profiles),
        [[{"municipality": "town", **e} for e in events]],
        datetime(2025, 5, 1, tzinfo=UTC),
    )
    first, second = rows
    assert (first["id"], first["opened_by"], first["bearer"]) == ("town/order/1", "a", "head")
    assert [one["status"] for one in first["readings"]] == ["violated", "violated"]
    assert first["contested"] is False
    assert (second["id"], second["opened_by"], second["bearer"]) == ("town/order/1#2", "b", "deputy")
    assert [one["status"] for one in second["readings"]] == ["violated", "not-applicable"]
    assert second["contested"] is True


def report(first: str | None, last: str | None, due: dict[str, Any]) -> dict[str, Any]:
    norm = {
        "kind": "report",
        "title": "ежемесячный отчёт",
        "bearer": "head",
        "every": "month",
        "due": due,
        "source": {"locator": "п. 1"},
    }
    made = version(first, last, "head")
    made["doc"]["norms"] = {"monthly": norm}
    return made


def test_a_period_is_owed_once_though_two_versions_open_it() -> None:
    """Until 14 March 2025 due on the 25th of the month itself, from 15 March on the 5th of the next month.

    The first version opens March on 1 March (its due day lies inside the month), while it is in force. The
    amended one would open March on 1 April, after the month; but March is owed already, by 25 March. April is
    the amended version's: it opens on 1 May.
    """
    profiles = {
        "town": [
            report(None, "2025-03-14", {"day": 25, "of": "last_month"}),
            report("2025-03-15", None, {"day": 5, "of": "next_month"}),
        ]
    }
    rows, _, _ = answer(compiled(profiles), [[]], datetime(2025, 5, 2, tzinfo=UTC))
    assert [(row["id"], row["opened_at"][:10], row["due_at"][:10]) for row in rows] == [
        ("town/monthly/2025-01", "2025-01-01", "2025-01-25"),
        ("town/monthly/2025-02", "2025-02-01", "2025-02-25"),
        ("town/monthly/2025-03", "2025-03-01", "2025-03-25"),
        ("town/monthly/2025-04", "2025-05-01", "2025-05-05"),
    ]

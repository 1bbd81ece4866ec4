"""A small world for cases derived by hand: one municipality, one calendar written out here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from oracle import OracleCalendar, assess
from oracle.patches import Doc

# 2024 and 2025 only, and only what the cases need: weekends are off anyway
CALENDAR = OracleCalendar(
    off=frozenset(
        [f"2024-01-0{n}" for n in range(1, 9)]
        + ["2024-02-23", "2024-03-08", "2024-04-29", "2024-04-30", "2024-05-01", "2024-05-09", "2024-05-10"]
        + ["2024-06-12", "2024-11-04", "2024-12-30", "2024-12-31"]
        + [f"2025-01-0{n}" for n in range(1, 9)]
    ),
    on=frozenset(["2024-04-27", "2024-11-02", "2024-12-28"]),
    presidential=frozenset(["2024-09-10", "2024-09-11"]),  # invented, to show the rule
    shortened=frozenset(["2024-02-22", "2024-03-07", "2024-05-08", "2024-06-11", "2024-11-02"]),
    years=frozenset([2024, 2025]),
    instead_of={"2024-04-27": "2024-04-29", "2024-11-02": "2024-04-30", "2024-12-28": "2024-12-30"},
)


def profile(norms: Doc, **more: Any) -> Doc:
    """A resolved profile in force from 2024-01-01, Moscow time."""
    return {
        "municipality": {"timezone": "Europe/Moscow", "calendar": "ru"},
        "act": {"in_force": {"from": "2024-01-01"}},
        "norms": norms,
        **more,
    }


def response(within: Doc | None = None, **more: Any) -> Doc:
    norm = {"kind": "response", "opens": "appeal.received", "closes": "appeal.answered", **more}
    return norm if within is None else {**norm, "within": within}


def ev(event_id: str, moment: str, kind: str = "appeal.received", **more: Any) -> Doc:
    """An event of case `c`; `moment` is Moscow time without its offset."""
    row = {"id": event_id, "time": f"{moment}+03:00", "type": kind, "municipality": "m", "case": "c"}
    return {**row, **more}


def answer(event_id: str, moment: str, **more: Any) -> Doc:
    return ev(event_id, moment, "appeal.answered", **more)


def moment_of(text: str) -> datetime | date:
    """`2024-01-01` is a day, `2024-01-01T10:00` an instant in Moscow time."""
    return datetime.fromisoformat(f"{text}+03:00") if "T" in text else date.fromisoformat(text)


def look(doc: Doc | list[Doc], events: list[Doc], as_of: str) -> Doc:
    """The assessment of municipality `m`: one document, or versions."""
    versions = doc if isinstance(doc, list) else [{"first": None, "last": None, "doc": doc}]
    return assess({"m": versions}, events, moment_of(as_of), {"ru": CALENDAR})


def sole(doc: Doc | list[Doc], events: list[Doc], as_of: str) -> Doc:
    """The one obligation that there is."""
    (row,) = look(doc, events, as_of)["obligations"]
    return row


def due_after(norm: Doc, moment: str, **more: Any) -> str | None:
    """When the norm's obligation that opens at that moment falls due, without the offset."""
    due = sole(profile({"n": norm}, **more), [ev("a", moment)], "2025-12-31")["due_at"]
    return due and due.removesuffix("+03:00")

"""The verdict: each reading's status, then the one status, due instants and `contested` over the readings."""

from __future__ import annotations

from typing import Any

from oracle.clockface import written
from oracle.machine import Given
from oracle.patches import Choice, Doc
from oracle.profiles import Norm, NormVersion, clause_of

BREACHES = ("late", "overdue", "violated")


def status_of(given: Given | None, as_of: int) -> str:
    """The status under one reading."""
    if given is None:
        return "not-applicable"
    if given.version.norm["kind"] == "precedence":
        return "violated" if given.violated else "fulfilled"
    if given.unknown:
        return "undetermined"
    if given.due is not None and given.due < given.opened:
        return "rejected"
    if given.cancelled:
        return "cancelled"
    if given.closed is not None:
        return "fulfilled" if given.due is None or given.closed <= given.due else "late"
    return "pending" if given.due is None or given.due >= as_of else "overdue"


def due_of(given: Given | None) -> int | None:
    return None if given is None or given.unknown else given.due


def nominal_of(given: Given | None) -> int | None:
    return None if given is None or given.unknown else given.nominal


def common(values: list[Any], otherwise: Any) -> Any:
    """The one value on which all agree."""
    return values[0] if values and all(value == values[0] for value in values) else otherwise


def party(named: Any, profile: Doc, event: Doc | None) -> str | None:
    """A party or role id; the head of the event's sector where the norm says so."""
    if isinstance(named, dict):
        # {head_of: sector}: the sector of the opening event
        sector = (profile.get("sectors") or {}).get((event or {}).get("sector")) or {}
        return sector.get("head")
    return named


def judge(
    norm: Norm, case: str | None, number: int, rows: list[tuple[Choice, Given | None]], as_of: int
) -> Doc | None:
    """One obligation, or None if no verdict reading gives it.

    `rows`: every reading over the questions of all versions, in reading order, with what it gives.
    """
    first = next(
        (
            given
            for wide, given in rows
            if given is not None and given.version.restrict(wide) in given.version.verdict_choices
        ),
        None,
    )
    if first is None:
        return None
    version = first.version
    readings = [(choice, pick(version, choice, rows)) for choice in version.choices]
    states = [(choice, given, status_of(given, as_of)) for choice, given in readings]

    counted = [(given, status) for _, given, status in states if status != "rejected"]
    verdict = [
        (given, status)
        for choice, given, status in states
        if status != "rejected" and choice in version.verdict_choices
    ]
    breached = [status in BREACHES for _, status in counted]
    dues = [due for given, _ in counted if (due := due_of(given)) is not None]
    unknown = any(status == "undetermined" for _, status in counted)
    closing = next(
        (
            given
            for choice, given in readings
            if choice in version.verdict_choices and given is not None and given.closed is not None
        ),
        None,
    )

    # «there is none» is no status: a rejected reading alone may give what the others do not
    agreed = common([status for _, status in verdict], "undetermined")
    due = common([due_of(given) for given, _ in verdict], None)
    nominal = common([nominal_of(given) for given, _ in verdict], None)
    zone, event = norm.zone, first.event
    name = case if case is not None else first.period_name
    suffix = f"#{number}" if number > 1 else ""
    return {
        "id": f"{norm.municipality}/{norm.id}/{name}{suffix}",
        "municipality": norm.municipality,
        "norm": norm.id,
        "kind": first.doc["kind"],
        "modality": first.doc.get("modality", "duty"),
        "case": case,
        "period": first.period_name,
        "bearer": party(first.doc.get("bearer"), version.profile, event),
        "counterparty": party(first.doc.get("counterparty"), version.profile, event),
        "sector": event.get("sector") if event else None,
        "clause": clause_of(first.doc, first.exception),
        "opened_at": written(first.opened, zone),
        "opened_by": event["id"] if event else None,
        # without an agreed due instant neither is given
        "nominal_due_at": written(None if due is None else nominal, zone),
        "due_at": written(due, zone),
        "safe_due_at": written(min(dues) if dues and not unknown else None, zone),
        "closed_at": written(closing.closed if closing else None, zone),
        "closed_by": closing.closer if closing else None,
        "status": "undetermined" if agreed == "not-applicable" else agreed,
        "contested": any(breached) and not all(breached),
        "readings": [
            {"choice": choice, "due_at": written(due_of(given), zone), "status": status}
            for choice, given, status in states
        ],
    }


def pick(version: NormVersion, choice: Choice, rows: list[tuple[Choice, Given | None]]) -> Given | None:
    """What a reading of the version gives: the first of the wide readings that amount to it.

    More than one does only where another version of the norm asks a question that this one does not.
    """
    return next(given for wide, given in rows if version.restrict(wide) == choice)

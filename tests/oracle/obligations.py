"""The whole assessment: profiles, events, an instant and calendars in; obligations out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from oracle.calendar import OracleCalendar
from oracle.clockface import end_of, instant, local_day, parse_instant
from oracle.judge import judge
from oracle.machine import run
from oracle.patches import Doc
from oracle.profiles import Norm, clause_of, norms_of, open_parameters, zone_of


def assess(
    profiles: dict[str, list[Doc]],
    events: list[Doc],
    as_of: datetime | date,
    calendars: dict[str, OracleCalendar],
) -> dict[str, Any]:
    """Obligations, undetermined parameters and unused event ids, as of an instant or the end of a local day.

    profiles: id -> versions {first, last, doc}; events: accepted records, none twice.
    """
    obligations: list[tuple[tuple[Any, ...], Doc]] = []
    undetermined: list[Doc] = []
    used: set[tuple[str, str]] = set()
    for municipality, versions in profiles.items():
        zone = zone_of(versions)
        limit = moment_of(as_of, zone)
        known = known_events(municipality, events, limit)
        for norm in norms_of(municipality, versions, calendars):
            found, used_here = assess_norm(norm, known, limit)
            obligations.extend(found)
            used |= {(municipality, event_id) for event_id in used_here}
            undetermined.extend(undetermined_of(norm, limit))
    obligations.sort(key=lambda row: row[0])
    return {
        "obligations": [row for _, row in obligations],
        "undetermined": sorted(undetermined, key=lambda r: (r["municipality"], r["norm"], r["parameter"])),
        "unused": sorted(e["id"] for e in events if (e["municipality"], e["id"]) not in used),
    }


def moment_of(as_of: datetime | date, zone: ZoneInfo) -> int:
    return instant(as_of) if isinstance(as_of, datetime) else end_of(as_of, zone)


def known_events(municipality: str, events: list[Doc], limit: int) -> list[Doc]:
    """The municipality's events at or before the limit, in (time, id) order, with `t` added."""
    rows = [{**e, "t": parse_instant(e["time"])} for e in events if e["municipality"] == municipality]
    return sorted((row for row in rows if row["t"] <= limit), key=lambda row: (row["t"], row["id"]))


def assess_norm(norm: Norm, events: list[Doc], as_of: int) -> tuple[list[tuple[Any, Doc]], set[str]]:
    """The norm's obligations with their sort keys, and the ids of the events that any reading used."""
    used: set[str] = set()
    results = []
    for wide in norm.wide_choices():
        given, used_here = run(norm, wide, events, as_of)
        results.append((wide, given))
        used |= used_here
    keys: list[Any] = sorted({key for _, given in results for key in given})
    found = []
    for key in keys:
        case, number = key if isinstance(key, tuple) else (None, 1)
        row = judge(norm, case, number, [(wide, given.get(key)) for wide, given in results], as_of)
        if row is not None:
            found.append((sort_key(row, number), row))
    return found, used


def sort_key(row: Doc, number: int) -> tuple[Any, ...]:
    """municipality, norm, case, period, opened_at (nulls first); then the order of opening."""
    case, period = row["case"], row["period"]
    opened = parse_instant(row["opened_at"])
    return (
        row["municipality"],
        row["norm"],
        (case is not None, case or ""),
        (period is not None, period or ""),
        opened,
        number,
    )


def undetermined_of(norm: Norm, as_of: int) -> list[Doc]:
    """Open parameters of the norm as it is in force at as_of, under any of its readings."""
    version = norm.on(local_day(as_of, norm.zone))
    if version is None:
        return []
    docs = [version.norm, *(version.doc(choice) for choice in version.choices)]
    names = {name for doc in docs for name in open_parameters(doc, version.profile)}
    return [
        {
            "municipality": norm.municipality,
            "norm": norm.id,
            "parameter": name,
            "clause": clause_of(version.norm),
        }
        for name in sorted(names)
    ]

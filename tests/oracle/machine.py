"""One reading of one norm, run over the log on its own: which obligations it gives, how each ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from oracle.calendar import Unknown, is_working
from oracle.clockface import days_later, end_of, local_day, start_of
from oracle.patches import Choice, Doc, as_list, holds
from oracle.periods import Period, due_day, period_of, periods_between
from oracle.profiles import Norm, NormVersion, granularity, is_for, matching_exception, open_parameters
from oracle.terms import Running, begin, extend, extension_of, finish


@dataclass
class Given:
    """An obligation as one reading gives it. Instants in seconds."""

    version: NormVersion
    doc: Doc  # the norm under the reading and the exception
    exception: Doc | None
    opened: int
    event: Doc | None = None  # the opening event
    period: Period | None = None
    period_name: str | None = None
    running: Running | None = None
    nominal: int | None = None
    due: int | None = None
    unknown: bool = False  # the due instant cannot be computed
    extensions: int = 0
    cancelled: bool = False
    violated: bool = False
    closed: int | None = None
    closer: str | None = None

    def reckon(self) -> None:
        """Due instants from the running term."""
        self.nominal = self.due = None
        if self.running is not None and not self.unknown:
            try:
                self.nominal, self.due = finish(self.running, self.doc, self.version.place)
            except Unknown:
                self.unknown = True

    def close(self, event: Doc) -> None:
        self.closed, self.closer = event["t"], event["id"]


def run(norm: Norm, wide: Choice, events: list[Doc], as_of: int) -> tuple[dict[Any, Given], set[str]]:
    """What one reading gives: (case, number) or period name -> obligation; and the ids of events it used.

    `events`: the municipality's, at or before as_of, each with `t` (seconds), in (t, id) order.
    """
    if norm.kind in ("response", "request"):
        return run_cases(norm, wide, events)
    if norm.kind == "precedence":
        return run_precedence(norm, wide, events)
    if norm.kind == "report":
        return run_report(norm, wide, events, as_of)
    if norm.kind == "activity":
        return run_activity(norm, wide, events, as_of)
    return run_once(norm, wide, events, as_of)


def opens(norm: Norm, wide: Choice, event: Doc) -> NormVersion | None:
    """The version in force that takes this event as an opening one, or None."""
    version = norm.on(local_day(event["t"], norm.zone))
    if version is None or not is_for(event, norm.id):
        return None
    doc = version.doc(version.restrict(wide))
    if event["type"] not in as_list(doc["opens"]) or not holds(doc.get("where"), event):
        return None
    return None if open_parameters(doc, version.profile) else version


def cases_of(events: list[Doc]) -> list[str]:
    return sorted({event["case"] for event in events if event.get("case") is not None})


def run_cases(norm: Norm, wide: Choice, events: list[Doc]) -> tuple[dict[Any, Given], set[str]]:
    given: dict[Any, Given] = {}
    used: set[str] = set()
    for case in cases_of(events):
        rows = [(event, opens(norm, wide, event)) for event in events if event.get("case") == case]
        # at equal instants an opening comes first, then the smallest id
        rows.sort(key=lambda row: (row[0]["t"], row[1] is None, row[0]["id"]))
        current: Given | None = None
        number = 0
        for event, version in rows:
            if version is not None:
                if current is None:
                    number += 1
                    current = given[case, number] = begun(version, version.restrict(wide), event)
                    used.add(event["id"])
                continue
            if current is None or not is_for(event, norm.id):
                continue
            doc, kind, t = current.doc, event["type"], event["t"]
            if kind in as_list((doc.get("extend") or {}).get("event")):
                if extended(current, event):
                    used.add(event["id"])
            elif kind in as_list((doc.get("cancel") or {}).get("event")):
                if current.due is None or t <= current.due:
                    current.cancelled = True
                    current.close(event)
                    used.add(event["id"])
                    current = None
            elif kind in as_list(doc["closes"]):
                current.close(event)
                used.add(event["id"])
                current = None
    return given, used


def begun(version: NormVersion, choice: Choice, event: Doc) -> Given:
    doc, exception = matching_exception(version.doc(choice), event)
    result = Given(version, doc, exception, event["t"], event)
    try:
        result.running = begin(doc, event, event["t"], version.place)
    except Unknown:
        result.unknown = True
    result.reckon()
    return result


def extended(current: Given, event: Doc) -> bool:
    """Extends the open obligation if the event counts: at or before due, often enough, with a number."""
    if current.due is None or event["t"] > current.due:
        return False
    if current.extensions >= int(current.doc["extend"].get("times", 1)):
        return False
    by = extension_of(current.doc, event)
    if by is None or current.running is None:
        return False
    current.extensions += 1
    try:
        current.running = extend(current.running, *by, current.doc, current.version.place)
    except Unknown:
        current.unknown = True
    current.reckon()
    return True


def run_precedence(norm: Norm, wide: Choice, events: list[Doc]) -> tuple[dict[Any, Given], set[str]]:
    given: dict[Any, Given] = {}
    used: set[str] = set()
    for case in cases_of(events):
        of_case = [event for event in events if event.get("case") == case]
        number = 0
        for event in of_case:
            version = opens(norm, wide, event)
            if version is None:
                continue
            number += 1
            doc = version.doc(version.restrict(wide))
            result = given[case, number] = Given(version, doc, None, event["t"], event)
            used.add(event["id"])
            before = [
                first
                for first in of_case
                if first["type"] in as_list(doc["requires"])
                and is_for(first, norm.id)
                and first["t"] <= event["t"]
            ]
            if before:
                result.close(before[-1])  # the latest in (time, id) order
                used.add(before[-1]["id"])
            else:
                result.violated = True
    return given, used


def opening_of(norm: Norm, due: date, period: Period) -> int:
    """When a period's obligation opens, by its due day as the base text writes it."""
    if period.first <= due <= period.last:
        return start_of(max(period.first, norm.first_day), norm.zone)
    return start_of(days_later(period.last, 1), norm.zone)


def periods_of(norm: Norm, as_of: int) -> list[tuple[Period, int, NormVersion]]:
    """Periods whose obligation has opened by as_of, with the opening and the version then in force."""
    found: dict[str, tuple[Period, int, NormVersion]] = {}
    for version in norm.versions:
        if open_parameters(version.norm, version.profile):
            continue
        every = granularity(version.norm, version.profile)
        for period in periods_between(norm.first_day, local_day(as_of, norm.zone), every):
            # an activity is due at the period's end, which lies inside it
            due = due_day(version.norm.get("due"), period) if norm.kind == "report" else period.last
            opening = opening_of(norm, due, period)
            if opening <= as_of and version.first <= local_day(opening, norm.zone) <= version.last:
                found.setdefault(period.name, (period, opening, version))
    return list(found.values())


def run_report(norm: Norm, wide: Choice, events: list[Doc], as_of: int) -> tuple[dict[Any, Given], set[str]]:
    given: dict[Any, Given] = {}
    used: set[str] = set()
    for period, opening, version in periods_of(norm, as_of):
        doc = version.doc(version.restrict(wide))
        if doc.get("first_period", "partial") == "full-only" and period.first < norm.first_day:
            continue
        if too_few(norm, version, doc, period, events):
            continue
        result = Given(version, doc, None, opening, period=period, period_name=period.name)
        result.running = Running(last_day=due_day(doc.get("due"), period))
        result.reckon()
        given[period.name] = result
    for event in events:
        if not is_for(event, norm.id):
            continue
        if event.get("period"):
            target = given.get(event["period"])
        else:
            opened = [g for g in given.values() if g.opened <= event["t"]]
            target = max(opened, key=lambda g: (g.opened, g.period), default=None)
        if target is None or target.closed is not None:
            continue
        if event["type"] in as_list(target.doc.get("closes", "report.submitted")):
            target.close(event)
            used.add(event["id"])
    return given, used


def too_few(norm: Norm, version: NormVersion, doc: Doc, period: Period, events: list[Doc]) -> bool:
    """Whether the period has fewer events than the report's sample wants; whatever norm they name."""
    sample = doc.get("sample")
    if not sample:
        return False
    every = granularity(version.norm, version.profile)
    seen = 0
    for event in events:
        wanted = event["type"] in as_list(sample["of"]) and holds(sample.get("where"), event)
        if wanted and period_of(local_day(event["t"], norm.zone), every).name == period.name:
            seen += 1
    return seen < int(sample["at_least"])


def run_activity(
    norm: Norm, wide: Choice, events: list[Doc], as_of: int
) -> tuple[dict[Any, Given], set[str]]:
    given: dict[Any, Given] = {}
    used: set[str] = set()
    for period, opening, version in periods_of(norm, as_of):
        doc = version.doc(version.restrict(wide))
        every = granularity(version.norm, version.profile)
        result = Given(version, doc, None, opening, period=period, period_name=period.name)
        if every == "day" and doc.get("day_kind", "calendar") == "working":
            try:
                presidential = doc.get("presidential_days", "working")
                if not is_working(version.place.calendar, period.first, presidential):
                    continue
            except Unknown:
                result.unknown = True
        if not result.unknown:
            result.nominal = result.due = end_of(period.last, norm.zone)
        done = [
            event
            for event in events
            if event["type"] in as_list(doc["closes"])
            and is_for(event, norm.id)
            and period_of(local_day(event["t"], norm.zone), every) == period
        ][: int(doc.get("count", 1))]
        used.update(event["id"] for event in done)
        if len(done) == int(doc.get("count", 1)):
            result.close(done[-1])
        given[period.name] = result
    return given, used


def run_once(norm: Norm, wide: Choice, events: list[Doc], as_of: int) -> tuple[dict[Any, Given], set[str]]:
    version = norm.versions[0]
    opening = start_of(version.first, norm.zone)
    if opening > as_of:
        return {}, set()
    doc = version.doc(version.restrict(wide))
    name = version.norm["due"]["date"]
    result = Given(version, doc, None, opening, period_name=name)
    result.running = Running(last_day=date.fromisoformat(doc["due"]["date"]))
    result.reckon()
    used = set()
    for event in events:
        if event["type"] in as_list(doc["closes"]) and is_for(event, norm.id) and event["t"] >= opening:
            result.close(event)
            used.add(event["id"])
            break
    return {name: result}, used

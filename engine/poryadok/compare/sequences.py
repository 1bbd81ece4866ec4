"""Short event sequences on which two wordings of a norm may answer differently, the plainest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, product
from typing import Any

from poryadok.clock.periods import Period, parse_period, periods_between
from poryadok.clock.zones import local_day, local_instant
from poryadok.compare.moments import WEEK, Window
from poryadok.norms.model import COMPUTED, Condition, HeadOfSector, Norm, Rule

__all__ = [
    "CARRIED",
    "CASE_KINDS",
    "ONCE",
    "Candidate",
    "Event",
    "case_candidates",
    "period_candidates",
    "plainness",
]

CASE_KINDS = frozenset({"response", "request", "precedence"})
HOUR, DAY = 3600, 86_400
ONE = timedelta(days=1)
MOST = 6
"""Longest sequence tried."""
CARRIED = 5
"""Length that an extension carries."""
ONCE = "once"
"""The key of a one-off duty: its date is the text's own."""
PERIODS = 8
"""Periods of the newest year in which events are tried."""
OUTSIDE = {"track": ("general", "accelerated"), "priority": ("normal", "urgent"), "channel": ("other", "pos")}
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Event:
    """One event: epoch seconds, type, and further fields of a record; ``due`` in epoch seconds."""

    t: int
    type: str
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """A sequence to try. ``key`` names its case (of ``line`` 0) or its period.

    Sequences of one period differ by ``line``: each line is a municipality of its own in the trial log.
    """

    line: int
    key: str
    events: tuple[Event, ...]


def case_candidates(
    norms: Sequence[Norm], docs: Sequence[Mapping[str, Any]], window: Window, *, wide: bool
) -> list[Candidate]:
    """Sequences of one case for norms that events open."""
    rules = _rules(norms)
    moments = window.moments(wide=wide)
    scopes, shapes, gap = _scopes(norms, docs), list(_shapes(rules)), _gap(rules)
    firsts = {shape[0] for shape in shapes if len(shape) == 1}
    found: list[tuple[Event, ...]] = []
    for number, t in enumerate(moments):
        for scope in scopes if number < WEEK else scopes[:1]:
            for shape in shapes:
                if len(shape) == 1 or number < WEEK:
                    found += _laid(shape, t, gap, scope, rules, firsts, window)
    found.sort(key=len)  # stable: within one length the plainest moment stays first
    return [Candidate(0, str(number), events) for number, events in enumerate(found)]


def _rules(norms: Sequence[Norm]) -> list[Rule]:
    return [rule for norm in norms if norm.kind in COMPUTED for rule in norm.rules]


def _shapes(rules: Sequence[Rule]) -> Iterator[tuple[str, ...]]:
    """Sequences of event types, the last judged or the first opening; the shortest first."""

    def types(name: str) -> list[str]:
        return sorted({one for rule in rules for one in getattr(rule, name)})

    opens, closes, cancels, requires = map(types, ("opens", "closes", "cancel", "requires"))
    extends = sorted({one for rule in rules if rule.extend for one in rule.extend.events})
    times = max((rule.extend.times for rule in rules if rule.extend), default=0)
    for first in opens:
        yield (first,)
    for first in opens:
        yield from ((one, first) for one in requires)
        others = dict.fromkeys(chain(closes, extends, cancels, opens))
        yield from ((first, one) for one in others if one != first)
    for first in opens:
        for one in extends:
            for n in range(2, min(times + 1, MOST - 1) + 1):
                yield (first, *(one,) * n)
            yield from ((first, one, last) for last in chain(closes, cancels) if last != first)


def _gap(rules: Sequence[Rule]) -> int:
    """Seconds between two events of a sequence: shorter than any term that is counted in days or hours."""
    terms = [rule.term.amount for rule in rules if rule.term and rule.term.amount and rule.term.amount.count]
    if any(one.unit == "minutes" for one in terms):
        return 60
    in_days = terms and all("hours" not in one.unit for one in terms)
    return DAY if in_days and min(one.count for one in terms) > 1 else HOUR // 3


def _laid(
    shape: tuple[str, ...],
    t: int,
    gap: int,
    scope: Fields,
    rules: Sequence[Rule],
    firsts: set[str],
    window: Window,
) -> Iterator[tuple[Event, ...]]:
    """The events of a shape from an instant on; a request may name a term or not."""
    carried = {
        rule.extend.field.removeprefix("data."): rule.extend.events
        for rule in rules
        if rule.extend and rule.extend.field
    }
    dues: list[int | None] = [None]
    if any(rule.term and rule.term.from_event for rule in rules):
        dues.append(local_instant(local_day(t + 5 * DAY, window.zone), 18 * HOUR, window.zone, late=False))
    for due in dues:
        events = []
        for number, kind in enumerate(shape):
            fields: dict[str, Any] = dict(scope) if kind in firsts else {}
            if kind in firsts and due is not None:
                fields["due"] = due
            for name, types in carried.items():
                if kind in types:
                    fields[f"data.{name}"] = CARRIED
            events.append(Event(t + number * gap, kind, fields))
        yield tuple(events)


def _scopes(norms: Sequence[Norm], docs: Sequence[Mapping[str, Any]]) -> list[Fields]:
    """Fields of an opening event that tell the conditions of the texts apart; the plainest first.

    Each condition is satisfied as it is written, then one field at a time takes another value: one that
    another condition names, one that none names, none at all.
    """
    rules = _rules(norms)
    wheres = list(dict.fromkeys(chain.from_iterable(_wheres(rule) for rule in rules)))
    values: dict[str, dict[str | None, None]] = {}
    for condition in chain.from_iterable(wheres):
        if condition.field not in ("norm", "period"):
            values.setdefault(condition.field, {}).update(dict.fromkeys(sorted(condition.values)))
    if any(isinstance(rule.bearer, HeadOfSector) for rule in rules):
        sectors = {sector: None for doc in docs for sector in _headed(doc, docs)}
        values.setdefault("sector", {}).update(sectors)
    for name, known in values.items():
        known |= {_outside(name, known): None, None: None}
    scopes: dict[tuple[tuple[str, str], ...], None] = {}
    for where in [*wheres, ()]:
        base = {one.field: min(one.values) for one in where if one.field in values and not one.negated}
        scopes.setdefault(tuple(sorted(base.items())))
    for made in list(scopes):
        for name, known in values.items():
            for value in known:
                changed = {key: text for key, text in {**dict(made), name: value}.items() if text is not None}
                scopes.setdefault(tuple(sorted(changed.items())))
    return [dict(scope) for scope in scopes]


def _wheres(rule: Rule) -> Iterator[tuple[Condition, ...]]:
    yield rule.where
    for exception in rule.exceptions:
        yield _both(rule.where, exception.where)


def _both(first: tuple[Condition, ...], second: tuple[Condition, ...]) -> tuple[Condition, ...]:
    named = {condition.field for condition in second}
    return (*(condition for condition in first if condition.field not in named), *second)


def _headed(doc: Mapping[str, Any], docs: Sequence[Mapping[str, Any]]) -> list[str]:
    """Sectors with a head, those whose heads differ between the texts first."""
    sectors = [one.get("sectors") or {} for one in docs]
    heads = {
        name: {(one.get(name) or {}).get("head") for one in sectors}
        for name, body in sorted((doc.get("sectors") or {}).items())
        if body.get("head")
    }
    return sorted(heads, key=lambda name: (len(heads[name]) == 1, name))[:4]


def _outside(name: str, known: Iterable[str | None]) -> str:
    """A value that no condition names."""
    taken = {one for one in known if one is not None}
    if taken and all(one.isdecimal() for one in taken):
        return str(max(map(int, taken)) + 1)
    if taken and taken <= {"true", "false"}:
        return "false" if "true" in taken else "true"
    plain: tuple[str, ...] = (*OUTSIDE.get(name, ()), "other", "none-of-these")
    return next(one for one in plain if one not in taken)


def period_candidates(norms: Sequence[Norm], window: Window) -> list[Candidate]:
    """Sequences of one period for norms that the calendar opens; those without events are all periods."""
    rules = _rules(norms)
    every = sorted({rule.every for rule in rules if rule.every})
    named = len(every) == 1 and any(rule.kind == "report" for rule in rules)
    most = min(max((rule.count for rule in rules), default=1), MOST)
    found: list[Candidate] = []
    kinds = sorted({one for rule in rules for one in rule.closes})
    for line, (n, kind) in enumerate(product(range(1, most + 1), kinds), start=1):
        for granularity in every:
            for period in _periods(granularity, window):
                fields = {"period": period.label} if named else {}
                events = _on(
                    min(max(window.monday + 2 * ONE, period.first), period.last), kind, n, fields, window
                )
                found.append(Candidate(line, period.label, events))
        if any(rule.kind == "once" for rule in rules):
            found.append(Candidate(line, ONCE, _on(_once_day(norms, window), kind, n, {}, window)))
    return found


def _on(day: date, kind: str, n: int, fields: Fields, window: Window) -> tuple[Event, ...]:
    """``n`` events of one day, an hour apart."""
    t = local_instant(day, 10 * HOUR, window.zone, late=False)
    return tuple(Event(t + HOUR * k, kind, fields) for k in range(n))


def _periods(every: str, window: Window) -> list[Period]:
    """The plainest periods of the newest year that begin with both acts in force."""
    days = window.days(window.years[0])
    found = [one for one in periods_between(days[0], days[-1], every) if window.holds(one.first)]
    return sorted(found, key=lambda one: plainness(one.label, window))[:PERIODS]


def _once_day(norms: Sequence[Norm], window: Window) -> date:
    """A working day up to the earliest date that a one-off duty is due on, and not before it stands."""
    starts = [norm.own_in_force[0] for norm in norms if norm.own_in_force and norm.own_in_force[0]]
    start = max([window.first, *starts])
    day = min([rule.due_date for rule in _rules(norms) if rule.due_date], default=start)
    while day > start and not (day.year in window.calendar.years and window.calendar.is_working(day)):
        day -= ONE
    return max(day, start)


def plainness(label: str, window: Window) -> tuple[bool, bool, int, str]:
    """How ordinary a period looks: of the newest year, begun in the window, near the ordinary week."""
    period = parse_period(label)
    if period is None:
        return True, True, 0, label
    away = abs((period.last - window.monday).days - 2)
    return period.first.year != window.years[0], not window.holds(period.first), away, label

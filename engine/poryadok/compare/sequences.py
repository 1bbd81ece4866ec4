"""Short event sequences on which two wordings of a norm may answer differently, the plainest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, product
from typing import Any

from poryadok.clock.periods import WEEKDAYS, Period, parse_period, periods_between
from poryadok.clock.zones import local_day, local_instant
from poryadok.compare.moments import WEEK, Window
from poryadok.compare.scopes import Fields, opening_scopes, sample_scopes
from poryadok.kernel.terms.after_hours import moves
from poryadok.norms.model import COMPUTED, Norm, Rule

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
SAMPLED = 12
"""Most events of a sample tried: as many as a day has room for, an hour apart."""
PERIODS = 8
"""Periods of the newest year in which events are tried."""


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
    moments = [*window.moments(wide=wide), *_closings(rules, docs, window)]
    scopes, shapes, gap = opening_scopes(rules, docs), list(_shapes(rules)), _gap(rules)
    firsts = {shape[0] for shape in shapes if len(shape) == 1}
    found: list[tuple[Event, ...]] = []
    for number, t in enumerate(moments):
        for scope in scopes if number < WEEK else scopes[:1]:
            for shape in shapes:
                if len(shape) == 1 or number < WEEK:
                    found += _laid(shape, t, gap, scope, rules, firsts, window)
    found.sort(key=len)  # stable: within one length the plainest moment stays first
    return [Candidate(0, str(number), events) for number, events in enumerate(found)]


def _closings(rules: Sequence[Rule], docs: Sequence[Mapping[str, Any]], window: Window) -> Iterator[int]:
    """A minute after each bound of office hours in the ordinary week, where an opening after hours counts."""
    if not any(moves(rule) for rule in rules):
        return
    for n, name in enumerate(WEEKDAYS):
        spans = {str(span) for doc in docs for span in (doc.get("office_hours") or {}).get(name) or ()}
        bounds = (bound.split(":") for span in sorted(spans) for bound in span.split("-"))
        for second in sorted({int(hour) * HOUR + int(minute) * 60 + 60 for hour, minute in bounds}):
            day = window.monday + n * ONE
            if window.holds(day) and second < DAY:
                yield local_instant(day, second, window.zone, late=False)


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


def period_candidates(norms: Sequence[Norm], window: Window) -> list[Candidate]:
    """Sequences of one period for norms that the calendar opens; those without events are all periods."""
    rules = _rules(norms)
    every = sorted({rule.every for rule in rules if rule.every})
    named = len(every) == 1 and any(rule.kind == "report" for rule in rules)
    most = min(max((rule.count for rule in rules), default=1), MOST)
    kinds = sorted({one for rule in rules for one in rule.closes})
    done: list[tuple[int, str]] = list(product(range(1, most + 1), kinds))
    lines: list[tuple[_Counted | None, tuple[int, str] | None]] = [(None, one) for one in done]
    lines += product(_samples(rules), [None, *done])
    found: list[Candidate] = []
    for line, (sample, ends) in enumerate(lines, start=1):
        for granularity in every:
            for period in _periods(granularity, window):
                day = min(max(window.monday + 2 * ONE, period.first), period.last)
                events = _on(day, *sample, window) if sample else ()
                if ends:
                    fields = {"period": period.label} if named else {}
                    events += _on(day, *ends, fields, window, after=len(events))
                found.append(Candidate(line, period.label, events))
        if not sample and ends and any(rule.kind == "once" for rule in rules):
            found.append(Candidate(line, ONCE, _on(_once_day(norms, window), *ends, {}, window)))
    return found


_Counted = tuple[int, str, Fields]
"""How many events of a sample, of which type, with which fields."""


def _samples(rules: Sequence[Rule]) -> list[_Counted]:
    """As many events as one of the samples asks for, in each scope; none where it asks for very many."""
    samples = [rule.sample for rule in rules if rule.sample]
    counts = sorted({one.at_least for one in samples if one.at_least <= SAMPLED})
    types = sorted({name for one in samples for name in one.of})
    return list(product(counts, types, sample_scopes(rules))) if counts else []


def _on(day: date, n: int, kind: str, fields: Fields, window: Window, *, after: int = 0) -> tuple[Event, ...]:
    """``n`` events of one day, an hour apart, ``after`` so many others."""
    t = local_instant(day, 10 * HOUR, window.zone, late=False)
    return tuple(Event(t + HOUR * (after + k), kind, fields) for k in range(n))


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

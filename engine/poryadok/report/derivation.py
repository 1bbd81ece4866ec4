"""The derivation of a due instant: every counting step with its reason (DESIGN §8), counted by the clock.

The kernel computes due instants for whole columns; this module counts one obligation again, step by step, for
those who have to defend the date. Both must agree, which the tests hold it to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from poryadok.clock.calendars import Calendar
from poryadok.clock.terms import DAY_UNITS, DayTerm, last_day
from poryadok.clock.zones import day_end, day_start, local_day
from poryadok.kernel.terms.after_hours import moves
from poryadok.norms.model import Rule
from poryadok.report import step_words, words
from poryadok.report.office_steps import OfficeKey, add_hours, into_hours
from poryadok.report.step_writer import StepDict, Writer

__all__ = ["Derived", "Deriver", "Extended", "Facts", "Place"]

SECONDS_OF = {"minutes": 60, "hours": 3600}


@dataclass(frozen=True, slots=True)
class Place:
    """Where days are counted: time zone, calendar, office hours."""

    zone: str
    calendar: Calendar
    office: OfficeKey


@dataclass(frozen=True, slots=True)
class Extended:
    """One extension that counted: the event's instant, its id, and the amount that it carries, if any."""

    t: int
    event: str
    carried: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened: the opening instant, the due instant that the request set, what extensions counted."""

    opened: int
    due_set: int | None = None
    extensions: tuple[Extended, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """Nominal and effective due instants (epoch seconds; null: none, or not computable) and the steps."""

    nominal: int | None
    due: int | None
    steps: list[StepDict]


class Deriver:
    """Derives due instants of responses and requests under one rule, in one place, for one reading."""

    def __init__(self, rule: Rule, place: Place, choice: Mapping[str, str]) -> None:
        self.rule, self.place = rule, place
        self.writer = Writer(place.zone, rule.clause, choice)
        self._counted: dict[tuple[date, tuple[int, ...]], Derived] = {}

    def derive(self, facts: Facts) -> Derived:
        """The due instant of one obligation, with the steps to it."""
        found = self._derive(facts)
        if found.due is None or found.due >= facts.opened:
            return found
        reason = "срок наступает раньше, чем возникает обязанность: прочтение отбрасывается"
        last = self.writer.step(facts.opened, found.due, reason)
        return Derived(found.nominal, found.due, [*found.steps, last])

    def _derive(self, facts: Facts) -> Derived:
        term, step, opened = self.rule.term, self.writer.step, facts.opened
        if term is None:
            reason = "срока нет: обязанность открыта, пока действие не совершено"
            return Derived(None, None, [step(opened, None, reason)])
        if term.standard is not None:
            reason = f"сказано «{term.standard}», числа нет: срок по этому прочтению вычислить нельзя"
            return Derived(None, None, [step(opened, None, reason)])
        if term.from_event and facts.due_set is None:
            return Derived(None, None, [step(opened, None, f"в {self._carrier} срок не назван: срока нет")])
        if term.from_event and facts.due_set is not None:
            first = step(opened, facts.due_set, f"срок назначен в самом {self._carrier}")
            return self._extended(facts, facts.due_set, [first])
        assert term.amount is not None  # the schema leaves no other form
        if not moves(self.rule):
            return self._counted_from(facts, opened, [])
        place, rest = self.place, self.rule.presidential_rest
        begun, reason = into_hours(opened, place.office, place.calendar, place.zone, rest)
        if begun is None:
            return Derived(None, None, [step(opened, None, reason)])
        return self._counted_from(facts, begun, [step(opened, begun, reason)] if begun != opened else [])

    @property
    def _carrier(self) -> str:
        return "запросе" if self.rule.kind == "request" else "событии"

    def _counted_from(self, facts: Facts, begun: int, moved: list[StepDict]) -> Derived:
        """The term counted from the opening, or from where it is moved to; ``moved`` is that step."""
        term = self.rule.term
        assert term is not None and term.amount is not None  # the caller has looked
        if term.amount.unit in DAY_UNITS:
            return self._days(facts, begun, moved)
        if term.amount.unit == "working_hours":
            return self._office(facts, term.amount.count)
        due = begun + term.amount.count * SECONDS_OF[term.amount.unit]
        length = words.amount(term.amount.count, term.amount.unit)
        reason = step_words.interval_words(length, "с этого начала" if moved else "с момента события")
        return self._extended(facts, due, [*moved, self.writer.step(begun, due, reason)])

    def _amounts(self, facts: Facts) -> tuple[int, ...]:
        """The length of each extension, in the rule's unit."""
        count = self.rule.extend.count if self.rule.extend else None
        return tuple((one.carried or 0) if count is None else count for one in facts.extensions)

    def _reason(self, n: int, one: Extended) -> str:
        assert self.rule.extend is not None  # an extension counted, so the rule has one
        length = words.amount(n, self.rule.extend.unit)
        return f"продление на {step_words.accusative(length, n)} {self._event(one)}"

    def _event(self, one: Extended) -> str:
        return f"(событие {one.event}, {words.instant(one.t, self.place.zone)})"

    def _extended(self, facts: Facts, due: int, steps: list[StepDict]) -> Derived:
        """Add extensions in minutes or hours."""
        for n, one in zip(self._amounts(facts), facts.extensions, strict=True):
            assert self.rule.extend is not None
            after = due + n * SECONDS_OF[self.rule.extend.unit]
            steps.append(self.writer.step(due, after, self._reason(n, one)))
            due = after
        return Derived(due, due, steps)

    def _days(self, facts: Facts, begun: int, moved: list[StepDict]) -> Derived:
        zone, include = self.place.zone, self.rule.day_zero == "include"
        day = local_day(begun, zone)
        counted = self._count(day, self._amounts(facts))
        start = day_start(day, zone) if include else day_end(day, zone)
        term = self.rule.term
        assert term is not None and term.amount is not None
        reason = step_words.start_words(day, self.rule.day_zero, term.amount.count, bool(moved))
        first = self.writer.step(begun, start, reason)
        steps = self._named(counted.steps, facts) if facts.extensions else counted.steps
        return Derived(counted.nominal, counted.due, [*moved, first, *steps])

    def _count(self, day: date, amounts: tuple[int, ...]) -> Derived:
        """Count from one day; obligations that open on the same day share the steps."""
        key = (day, amounts)
        if key not in self._counted:
            self._counted[key] = self._count_anew(day, amounts)
        return self._counted[key]

    def _count_anew(self, day: date, amounts: tuple[int, ...]) -> Derived:
        rule, zone = self.rule, self.place.zone
        assert rule.term is not None and rule.term.amount is not None
        extensions = tuple((rule.extend.unit, n) for n in amounts) if rule.extend else ()
        term = DayTerm(
            rule.term.amount.unit,
            rule.term.amount.count,
            rule.day_zero,
            rule.roll,
            rule.presidential_rest,
            extensions,
        )
        found = last_day(term, day, self.place.calendar)
        steps = self.writer.days(found, rule.day_zero)
        if found.effective is None or found.nominal is None:
            return Derived(None, None, steps)
        return Derived(day_end(found.nominal, zone), day_end(found.effective, zone), steps)

    def _named(self, steps: list[StepDict], facts: Facts) -> list[StepDict]:
        """Name the events behind the extensions: the steps themselves are shared by all that count alike."""
        events = iter(facts.extensions)
        return [
            {**step, "reason": f"{step['reason']} {self._event(next(events))}"}
            if str(step["reason"]).startswith("продление")
            else step
            for step in steps
        ]

    def _office(self, facts: Facts, count: int) -> Derived:
        place, steps = self.place, list[StepDict]()
        due = facts.opened
        for number, n in enumerate((count, *self._amounts(facts))):
            start, rest = due, self.rule.presidential_rest
            end, walked = add_hours(start, n * 3600, place.office, place.calendar, place.zone, rest)
            steps += [self.writer.step(before, after, reason) for before, after, reason in walked]
            if end is None:
                return Derived(None, None, steps)
            length = words.amount(n, "working_hours")
            reason = step_words.interval_words(length, "с момента события")
            if number:
                reason = self._reason(n, facts.extensions[number - 1])
            steps.append(self.writer.step(start, end, reason))
            due = end
        return Derived(due, due, steps)

"""The derivation of duties by periods: when they open, which day is their due day, how it rolls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from poryadok.clock.calendars import MissingYear
from poryadok.clock.periods import Period, due_day, parse_period
from poryadok.clock.terms import DueDay, roll_day
from poryadok.clock.zones import day_end, day_start
from poryadok.norms.model import Rule
from poryadok.report import step_words, words
from poryadok.report.derivation import Derived, Place
from poryadok.report.step_writer import StepDict, Writer

__all__ = ["PeriodDeriver"]


@dataclass(frozen=True, slots=True)
class PeriodDeriver:
    """Derives the due instants of reports, activities and one-off duties under one rule.

    ``base`` is the rule before any reading: the day that it writes decides the opening. ``first_day`` is the
    first day of the norm in force.
    """

    rule: Rule
    base: Rule
    place: Place
    choice: Mapping[str, str]
    first_day: date | None

    def derive(self, label: str, opened: date) -> Derived:
        """The due instant of one period (a one-off duty: of the date as written) opened on a local day."""
        writer = Writer(self.place.zone, self.rule.clause, self.choice)
        start = day_start(opened, self.place.zone)
        if self.rule.kind == "once":
            return self._once(writer, opened, start)
        period = parse_period(label)
        assert period is not None  # the kernel wrote the label
        written = due_day(period, self.base.due.mapping) if self.base.due else period.last
        inside = self.rule.kind == "activity" or period.first <= written <= period.last
        why = step_words.opening_words(period, inside, self.first_day, opened)
        first = writer.step(None, start, why)
        if self.rule.kind == "activity":
            return self._activity(writer, period, first, start)
        day = due_day(period, self.rule.due.mapping) if self.rule.due else period.last
        found = roll_day(day, self.rule.roll, self.place.calendar, self.rule.presidential_rest)
        stated = writer.step(start, day_end(day, self.place.zone), step_words.due_words(self.rule, day))
        return self._done(writer, found, [first, stated], start)

    def _once(self, writer: Writer, opened: date, start: int) -> Derived:
        day = self.rule.due_date
        assert day is not None  # the schema asks for it
        found = roll_day(day, self.rule.roll, self.place.calendar, self.rule.presidential_rest)
        first = writer.step(None, start, f"открывается с начала действия нормы, {words.day_of_year(opened)}")
        stated = writer.step(
            start, day_end(day, self.place.zone), f"срок назван прямо: {words.day_of_year(day)}"
        )
        return self._done(writer, found, [first, stated], start)

    def _activity(self, writer: Writer, period: Period, first: StepDict, start: int) -> Derived:
        rule, end = self.rule, day_end(period.last, self.place.zone)
        if rule.day_kind == "working" and rule.every == "day":
            try:
                what = self.place.calendar.day(period.first)
            except MissingYear as missing:
                args: dict[str, str | int] = {"calendar": missing.calendar_id, "year": missing.year}
                return Derived(None, None, [first, writer.step(start, None, step_words.missing_words(args))])
            if not what.working or (rule.presidential_rest and what.presidential):
                act = f" ({what.act})" if what.act else ""
                reason = f"{words.day(period.first)}: {what.reason}{act}; обязанность только по рабочим дням"
                return Derived(None, None, [first, writer.step(start, None, reason)])
        times = words.plural(rule.count, "действие", "действия", "действий")
        reason = f"{times} до конца периода: {words.day_of_year(period.last)}"
        return Derived(end, end, [first, writer.step(start, end, reason)])

    def _done(self, writer: Writer, found: DueDay, steps: list[StepDict], start: int) -> Derived:
        steps = [*steps, *writer.days(found)]
        if found.effective is None or found.nominal is None:
            return Derived(None, None, steps)
        due = day_end(found.effective, self.place.zone)
        if due < start:
            reason = "срок наступает раньше, чем возникает обязанность: прочтение отбрасывается"
            steps.append(writer.step(start, due, reason))
        return Derived(day_end(found.nominal, self.place.zone), due, steps)

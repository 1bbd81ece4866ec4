"""День срока всегда нерабочий.

Что находит. Отчёт без переноса (`roll: keep`), день сдачи которого за один и тот же период года нерабочий
во всех известных годах производственного календаря: за IV квартал «до 5 января», недельный в воскресенье. И
разовую норму (`once`), чей единственный день нерабочий.

Почему это плохо. Сдать отчёт в срок можно только заранее или в выходной; спор о переносе неизбежен.

Что делать. Решить, переносится ли срок (`roll`), вопросом толкования; или назвать другой день. Если акт
молчит и вопрос `roll` у нормы уже есть, принять замечание.
"""

from collections.abc import Iterator
from datetime import date

from poryadok.clock.calendars import Calendar
from poryadok.clock.periods import due_day, periods_between
from poryadok.findings import Severity
from poryadok.norms.model import Rule
from poryadok.onboard.lint.subject import Issue, Subject, adopted

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "medium"
_FEWEST = 3
"""How many years must agree before «always» is said."""


def check(subject: Subject) -> Iterator[Issue]:
    """Yield reports whose due day of some part of the year is never a working day."""
    calendar = subject.calendar
    if calendar is None:
        return
    for norm in subject.computed():
        rule = adopted(norm)
        if rule.roll != "keep":
            continue
        if norm.kind == "report":
            slots = _slots(rule, calendar)
            idle = {
                name: days for name, days in slots.items() if len(days) >= _FEWEST and not any(days.values())
            }
            if idle:
                examples = [day.isoformat() for days in idle.values() for day in list(days)[-2:]]
                args = {"norm": norm.id, "slots": ", ".join(idle), "examples": ", ".join(examples[:4])}
                yield Issue((("norms", norm.id, "due"),), args)
        elif norm.kind == "once" and rule.due_date is not None:
            day = rule.due_date
            if day.year in calendar.years and not calendar.day(day).working:
                args = {"norm": norm.id, "slots": str(day.year), "examples": day.isoformat()}
                yield Issue((("norms", norm.id, "due"),), args)


def _slots(rule: Rule, calendar: Calendar) -> dict[str, dict[date, bool]]:
    """Each part of the year (``Q4``, ``12``, ``week``): its due days, and whether each is a working day."""
    found: dict[str, dict[date, bool]] = {}
    if rule.every is None or rule.due is None or rule.every == "day":
        return found
    for year in sorted(calendar.years):
        for period in periods_between(date(year, 1, 1), date(year, 12, 31), rule.every):
            day = due_day(period, rule.due.mapping)
            if day.year in calendar.years:
                slot = rule.every if rule.every in ("week", "year") else period.label.split("-", 1)[1]
                found.setdefault(slot, {})[day] = calendar.day(day).working
    return found

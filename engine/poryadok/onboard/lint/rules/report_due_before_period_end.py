"""Отчёт за период, который ещё не кончился.

Что находит. Отчётную норму, день сдачи которой наступает раньше последнего дня отчётного периода: годовые
показатели «до 20 декабря», недельная записка в пятницу.

Почему это плохо. За последние дни периода данных ещё нет: отчёт будет неполным или выдуманным.

Что делать. Проверить, не ошибка ли это в профиле (`due`). Если так в акте, записать огрех вида
`impossible-term` и принять замечание.
"""

from collections.abc import Iterator
from datetime import date

from poryadok.clock.periods import due_day, periods_between
from poryadok.findings import Severity
from poryadok.onboard.lint.subject import Issue, Subject, adopted

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "medium"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield reports due inside their period, with the first example from the year of the act."""
    year = (subject.version.act_in_force[0] or date(2024, 1, 1)).year
    for norm in subject.computed():
        rule = adopted(norm)
        if norm.kind != "report" or rule.every is None or rule.due is None:
            continue
        for period in periods_between(date(year, 1, 1), date(year, 12, 31), rule.every):
            day = due_day(period, rule.due.mapping)
            if day < period.last:
                args = {
                    "norm": norm.id,
                    "period": period.label,
                    "day": day.isoformat(),
                    "last": period.last.isoformat(),
                }
                yield Issue((("norms", norm.id, "due"),), args)
                break

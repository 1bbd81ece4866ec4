"""Одна должность — несколько ролей, а акт о совмещении не назван.

Что находит. Должность, которая исполняет две роли или больше, если хотя бы для одной из них нужен отдельный
правовой акт (`requires_act: true`). Если акт о совмещении молчит (`requires_act` не задан), тяжесть `low`.
Где совмещение разрешено прямо, у роли стоит `requires_act: false` — замечания нет.

Почему это плохо. Без правового акта совмещение незаконно, а действия по второй роли можно оспорить.

Что делать. Найти правовой акт и принять замечание, назвав его; либо развести роли; либо записать огрех в
`defects`.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "medium"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield positions that hold several roles where the act wants a legal act, or says nothing."""
    roles = subject.section("roles")
    held: dict[str, list[str]] = {}
    for role, body in roles.items():
        for holder in body.get("holders") or {}:
            held.setdefault(holder, []).append(role)
    for holder, names in held.items():
        if len(names) < 2:
            continue
        needs = [roles[name].get("requires_act") for name in names]
        if all(need is False for need in needs):
            continue
        wanted = True in needs
        args = {
            "holder": holder,
            "roles": ", ".join(names),
            "why": "act-required" if wanted else "act-silent",
        }
        places = tuple(("roles", name, "holders", holder) for name in names)
        yield Issue((("parties", holder, "roles"), *places), args, None if wanted else "low")

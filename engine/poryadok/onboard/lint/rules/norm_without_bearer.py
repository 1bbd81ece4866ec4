"""Норма, которую никто не несёт.

Что находит. Норму (кроме `declaration`), у которой не назван обязанный (`bearer`), и норму, чей обязанный —
роль без исполнителей (`holders`) и без стороны (`party`), а также `head_of: sector`, когда руководителя нет
ни у одной сферы.

Почему это плохо. За обязанность никто не отвечает: `check` посчитает нарушение, но спросить будет не с
кого.

Что делать. Назвать `bearer`; у роли — исполняющую должность или сторону. Если акт в самом деле никого не
называет, записать в `defects` огрех вида `bearer-not-named` и принять замечание с причиной.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.norms.model import HeadOfSector
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "high"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield a norm that nobody bears; a role that nobody fills is graver than ``low`` only for duties."""
    roles, sectors = subject.section("roles"), subject.section("sectors")
    for norm in subject.version.norms:
        if norm.kind == "declaration":
            continue
        bearer, path = norm.base.bearer, ("norms", norm.id)
        severity: Severity | None = None if norm.base.modality == "duty" else "low"
        if bearer is None:
            yield Issue((path,), {"norm": norm.id, "why": "not-named"}, severity)
        elif isinstance(bearer, HeadOfSector):
            if not any(body.get("head") for body in sectors.values()):
                yield Issue(((*path, "bearer"),), {"norm": norm.id, "why": "no-heads"}, severity)
        elif bearer in roles and not roles[bearer].get("holders") and not roles[bearer].get("party"):
            args = {"norm": norm.id, "why": "empty-role", "role": bearer}
            yield Issue(((*path, "bearer"), ("roles", bearer)), args, severity)

"""Сфера с двумя руководителями.

Что находит. Сферу, чей руководитель (`head`) — круг лиц (`person-group`), а не одна должность. Двух
руководителей в составе самого акта, в разных его строках, находит правило `act-sector-with-two-heads`.

Почему это плохо. Двое отвечают вместе — не отвечает никто: спросить не с кого, событие отрасли вести
некому.

Что делать. Назвать одну должность; второй дать свою сферу или роль заместителя.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "medium"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield sectors whose head is not one position."""
    parties = subject.section("parties")
    for name, body in subject.section("sectors").items():
        head = body.get("head")
        if head and (parties.get(head) or {}).get("kind") == "person-group":
            yield Issue((("sectors", name, "head"), ("parties", head)), {"sector": name, "heads": head})

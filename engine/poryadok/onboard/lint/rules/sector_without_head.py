"""Сфера без руководителя.

Что находит. Сферу (отраслевой блок) из `sectors`, у которой не назван руководитель (`head`).

Почему это плохо. За отрасль никто не отвечает; норма с обязанным `head_of: sector` для её событий никого не
найдёт.

Что делать. Назвать руководителя по должности (`head`, `head_clause`). Если состав называет руководителей
без отраслей, записать огрех вида `assignment-without-object` и принять замечание.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "medium"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield sectors without a head."""
    for name, body in subject.section("sectors").items():
        if not body.get("head"):
            yield Issue((("sectors", name),), {"sector": name})

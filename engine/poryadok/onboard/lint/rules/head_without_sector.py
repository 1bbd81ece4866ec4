"""Руководитель сферы без сферы.

Что находит. Должность, которая исполняет роль `sector-head` (руководитель отраслевого блока), но ни одной
сферой в `sectors` не руководит.

Почему это плохо. Состав называет человека ответственным, а за что — неизвестно.

Что делать. Вписать его руководителем сферы (`head`) либо, если акт отраслей не назвал, записать огрех вида
`assignment-without-object` и принять замечание.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "medium"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield sector heads that head no sector."""
    heads = {body.get("head") for body in subject.section("sectors").values()}
    role = subject.section("roles").get("sector-head") or {}
    for holder in role.get("holders") or {}:
        if holder not in heads:
            yield Issue((("roles", "sector-head", "holders", holder),), {"holder": holder})

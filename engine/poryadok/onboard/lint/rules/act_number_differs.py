"""Номер акта не тот.

Что находит. Номер в грифе утверждения или в заголовке текста, который расходится с номером акта в профиле
(`act.number`).

Почему это плохо. Неясно, каким актом утверждён документ и действует ли он.

Что делать. Сверить с подлинником; исправить профиль или записать огрех вида `inconsistent-number`.
"""

import re
from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.lint.act_text import numbers_in
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["NEEDS_ACT", "SEVERITY", "check"]

SEVERITY: Severity = "high"
NEEDS_ACT = True
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"")


def check(subject: Subject) -> Iterator[Issue]:
    """Yield parts whose stamp gives another number than the profile."""
    own = str(subject.section("act").get("number") or "")
    for part in subject.act.parts if subject.act is not None and own else ():
        given = numbers_in(_QUOTED.sub(" ", part.stamp))
        if given and given[0].lower() != own.lower():
            span = part.head_span(re.compile(re.escape(given[0])))
            args = {"given": given[0], "own": own}
            path = ("text", part.place, "stamp")
            yield Issue((path,), args, None, (span,), "inconsistent-number", (part.place,))

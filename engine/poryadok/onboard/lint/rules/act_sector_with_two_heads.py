"""Два руководителя одного блока в составе.

Что находит. Отраслевой блок, который в составе (таблице или списке) назван дважды, в разных строках:
«Руководитель отраслевого блока «Транспорт»».

Почему это плохо. Неясно, кто отвечает за отрасль; `head` в профиле — одна должность.

Что делать. В проекте — оставить одного. Действующий акт — записать огрех вида `competing-competence`.
"""

import re
from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.act.model import Block
from poryadok.onboard.lint.act_text import ActPart
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["NEEDS_ACT", "SEVERITY", "check"]

SEVERITY: Severity = "medium"
NEEDS_ACT = True
_HEAD = re.compile(r"руководител\w+\s+(?:\w+\s+)?блок\w*\s+[«\"]([^»\"]+)[»\"]", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Issue]:
    """Yield sector blocks that two rows give a head."""
    found: dict[str, list[tuple[ActPart, Block]]] = {}
    for part, block in subject.act.clauses() if subject.act is not None else ():
        for name in dict.fromkeys(one.strip().lower() for one in _HEAD.findall(block.text)):
            found.setdefault(name, []).append((part, block))
    for name, places in found.items():
        if len(places) > 1:
            locators = tuple(block.locator for _, block in places)
            spans = tuple(part.span(block) for part, block in places)
            path = ("text", locators[1], name)
            yield Issue((path,), {"sector": name}, None, spans, "competing-competence", locators)

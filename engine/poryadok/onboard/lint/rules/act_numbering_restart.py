"""Нумерация пунктов начинается заново.

Что находит. Документ, в каждом разделе которого пункты нумеруются с единицы без номера раздела (не 2.1, а
снова 1). Одно замечание на документ.

Почему это плохо. Ссылка «пункт 3» не говорит, какого раздела; место в профиле приходится называть с
разделом.

Что делать. В проекте — сквозная нумерация или «2.1». Действующий акт — записать огрех вида
`numbering-restart`.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["NEEDS_ACT", "SEVERITY", "check"]

SEVERITY: Severity = "low"
NEEDS_ACT = True


def check(subject: Subject) -> Iterator[Issue]:
    """Yield documents whose points begin with 1 in several sections."""
    for part in subject.act.parts if subject.act is not None else ():
        firsts = []
        fresh = True
        for block in part.blocks:
            if block.role == "heading":
                fresh = True
            elif block.role == "clause" and block.depth == 0 and block.marker.strip().rstrip(".").isdecimal():
                if fresh and block.marker.strip().rstrip(".") == "1":
                    firsts.append(block)
                fresh = False
        if len(firsts) > 1:
            spans = tuple(part.span(one) for one in firsts[1:])
            places = tuple(one.locator for one in firsts)
            # a clause with paragraphs of its own begins with its first
            locators = (*places, *(one.removesuffix(" абз. 1") for one in places))
            yield Issue((("text", firsts[1].locator),), {}, None, spans, "numbering-restart", locators)

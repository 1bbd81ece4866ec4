"""Дата акта не та.

Что находит. Дату в грифе утверждения или в заголовке, которая расходится с датой акта в профиле
(`act.date`). И один номер чужого акта с двумя разными датами в тексте (тяжесть `low`: это могут быть два
разных акта).

Почему это плохо. Неясно, каким актом утверждён документ и с какого дня он действует.

Что делать. Сверить с подлинником; исправить профиль или записать огрех вида `inconsistent-date`.
"""

import re
from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.act.model import Block
from poryadok.onboard.lint.act_text import ActPart, ActText, dates_in, numbers_in
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["NEEDS_ACT", "SEVERITY", "check"]

SEVERITY: Severity = "high"
NEEDS_ACT = True
_KIND = "inconsistent-date"
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"")
_CITED = re.compile(
    r"от\s+(\d{1,2}(?:\.\d{2}\.|\s+[а-я]+\s+)\d{4})\s*(?:г\.|года)?\.?\s*((?:№|N)\s*[\w/-]*\d[\w/-]*)",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Issue]:
    """Yield stamps of another date, and acts cited with two dates."""
    act = subject.act
    if act is None:
        return
    own = str(subject.section("act").get("date") or "")
    for part in act.parts:
        given = dates_in(_QUOTED.sub(" ", part.stamp))
        if own and given and own not in given:
            span = part.head_span(re.compile(r"\d{4}"))
            path = ("text", part.place, "stamp")
            args = {"why": "stamp", "given": given[0], "own": own}
            yield Issue((path,), args, None, (span,), _KIND, (part.place,))
    yield from _cited(act)


def _cited(act: ActText) -> Iterator[Issue]:
    found: dict[str, dict[str, tuple[ActPart, Block]]] = {}
    for part, block in act.clauses():
        for match in _CITED.finditer(block.text):
            dates, numbers = dates_in(match[1]), numbers_in(match[2])
            if dates and numbers:
                found.setdefault(numbers[0].lower(), {}).setdefault(dates[0], (part, block))
    for number, places in found.items():
        if len(places) < 2:
            continue
        (first, _), (second, (part, block)) = list(places.items())[:2]
        spans = tuple(one.span(there) for one, there in reversed(list(places.values())[:2]))
        args = {"why": "reference", "number": number, "given": second, "own": first}
        yield Issue((("text", block.locator, number),), args, "low", spans, _KIND, (block.locator,))

"""Приложения или самого акта нет в тексте.

Что находит. Ссылку на приложение («согласно приложению № 2», «прилагаемый Порядок»), которого в тексте нет,
и текст, который начинается сразу с приложения, без постановляющей части. Приложения к чужим актам не в
счёт.

Почему это плохо. Часть норм неизвестна; без постановляющей части не видны вступление в силу и
опубликование.

Что делать. Найти недостающее. Если его нет нигде — записать огрех вида `missing-annex` с нормами, которых
он касается. Если приложение есть, но не подписано, принять замечание.
"""

import re
from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.act.model import Block
from poryadok.onboard.lint.act_text import ActPart, ActText
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["NEEDS_ACT", "SEVERITY", "check"]

SEVERITY: Severity = "high"
NEEDS_ACT = True
_KIND = "missing-annex"
_REFERENCE = re.compile(
    r"приложени(?:ю|ем|и|е|я)\b(?:\s*(?:№|N)\s*(\d+)|\s+(\d+)(?!\d))?(?:\s+к\s+(\w+))?", re.IGNORECASE
)
_ENCLOSED = re.compile(r"прилагаем(?:ый|ое|ая|ую|ые|ым|ого|ому)\b", re.IGNORECASE)
_OWN = re.compile(r"(?:настоящ|данн|постановлени|решени|распоряжени|приказ)", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Issue]:
    """Yield references to annexes that are not there, and a text without its operative part."""
    act = subject.act
    if act is None or not act.parts:
        return
    first = act.parts[0]
    if not any(part.operative for part in act.parts) and (first.annex is not None or _approved(first)):
        path = ("text", first.place, "main")
        yield Issue((path,), {"why": "main"}, "medium", (first.head_span(),), _KIND, (first.place,))
    missing: dict[str, list[tuple[ActPart, Block]]] = {}
    for part, block in act.clauses():
        for number in _missing(act, part, block):
            missing.setdefault(number, []).append((part, block))
    for number, places in missing.items():
        locators = tuple(dict.fromkeys(block.locator for _, block in places))
        spans = tuple(dict.fromkeys(part.span(block) for part, block in places))
        args = {"why": "annex", "number": f" № {number}" if number else ""}
        path = ("text", locators[0], f"annex {number}".strip())
        yield Issue((path,), args, None, spans, _KIND, locators)


def _approved(part: ActPart) -> bool:
    return re.search(r"утвержд", part.stamp, re.IGNORECASE) is not None


def _missing(act: ActText, part: ActPart, block: Block) -> Iterator[str]:
    """The numbers of the annexes that a clause refers to in vain; an empty text for one without number."""
    later = act.parts[part.number + 1 :]
    for match in _REFERENCE.finditer(block.text):
        number, target = match[1] or match[2] or "", match[3]
        if target is not None and not _OWN.match(target) and not _own_document(act, target):
            continue
        there = (
            any(one.annex == number for one in act.parts)
            if number
            else any(one.annex is not None for one in later)
        )
        if not there:
            yield number
    if _ENCLOSED.search(block.text) and part.operative and not later:
        yield ""


def _own_document(act: ActText, target: str) -> bool:
    """Tell whether a word names a document of this act: «Порядку» for one titled «Порядок»."""
    stem = target.lower()[:5]
    return any(part.word and part.word.lower()[:5] == stem for part in act.parts)

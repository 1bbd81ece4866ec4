"""Пропуск или повтор в нумерации.

Что находит. Пункт, букву, подпункт или строку таблицы, перед которыми пропущен номер (после «г» сразу «е»,
после строки 5 — строка 14), и номер, который повторён подряд. Буквы «ё», «й», «ъ», «ы», «ь» пропускать
можно.

Почему это плохо. Либо потеряна норма, либо сбита нумерация, и ссылки ведут не туда.

Что делать. В проекте — исправить. Действующий акт — записать огрех вида `numbering-gap`.
"""

import re
from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.act.model import Block
from poryadok.onboard.lint.act_text import ActPart
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["NEEDS_ACT", "SEVERITY", "check"]

SEVERITY: Severity = "low"
NEEDS_ACT = True
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_POINT = re.compile(r"\d+(?:\.\d+)*\.?")
_ITEM = re.compile(r"(?:[-–—•]\s*)?(?:(\d+)|([а-яё]))\)", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Issue]:
    """Yield what a number was left out before, or repeats the one before it."""
    for part in subject.act.parts if subject.act is not None else ():
        yield from _part(part)


def _part(part: ActPart) -> Iterator[Issue]:
    last: dict[tuple[int, ...], int] = {}
    items: dict[str, int] = {}
    for block in part.blocks:
        marker = block.marker.strip()
        if block.role == "heading":
            # a heading may carry the first number of what follows, and may begin it anew
            numbered = re.match(r"(\d+)\.\s", block.text)
            last = {(): int(numbered[1])} if numbered else {(): last.get((), 0), (-1,): 1}
            items = {}
        elif block.role != "clause" or not marker:
            continue
        elif _POINT.fullmatch(marker):
            items = {}
            yield from _point(part, block, tuple(map(int, marker.rstrip(".").split("."))), last)
        elif (found := _ITEM.fullmatch(marker)) is not None:
            style = "number" if found[1] else "letter"
            letter = (found[2] or "").lower()
            if found[1] is None and letter not in _LETTERS:
                continue
            value = int(found[1]) if found[1] else _LETTERS.index(letter) + 1
            # an item of the outer list ends the inner one; a first item begins one
            before = 0 if value == 1 else items.get(style, 0)
            items[style] = value
            if value != before + 1:
                names = _LETTERS if style == "letter" else None
                yield _issue(part, block, _name(before, names), _name(value, names), _name(before + 1, names))


def _point(
    part: ActPart, block: Block, numbers: tuple[int, ...], last: dict[tuple[int, ...], int]
) -> Iterator[Issue]:
    fresh = last.pop((-1,), None) is not None
    for level, number in enumerate(numbers):
        parent = numbers[:level]
        before = last.get(parent, 0)
        inner = level + 1 < len(numbers)
        if level == 0 and fresh and number == 1:
            before = 0
        last[parent] = number
        if number == before + 1 or (inner and number == before):
            continue
        prefix = "".join(f"{one}." for one in parent)
        expected = f"{prefix}{before + 1}"
        yield _issue(part, block, f"{prefix}{before}" if before else "начала", f"{prefix}{number}", expected)
        return


def _name(value: int, names: str | None) -> str:
    if value == 0:
        return "начала"
    return str(value) if names is None else names[min(value, len(names)) - 1]


def _issue(part: ActPart, block: Block, before: str, after: str, expected: str) -> Issue:
    args = {
        "why": "repeat" if before == after else "gap",
        "before": before,
        "after": after,
        "expected": expected,
    }
    return Issue(
        (("text", block.locator),), args, None, (part.span(block),), "numbering-gap", (block.locator,)
    )

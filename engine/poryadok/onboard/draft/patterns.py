"""What a row of a table of patterns is, and how a table is laid over a text."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

__all__ = ["Found", "Pattern", "first_words", "scan"]

Value = Mapping[str, Any]


@dataclass(frozen=True)
class Pattern:
    """One row: ``says`` in English what it reads, ``regex`` over flattened text, ``make`` its value.

    ``make`` gives None where the match is no such thing after all. ``cases`` are pairs of a text and the
    value expected (None: nothing); each is a test.
    """

    name: str
    says: str
    regex: str
    make: Callable[["re.Match[str]"], Value | None]
    cases: tuple[tuple[str, Value | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it stands in the flattened text."""

    pattern: str
    value: Value
    start: int
    end: int


def scan(table: Sequence[Pattern], text: str) -> list[Found]:
    """All matches in the text's order. What an earlier row has taken, later rows do not see."""
    found: list[Found] = []
    for one in table:
        for match in _compiled(one.regex).finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            value = one.make(match)
            if value is not None:
                found.append(Found(one.name, value, match.start(), match.end()))
    return sorted(found, key=lambda each: each.start)


def first_words(text: str, patterns: Iterable[str]) -> str:
    """The words that the first matching pattern matched; empty if none does."""
    for regex in patterns:
        match = _compiled(regex).search(text)
        if match is not None:
            return match[0].strip()
    return ""


@cache
def _compiled(regex: str) -> "re.Pattern[str]":
    return re.compile(regex)

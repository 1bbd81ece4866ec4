"""Locators of DESIGN §2: from an entry's place in the tree to ``п. 10 абз. 4`` and back to one spelling."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from poryadok.onboard.act.tree import Entry

__all__ = ["locators", "near", "normal"]


def locators(entries: Sequence[Entry], prefix: str) -> list[str]:
    """The locator of each entry of one part; empty for a heading.

    A section is named only where numbers repeat in other sections. The single paragraph of a point or an
    item has no number of its own.
    """
    clauses = [one for one in entries if one.role == "clause"]
    sectioned = _restarts(clauses)
    sizes: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for one in clauses:
        for end in range(len(one.holder) + 1):
            sizes[_key(one, one.holder[:end], sectioned)] += 1
    return [
        _name(one, prefix, sectioned, sizes[_key(one, one.holder, sectioned)] == 1)
        if one.role == "clause"
        else ""
        for one in entries
    ]


def normal(locator: str) -> str:
    """One spelling of a locator as people write it: single ordinary spaces."""
    return re.sub(r"\s+", " ", locator).strip()


def near(locator: str, known: Iterable[str]) -> str | None:
    """The clause most likely meant: of the same point or row, with most parts in common."""
    wanted = locator.split()

    def likeness(one: str) -> tuple[bool, float]:
        parts = one.split()
        return parts[0] == wanted[0], SequenceMatcher(None, wanted, parts, autojunk=False).ratio()

    of_the_point = [one for one in known if wanted and _number(one.split()) == _number(wanted)]
    return max(of_the_point, key=likeness, default=None)


def _number(parts: Sequence[str]) -> str:
    """The number of the point or of the row; empty for a preamble."""
    return next((after for mark, after in pairwise(parts) if mark in ("п.", "стр.")), "")


def _key(one: Entry, holder: tuple[str, ...], sectioned: bool) -> tuple[str, tuple[str, ...]]:
    return (one.section if sectioned or not one.holder else "", holder)


def _restarts(clauses: Sequence[Entry]) -> bool:
    seen: dict[str, str] = {}
    return any(seen.setdefault(one.holder[0], one.section) != one.section for one in clauses if one.holder)


def _name(one: Entry, prefix: str, sectioned: bool, alone: bool) -> str:
    if one.row:
        return f"{prefix}стр. {one.row}"
    parts = [f"разд. {one.section}"] if one.section and (sectioned or not one.holder) else []
    if one.holder:
        first, *rest = one.holder
        # an item that stands in no point has no «п.»
        parts.append(f"п. {first}" if first[0].isdigit() else first)
        parts.extend(rest)
    if one.kind == "тире" or not alone or not one.holder:
        parts.append(f"{one.kind}. {one.index}" if one.kind == "абз" else f"{one.kind} {one.index}")
    return prefix + " ".join(parts)

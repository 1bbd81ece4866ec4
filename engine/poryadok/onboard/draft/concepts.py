"""Which concepts of the vocabulary a clause speaks of."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from poryadok.onboard.draft.model import Match
from poryadok.onboard.draft.words import shown

__all__ = ["Concept", "concepts_in", "table"]

_FILE = Path(__file__).with_name("concepts.yaml")


@dataclass(frozen=True)
class Concept:
    """One row of ``concepts.yaml``: an id, its usual kind of norm, and what it reads."""

    id: str
    kind: str
    reads: "re.Pattern[str] | None"
    under: "re.Pattern[str] | None"
    unless: "re.Pattern[str] | None"
    beside: bool
    cases: tuple[str, ...]


@cache
def table() -> tuple[Concept, ...]:
    """The rows in their order."""
    rows = yaml.load(_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)

    def compiled(text: str | None) -> "re.Pattern[str] | None":
        return re.compile(text) if text else None

    return tuple(
        Concept(
            row["id"],
            row["kind"],
            compiled(row.get("reads")),
            compiled(row.get("under")),
            compiled(row.get("unless")),
            bool(row.get("beside")),
            tuple(row.get("cases", ())),
        )
        for row in rows
    )


def concepts_in(words: str, under: str) -> tuple[tuple[Match, str], ...]:
    """The concepts of a flattened clause with their usual kinds; ``under``: the introductions above it."""
    found: list[tuple[Match, str]] = []
    for row in table():
        if found and not row.beside:
            continue
        if any(match.value == row.id for match, _ in found):
            continue
        said = _said(row, words, under)
        if said is not None:
            found.append((Match(row.id, shown(said), row.id if row.reads else "under"), row.kind))
    return tuple(found)


def _said(row: Concept, words: str, under: str) -> str | None:
    """The words by which a row is recognised; None if it is not."""
    if row.unless is not None and row.unless.search(words):
        return None
    above = row.under.search(under) if row.under is not None else None
    if row.under is not None and above is None and (row.reads is None or not row.under.search(words)):
        return None
    if row.reads is None:
        return _whole(above) if above is not None else None
    here = row.reads.search(words)
    return _whole(here) if here is not None else None


def _whole(match: "re.Match[str]") -> str:
    """The matched words, the last one to its end."""
    tail = re.match(r"\w*", match.string[match.end() :])
    return match[0] + (tail[0] if tail is not None else "")

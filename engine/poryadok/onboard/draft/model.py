"""What a draft is made of: findings in clauses, and holes where nothing was understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["Amendment", "ClauseDraft", "Confidence", "Draft", "Hole", "Match", "Person", "Term"]

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Match:
    """A value and the words of the act that gave it (at most nine), with the pattern's name."""

    value: str
    words: str
    pattern: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the profile language writes it.

    ``value`` is one of ``{within: …}``, ``{every: …, due: …}``, ``{every: …, count: n}``, ``{once: date}``,
    ``{request: True}``, ``{precedence: True}``, ``{every: "parameter"}``; ``{unsaid: code}`` for what a draft
    cannot say. ``words`` are the act's, at most nine; ``start`` and ``end`` count in the flattened clause.
    ``by`` is the clause that states it, when that is another one.
    """

    value: Mapping[str, Any]
    words: str
    pattern: str
    start: int = 0
    end: int = 0
    confidence: Confidence = "high"
    by: str = ""


@dataclass(frozen=True, slots=True)
class Hole:
    """What a person has to decide.

    ``code`` says what is missing, ``path`` where it belongs in the profile (empty: nowhere yet), ``type``
    what kind of value is wanted, ``locator`` the clause, ``args`` what its message needs.
    """

    code: str
    path: tuple[str, ...] = ()
    type: str = "text"
    locator: str = ""
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """One clause: concepts likely meant, terms, who owes it to whom, and why."""

    locator: str
    line: int
    concepts: tuple[Match, ...] = ()
    kind: str = ""
    bearer: Match | None = None
    counterparty: Match | None = None
    terms: tuple[Term, ...] = ()
    facts: tuple[Match, ...] = ()
    confidence: Confidence = "low"
    holes: tuple[Hole, ...] = ()

    @property
    def understood(self) -> bool:
        """Tell whether anything at all was recognised."""
        return bool(self.concepts or self.terms or self.facts)


@dataclass(frozen=True, slots=True)
class Person:
    """A row of a list of staff without its person: position, roles and sectors, by their ids."""

    locator: str
    id: str
    position: str
    rank: str
    roles: tuple[Match, ...]
    sectors: tuple[Match, ...]
    by_agreement: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """An earlier act that this one repeals."""

    kind: str
    number: str
    date: str
    locator: str


@dataclass(frozen=True)
class Draft:
    """All that was recognised in an act, and the holes."""

    act: Mapping[str, Any]
    municipality: Mapping[str, str]
    region: str
    roles: Mapping[str, Mapping[str, Any]]
    staff: tuple[Person, ...]
    sectors: Mapping[str, Mapping[str, str]]
    channels: Mapping[str, Mapping[str, str]]
    clauses: tuple[ClauseDraft, ...]
    repeals: tuple[Amendment, ...]
    holes: tuple[Hole, ...]

"""What change rules look at: one difference before it is classed, and questions about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from poryadok.compare.direction import Relation, mirrored

__all__ = [
    "Holds",
    "Pair",
    "always",
    "both",
    "commoner",
    "dues",
    "gains",
    "loses",
    "modality",
    "narrower",
    "opened",
    "rank",
    "rarer",
    "requires_act",
    "stricter",
    "swapped",
    "wider",
]


@dataclass(frozen=True, slots=True)
class Pair:
    """One difference before it is classed.

    ``modality`` of the norm by each side (None where it has none); ``dues``: how the due instants move, None
    where they have no say; ``open``: whether the value waits for a local decision.
    """

    norm: str | None
    path: str
    field: str
    a: Any
    b: Any
    clause_a: str | None = None
    clause_b: str | None = None
    modality: tuple[str | None, str | None] = (None, None)
    dues: Relation | None = None
    open: tuple[bool, bool] = (False, False)


def swapped(pair: Pair) -> Pair:
    """The same difference seen from the other side."""
    return replace(
        pair,
        a=pair.b,
        b=pair.a,
        clause_a=pair.clause_b,
        clause_b=pair.clause_a,
        modality=pair.modality[::-1],
        dues=None if pair.dues is None else mirrored(pair.dues),
        open=pair.open[::-1],
    )


Holds = Callable[[Pair], bool]
_STRICTNESS: Final = {"right": 0, "recommendation": 1, "target": 2, "duty": 3}
_RANKS: Final = {
    "head": 5,
    "first-deputy-head": 4,
    "deputy-head": 3,
    "head-of-department": 2,
    "specialist": 1,
}


def always(pair: Pair) -> bool:
    """What is left when no other rule of the field holds."""
    return True


def both(*parts: Holds) -> Holds:
    """All of them."""
    return lambda pair: all(part(pair) for part in parts)


def modality(one: str | None, other: str | None) -> Holds:
    """The norm's modality by A and by B; ``aim`` stands for a target or a recommendation."""

    def matches(said: str | None, wanted: str | None) -> bool:
        return said in ("target", "recommendation") if wanted == "aim" else said == wanted

    return lambda pair: matches(pair.modality[0], one) and matches(pair.modality[1], other)


def stricter(step: int) -> Holds:
    """The modality goes up (1) or down (-1): right, recommendation, target, duty."""

    def holds(pair: Pair) -> bool:
        one, other = pair.modality
        return one in _STRICTNESS and other in _STRICTNESS and (_of(other) - _of(one)) * step > 0

    return holds


def _of(said: str | None) -> int:
    return _STRICTNESS[str(said)]


def _binds(pair: Pair) -> bool:
    """Whether narrowing is a relief: what bounds a right is no burden, and has no direction here."""
    return "right" not in pair.modality


def _members(value: Any) -> frozenset[str]:
    return frozenset(value["event"] if isinstance(value, Mapping) else value or ())


def gains(pair: Pair) -> bool:
    """B names the same event types and more."""
    return _binds(pair) and _members(pair.a) < _members(pair.b)


def loses(pair: Pair) -> bool:
    """B names fewer of the same event types."""
    return gains(swapped(pair))


def narrower(pair: Pair) -> bool:
    """All that B's conditions let through A's do too, and not the other way round."""
    return _binds(pair) and _implies(pair.b, pair.a) and not _implies(pair.a, pair.b)


def wider(pair: Pair) -> bool:
    """All that A's conditions let through B's do too, and not the other way round."""
    return narrower(swapped(pair))


def _implies(one: Any, other: Any) -> bool:
    """Whether all that ``one`` lets through ``other`` does too: maps of conditions, or None."""
    one = one or {}
    return all(field in one and _inside(one[field], wanted) for field, wanted in (other or {}).items())


def _inside(one: Any, other: Any) -> bool:
    mine, negated = _values(one)
    theirs, their_negated = _values(other)
    if negated:
        return their_negated and theirs <= mine
    return not mine & theirs if their_negated else mine <= theirs


def _values(wanted: Any) -> tuple[frozenset[str], bool]:
    negated = isinstance(wanted, Mapping)
    value = wanted["not"] if negated else wanted
    return frozenset([value] if isinstance(value, str) else value), negated


def rarer(pair: Pair) -> bool:
    """B asks for a sample where A does not, or for more of the same events: fewer periods come to a duty."""
    one, other = pair.a, pair.b
    if not _binds(pair) or not isinstance(other, Mapping):
        return False
    if not isinstance(one, Mapping):
        return one is None
    same = all(one.get(name) == other.get(name) for name in ("of", "where"))
    return same and bool(one["at_least"] < other["at_least"])


def commoner(pair: Pair) -> bool:
    """A asks for a sample where B does not, or for more of the same events."""
    return rarer(swapped(pair))


def dues(*said: Relation) -> Holds:
    """The due instants of a norm that binds move so."""
    return lambda pair: pair.dues in said and (_binds(pair) or pair.dues == "same")


def opened(one: bool, other: bool) -> Holds:
    """Whether the value waits for a local decision, by A and by B."""
    return lambda pair: pair.open == (one, other)


def rank(step: int) -> Holds:
    """The rank that a role asks for goes up (1) or down (-1)."""

    def holds(pair: Pair) -> bool:
        one, other = (0 if value is None else _RANKS.get(value, -1) for value in (pair.a, pair.b))
        return -1 not in (one, other) and (other - one) * step > 0

    return holds


def requires_act(one: bool, other: bool) -> Holds:
    """Whether a legal act is asked for, by A and by B; silence asks for none."""
    return lambda pair: ((pair.a is True), (pair.b is True)) == (one, other)

"""How far apart two profiles are, and which is the nearest.

A profile is taken as what it says by path (``table``), declarations left out: a text without a rule is no
difference in law. The distance of two profiles is the share of differing facts in all facts that either of
them states: a path that one alone states differs, and so does one where both say something else. What a
missing text would hold counts as not said: nothing is invented.

The distance is a metric. Put all paths in any order and let each profile name the first that it states, with
what it says there; over all orders two profiles name different things with just this probability, and whoever
names another thing than the third names another than the first or the second does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from poryadok.compare.model import Operand
from poryadok.compare.table import owner_of, said_by

__all__ = ["Distance", "Ranked", "between", "law_of", "nearest"]


@dataclass(frozen=True, slots=True, order=True)
class Distance:
    """``differing`` of ``compared`` facts; ordered by their ratio. Without any fact it is zero."""

    ratio: Fraction
    differing: int
    compared: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A profile and its distance to the one asked about."""

    operand: Operand
    distance: Distance


def law_of(operand: Operand) -> dict[str, bytes]:
    """The facts of a profile that are law: path -> key."""
    table = said_by(operand)
    texts = {path for path, said in table.items() if said.value == "declaration" and owner_of(path) == path}
    return {path: said.key for path, said in table.items() if owner_of(path) not in texts}


def between(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> Distance:
    """The distance of two profiles' facts: symmetric, zero for equal law alone, at most one."""
    paths = one.keys() | other.keys()
    differing = sum(one.get(path) != other.get(path) for path in paths)
    ratio = Fraction(differing, len(paths)) if paths else Fraction(0)
    return Distance(ratio, differing, len(paths))


def nearest(target: Operand, others: Iterable[Operand]) -> tuple[Ranked, ...]:
    """The other profiles by their distance to ``target``, the nearest first; equal distances by id."""
    law = law_of(target)
    ranked = [Ranked(one, between(law, law_of(one))) for one in others]
    return tuple(sorted(ranked, key=_order))


def _order(one: Ranked) -> tuple[Fraction, str, str]:
    return one.distance.ratio, one.operand.id, one.operand.label

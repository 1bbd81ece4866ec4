"""What differs in law between two operands: by norm id and field, classed by the table of change rules."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from poryadok.compare.direction import combined, relations
from poryadok.compare.model import Change, Diff, Gap, Operand
from poryadok.compare.norm_pairs import Asked, norm_pairs, rank_of
from poryadok.compare.parameters import own_parameters
from poryadok.compare.predicates import Pair
from poryadok.compare.rules import classify
from poryadok.compare.section_pairs import section_pairs
from poryadok.compare.sections import hidden_by

__all__ = ["classed", "diff"]


def diff(a: Operand, b: Operand) -> Diff:
    """Compare two operands. ``diff(b, a)`` is the mirror: sides swapped, classes mirrored, the same order."""
    changes = tuple(
        Change(
            pair.norm,
            pair.path,
            pair.field,
            classify(pair).cls,
            pair.a,
            pair.b,
            pair.clause_a,
            pair.clause_b,
        )
        for pair in classed(a, b)
    )
    return Diff(a, b, own_parameters(a.doc, b.doc), changes, _gaps(a.doc, b.doc, changes))


def classed(a: Operand, b: Operand) -> list[Pair]:
    """The differences in order, each with all that the table of rules looks at."""
    asked = [*norm_pairs(a, b), *section_pairs(a, b)]
    asked.sort(key=lambda one: rank_of(one.pair))
    return list(_directed(asked, a, b))


def _directed(asked: Iterable[Asked], a: Operand, b: Operand) -> Iterable[Pair]:
    """Ask the kernel once how all due instants move."""
    listed = list(asked)
    found = iter(relations([texts for one in listed for texts in one.texts], a, b))
    for one in listed:
        said = [next(found) for _ in one.texts]
        yield replace(one.pair, dues=combined(said)) if said else one.pair


def _gaps(a: Mapping[str, Any], b: Mapping[str, Any], changes: Iterable[Change]) -> tuple[Gap, ...]:
    """Norms that one side lacks because its act refers to a text that is missing."""
    hidden = {"a": hidden_by(a), "b": hidden_by(b)}
    found = []
    for change in changes:
        if change.field != "norm" or change.norm is None:
            continue
        if change.a is None and change.norm in hidden["a"]:
            found.append(Gap(change.norm, "a", hidden["a"][change.norm]))
        if change.b is None and change.norm in hidden["b"]:
            found.append(Gap(change.norm, "b", hidden["b"][change.norm]))
    return tuple(found)

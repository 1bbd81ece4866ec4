"""Witnesses with the whole obligations of DESIGN §8: readings, and each step with its reason."""

from dataclasses import replace

from poryadok.compare.model import Change, Diff, Operand, Witness
from poryadok.compare.replay import judged_by
from poryadok.report.order import ids_of, index_of
from poryadok.report.rows import Obligation, RowMaker

__all__ = ["with_evidence"]


def with_evidence(diff: Diff) -> Diff:
    """Fill in both sides of every witness of a diff; what has no witness stays as it is."""
    return replace(diff, changes=tuple(_filled(diff, change) for change in diff.changes))


def _filled(diff: Diff, change: Change) -> Change:
    witness = change.witness
    if witness is None:
        return change
    a, b = _derived(diff.a, diff.a, witness, "a"), _derived(diff.b, diff.a, witness, "b")
    return replace(change, witness=replace(witness, a=a, b=b))


def _derived(text: Operand, place: Operand, witness: Witness, side: str) -> Obligation | None:
    """The obligation that the kernel found for one side, as the reports show it."""
    found = witness.a if side == "a" else witness.b
    if found is None:
        return None
    judged = judged_by(text, place, found["norm"], witness)
    assert judged is not None  # the text has given this obligation
    assessment, log = judged
    index = index_of(assessment, log)
    return RowMaker(assessment, log).rows(index.filter(ids_of(index) == found["id"]))[0]

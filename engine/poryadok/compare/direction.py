"""Which way due instants move: two texts put to the same openings, on every day of the calendar.

The kernel counts; nothing here knows how a term is counted. Each text becomes a norm of one made-up profile
that opens on one event type, so that one call answers for all of them. Openings are the first and the last
second of every local day of the calendar's years: between them two terms of one day move alike, and only
office hours have bounds of their own. Reports and the like open by themselves.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import polars as pl

from poryadok.compare.bench import NEVER, Bench, places_of
from poryadok.compare.model import Operand
from poryadok.compare.texts import Text

__all__ = ["Relation", "combined", "mirrored", "relations"]

Relation = Literal["same", "earlier", "later", "mixed", "unknown"]
"""How the second text's due instants lie to the first's: ``earlier`` is never later and somewhere earlier."""

_MIRROR: dict[Relation, Relation] = {"earlier": "later", "later": "earlier"}
_ON = ["place", "key"]


def mirrored(relation: Relation) -> Relation:
    """The relation the other way round."""
    return _MIRROR.get(relation, relation)


def combined(found: Iterable[Relation]) -> Relation:
    """What several comparisons say together: those that are the same have no say, others must agree."""
    said = set(found) - {"same"}
    if "unknown" in said:
        return "unknown"
    if not said:
        return "same"
    return said.pop() if len(said) == 1 else "mixed"


def relations(pairs: Sequence[tuple[Text, Text]], a: Operand, b: Operand) -> list[Relation]:
    """The relation of each pair of texts, in the places of both operands."""
    asked = {pair for pair in pairs if pair[0] != pair[1] and pair[0].family == pair[1].family != "none"}
    if not asked:
        return ["same"] * len(pairs)
    bench = Bench(sorted({text for pair in asked for text in pair}, key=repr), places_of(a, b))
    known = {pair: _relation(bench, *pair) for pair in sorted(asked, key=repr)}
    return [known.get(pair, "same") for pair in pairs]


def _relation(bench: Bench, one: Text, other: Text) -> Relation:
    periods = one.family == "report" or one.family == "activity"
    lined_up = bench.every(one) == bench.every(other)
    by_order = one.family == "once" or (periods and not lined_up)
    before, after = (bench.dues(text, by_order=by_order) for text in (one, other))
    if before.is_empty() and after.is_empty():
        return "same"
    if (one.sampled or other.sampled) and not lined_up and not (before.is_empty() or after.is_empty()):
        return "unknown"  # which of the periods ask for anything, and how often, no calendar tells
    joined = before.join(after, on=_ON, how="full", coalesce=True, suffix="_b")
    unknown = pl.max_horizontal(pl.col("unknown").fill_null(0), pl.col("unknown_b").fill_null(0))
    if joined.select((unknown == 2).any()).item():
        return "unknown"
    known = joined.filter(unknown == 0)
    if known.is_empty():
        return "unknown"
    early, late, count = (
        (pl.col(name).fill_null(empty), pl.col(f"{name}_b").fill_null(empty))
        for name, empty in (("early", NEVER), ("late", NEVER), ("count", 0))
    )
    sooner = (early[1] < early[0]) | (late[1] < late[0]) | (count[1] > count[0])
    later = (early[1] > early[0]) | (late[1] > late[0]) | (count[1] < count[0])
    is_sooner, is_later = known.select(sooner.any().alias("sooner"), later.any().alias("later")).row(0)
    if is_sooner and is_later:
        return "mixed"
    return "earlier" if is_sooner else "later" if is_later else "same"

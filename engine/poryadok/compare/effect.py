"""The effect of a difference on a log: which obligations change status, due instant or bearer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import polars as pl

from poryadok.clock.zones import iso
from poryadok.compare.model import Diff, Effect, Operand
from poryadok.compare.probes import in_place, obligations
from poryadok.kernel.assess import assess
from poryadok.kernel.log_rules import log_rules
from poryadok.log.rules import MunicipalityRules

__all__ = ["with_effect"]

KEYS = ["norm", "name", "n"]
TELLING = ("status", "due", "bearer")
"""What makes an obligation one that changes; ``contested`` is told with it."""


def with_effect(diff: Diff, frame: pl.DataFrame, as_of: datetime | date) -> Diff:
    """Judge the events of A's municipality by both texts, in the place of A.

    ``frame``: a normalised log (see ``log.record``). Obligations are matched by their id: norm, case or
    period, number; a one-off duty by its norm, since its date is the text's own.
    Raises ValueError for a naive instant.
    """
    mine = frame.filter(pl.col("municipality").cast(pl.String) == diff.a.id)
    mine = _attributed(mine, _rules(diff.a, diff.a))
    a, b = (_answers(side, diff.a, mine, as_of) for side in (diff.a, diff.b))
    both = a.join(b, on=KEYS, how="full", coalesce=True, nulls_equal=True)
    changed = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(f"{name}_right")) for name in ("there", *TELLING)
    )
    rows = both.filter(changed).sort("norm", "name", "n").iter_rows(named=True)
    return replace(diff, effect=tuple(_effect(diff.a, row) for row in rows))


def _rules(text: Operand, place: Operand) -> MunicipalityRules:
    return log_rules((), [in_place(text, place)]).municipalities[place.id]


def _attributed(log: pl.DataFrame, rules: MunicipalityRules) -> pl.DataFrame:
    """Name the norm that an event without one is for: the only one that takes its type by norm (DESIGN §7).

    By A's text, whose log it is: B's may know several, and then the event would be for all of them.
    """
    sole = {kind: takers[0] for kind, takers in rules.by_norm.items() if len(takers) == 1}
    taker = pl.col("type").cast(pl.String).replace_strict(sole, default=None, return_dtype=pl.String)
    return log.with_columns(pl.coalesce(pl.col("norm").cast(pl.String), taker).alias("norm"))


def _known(log: pl.DataFrame, rules: MunicipalityRules) -> pl.DataFrame:
    """Leave out what a text's own reader would reject: a norm that it lacks, or none where it has several."""
    several = [kind for kind, takers in rules.by_norm.items() if len(takers) > 1]
    nameless = pl.col("norm").is_null() & ~pl.col("type").cast(pl.String).is_in(several)
    return log.filter(nameless | pl.col("norm").is_in(list(rules.norms)).fill_null(False))


def _answers(text: Operand, place: Operand, log: pl.DataFrame, as_of: datetime | date) -> pl.DataFrame:
    profile = in_place(text, place)
    log = _known(log, _rules(text, place))
    found = obligations(assess([profile], place.calendars, log, as_of), log)
    once = pl.col("kind") == "once"
    return found.select(
        "norm",
        pl.when(once).then(pl.lit("")).otherwise(pl.coalesce("case", "period")).alias("name"),
        "n",
        pl.lit(True).alias("there"),
        pl.coalesce("case", "period").alias("said"),
        *TELLING,
        "contested",
    )


def _effect(place: Operand, row: Mapping[str, Any]) -> Effect:
    number = f"#{row['n'] + 1}" if row["n"] else ""
    name = row["said"] if row["there"] else row["said_right"]
    return Effect(
        f"{place.id}/{row['norm']}/{name}{number}",
        row["norm"],
        _side(place, row, "") if row["there"] else None,
        _side(place, row, "_right") if row["there_right"] else None,
    )


def _side(place: Operand, row: Mapping[str, Any], tail: str) -> dict[str, Any]:
    due = row[f"due{tail}"]
    return {
        "status": row[f"status{tail}"],
        "due_at": None if due is None else iso(due, place.profile.timezone),
        "bearer": row[f"bearer{tail}"],
        "contested": row[f"contested{tail}"],
    }

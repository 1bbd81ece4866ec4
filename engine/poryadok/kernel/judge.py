"""Verdicts over the readings of an obligation (DESIGN §6, §8): status, contested, due and safe due instants.

A frame to be judged has for each reading R ``st_R`` (a status code, see ``Status``), ``due_R`` and ``nom_R``.
"""

from collections.abc import Sequence
from enum import IntEnum

import polars as pl

__all__ = ["BREACHES", "Status", "judged", "reading_status"]


class Status(IntEnum):
    """Statuses of DESIGN §8, and the two that only a reading can have."""

    FULFILLED = 0
    LATE = 1
    OVERDUE = 2
    PENDING = 3
    VIOLATED = 4
    CANCELLED = 5
    UNDETERMINED = 6
    NOT_APPLICABLE = 7
    REJECTED = 8

    @property
    def text(self) -> str:
        """The status as it is written in JSON."""
        return self.name.lower().replace("not_applicable", "not-applicable")


BREACHES = (Status.LATE, Status.OVERDUE, Status.VIOLATED)


def _code(status: Status) -> pl.Expr:
    return pl.lit(int(status), dtype=pl.UInt8)


def reading_status(
    due: pl.Expr,
    unknown: pl.Expr,
    opened: pl.Expr,
    ended: pl.Expr,
    cancelled: pl.Expr,
    applies: pl.Expr | None = None,
) -> pl.Expr:
    """The status under one reading, as a code; ``ended`` null means not closed, ``as_of`` is a column."""
    status = (
        pl.when(unknown != 0)
        .then(_code(Status.UNDETERMINED))
        .when((due < opened).fill_null(False))
        .then(_code(Status.REJECTED))
        .when(cancelled.fill_null(False))
        .then(_code(Status.CANCELLED))
        .when(ended.is_not_null())
        .then(
            pl.when((ended > due).fill_null(False))
            .then(_code(Status.LATE))
            .otherwise(_code(Status.FULFILLED))
        )
        .when((due < pl.col("as_of")).fill_null(False))
        .then(_code(Status.OVERDUE))
        .otherwise(_code(Status.PENDING))
    )
    if applies is None:
        return status
    return pl.when(applies.fill_null(True)).then(status).otherwise(_code(Status.NOT_APPLICABLE))


def judged(frame: pl.DataFrame, readings: int, verdict: Sequence[int]) -> pl.DataFrame:
    """Add ``status``, ``contested``, ``due``, ``nominal``, ``safe`` and drop what the verdict does not list.

    ``verdict`` are the indices of the readings over which the verdict is taken; where none of them gives an
    obligation there is none.
    """
    every = range(readings)
    breach = [_is_breach(pl.col(f"st_{r}")) for r in every]
    sound = [~_is_breach(pl.col(f"st_{r}")) & (pl.col(f"st_{r}") != Status.REJECTED) for r in every]
    unknown = [(pl.col(f"st_{r}") == Status.UNDETERMINED) for r in every]
    counted = [
        pl.when(pl.col(f"st_{r}") < Status.NOT_APPLICABLE).then(pl.col(f"due_{r}")).otherwise(None)
        for r in every
    ]
    listed = pl.any_horizontal([pl.col(f"st_{r}") != Status.NOT_APPLICABLE for r in verdict])
    safe = pl.when(~pl.any_horizontal(unknown)).then(pl.min_horizontal(counted))
    if not frame.select(listed.all()).item():
        frame = frame.filter(listed)
    result = frame.with_columns(
        (pl.any_horizontal(breach) & pl.any_horizontal(sound)).alias("contested"),
        safe.alias("safe"),
        *_common(verdict),
    )
    undone = pl.col("status") == Status.UNDETERMINED if len(verdict) == 1 else pl.lit(False)
    return result.with_columns(
        pl.when(undone).then(None).otherwise(pl.col(name)).alias(name) for name in ("due", "nominal")
    )


def _is_breach(status: pl.Expr) -> pl.Expr:
    return (status == Status.LATE) | (status == Status.OVERDUE) | (status == Status.VIOLATED)


def _common(verdict: Sequence[int]) -> list[pl.Expr]:
    """The status and due instants on which the readings of the verdict agree; rejected ones have no say."""
    if len(verdict) == 1:
        only = verdict[0]
        own = pl.col(f"st_{only}")
        status = pl.when(own == Status.REJECTED).then(_code(Status.UNDETERMINED)).otherwise(own)
        return [
            status.alias("status"),
            pl.col(f"due_{only}").alias("due"),
            pl.col(f"nom_{only}").alias("nominal"),
        ]
    has_say = [pl.col(f"st_{r}") != Status.REJECTED for r in verdict]
    voices = [pl.when(say).then(pl.col(f"st_{r}")) for r, say in zip(verdict, has_say, strict=True)]
    # «there is none» is no status: a rejected reading alone may give what the others do not
    agreed = (pl.min_horizontal(voices) == pl.max_horizontal(voices)).fill_null(False)
    agreed = agreed & (pl.min_horizontal(voices) != Status.NOT_APPLICABLE)
    status = pl.when(agreed).then(pl.min_horizontal(voices)).otherwise(_code(Status.UNDETERMINED))
    return [status.alias("status"), _agreed("due", verdict, has_say), _agreed("nom", verdict, has_say)]


def _agreed(name: str, verdict: Sequence[int], has_say: Sequence[pl.Expr]) -> pl.Expr:
    """The due instant of the readings that have a say, if it is one and the same and known to all of them."""
    none = [
        say & (pl.col(f"due_{r}").is_null() | (pl.col(f"st_{r}") >= Status.UNDETERMINED))
        for r, say in zip(verdict, has_say, strict=True)
    ]
    due = [pl.when(say).then(pl.col(f"due_{r}")) for r, say in zip(verdict, has_say, strict=True)]
    value = [pl.when(say).then(pl.col(f"{name}_{r}")) for r, say in zip(verdict, has_say, strict=True)]
    same = (pl.min_horizontal(due) == pl.max_horizontal(due)) & ~pl.any_horizontal(none)
    one = (pl.min_horizontal(value) == pl.max_horizontal(value)) & same
    return pl.when(one).then(pl.min_horizontal(value)).alias("due" if name == "due" else "nominal")

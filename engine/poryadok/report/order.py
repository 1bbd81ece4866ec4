"""Which obligations are shown, in which order: municipality, norm, case, period, opening (DESIGN §8).

An index frame has one row an obligation: ``part`` and ``row`` say where it lies in the assessment.
"""

from collections.abc import Callable, Sequence

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.kernel.judge import BREACHES
from poryadok.kernel.matching import Part, modality_of
from poryadok.report.flat import column_or_null, number_text

__all__ = ["BREACH", "breaches_of", "ids_of", "index_of"]

BREACH = pl.col("status").is_in([int(status) for status in BREACHES])
"""Whether an obligation is late, overdue or violated, whatever its modality."""

Where = Callable[[Part], pl.Expr]
KEYS = ("municipality", "norm", "case", "period", "t", "n")


def index_of(
    assessment: Assessment, log: pl.DataFrame, where: Where | None = None, limit: int | None = None
) -> pl.DataFrame:
    """The obligations for which ``where`` holds (an expression over a part's frame), in their order.

    Columns: those of ``KEYS``, ``part``, ``row``, ``status``, ``contested``. The order is total: it does not
    depend on how the log was cut, shuffled or repeated. ``limit``: of each norm only so many, the first ones
    in that order; the others are not even put in order.
    """
    found = [
        _of_part(assessment, log, number, where, limit).with_columns(
            pl.lit(number, dtype=pl.UInt32).alias("part")
        )
        for number in range(len(assessment.parts))
    ]
    if not found:
        names = dict.fromkeys(("municipality", "norm", "case", "period"), pl.String)
        counts = {
            "t": pl.Int64,
            "n": pl.UInt32,
            "row": pl.UInt32,
            "status": pl.UInt8,
            "contested": pl.Boolean,
        }
        return pl.DataFrame(schema={**names, **counts, "part": pl.UInt32})
    index = pl.concat(found).sort(*KEYS, "part", nulls_last=False)
    if limit is None:
        return index
    return index.filter(pl.int_range(pl.len()).over("norm") < limit)


def breaches_of(assessment: Assessment, log: pl.DataFrame, limit: int | None = None) -> pl.DataFrame:
    """The index of the breaches: late, overdue and violated obligations of modality ``duty`` only."""
    return index_of(assessment, log, lambda part: BREACH & (modality_of(part) == "duty"), limit)


def _of_part(
    assessment: Assessment, log: pl.DataFrame, number: int, where: Where | None, limit: int | None
) -> pl.DataFrame:
    part, towns = assessment.parts[number], assessment.plan.towns
    names = ("mun", "src", "period", "t", "n", "status", "contested")
    frame = part.frame.select(name for name in names if name in part.frame.columns).with_row_index("row")
    if where is not None:
        frame = frame.filter(part.frame.select(where(part)).to_series())
    if limit is not None:
        frame = _first(frame, towns["rank"].gather(frame["mun"]), limit)
    return pl.DataFrame(
        [
            towns["municipality"].gather(frame["mun"]),
            pl.Series("norm", [part.group.norm_id], dtype=pl.String).new_from_index(0, frame.height),
            log["case"].gather(column_or_null(frame, "src", pl.UInt32)).alias("case"),
            column_or_null(frame, "period", pl.String).alias("period"),
            frame["t"].cast(pl.Int64),
            frame["n"].cast(pl.UInt32),
            frame["row"].cast(pl.UInt32),
            frame["status"].cast(pl.UInt8),
            frame["contested"],
        ]
    )


def _first(frame: pl.DataFrame, rank: pl.Series, limit: int) -> pl.DataFrame:
    """The rows of those municipalities, by the ``rank`` of their ids, that have the first ``limit`` rows."""
    if frame.height <= limit:
        return frame
    return frame.filter(rank <= rank.bottom_k(limit).max()) if limit else frame.clear()


def ids_of(index: pl.DataFrame) -> pl.Series:
    """The ids of the obligations of an index, in its order."""
    name = pl.coalesce("case", "period")
    parts: Sequence[pl.Expr | str] = (
        "municipality",
        pl.lit("/"),
        "norm",
        pl.lit("/"),
        name,
        number_text("n"),
    )
    return index.select(pl.concat_str(parts).alias("id")).to_series()

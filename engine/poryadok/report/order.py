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
    ids = pl.Series([profile.id for profile in assessment.plan.profiles], dtype=pl.String)
    found = [
        _of_part(assessment, log, number, ids, where, limit).with_columns(
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
    assessment: Assessment,
    log: pl.DataFrame,
    number: int,
    ids: pl.Series,
    where: Where | None,
    limit: int | None,
) -> pl.DataFrame:
    part = assessment.parts[number]
    frame = part.frame.with_row_index("row")
    if where is not None:
        frame = frame.filter(where(part))
    if limit is not None:
        frame = frame.filter(pl.col("mun").is_in(_first(frame["mun"], ids, limit)))
    return pl.DataFrame(
        [
            ids.gather(frame["mun"]).alias("municipality"),
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


def _first(municipalities: pl.Series, ids: pl.Series, limit: int) -> list[int]:
    """The municipalities, by id, that together have the first ``limit`` rows."""
    wanted, rows = [], 0
    counts = municipalities.value_counts(sort=False).iter_rows()
    for _, number, count in sorted((ids[number], number, count) for number, count in counts):
        if rows >= limit:
            break
        wanted.append(number)
        rows += count
    return wanted


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

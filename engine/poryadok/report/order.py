"""Which obligations are shown, in which order: municipality, norm, case, period, opening (DESIGN §8).

An index frame has one row an obligation: ``part`` and ``row`` say where it lies in the assessment.
"""

from collections.abc import Sequence

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.kernel.judge import BREACHES
from poryadok.report.flat import column_or_null, number_text, said

__all__ = ["BREACH", "breaches_of", "ids_of", "index_of"]

BREACH = pl.col("status").is_in([int(status) for status in BREACHES])
"""Whether an obligation is late, overdue or violated, whatever its modality."""

KEYS = ("municipality", "norm", "case", "period", "t", "n")


def index_of(assessment: Assessment, log: pl.DataFrame, where: pl.Expr | None = None) -> pl.DataFrame:
    """The obligations for which ``where`` holds (an expression over a part's frame), in their order.

    Columns: those of ``KEYS``, ``part``, ``row``, ``status``, ``contested``. The order is total: it does not
    depend on how the log was cut, shuffled or repeated.
    """
    ids = pl.Series([profile.id for profile in assessment.plan.profiles], dtype=pl.String)
    found = [
        _of_part(assessment, log, number, ids, where).with_columns(
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
    return pl.concat(found).sort(*KEYS, "part", nulls_last=False)


def breaches_of(assessment: Assessment, log: pl.DataFrame) -> pl.DataFrame:
    """The index of the breaches: late, overdue and violated obligations of modality ``duty`` only."""
    index = index_of(assessment, log, BREACH)
    duties = [pl.Series("duty", [], dtype=pl.Boolean)]
    placed = index.select("part", "row").with_row_index("at")
    order = [pl.Series("at", [], dtype=pl.UInt32)]
    for (number,), rows in placed.group_by("part", maintain_order=True):
        part = assessment.parts[int(number)]
        duties.append((said(part, part.frame[rows["row"]])["modality"] == "duty").alias("duty"))
        order.append(rows["at"])
    duty = pl.DataFrame([pl.concat(order), pl.concat(duties)]).sort("at")["duty"]
    return index.filter(duty)


def _of_part(
    assessment: Assessment, log: pl.DataFrame, number: int, ids: pl.Series, where: pl.Expr | None
) -> pl.DataFrame:
    part = assessment.parts[number]
    frame = part.frame.with_row_index("row")
    if where is not None:
        frame = frame.filter(where)
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

"""Judged obligations as a flat frame of plain columns: the fields of DESIGN §8 without readings and steps.

Everything here works on whole columns, so that a table of millions of obligations is written without a Python
object for each. ``zone`` indexes the zones of the plan; the columns of ``INSTANTS`` hold epoch seconds
until ``moments.with_texts`` writes them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from poryadok.clock.zones import local_day
from poryadok.kernel.judge import Status
from poryadok.kernel.matching import Part
from poryadok.kernel.norm_table.plan import Plan
from poryadok.kernel.said import HEAD, said

__all__ = [
    "FIELDS",
    "INSTANTS",
    "STATUS_TEXTS",
    "closed",
    "column_or_null",
    "flat_frame",
    "number_text",
]

FIELDS: Final = (
    "id",
    "municipality",
    "norm",
    "kind",
    "modality",
    "case",
    "period",
    "bearer",
    "counterparty",
    "sector",
    "clause",
    "opened_at",
    "opened_by",
    "nominal_due_at",
    "due_at",
    "safe_due_at",
    "closed_at",
    "closed_by",
    "status",
    "contested",
)
"""Fields of an obligation in their order; ``readings`` and ``steps`` follow where they are made."""

INSTANTS: Final = ("opened_at", "nominal_due_at", "due_at", "safe_due_at", "closed_at")

STATUS_TEXTS: Final = {int(status): status.text for status in Status}


def column_or_null(frame: pl.DataFrame, name: str, dtype: type[pl.DataType]) -> pl.Series:
    """A column of the frame, or as many nulls where it has none."""
    if name in frame.columns:
        return frame[name]
    return pl.Series(name, [None] * frame.height, dtype)


def flat_frame(plan: Plan, log: pl.DataFrame, part: Part, frame: pl.DataFrame) -> pl.DataFrame:
    """The flat columns for ``frame``, some rows of ``part.frame``, in their order."""
    norm = part.group.norms[part.version]
    words = said(part, frame)
    source = column_or_null(frame, "src", pl.UInt32)
    closer = frame.select(closed(norm.verdict, "end_src")).to_series()
    flat = frame.select(
        pl.lit(part.group.norm_id).alias("norm"),
        pl.lit(norm.kind).alias("kind"),
        pl.col("t").alias("opened_at"),
        pl.col("nominal").alias("nominal_due_at"),
        pl.col("due").alias("due_at"),
        pl.col("safe").alias("safe_due_at"),
        closed(norm.verdict, "end_t").alias("closed_at"),
        pl.col("status").replace_strict(STATUS_TEXTS, return_dtype=pl.String),
        "contested",
        number_text("n").alias("number"),
    ).with_columns(
        *words,
        *(plan.towns[name].gather(frame["mun"]) for name in ("municipality", "zone")),
        log["id"].gather(source).alias("opened_by"),
        log["id"].gather(closer).alias("closed_by"),
        log["case"].gather(source).alias("case"),
        log["sector"].gather(source).cast(pl.String).alias("sector"),
        column_or_null(frame, "period", pl.String).alias("period"),
    )
    if words["bearer"].is_in([HEAD]).any():
        flat = _with_heads(plan, flat, frame["mun"])
    name = pl.coalesce("case", "period")
    ids = pl.concat_str("municipality", pl.lit("/"), "norm", pl.lit("/"), name, "number")
    return flat.with_columns(ids.alias("id")).select(*FIELDS, "zone")


def number_text(name: str) -> pl.Expr:
    """The end of an id: nothing for the first obligation of a case (0), «#2», «#3» for later ones."""
    return pl.when(pl.col(name) > 0).then(pl.format("#{}", pl.col(name) + 1)).otherwise(pl.lit(""))


def closed(verdict: Sequence[int], name: str) -> pl.Expr:
    """The closing under the first reading of the verdict that gives the obligation and closes it."""
    found = [
        pl.when(pl.col(f"st_{r}") != int(Status.NOT_APPLICABLE)).then(pl.col(f"{name}_{r}")) for r in verdict
    ]
    return pl.coalesce(found)


def _with_heads(plan: Plan, flat: pl.DataFrame, municipalities: pl.Series) -> pl.DataFrame:
    """Put the head of the event's sector for each bearer that is one; null where there is none."""
    zones = plan.zones
    keyed = flat.with_columns(municipalities.alias("mun"))
    keys = keyed.select("mun", "sector", "opened_at", "zone", where=pl.col("bearer") == HEAD)
    known: dict[tuple[int, str | None, date], str | None] = {}
    found: list[Any] = []
    for mun, sector, t, zone, where in keys.iter_rows():
        if not where:
            found.append(None)
            continue
        key = (mun, sector, local_day(t, zones[zone]))
        if key not in known:
            known[key] = _head(plan, *key)
        found.append(known[key])
    heads = pl.Series("head", found, pl.String)
    return flat.with_columns(
        pl.when(pl.col("bearer") == HEAD).then(heads).otherwise("bearer").alias("bearer")
    )


def _head(plan: Plan, mun: int, sector: str | None, day: date) -> str | None:
    version = plan.profiles[mun].version_at(day)
    sectors = version.doc.get("sectors") if version else None
    if sector is None or not isinstance(sectors, dict):
        return None
    return (sectors.get(sector) or {}).get("head")

"""Texts of both sides put to one log in one place: what the kernel answers, as plain columns."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import polars as pl

from poryadok.compare.model import Operand
from poryadok.kernel.assess import Assessment
from poryadok.kernel.judge import Status
from poryadok.kernel.matching import Part
from poryadok.kernel.norm_table.plan import Plan
from poryadok.kernel.said import HEAD
from poryadok.kernel.said import said as words_of
from poryadok.norms.model import Norm, Profile

__all__ = ["ANSWER", "STATUS_TEXTS", "column", "event_frame", "in_place", "nested", "obligations", "said"]

STATUS_TEXTS: Final = {int(status): status.text for status in Status}

ANSWER: Final = ("status", "due", "bearer", "contested", "modality", "counterparty")
"""Columns in which two answers may differ, the weightiest first."""

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,14}", re.ASCII)
_WORDS: Final = ("channel", "sector", "track", "priority", "actor")
_SCHEMA: Final = {
    "id": pl.String(),
    "t": pl.Int64(),
    "type": pl.String(),
    "municipality": pl.String(),
    "case": pl.String(),
    "norm": pl.String(),
    "period": pl.String(),
    "due": pl.Int64(),
    **dict.fromkeys(_WORDS, pl.String()),
    "data": pl.String(),
}


def in_place(
    text: Operand, place: Operand, name: str | None = None, norms: tuple[Norm, ...] | None = None
) -> Profile:
    """A side's text in the place (id, zone, calendar) of ``place``; under another name, of some norms only.

    The act's days in force, office hours and sectors stay the text's own: they are law.
    """
    version = text.profile.versions[-1]
    if norms is not None:
        version = replace(version, norms=norms)
    return replace(
        text.profile,
        id=name or place.id,
        timezone=place.profile.timezone,
        calendar=place.profile.calendar,
        versions=(version,),
    )


def event_frame(rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> pl.DataFrame:
    """Records as the kernel takes them (see ``log.record``); ``t`` and ``due`` are epoch seconds.

    ``data.X`` keys become the record's ``data``; ``names`` are the municipalities.
    """
    frame = pl.DataFrame([_row(row) for row in rows], schema=_SCHEMA)
    types = pl.Enum(frame["type"].unique().sort())
    return frame.with_columns(pl.col("type").cast(types), pl.col("municipality").cast(pl.Enum(sorted(names))))


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: row.get(name) for name in _SCHEMA}
    data = row.get("data") or nested(row)
    found["data"] = (
        json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if data else None
    )
    return found


def nested(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields ``data.X.Y`` as the map ``data`` of a record; numbers and truth by their value."""
    data: dict[str, Any] = {}
    for key, value in fields.items():
        if not key.startswith("data."):
            continue
        *parents, last = key.removeprefix("data.").split(".")
        place = data
        for name in parents:
            place = place.setdefault(name, {})
        truth = {"true": True, "false": False}.get(value, value)
        place[last] = int(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else truth
    return data


def said(plan: Plan, part: Part, log: pl.DataFrame) -> pl.DataFrame:
    """Modality, bearer and counterparty of each row of a part, heads of sectors by name."""
    found = words_of(part, part.frame).drop("clause")
    return _with_heads(plan, part, log, found) if found["bearer"].is_in([HEAD]).any() else found


def _with_heads(plan: Plan, part: Part, log: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Name the head of the event's sector where that is the bearer; null where there is none."""
    rows = [
        (mun, sector, (body or {}).get("head"))
        for mun, profile in enumerate(plan.profiles)
        for sector, body in (profile.versions[-1].doc.get("sectors") or {}).items()
    ]
    heads = pl.DataFrame(
        rows, schema={"mun": pl.UInt32, "sector": pl.String, "of_sector": pl.String}, orient="row"
    )
    keyed = found.with_columns(
        part.frame["mun"], log["sector"].gather(part.frame["src"]).cast(pl.String).alias("sector")
    )
    joined = keyed.join(heads, on=["mun", "sector"], how="left", maintain_order="left")
    bearer = pl.when(pl.col("bearer") == HEAD).then("of_sector").otherwise("bearer").alias("bearer")
    return joined.with_columns(bearer).drop("mun", "sector", "of_sector")


def column(frame: pl.DataFrame, name: str, dtype: pl.DataType) -> pl.Series:
    """A column of the frame, or as many nulls where it has none."""
    return frame[name] if name in frame.columns else pl.Series(name, [None] * frame.height, dtype)


def obligations(assessment: Assessment, log: pl.DataFrame) -> pl.DataFrame:
    """All obligations: mun, norm, kind, case, period, n, opened, nominal, safe and the columns of ANSWER."""
    parts = []
    for part in assessment.parts:
        frame = part.frame
        own = frame.select(
            "mun",
            pl.lit(part.group.norm_id).alias("norm"),
            pl.lit(part.group.norms[part.version].kind).alias("kind"),
            pl.col("n").cast(pl.UInt32),
            pl.col("t").alias("opened"),
            "nominal",
            "safe",
            "due",
            pl.col("status").replace_strict(STATUS_TEXTS, return_dtype=pl.String),
            "contested",
        )
        source = column(frame, "src", pl.UInt32())
        case, period = log["case"].gather(source).alias("case"), column(frame, "period", pl.String())
        parts.append(own.with_columns(case, period).hstack(said(assessment.plan, part, log)))
    schema = {
        "mun": pl.UInt32(),
        **dict.fromkeys(("norm", "kind", "case", "period"), pl.String()),
        "n": pl.UInt32(),
        **dict.fromkeys(("opened", "nominal", "safe", "due"), pl.Int64()),
        **dict.fromkeys(("status", "bearer", "modality", "counterparty"), pl.String()),
        "contested": pl.Boolean(),
    }
    empty = pl.DataFrame(schema=schema)
    return pl.concat([empty, *(part.select(list(schema)) for part in parts)])

"""Obligations as sorted flat frames, for tables of all kinds: CSV, Parquet, the terminal."""

import json
from collections.abc import Iterator

import polars as pl

from poryadok.kernel.assess import Assessment
from poryadok.kernel.judge import Status
from poryadok.kernel.matching import Part
from poryadok.report.flat import FIELDS, INSTANTS, STATUS_TEXTS, flat_frame
from poryadok.report.moments import with_texts

__all__ = ["flat_chunks"]

CHUNK = 200_000


def flat_chunks(
    assessment: Assessment, log: pl.DataFrame, index: pl.DataFrame, *, typed: bool = False
) -> Iterator[pl.DataFrame]:
    """The obligations of an index, in its order, as frames of ``FIELDS`` and ``readings``.

    Instants and ``readings`` are text, the latter JSON. ``typed``: instants are timestamps in UTC,
    ``readings`` lists of structs, and a column ``timezone`` is added.
    """
    zones = assessment.plan.zones
    for start in range(0, max(index.height, 1), CHUNK):
        placed = index.slice(start, CHUNK).select("part", "row").with_row_index("at")
        found = [_empty(zones, typed)]
        for (number,), rows in placed.group_by("part", maintain_order=True):
            part = assessment.parts[int(number)]
            frame = part.frame[rows["row"]]
            flat = flat_frame(assessment.plan, log, part, frame)
            readings = (_structs if typed else _texts)(part, frame.with_columns(flat["zone"]), zones)
            flat = flat.with_columns(readings, rows["at"])
            found.append(_shaped(flat, zones, typed))
        yield pl.concat(found).sort("at").drop("at")


def _shaped(flat: pl.DataFrame, zones: tuple[str, ...], typed: bool) -> pl.DataFrame:
    if not typed:
        return with_texts(flat, INSTANTS, zones).select("at", *FIELDS, "readings")
    names = dict(enumerate(zones))
    return flat.with_columns(
        *(_moment(name) for name in INSTANTS),
        pl.col("zone").replace_strict(names, return_dtype=pl.String).alias("timezone"),
    ).select("at", *FIELDS, "readings", "timezone")


def _moment(name: str) -> pl.Expr:
    return (pl.col(name) * 1000).cast(pl.Datetime("ms", "UTC")).alias(name)


def _empty(zones: tuple[str, ...], typed: bool) -> pl.DataFrame:
    schema: dict[str, pl.DataType] = {"at": pl.UInt32(), **dict.fromkeys(FIELDS, pl.String())}
    schema["contested"] = pl.Boolean()
    schema["readings"] = pl.String()
    if typed:
        moment = pl.Datetime("ms", "UTC")
        schema |= dict.fromkeys(INSTANTS, moment)
        schema["readings"] = pl.List(pl.Struct({"choice": pl.String, "due_at": moment, "status": pl.String}))
        schema["timezone"] = pl.String()
    return pl.DataFrame(schema=schema)


def _choices(part: Part) -> list[str]:
    readings = part.group.norms[part.version].readings
    return [json.dumps(dict(one.choice), ensure_ascii=False, separators=(",", ":")) for one in readings]


def _due(number: int) -> pl.Expr:
    none = pl.col(f"st_{number}").is_in((int(Status.NOT_APPLICABLE), int(Status.UNDETERMINED)))
    return pl.when(none).then(None).otherwise(pl.col(f"due_{number}")).alias(f"due_{number}")


def _status(number: int) -> pl.Expr:
    return pl.col(f"st_{number}").replace_strict(STATUS_TEXTS, return_dtype=pl.String)


def _texts(part: Part, frame: pl.DataFrame, zones: tuple[str, ...]) -> pl.Series:
    choices = _choices(part)
    names = [f"due_{number}" for number in range(len(choices))]
    frame = with_texts(frame.with_columns(_due(number) for number in range(len(choices))), names, zones)
    found = []
    for number, choice in enumerate(choices):
        due = pl.when(pl.col(names[number]).is_null()).then(pl.lit("null"))
        quoted = due.otherwise(pl.concat_str(pl.lit('"'), names[number], pl.lit('"')))
        start, end = pl.lit(f'{{"choice":{choice},"due_at":'), pl.lit('"}')
        found.append(pl.concat_str(start, quoted, pl.lit(',"status":"'), _status(number), end))
    body = pl.concat_str(found, separator=",")
    return frame.select(pl.concat_str(pl.lit("["), body, pl.lit("]")).alias("readings")).to_series()


def _structs(part: Part, frame: pl.DataFrame, zones: tuple[str, ...]) -> pl.Series:
    choices = _choices(part)
    frame = frame.with_columns(_due(number) for number in range(len(choices)))
    layers = [
        frame.select(
            pl.lit(choice).alias("choice"),
            _moment(f"due_{number}").alias("due_at"),
            _status(number).alias("status"),
        )
        for number, choice in enumerate(choices)
    ]
    # row by row instead of reading by reading; far quicker than building a list for each row
    at = pl.int_range(frame.height * len(choices), eager=True)
    order = at % len(choices) * frame.height + at // len(choices)
    rows = pl.concat(layers)[order].to_struct("readings")
    return rows.reshape((frame.height, len(choices))).arr.to_list()

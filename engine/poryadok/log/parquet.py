"""Parquet: only the columns that are needed, with the types that the file gives them."""

from collections.abc import Callable
from functools import partial
from typing import Final

import polars as pl

from poryadok.findings import Finding
from poryadok.log.columns import check_columns, fold, is_data_column
from poryadok.log.files import file_finding
from poryadok.log.record import FIELDS

__all__ = ["BROKEN", "Slices", "broken", "parquet_slices"]

BROKEN: Final = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)

SLICE: Final = 1 << 20
"""Rows that are read and judged at a time: raw and judged rows never stand side by side in full."""

_NAMES: Final = (pl.String, pl.Categorical, pl.Enum, pl.Null)
_INSTANTS: Final = ("time", "due", "recorded")


Slices = tuple[list[Callable[[], pl.DataFrame]], list[Finding]]


def parquet_slices(path: str) -> Slices:
    """Open a file: a reader for each slice of its rows, and what is wrong with it.

    A slice has `_line` (1-based row) and those of FIELDS that the file has. Integer codes are taken for names
    as their digits; instants are timestamps with a zone or RFC 3339 text.
    Findings: log.broken-parquet, log.naive-time, log.column-type, and those of `check_columns`. A reader of a
    part that is broken raises what ``broken`` makes a finding of.
    """
    try:
        scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        schema = scan.collect_schema()
        findings = check_columns(path, schema.names(), 0)
        for name, dtype in schema.items():
            findings += _type_fault(path, name, dtype)
        if findings:
            return [], findings
        wanted = [name for name in schema.names() if name in FIELDS or is_data_column(name)]
        height = scan.select(pl.len()).collect().item()
    except BROKEN as error:
        return [], [broken(path, error)]

    def read(start: int) -> pl.DataFrame:
        rows = scan.select(wanted).slice(start, SLICE).collect(engine="in-memory")
        return _shaped(rows, start)

    return [partial(read, start) for start in range(0, max(height, 1), SLICE)], []


def broken(path: str, error: BaseException) -> Finding:
    """The finding for a file that cannot be decoded."""
    reason = str(error).strip().split("\n")[0][:200]
    return file_finding("log.broken-parquet", path, error=reason)


def _shaped(frame: pl.DataFrame, start: int) -> pl.DataFrame:
    """Fold `data` into one text and number the rows, of which ``start`` come before."""
    if isinstance(frame.schema.get("data"), pl.Struct):
        inner = frame["data"].struct.unnest()
        inner = inner.rename({name: f"data.{name}" for name in inner.columns})
        frame = frame.drop("data").hstack(inner)
    frame = fold(frame, typed=True)
    numbers = pl.int_range(start + 1, start + frame.height + 1, dtype=pl.Int64, eager=True)
    return frame.insert_column(0, numbers.alias("_line"))


def _type_fault(path: str, name: str, dtype: pl.DataType) -> list[Finding]:
    """Tell whether a column's type can be read."""
    if name in _INSTANTS:
        if isinstance(dtype, pl.Datetime):
            naive = dtype.time_zone is None
            return [file_finding("log.naive-time", path, column=name)] if naive else []
        fits = dtype in (pl.String, pl.Null) or (name == "due" and dtype == pl.Date)
    elif name == "data":
        fits = dtype in (pl.String, pl.Null) or isinstance(dtype, pl.Struct)
    elif is_data_column(name):
        fits = isinstance(dtype, _NAMES) or dtype.is_numeric() or dtype == pl.Boolean
    else:
        fits = isinstance(dtype, _NAMES) or dtype.is_integer()
    return [] if fits else [file_finding("log.column-type", path, column=name, type=str(dtype))]

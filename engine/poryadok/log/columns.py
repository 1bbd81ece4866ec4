"""Columns of tables (CSV, Parquet): which names are known, and how `data.X` columns become one `data`."""

import difflib
from collections import Counter
from collections.abc import Sequence
from typing import Final

import polars as pl

from poryadok.findings import Finding
from poryadok.log.files import file_finding
from poryadok.log.record import FIELDS, REQUIRED

__all__ = ["NUMBER_OR_BOOL", "check_columns", "fold", "is_data_column", "near_field"]

DATA: Final = "data."
NUMBER_OR_BOOL: Final = r"^(?:-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?|true|false)$"
"""A text cell that stands for a JSON number or truth value; `00123` does not."""


def is_data_column(name: str) -> bool:
    """Tell whether a column holds one entry of `data`, as `data.days`."""
    return name.startswith(DATA) and len(name) > len(DATA) and "." not in name.removeprefix(DATA)


def near_field(name: str) -> str:
    """The field whose name is nearest, "" if none is near."""
    near = difflib.get_close_matches(name.strip().lower(), FIELDS, 1, 0.6)
    return near[0] if near else ""


def check_columns(file: str, names: Sequence[str], line: int) -> list[Finding]:
    """Check the header of a table; all faults at once.

    Findings: log.not-a-log, log.repeated-column, log.unknown-column, log.missing-column, log.data-twice.
    """
    if not set(REQUIRED) & set(names):
        # an export of some system: what is wrong with each of its columns helps nobody
        return [file_finding("log.not-a-log", file, line)]
    findings = [
        file_finding("log.repeated-column", file, line, column=name)
        for name, times in Counter(names).items()
        if times > 1
    ]
    for name in dict.fromkeys(names):
        if name not in FIELDS and not is_data_column(name):
            findings.append(
                file_finding("log.unknown-column", file, line, column=name, suggestion=near_field(name))
            )
    missing = [name for name in REQUIRED if name not in names]
    findings += [file_finding("log.missing-column", file, line, column=name) for name in missing]
    if "data" in names and any(is_data_column(name) for name in names):
        findings.append(file_finding("log.data-twice", file, line))
    return findings


def fold(frame: pl.DataFrame, typed: bool) -> pl.DataFrame:
    """Fold `data.X` columns into `data` as JSON text; an empty cell leaves its key out.

    typed: the columns have types of their own (Parquet). Otherwise a cell that looks like a number or like
    true or false is taken as such.
    """
    names = sorted(name for name in frame.columns if is_data_column(name))
    if not names:
        return frame
    parts = []
    for name in names:
        key, column = name.removeprefix(DATA), pl.col(name)
        if not typed:
            column = pl.when(column != "").then(column)
        entry = _entry(key, column)
        if not typed:
            quoted = _entry(key, pl.lit("")).str.head(-2)
            entry = pl.when(column.str.contains(NUMBER_OR_BOOL)).then(quoted + column).otherwise(entry)
        parts.append(pl.when(column.is_not_null()).then(entry))
    data = pl.concat_str(parts, separator=",", ignore_nulls=True)
    return frame.with_columns(data=pl.when(data != "").then("{" + data + "}")).drop(names)


def _entry(key: str, column: pl.Expr) -> pl.Expr:
    """`"key":value` as JSON text."""
    return pl.struct(column.alias(key)).struct.json_encode().str.slice(1).str.head(-1)

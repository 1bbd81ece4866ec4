"""A small world of rules, and ways to write the same events in every format."""

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from poryadok.log.read import read_log
from poryadok.log.record import FIELDS, Log
from poryadok.log.rules import LogRules, MunicipalityRules

TYPES = (
    "appeal.received",
    "appeal.registered",
    "appeal.extended",
    "appeal.answered",
    "report.submitted",
    "request.received",
    "page.posted",
)
_NORMS = {
    "fz59.answer": "",
    "report.statistics": "quarter",
    "note.periodic": "any",
    "materials.on-request": "",
}
_CASES = {
    "appeal.registered": frozenset({"fz59.answer"}),
    "appeal.extended": frozenset({"fz59.answer"}),
    "appeal.answered": frozenset({"fz59.answer"}),
    "request.received": frozenset({"materials.on-request"}),
}
_CARRIED = {"appeal.extended": "days"}

RULES = LogRules(
    TYPES,
    {
        "kuzhmara": MunicipalityRules(
            "Europe/Moscow",
            _NORMS,
            _CASES,
            {
                "report.submitted": ("note.periodic", "report.statistics"),
                "request.received": ("materials.on-request",),
            },
            _CARRIED,
        ),
        "reftinsky": MunicipalityRules(
            "Asia/Yekaterinburg",
            {"fz59.answer": "", "indicators.quarterly": "quarter", "note.weekly": "week"},
            _CASES,
            {"report.submitted": ("indicators.quarterly",)},
            _CARRIED,
        ),
    },
)
GOOD: dict[str, Any] = {
    "id": "e1",
    "time": "2024-05-02T12:00:00+03:00",
    "type": "appeal.registered",
    "municipality": "kuzhmara",
    "case": "c1",
}


def event(**changes: Any) -> dict[str, Any]:
    """A good event with some fields changed; None takes a field out."""
    merged = GOOD | changes
    return {name: value for name, value in merged.items() if value is not None}


def jsonl(path: Path, records: Iterable[dict[str, Any] | str | bytes]) -> Path:
    """Write records, or raw lines, as JSONL."""
    lines = []
    for one in records:
        text = json.dumps(one, ensure_ascii=False) if isinstance(one, dict) else one
        lines.append(text.encode() if isinstance(text, str) else text)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record as a row of a table: entries of `data` in columns of their own."""
    row = {name: value for name, value in record.items() if name != "data"}
    return row | {f"data.{key}": value for key, value in (record.get("data") or {}).items()}


def csv_file(
    path: Path, records: list[dict[str, Any]], separator: str = ";", encoding: str = "utf-8"
) -> Path:
    """Write records as CSV."""
    rows = [flat(one) for one in records]
    names = [name for name in FIELDS if any(name in row for row in rows)]
    names += sorted({name for row in rows for name in row if name.startswith("data.")})
    with path.open("w", encoding=encoding, newline="") as handle:
        writer = csv.writer(handle, delimiter=separator)
        writer.writerow(names)
        for row in rows:
            cells = [row.get(name, "") for name in names]
            writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in cells])
    return path


def parquet(path: Path, records: list[dict[str, Any]], typed: bool = True) -> Path:
    """Write records as Parquet, with timestamps and categories if `typed`."""
    rows = [flat(one) for one in records]
    names = {name for row in rows for name in row}
    frame = pl.DataFrame({name: [row.get(name) for row in rows] for name in sorted(names)})
    if typed and rows:
        times = [datetime.fromisoformat(row["time"].upper()) for row in rows]
        frame = frame.with_columns(
            pl.Series("time", times, dtype=pl.Datetime("us", "UTC")),
            pl.col("type", "municipality").cast(pl.Categorical),
        )
    frame.write_parquet(path)
    return path


def clock(*parts: int) -> datetime:
    """A moment by the clock of a sheet, which knows no zones."""
    year, month, day, *rest = parts
    return datetime.combine(date(year, month, day), time(*rest))


def xlsx(path: Path, records: list[dict[str, Any]]) -> Path:
    """Write records as a workbook: texts as texts, numbers as numbers."""
    rows = [flat(one) for one in records]
    names = list(dict.fromkeys(name for row in rows for name in row))
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for at, row in enumerate([dict(zip(names, names, strict=True)), *rows]):
        for name, value in row.items():
            sheet.write(at, names.index(name), value)
    book.close()
    return path


def read(*paths: Path | str, rules: LogRules = RULES) -> Log:
    """Read and check the equation that always holds."""
    log = read_log([str(path) for path in paths], rules)
    assert log.accepted + log.duplicates + log.rejected == log.read
    assert log.accepted == log.frame.height
    return log


def reasons(log: Log) -> list[tuple[int, str, str]]:
    """(line, field, reason) of every rejection."""
    return [(one.line, one.field, one.reason) for one in log.rejections]

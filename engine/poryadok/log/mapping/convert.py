"""Files of exports to events: opens each, maps its rows, keeps account of every one of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import polars as pl

from poryadok.findings import Finding
from poryadok.log.columns import fold as fold_data
from poryadok.log.csvfile import CsvPiece
from poryadok.log.files import EXPORTS, file_finding
from poryadok.log.mapping.bulk import apply
from poryadok.log.mapping.csv_source import open_csv
from poryadok.log.mapping.model import Mapping
from poryadok.log.mapping.places import Places
from poryadok.log.mapping.prepare import prepared
from poryadok.log.mapping.record_source import open_records
from poryadok.log.mapping.rows import RowMapper, RowResult
from poryadok.log.mapping.source import Opened, Part
from poryadok.log.mapping.text import is_personal
from poryadok.log.mapping.xlsx_source import open_xlsx
from poryadok.log.record import Quarantine, Rejection

__all__ = ["HIDDEN", "Converter", "FileReport", "open_export"]

HIDDEN: Final = "\u2026"
"""Shown in place of a cell that may name a person."""
_CUT: Final = 120


@dataclass
class FileReport:
    """How one export was read: read = used + filtered + service + rejected, in rows that are not empty.

    filtered: left out by the mapping's filters; service: sums, repeated headers, numbers of columns.
    assumed: times of events whose time of day the mapping gave.
    """

    file: str
    header: int = 0
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    read: int = 0
    used: int = 0
    filtered: int = 0
    service: int = 0
    rejected: int = 0
    assumed: int = 0
    events: int = 0


def open_export(path: str, mapping: Mapping) -> Opened | tuple[Finding, ...]:
    """Open a file as the mapping says, or by its suffix. Raises OSError."""
    kind = mapping.format if mapping.format != "auto" else EXPORTS.get(Path(path).suffix.lower(), "")
    if kind == "xlsx":
        return open_xlsx(path, mapping)
    if kind == "csv":
        return open_csv(path, mapping)
    if kind in ("xes", "cloudevents"):
        return open_records(path, mapping, kind)
    return (file_finding("export.format", path, suffix=Path(path).suffix, expected=", ".join(EXPORTS)),)


@dataclass
class Converter:
    """Turns exports into the records of a log by one mapping; keeps reports and rows kept aside.

    keep: hold the records as they were made, for writing them. progress: told of the file, what has been
    read of it, and its size.
    """

    mapping: Mapping
    places: Places
    quarantine: Quarantine
    keep: bool = False
    progress: Callable[[str, int, int], None] | None = None
    reports: list[FileReport] = field(default_factory=list)
    kept: list[pl.DataFrame] = field(default_factory=list)
    heads: dict[str, dict[str, str]] = field(default_factory=dict)

    def __call__(self, path: str) -> Iterator[CsvPiece]:
        """Read one file: records for the quarantine, or findings. Raises OSError."""
        opened = open_export(path, self.mapping)
        if isinstance(opened, tuple):
            yield CsvPiece(findings=list(opened))
            return
        place = self.mapping.municipality.column
        if place is not None and place not in opened.header.places:
            names = " / ".join(f"«{name}»" for name in self.mapping.columns[place].names)
            yield CsvPiece(findings=[file_finding("export.no-municipality", path, names=names)])
            return
        report = FileReport(path, opened.header.last, opened.sheet, opened.encoding, opened.delimiter)
        self.reports.append(report)
        self.heads[path] = opened.header.heads
        rows = RowMapper(self.mapping, self.places, opened.native, opened.from_1904)
        for part in opened.parts:
            yield self._part(path, opened, part, report, rows)
            if self.progress is not None:
                self.progress(path, part.done, opened.size)

    def _part(self, path: str, opened: Opened, part: Part, report: FileReport, one: RowMapper) -> CsvPiece:
        for line, reason, value, expected in part.refused:
            self.quarantine.add([Rejection(path, line, "", reason, _safe(reason, value), expected=expected)])
        report.read += len(part.refused)
        report.rejected += len(part.refused)
        findings = list(part.findings)
        if part.rows.is_empty():
            return CsvPiece(findings=findings)
        ready = prepared(part.rows, opened.header, self.mapping, report.read - len(part.refused) == 0)
        made = apply(ready.rows, self.mapping, self.places, opened.native, opened.from_1904)
        report.read += ready.rows.height + ready.service
        report.service += ready.service
        report.used += made.used
        report.filtered += made.filtered
        report.rejected += made.bad.height
        report.assumed += made.assumed
        report.events += made.events.height
        self._explain(path, made.bad, one, opened.header.heads)
        if self.keep:
            self.kept.append(made.events.with_columns(_file=pl.lit(path)))
        return CsvPiece(fold_data(made.events.drop("_event"), typed=False), findings=findings)

    def _explain(self, path: str, bad: pl.DataFrame, one: RowMapper, heads: dict[str, str]) -> None:
        room = self.quarantine.room
        for row in bad.head(room).iter_rows(named=True):
            line = row.pop("_line")
            reasons = self.rejections(path, line, one.map(row), heads)
            self.quarantine.add(reasons or [Rejection(path, line, "", "invalid-row")])
        self.quarantine.count(max(bad.height - room, 0))

    def rejections(self, path: str, line: int, result: RowResult, heads: dict[str, str]) -> list[Rejection]:
        """The reasons against a row, as they may be shown."""
        return [
            Rejection(
                path,
                line,
                "",
                one.reason,
                self.shown(one.column, one.value, heads),
                expected=one.expected,
                nearest=one.nearest,
                head=heads.get(one.column, self._name(one.column)),
            )
            for one in result.reasons
        ]

    def shown(self, column: str, value: str, heads: dict[str, str]) -> str:
        """A cell as messages may show it."""
        if not value or column not in self.mapping.columns:
            return value
        names = (*self.mapping.columns[column].names, heads.get(column, ""))
        return HIDDEN if any(is_personal(name) for name in names) else value[:_CUT]

    def placed(self, rejection: Rejection) -> Rejection:
        """A rejected record with the header of the column that its field came from."""
        name = (rejection.id or "").rsplit("/", 1)[-1]
        event = next((one for one in self.mapping.events if one.name == name), None)
        if event is None or not rejection.field:
            return rejection
        if rejection.field == "time":
            column = event.time.column
        else:
            fields = {"type": event.type, "municipality": self.mapping.municipality, **event.fields}
            found = fields.get(rejection.field)
            column = (found.column if found else None) or ""
        heads = self.heads.get(rejection.file, {})
        value = self.shown(column, rejection.value, heads)
        return replace(rejection, head=heads.get(column, self._name(column)), value=value)

    def _name(self, column: str) -> str:
        return self.mapping.columns[column].names[0] if column in self.mapping.columns else ""


def _safe(reason: str, value: str) -> str:
    """A line that is no row may hold anything, names of people too; counts of cells are harmless."""
    return value if reason in ("short-row", "long-row") else ""

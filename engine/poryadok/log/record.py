"""The parts of a log as plain data: fields of a record, rejections, the log that was read."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import polars as pl

from poryadok.findings import Finding

__all__ = ["DATA_DEPTH", "FIELDS", "LINE_LIMIT", "REQUIRED", "Log", "Quarantine", "Rejection"]

REQUIRED: Final = ("id", "time", "type", "municipality")
"""Fields without which there is no event."""

FIELDS: Final = (
    *REQUIRED,
    "case",
    "norm",
    "period",
    "due",
    "channel",
    "sector",
    "track",
    "priority",
    "actor",
    "recorded",
    "data",
)
"""All fields of a record, in the order in which messages and the frame name them."""

LINE_LIMIT: Final = 1 << 20
"""Longest line in bytes; a longer one is rejected without being held in memory."""

DATA_DEPTH: Final = 64
"""Deepest nesting of `data`."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One reason why one record was kept aside; a record may have several.

    line: 1-based line of a text file, 1-based row of Parquet. column: 1-based, 0 when not known.
    field: the field, "" for the whole line. value: the offending text (cut), "" if there is none.
    expected: what the reason needs to say what was expected (a granularity, names, another place).
    nearest: the nearest valid name, "" if none is near.
    head: header of the export's column concerned, where the record was made by a mapping.
    """

    file: str
    line: int
    field: str
    reason: str
    value: str = ""
    id: str | None = None
    column: int = 0
    expected: str = ""
    nearest: str = ""
    head: str = ""


@dataclass(slots=True)
class Quarantine:
    """Collects what is kept aside: exact numbers always, details up to `limit` records."""

    limit: int
    records: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    detailed: int = 0

    @property
    def room(self) -> int:
        """How many more records can be kept in detail."""
        return max(self.limit - self.detailed, 0)

    def add(self, reasons: list[Rejection]) -> None:
        """Keep one record aside for `reasons`."""
        self.records += 1
        if self.room:
            self.detailed += 1
            self.rejections.extend(reasons)

    def count(self, records: int) -> None:
        """Count records that are kept aside without detail."""
        self.records += records


@dataclass(frozen=True)
class Log:
    """A log that was read.

    rows: records in the order of the files; columns id:String, t:Int64 (epoch seconds, floored), type:Enum,
        municipality:Enum, case, norm, period:String, due:Int64 (epoch seconds), channel, sector, track,
        priority, actor:String, data:String (JSON text with sorted keys). All but the first four may be null.
    stays: which rows are accepted (None: all); the others are bad or repeat an earlier one.
    read = accepted + duplicates + rejected, in records. rejections are sorted by place; `findings` tell of
    whole files that could not be read. digest: SHA-256 over the sorted SHA-256 of the files. coded: what was
    made of the rows stretch by stretch, if that was asked for.
    """

    rows: pl.DataFrame
    stays: pl.Series | None
    read: int
    accepted: int
    duplicates: int
    rejected: int
    rejections: list[Rejection]
    findings: list[Finding]
    digest: str
    coded: list[object] = field(default_factory=list)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """The accepted records, each once."""
        return self.rows if self.stays is None else self.rows.filter(self.stays)

"""A mapping as plain data: how the rows of an export become events. Checked before it comes here."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Final, Literal

from poryadok.log.mapping.text import fold

__all__ = ["DATES", "NO_TIMES", "Column", "Condition", "EventMap", "FieldMap", "Mapping", "Moment", "Table"]

DATES: Final = ("due", "recorded")
"""Fields besides `time` that are read as dates."""
NO_TIMES: Final = ("refuse", "start-of-day", "end-of-day")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the export: the headers it may have, best first; the file must have it if `required`."""

    id: str
    names: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A translation of values, by folded text. otherwise: reject, keep, empty, default (then `default`)."""

    values: Map[str, str]
    otherwise: Literal["reject", "keep", "empty", "default"] = "reject"
    default: str | None = None


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Where a field comes from: a constant, or a column, perhaps by a table or as a number."""

    constant: str | None = None
    column: str | None = None
    table: str | None = None
    number: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a time comes from. no_time: one of NO_TIMES, or HH:MM, for dates without a time."""

    column: str
    no_time: str = "refuse"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a cell must be; an empty cell satisfies only `empty` and negations. Texts are folded.

    kind: is, starts, contains, filled, empty. ``negated`` turns the answer around.
    """

    column: str
    kind: Literal["is", "starts", "contains", "filled", "empty"]
    texts: tuple[str, ...] = ()
    negated: bool = False

    def holds(self, text: str | None) -> bool:
        """Judge one cleaned cell, None for an empty one."""
        return self._plain(text) != self.negated

    def _plain(self, text: str | None) -> bool:
        if text is None:
            return self.kind == "empty"
        if self.kind in ("filled", "empty"):
            return self.kind == "filled"
        folded = fold(text)
        if self.kind == "is":
            return folded in self.texts
        if self.kind == "starts":
            return folded.startswith(self.texts)
        return any(one in folded for one in self.texts)


@dataclass(frozen=True, slots=True)
class EventMap:
    """One event that a row may give: if its time is filled and all of `when` holds."""

    name: str
    type: FieldMap
    time: Moment
    when: tuple[Condition, ...] = ()
    fields: Map[str, FieldMap] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    """A whole mapping.

    formats: ways of writing dates, tried in turn. timezone: IANA zone, or "profile" for that of the row's
    municipality. keep: conditions that a row must satisfy; skip: groups of conditions, any of which leaves a
    row out. totals: first words of rows that are sums. empty: folded texts that stand for an empty cell.
    digest: SHA-256 of the file.
    """

    id: str
    title: str
    columns: Map[str, Column]
    key: tuple[str, ...]
    municipality: FieldMap
    events: tuple[EventMap, ...]
    formats: tuple[str, ...] = ()
    timezone: str = "profile"
    tables: Map[str, Table] = field(default_factory=dict)
    keep: tuple[Condition, ...] = ()
    skip: tuple[tuple[Condition, ...], ...] = ()
    format: str = "auto"
    sheet: str = "auto"
    encoding: str = "auto"
    delimiter: str = "auto"
    header_within: int = 30
    totals: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    digest: str = ""

    @property
    def date_columns(self) -> frozenset[str]:
        """Columns that some event reads as a date."""
        found = {event.time.column for event in self.events}
        for event in self.events:
            found |= {one.column for name, one in event.fields.items() if name in DATES and one.column}
        return frozenset(found)

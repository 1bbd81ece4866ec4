"""Rows of an export to events, all at once. Why a row gives none is said elsewhere, for such rows only.

A row is used whole or not at all: one cell that cannot be read keeps the whole row aside, since half a story
would give wrong verdicts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any, Final

import polars as pl

from poryadok.log.mapping.dates import parse_dates
from poryadok.log.mapping.model import DATES, Condition, EventMap, FieldMap, Mapping, Moment
from poryadok.log.mapping.places import Places
from poryadok.log.mapping.text import ERRORS, GARBLED
from poryadok.log.mapping.values import number_text, translated

__all__ = ["Applied", "apply"]

_LINE: Final = "_line"


@dataclass(frozen=True)
class Applied:
    """What became of a part of an export.

    events: `_line`, `_event` (name in the mapping) and the fields of the records as text, `data.X` apart, in
    the order of rows and of the mapping's events. used, filtered: numbers of rows. bad: rows kept aside.
    assumed: times of events for which the mapping, not the export, gave the time of day.
    """

    events: pl.DataFrame
    used: int
    filtered: int
    bad: pl.DataFrame
    assumed: int


@dataclass
class _Part:
    """The rows at hand, with what has been read of their columns."""

    rows: pl.DataFrame
    mapping: Mapping
    places: Places
    native: bool
    from_1904: bool
    dates: dict[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def none(self) -> pl.Series:
        return pl.Series([False], dtype=pl.Boolean).new_from_index(0, self.rows.height)

    def cells(self, column: str) -> pl.Series:
        """A column's cells; nulls if the file does not have it."""
        if column in self.rows.columns:
            return self.rows[column]
        return pl.Series([None], dtype=pl.String).new_from_index(0, self.rows.height)

    def parsed(self, column: str) -> pl.DataFrame:
        if column not in self.dates:
            cells = self.cells(column)
            self.dates[column] = parse_dates(cells, self.mapping.formats, self.native, self.from_1904)
        return self.dates[column]


Value = tuple[pl.Series, pl.Series]
"""Texts, and which rows have a fault there; a faulty row's text means nothing."""


def apply(rows: pl.DataFrame, mapping: Mapping, places: Places, native: bool, from_1904: bool) -> Applied:
    """Map rows: `_line` and the mapping's columns by id, as cleaned texts with null for empty cells.

    native: the rows come from a workbook, so that real dates are recognised whatever `formats` says.
    """
    kept = _kept(rows, mapping)
    part = _Part(rows.filter(kept), mapping, places, native, from_1904)
    filtered = rows.height - part.rows.height
    place, bad = _place(part)
    keys, wrong = _keys(part)
    bad = bad | wrong
    fields: dict[tuple[str, FieldMap], Value] = {}
    made: list[tuple[EventMap, pl.Series, dict[str, pl.Series], pl.Series]] = []
    some = part.none
    for event in mapping.events:
        active = part.cells(event.time.column).is_not_null() & _all(part, event.when)
        time, fault, assumed = _moment(part, event.time, place)
        kind, other = _plain(part, event.type)
        faults, values = [fault, other | kind.is_null()], {"time": time, "type": kind}
        for name, one in event.fields.items():
            if (name, one) not in fields:
                fields[name, one] = _field(part, name, one, place)
            values[name], fault = fields[name, one]
            faults.append(fault)
        bad = bad | (active & reduce(or_, faults))
        some = some | active
        made.append((event, active, values, assumed & active))
    bad = bad | ~some
    good = ~bad
    pieces, count = [], 0
    for at, (event, active, values, assumed) in enumerate(made):
        taken = active & good
        count += int((assumed & taken).sum())
        ids = place + "/" + keys + f"/{event.name}"
        columns = {_LINE: part.rows[_LINE], "id": ids, "municipality": place, **values}
        frame = pl.DataFrame({name: series.alias(name) for name, series in columns.items()})
        pieces.append(
            frame.filter(taken).with_columns(_event=pl.lit(event.name), _at=pl.lit(at, dtype=pl.UInt32))
        )
    events = pl.concat(pieces, how="diagonal").sort(_LINE, "_at").drop("_at")
    return Applied(events, int(good.sum()), filtered, part.rows.filter(bad), count)


def _kept(rows: pl.DataFrame, mapping: Mapping) -> pl.Series:
    """Which rows the mapping's own filters let through."""
    part = _Part(rows, mapping, Places({}), False, False)
    kept = _all(part, mapping.keep)
    for group in mapping.skip:
        kept = kept & ~_all(part, group)
    return kept


def _all(part: _Part, conditions: Iterable[Condition]) -> pl.Series:
    masks = [_looked_up(part.cells(one.column), one.holds, pl.Boolean, one.holds(None)) for one in conditions]
    return reduce(and_, masks) if masks else ~part.none


def _looked_up(cells: pl.Series, answer: Callable[[str], Any], dtype: Any, empty: Any = None) -> pl.Series:
    """Ask once for each distinct text."""
    distinct = cells.unique().drop_nulls()
    known = pl.DataFrame(
        {"text": distinct, "answer": pl.Series([answer(one) for one in distinct.to_list()], dtype=dtype)}
    )
    found = cells.to_frame("text").join(known, on="text", how="left", maintain_order="left")["answer"]
    return found if empty is None else found.set(cells.is_null(), empty)


def _spoilt(cells: pl.Series) -> pl.Series:
    """Cells with an error of the spreadsheet, or with bytes that were no text."""
    wrong = cells.str.contains(ERRORS) | cells.str.contains(GARBLED, literal=True)
    return wrong.fill_null(False)


def _place(part: _Part) -> Value:
    """The profile's id of every row."""
    names, fault = _plain(part, part.mapping.municipality)
    place = _looked_up(names, part.places.id_of, pl.String)
    return place, fault | place.is_null()


def _keys(part: _Part) -> Value:
    """The row's key: its parts with a slash between; a date in one way however it is written."""
    parts, faults = [], []
    dates = part.mapping.date_columns
    for column in part.mapping.key:
        cells = part.cells(column)
        fault = _spoilt(cells)
        if column in dates:
            cells = part.parsed(column)["local"].dt.strftime("%Y-%m-%dT%H:%M:%S")
        parts.append(cells)
        faults.append(fault | cells.is_null())
    frame = pl.DataFrame({str(at): cells for at, cells in enumerate(parts)})
    keys = frame.select(key=pl.concat_str(pl.all(), separator="/"))["key"]
    return keys, reduce(or_, faults)


def _plain(part: _Part, one: FieldMap) -> Value:
    """A constant, or the text of a column, translated or read as a number."""
    if one.constant is not None:
        return pl.Series([one.constant], dtype=pl.String).new_from_index(0, part.rows.height), part.none
    cells = part.cells(one.column or "")
    fault = _spoilt(cells)
    values = cells
    if one.table is not None:
        table = part.mapping.tables[one.table]
        values = _looked_up(cells, lambda text: translated(table, text)[0], pl.String)
        known = _looked_up(cells, lambda text: translated(table, text)[1], pl.Boolean, True)
        fault = fault | ~known
    if one.number:
        values = _looked_up(cells, number_text, pl.String)
        fault = fault | (values.is_null() & cells.is_not_null())
    if one.required:
        fault = fault | cells.is_null()
    return values, fault


def _field(part: _Part, name: str, one: FieldMap, place: pl.Series) -> Value:
    if name not in DATES or one.column is None:
        return _plain(part, one)
    if name == "recorded":
        values, fault, _ = _moment(part, Moment(one.column, "start-of-day"), place)
    else:
        parsed = part.parsed(one.column)
        values, fault, _ = _moment(part, Moment(one.column, "start-of-day"), place)
        # a day alone is a term in itself: its end
        day = parsed["local"].dt.strftime("%Y-%m-%d")
        untimed = (~parsed["timed"]).fill_null(False)
        values, fault = day.zip_with(untimed, values), fault & ~untimed
    return values, fault | (part.cells(one.column).is_null() if one.required else part.none)


def _moment(part: _Part, moment: Moment, place: pl.Series) -> tuple[pl.Series, pl.Series, pl.Series]:
    """A column as RFC 3339 with the municipality's offset; faults; where the time of day was assumed."""
    cells, parsed = part.cells(moment.column), part.parsed(moment.column)
    untimed = (~parsed["timed"]).fill_null(False)
    frame = parsed.select("local", "offset").with_columns(
        place=place, untimed=untimed, text=pl.lit(None, dtype=pl.String)
    )
    clock = {"start-of-day": "00:00:00", "end-of-day": "23:59:59", "refuse": None}.get(
        moment.no_time, f"{moment.no_time}:00"
    )
    local = pl.col("local")
    if clock is not None:
        hours, minutes, seconds = map(int, clock.split(":"))
        filled = local.dt.truncate("1d") + pl.duration(hours=hours, minutes=minutes, seconds=seconds)
        local = pl.when("untimed").then(filled).otherwise(local)
    frame = frame.with_columns(local=local)
    zones = part.places.zones if part.mapping.timezone == "profile" else {}
    if zones:
        here = frame["place"].unique().drop_nulls().to_list()
        by_zone: dict[str, list[str]] = {}
        for name in here:
            by_zone.setdefault(zones[name], []).append(name)
        shift = pl.lit(None, dtype=pl.Int64)
        for zone, names in sorted(by_zone.items()):
            shift = pl.when(pl.col("place").is_in(names)).then(_shift(zone)).otherwise(shift)
    else:
        shift = _shift(part.mapping.timezone)
    frame = frame.with_columns(shift=pl.coalesce(pl.col("offset").cast(pl.Int64), shift))
    size = pl.col("shift").abs() // 60
    sign = pl.when(pl.col("shift") < 0).then(pl.lit("-")).otherwise(pl.lit("+"))
    tail = pl.format("{}{}:{}", sign, _two(size // 60), _two(size % 60))
    text = frame.select(text=pl.col("local").dt.strftime("%Y-%m-%dT%H:%M:%S") + tail)["text"]
    fault = cells.is_not_null() & text.is_null()
    if clock is None:
        fault = fault | untimed
    return text, fault, untimed if clock is not None else part.none


def _shift(zone: str) -> pl.Expr:
    """Seconds east of UTC by the local clock; null where the clock shows that time twice or never."""
    there = pl.col("local").dt.replace_time_zone(zone, ambiguous="null", non_existent="null")
    return pl.col("local").dt.epoch("s") - there.dt.epoch("s")


def _two(number: pl.Expr) -> pl.Expr:
    return number.cast(pl.String).str.zfill(2)

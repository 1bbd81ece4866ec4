"""One row of an export, slowly and exactly: its events, or every reason why it is kept aside (Cerberus).

The twin of `bulk`: previews show it, rejected rows are explained by it, a test holds the two together.
"""

from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import cerberus
from cerberus import errors

from poryadok.log.mapping.model import DATES, EventMap, FieldMap, Mapping
from poryadok.log.mapping.one_date import DateError, OneDate, parse_date
from poryadok.log.mapping.places import Places
from poryadok.log.mapping.text import GARBLED, fold, is_error
from poryadok.log.mapping.values import number_text, translated

__all__ = ["Reason", "RowMapper", "RowResult"]

_Target = tuple[str, str]
"""What a cell is read for: ("", "municipality"), (_KEY, column), (event, field)."""
_KEY: Final = "#key"
"""No event can be named so."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing wrong with a row. column: id of the column, "" for the whole row or a constant."""

    column: str
    reason: str
    value: str = ""
    expected: str = ""
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class RowResult:
    """What becomes of a row: its events as records of text (`data.X` apart), or reasons."""

    state: Literal["used", "filtered", "rejected"]
    events: tuple[dict[str, str], ...] = ()
    reasons: tuple[Reason, ...] = ()


class _Validator(cerberus.Validator):  # type: ignore[misc]
    """The targets of one row; a message is the reason's code."""

    mapper: "RowMapper"

    def _check_with_clock(self, field: _Target, value: Any) -> None:
        if isinstance(value, OneDate):
            zone = self.mapper.zone(self.document.get(("", "municipality")))
            told = value.timed and value.offset is None and zone is not None
            if told and _shift(value.local, zone or "") is None:
                self._error(field, "not-on-clock")


class RowMapper:
    """Maps rows of one file one by one."""

    def __init__(self, mapping: Mapping, places: Places, native: bool, from_1904: bool) -> None:
        self._mapping = mapping
        self._places = places
        self._native, self._from_1904 = native, from_1904
        self._schemas: dict[tuple[str, ...], _Validator] = {}

    def map(self, row: Map[str, str | None]) -> RowResult:
        """Map one row: the mapping's columns by id, cleaned, None for an empty cell or a missing column."""
        mapping = self._mapping
        kept = all(one.holds(row.get(one.column)) for one in mapping.keep)
        if not kept or any(all(one.holds(row.get(one.column)) for one in group) for group in mapping.skip):
            return RowResult("filtered")
        active = [
            event
            for event in mapping.events
            if row.get(event.time.column) is not None
            and all(one.holds(row.get(one.column)) for one in event.when)
        ]
        targets = self._targets(active)
        validator = self._validator(active, targets)
        document = {
            target: one.constant if one.constant is not None else row.get(one.column or "")
            for target, one in targets.items()
        }
        validator.validate(document)
        reasons = [self._reason(error, targets, row) for error in validator._errors]
        if not active:
            reasons.append(Reason("", "no-events"))
        if reasons:
            return RowResult("rejected", reasons=tuple(dict.fromkeys(reasons)))
        return RowResult("used", tuple(self._record(event, validator.document) for event in active))

    def zone(self, place: Any) -> str | None:
        """The zone in which the row's times are told."""
        if self._mapping.timezone != "profile":
            return self._mapping.timezone
        return self._places.zones.get(place)

    def _targets(self, active: list[EventMap]) -> dict[_Target, FieldMap]:
        found: dict[_Target, FieldMap] = {("", "municipality"): self._mapping.municipality}
        found |= {(_KEY, column): FieldMap(column=column) for column in self._mapping.key}
        for event in active:
            found[event.name, "type"] = event.type
            found[event.name, "time"] = FieldMap(column=event.time.column)
            found |= {(event.name, name): one for name, one in event.fields.items()}
        return found

    def _validator(self, active: list[EventMap], targets: Map[_Target, FieldMap]) -> _Validator:
        names = tuple(event.name for event in active)
        if names not in self._schemas:
            no_time = {event.name: event.time.no_time for event in active}
            schema = {target: self._rules(target, one, no_time) for target, one in targets.items()}
            self._schemas[names] = _Validator(schema)
            self._schemas[names].mapper = self
        return self._schemas[names]

    def _rules(self, target: _Target, one: FieldMap, no_time: Map[str, str]) -> dict[str, Any]:
        group, name = target
        needed = group in ("", _KEY) or name in ("type", "time") or one.required
        rules: dict[str, Any] = {"nullable": not needed}
        if one.constant is not None:
            steps: list[Callable[[str], Any]] = []
        elif name == "time" and group not in ("", _KEY):
            steps = [_readable, self._date, _timed(no_time[group])]
            rules["check_with"] = "clock"
        elif name in DATES and group != _KEY:
            # a term that is a day needs no time: it is the end of that day
            steps = [_readable, self._date, *([_timed("start-of-day")] if name == "recorded" else [])]
            rules["check_with"] = "clock"
        elif group == _KEY:
            dated = name in self._mapping.date_columns
            steps = [_readable, self._date] if dated else [_readable]
        else:
            steps = [_readable, *self._steps(one)]
        if target == ("", "municipality"):
            steps = [*steps, self._place]
        rules["coerce"] = _chain(steps)
        return rules

    def _steps(self, one: FieldMap) -> list[Callable[[str], Any]]:
        steps: list[Callable[[str], Any]] = []
        if one.table is not None:
            table = self._mapping.tables[one.table]

            def translate(text: str) -> str | None:
                value, known = translated(table, text)
                if not known:
                    raise ValueError("not-in-table")
                return value

            steps.append(translate)
        if one.number:
            steps.append(_number)
        return steps

    def _date(self, text: str) -> OneDate:
        return parse_date(text, self._mapping.formats, self._native, self._from_1904)

    def _place(self, text: str) -> str:
        found = self._places.id_of(text)
        if found is None:
            raise ValueError("unknown-place")
        return found

    def _reason(
        self, error: errors.ValidationError, targets: Map[_Target, FieldMap], row: Map[str, str | None]
    ) -> Reason:
        target = error.document_path[0]
        one = targets[target]
        column = one.column or ""
        if error.code == errors.NOT_NULLABLE.code:
            return Reason(column, "empty-cell")
        reason = str(error.info[0])
        value = (row.get(column) or "") if column else one.constant or ""
        expected, near = "", ""
        if reason == "not-in-table":
            near = _nearest(value, self._mapping.tables[one.table or ""].values)
            expected = one.table or ""
        elif reason == "unknown-place":
            near = _nearest(value, {**self._places.names, **{name: name for name in self._places.zones}})
        elif reason in ("bad-date", "no-such-day", "short-year"):
            expected = ", ".join(self._mapping.formats)
        return Reason(column, reason, value, expected, near)

    def _record(self, event: EventMap, document: Map[_Target, Any]) -> dict[str, str]:
        place = document["", "municipality"]
        key = "/".join(_key(document[_KEY, column]) for column in self._mapping.key)
        record = {"id": f"{place}/{key}/{event.name}", "municipality": place}
        zone = self.zone(place)
        record["time"] = _instant(document[event.name, "time"], zone)
        record["type"] = document[event.name, "type"]
        for name in event.fields:
            value = document[event.name, name]
            if isinstance(value, OneDate):
                value = _instant(value, zone) if value.timed else f"{value.local:%Y-%m-%d}"
            if value is not None:
                record[name] = value
        return record


def _chain(steps: list[Callable[[str], Any]]) -> Callable[[Any], Any]:
    def run(value: Any) -> Any:
        for step in steps:
            if value is None:
                return None
            value = step(value)
        return value

    return run


def _readable(text: str) -> str:
    if is_error(text):
        raise ValueError("cell-error")
    if GARBLED in text:
        raise ValueError("garbled-text")
    return text


def _number(text: str) -> str:
    found = number_text(text)
    if found is None:
        raise ValueError("not-a-number")
    return found


_CLOCKS: Final = {"start-of-day": "00:00:00", "end-of-day": "23:59:59"}


def _timed(no_time: str) -> Callable[[Any], Any]:
    def fill(value: OneDate) -> OneDate:
        if value.timed:
            return value
        if no_time == "refuse":
            raise DateError("no-time")
        clock = _CLOCKS.get(no_time, f"{no_time}:00")
        return OneDate(datetime.fromisoformat(f"{value.local:%Y-%m-%d}T{clock}"), True)

    return fill


def _key(value: Any) -> str:
    return f"{value.local:%Y-%m-%dT%H:%M:%S}" if isinstance(value, OneDate) else str(value)


def _instant(value: OneDate, zone: str | None) -> str:
    shift = value.offset if value.offset is not None else _shift(value.local, zone or "UTC")
    assert shift is not None  # the clock was checked
    size = abs(shift) // 60
    return f"{value.local:%Y-%m-%dT%H:%M:%S}{'-' if shift < 0 else '+'}{size // 60:02d}:{size % 60:02d}"


@cache
def _zone(name: str) -> ZoneInfo:
    # the package's own data, as everywhere: never the machine's
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def _shift(local: datetime, zone: str) -> int | None:
    """Seconds east of UTC; None where the clock shows that time twice or never."""
    first = local.replace(tzinfo=_zone(zone)).utcoffset()
    second = local.replace(tzinfo=_zone(zone), fold=1).utcoffset()
    if first != second or first is None:
        return None
    return first // timedelta(seconds=1)


def _nearest(value: str, known: Map[str, str]) -> str:
    found = get_close_matches(fold(value)[:120], list(known), 1, 0.6)
    return known[found[0]] if found else ""

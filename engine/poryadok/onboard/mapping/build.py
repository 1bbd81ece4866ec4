"""A checked document of a mapping to its model."""

from collections.abc import Mapping as Map
from typing import Any, Final

from poryadok.log.mapping.model import Column, Condition, EventMap, FieldMap, Mapping, Moment, Table
from poryadok.log.mapping.text import fold

__all__ = ["EMPTY", "TOTALS", "build"]

TOTALS: Final = ("Итого", "Всего")
EMPTY: Final = ("-", "–", "—")


def build(doc: Map[str, Any], digest: str) -> Mapping:
    """Build the model; the document has passed the schema and the cross checks."""
    source = doc.get("source") or {}
    dates = doc.get("dates") or {}
    rows = doc.get("rows") or {}
    no_time = dates.get("no_time", "refuse")
    common = doc.get("fields") or {}
    return Mapping(
        id=doc["id"],
        title=doc["title"],
        columns={name: _column(name, body) for name, body in doc["columns"].items()},
        key=tuple(doc["key"]),
        municipality=_field(doc["municipality"], required=True),
        events=tuple(_event(name, body, common, no_time) for name, body in doc["events"].items()),
        formats=tuple(dates.get("formats", ())),
        timezone=dates.get("timezone", "profile"),
        tables={name: _table(body) for name, body in (doc.get("tables") or {}).items()},
        keep=_conditions(rows.get("keep") or {}),
        skip=tuple(_conditions(group) for group in rows.get("skip") or ()),
        format=source.get("format", "auto"),
        sheet=source.get("sheet", "auto"),
        encoding=source.get("encoding", "auto"),
        delimiter=source.get("delimiter", "auto"),
        header_within=source.get("header_within", 30),
        totals=tuple(source.get("totals", TOTALS)),
        empty=tuple(fold(one) for one in source.get("empty", EMPTY)),
        digest=digest,
    )


def _column(name: str, body: Any) -> Column:
    if isinstance(body, Map):
        return Column(name, tuple(body["names"]), body.get("required", True))
    return Column(name, (body,) if isinstance(body, str) else tuple(body))


def _field(body: Any, required: bool = False) -> FieldMap:
    if isinstance(body, str):
        return FieldMap(constant=body)
    return FieldMap(
        column=body["column"],
        table=body.get("table"),
        number=body.get("number", False),
        required=body.get("required", required),
    )


def _event(name: str, body: Map[str, Any], common: Map[str, Any], no_time: str) -> EventMap:
    time = body["time"]
    moment = (
        Moment(time, no_time)
        if isinstance(time, str)
        else Moment(time["column"], time.get("no_time", no_time))
    )
    fields = {**common, **(body.get("fields") or {})}
    return EventMap(
        name,
        _field(body["type"]),
        moment,
        _conditions(body.get("when") or {}),
        {field: _field(one) for field, one in fields.items()},
    )


def _table(body: Map[str, Any]) -> Table:
    values = {fold(text): value for text, value in (body.get("values") or {}).items()}
    otherwise = body.get("otherwise", "reject")
    if isinstance(otherwise, Map):
        return Table(values, "default", otherwise["default"])
    return Table(values, otherwise)


def _conditions(body: Map[str, Any]) -> tuple[Condition, ...]:
    return tuple(_condition(column, one) for column, one in body.items())


def _condition(column: str, body: Any) -> Condition:
    if not isinstance(body, Map):
        return Condition(column, "is", _texts(body))
    ((word, value),) = body.items()
    if word == "filled":
        return Condition(column, "filled" if value else "empty")
    if word == "not":
        return Condition(column, "is", _texts(value), negated=True)
    return Condition(column, word, _texts(value))


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(fold(one) for one in ([value] if isinstance(value, str) else value))

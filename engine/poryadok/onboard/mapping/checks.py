"""What the schema cannot say of a mapping: references, ambiguous dates, headers and values given twice."""

from collections.abc import Collection, Iterator
from typing import Any, Final

from poryadok.findings import Finding
from poryadok.log.mapping.text import fold, fold_header
from poryadok.norms.names import wrong_name
from poryadok.norms.yaml_text import Path_, YamlText, span_at
from poryadok.timezones import zone_names

__all__ = ["cross_check"]

_AMBIGUOUS: Final = ("dd/mm/yyyy", "mm/dd/yyyy")


def cross_check(
    text: YamlText, event_types: Collection[str], places: Collection[str] | None
) -> list[Finding]:
    """All mistakes of a document that fits the schema."""
    doc = text.doc
    found = list(_references(text))
    found += _headers(text)
    found += _tables(text)
    found += _dates(text)
    for path, value in _values_of_type(doc):
        if value not in event_types:
            found.append(_finding(text, "mapping.event-type", path, wrong_name(value, event_types)))
    place = doc["municipality"]
    if places is not None and isinstance(place, str) and place not in places:
        found.append(_finding(text, "mapping.place", ("municipality",), wrong_name(place, places)))
    if isinstance(doc["id"], str) and text.file.rsplit("/", 1)[-1].partition(".")[0] != doc["id"]:
        stem = text.file.rsplit("/", 1)[-1].partition(".")[0]
        if "mappings/" in text.file:
            found.append(_finding(text, "mapping.id-not-name", ("id",), {"id": doc["id"], "stem": stem}))
    return found


def _finding(text: YamlText, rule: str, path: Path_, args: dict[str, Any], *, key: bool = False) -> Finding:
    suggestion = args.get("suggestion")
    span = span_at(text.file, text.marks.get(path), key=key)
    return Finding(rule, "critical", path, (span,), args, str(suggestion) if suggestion else None)


def _references(text: YamlText) -> Iterator[Finding]:
    """Names of columns and tables that are used, against those that there are."""
    doc = text.doc
    columns, tables = doc["columns"], doc.get("tables") or {}
    for path, name in _columns_used(doc):
        if name not in columns:
            yield _finding(text, "mapping.column", path, wrong_name(name, columns), key=path[-1] == name)
    for path, body in _fields(doc):
        if isinstance(body, dict) and "table" in body and body["table"] not in tables:
            yield _finding(text, "mapping.table", (*path, "table"), wrong_name(body["table"], tables))
        if path[-1] in ("due", "recorded") and isinstance(body, str):
            yield _finding(text, "mapping.date-constant", path, {"field": path[-1]})
        for word in ("table", "number"):
            if path[-1] in ("due", "recorded") and isinstance(body, dict) and body.get(word):
                yield _finding(text, "mapping.date-field", (*path, word), {"field": path[-1], "word": word})


def _fields(doc: dict[str, Any]) -> Iterator[tuple[Path_, Any]]:
    yield ("municipality",), doc["municipality"]
    for name, body in (doc.get("fields") or {}).items():
        yield ("fields", name), body
    for event, body in doc["events"].items():
        yield ("events", event, "type"), body["type"]
        for name, one in (body.get("fields") or {}).items():
            yield ("events", event, "fields", name), one


def _columns_used(doc: dict[str, Any]) -> Iterator[tuple[Path_, str]]:
    for at, name in enumerate(doc["key"]):
        yield ("key", str(at)), name
    for path, body in _fields(doc):
        if isinstance(body, dict):
            yield (*path, "column"), body["column"]
    for event, body in doc["events"].items():
        time = body["time"]
        path = ("events", event, "time")
        yield (path, time) if isinstance(time, str) else ((*path, "column"), time["column"])
        for name in body.get("when") or {}:
            yield ("events", event, "when", name), name
    rows = doc.get("rows") or {}
    for name in rows.get("keep") or {}:
        yield ("rows", "keep", name), name
    for at, group in enumerate(rows.get("skip") or ()):
        for name in group:
            yield ("rows", "skip", str(at), name), name


def _headers(text: YamlText) -> Iterator[Finding]:
    """A header that two columns claim as their own."""
    owners: dict[str, str] = {}
    for column, body in text.doc["columns"].items():
        names = body["names"] if isinstance(body, dict) else [body] if isinstance(body, str) else body
        for name in names:
            other = owners.setdefault(fold_header(name), column)
            if other != column:
                args = {"header": name, "first": other, "second": column}
                yield _finding(text, "mapping.header-twice", ("columns", column), args, key=True)


def _tables(text: YamlText) -> Iterator[Finding]:
    """One text of the export with two translations."""
    for table, body in (text.doc.get("tables") or {}).items():
        seen: dict[str, str] = {}
        for name, value in (body.get("values") or {}).items():
            if seen.setdefault(fold(name), value) != value:
                path = ("tables", table, "values", name)
                yield _finding(text, "mapping.value-twice", path, {"value": name}, key=True)


def _dates(text: YamlText) -> Iterator[Finding]:
    dates = text.doc.get("dates")
    if dates is None:
        yield _finding(text, "mapping.no-dates", ("events",), {}, key=True)
        return
    if set(_AMBIGUOUS) <= set(dates["formats"]):
        yield _finding(text, "mapping.ambiguous-dates", ("dates", "formats"), {})
    zone = dates.get("timezone", "profile")
    if zone != "profile" and zone not in zone_names():
        args = wrong_name(zone, zone_names())
        yield _finding(text, "mapping.timezone", ("dates", "timezone"), args)


def _values_of_type(doc: dict[str, Any]) -> Iterator[tuple[Path_, str]]:
    """Event types: constants, and what a table may give."""
    tables: dict[str, dict[str, Any]] = doc.get("tables") or {}
    done: set[str] = set()
    for event, body in doc["events"].items():
        kind = body["type"]
        if isinstance(kind, str):
            yield ("events", event, "type"), kind
        elif kind.get("table") in tables and kind["table"] not in done:
            done.add(kind["table"])
            table = tables[kind["table"]]
            for name, value in (table.get("values") or {}).items():
                yield ("tables", kind["table"], "values", name), value
            otherwise = table.get("otherwise")
            if isinstance(otherwise, dict):
                yield ("tables", kind["table"], "otherwise", "default"), otherwise["default"]

"""Exports without a table: records of named texts (XES, CloudEvents) as rows."""

from collections.abc import Iterator
from collections.abc import Mapping as Map
from pathlib import Path

import polars as pl

from poryadok.findings import Finding
from poryadok.log.cloudevents import read_cloudevents
from poryadok.log.csvfile import Refused
from poryadok.log.files import file_finding
from poryadok.log.mapping.header import Header, nearest_headers
from poryadok.log.mapping.model import Mapping
from poryadok.log.mapping.source import PART, Opened, Part
from poryadok.log.mapping.text import fold_header
from poryadok.log.records import Broken, Record
from poryadok.log.xes import read_xes

__all__ = ["open_records"]


def open_records(path: str, mapping: Mapping, kind: str) -> Opened:
    """Open XES or CloudEvents; a required name that no record has is known only at the end of the file."""
    read = read_xes if kind == "xes" else read_cloudevents
    ids = list(mapping.columns)
    heads = {one: mapping.columns[one].names[0] for one in ids}
    header = Header(0, 0, {one: at for at, one in enumerate(ids)}, heads, tuple(heads.values()))
    return Opened(header, _parts(path, mapping, read(path)), Path(path).stat().st_size)


def _parts(
    path: str, mapping: Mapping, records: Iterator[tuple[int, Record | Refused | Broken]]
) -> Iterator[Part]:
    wanted = {
        fold_header(name): (at, rank)
        for at, column in reversed(list(enumerate(mapping.columns.values())))
        for rank, name in reversed(list(enumerate(column.names)))
    }
    folded: dict[str, tuple[int, int] | None] = {}
    width = len(mapping.columns)
    seen: set[int] = set()
    lines: list[int] = []
    rows: list[list[str | None]] = []
    refused: list[Refused] = []
    done = 0
    for done, one in records:
        if isinstance(one, Broken):
            finding = file_finding(one.rule, path, one.line, **one.args)
            yield Part(_frame(lines, rows, width), refused, done, (finding,))
            return
        if isinstance(one, Record):
            row: list[str | None] = [None] * width
            ranks: dict[int, int] = {}
            for name, value in one.values.items():
                if name not in folded:
                    folded[name] = wanted.get(fold_header(name))
                place = folded[name]
                if place is not None and place[1] < ranks.get(place[0], 1 << 30):
                    row[place[0]], ranks[place[0]] = value, place[1]
            seen.update(ranks)
            lines.append(one.line)
            rows.append(row)
        else:
            refused.append(one)
        if len(rows) + len(refused) >= PART:
            yield Part(_frame(lines, rows, width), refused, done)
            lines, rows, refused = [], [], []
    yield Part(_frame(lines, rows, width), refused, done, _unseen(path, mapping, seen, folded))


def _frame(lines: list[int], rows: list[list[str | None]], width: int) -> pl.DataFrame:
    columns: dict[str, pl.Series] = {"_line": pl.Series(lines, dtype=pl.Int64)}
    columns |= {f"c{at}": pl.Series([row[at] for row in rows], dtype=pl.String) for at in range(width)}
    return pl.DataFrame(columns)


def _unseen(path: str, mapping: Mapping, seen: set[int], names: Map[str, object]) -> tuple[Finding, ...]:
    """Required names that no record has; a file without records is only empty."""
    if not names:
        return ()
    findings = []
    free = [name for name, place in names.items() if place is None]
    for at, column in enumerate(mapping.columns.values()):
        if column.required and at not in seen:
            near = nearest_headers(column.names, free)
            args: dict[str, str | int] = {
                "id": column.id,
                "names": " / ".join(f"«{name}»" for name in column.names),
                "headers": ", ".join(f"«{name[:60]}»" for name in free[:15]) or "—",
            }
            if near:
                args["suggestion"] = ", ".join(f"«{name[:60]}»" for name in near)
            findings.append(file_finding("export.missing-column", path, 0, **args))
    return tuple(findings)

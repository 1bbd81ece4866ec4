"""The raw rows of an export made ready: empty and service rows taken out, the mapping's columns cleaned."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import polars as pl

from poryadok.log.mapping.header import Header
from poryadok.log.mapping.model import Mapping
from poryadok.log.mapping.text import clean_cells

__all__ = ["Prepared", "prepared"]


@dataclass(frozen=True)
class Prepared:
    """rows: `_line` and the mapping's columns by id; service: sums, repeated headers, numbers of columns."""

    rows: pl.DataFrame
    service: int


def prepared(raw: pl.DataFrame, header: Header, mapping: Mapping, first: bool) -> Prepared:
    """Take rows apart. ``first``: they are the first ones below the header.

    A column that the mapping does not name is looked at only to tell empty and service rows.
    """
    cells = [name for name in raw.columns if name != "_line"]
    filled = [(pl.col(name).str.strip_chars() != "").fill_null(False) for name in cells]
    raw = raw.filter(pl.any_horizontal(filled))
    columns = {
        column: clean_cells(pl.col(f"c{at}")) for column, at in header.places.items() if f"c{at}" in cells
    }
    if mapping.empty:
        columns = {
            name: pl.when(~cell.str.to_lowercase().is_in(list(mapping.empty))).then(cell)
            for name, cell in columns.items()
        }
    rows = raw.select("_line", **columns)
    if not header.first or raw.is_empty():
        return Prepared(rows, 0)
    service = _totals(raw, rows, cells, mapping) | _repeated(raw, header, cells)
    if first and _numbers(raw, cells):
        service = service | (pl.int_range(raw.height, eager=True) == 0)
    return Prepared(rows.filter(~service), int(service.sum()))


def _totals(raw: pl.DataFrame, rows: pl.DataFrame, cells: list[str], mapping: Mapping) -> pl.Series:
    """Rows that begin with «Итого» where the key should be, or without a key, or without any date."""
    if not mapping.totals:
        return pl.repeat(False, raw.height, dtype=pl.Boolean, eager=True)
    words = "|".join(re.escape(one) for one in mapping.totals)
    begins = rf"(?i)^\s*(?:{words})(?:[^\p{{L}}]|$)"
    first = pl.coalesce(pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)) for name in cells)
    sums = raw.select(sum=first.str.contains(begins).fill_null(False))["sum"]
    keys = [rows[one] for one in mapping.key if one in rows.columns]
    bare = reduce(or_, [one.is_null() | one.str.contains(begins) for one in keys]).fill_null(True)
    times = {event.time.column for event in mapping.events} & set(rows.columns)
    dateless = reduce(and_, [rows[one].is_null() for one in times])
    return sums & (bare | dateless)


def _repeated(raw: pl.DataFrame, header: Header, cells: list[str]) -> pl.Series:
    """Rows that repeat the header, as pages pasted one under another do."""
    same = [
        raw.select(same=clean_cells(pl.col(f"c{at}")) == header.labels[at])["same"].fill_null(False)
        for at in sorted(set(header.places.values()))
        if f"c{at}" in cells
    ]
    return reduce(and_, same)


def _numbers(raw: pl.DataFrame, cells: list[str]) -> bool:
    """Whether the first row only numbers the columns: 1, 2, 3, …"""
    texts = [text.strip() for text in raw.select(cells).row(0) if text and text.strip()]
    return len(texts) > 2 and texts == [str(at) for at in range(1, len(texts) + 1)]

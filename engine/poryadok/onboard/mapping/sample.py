"""The beginning of an unknown export: its header, and what its columns hold, as evidence and not as text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from poryadok.findings import Finding
from poryadok.log.csvfile import SEPARATORS, is_utf8
from poryadok.log.files import EXPORTS, file_finding
from poryadok.log.mapping.csv_source import decoded_head, head_rows
from poryadok.log.mapping.dates import SERIAL
from poryadok.log.mapping.text import clean, fold, fold_header, is_error, is_personal
from poryadok.log.mapping.xlsx_source import top_rows
from poryadok.log.xlsx import open_book, sheet_cells

__all__ = ["ROWS", "ColumnSample", "Grid", "columns_of", "read_grids"]

ROWS: Final = 300
"""Rows that are looked at."""
_DATE: Final = re.compile(
    r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T,]+(\d{1,2}:\d{2}(?::\d{2})?).*)?", re.ASCII
)


@dataclass(frozen=True)
class Grid:
    """The first filled rows of a sheet or a text: number and cells."""

    name: str
    rows: Sequence[tuple[int, Sequence[str | None]]]
    native: bool = False


@dataclass
class ColumnSample:
    """What a column holds in the sample. Of a column that may name people only the header is kept.

    shapes: way of writing a date -> number of cells; slashes are told apart only as far as they can be.
    timed: how many of the dates have a time.
    """

    position: int
    header: str
    personal: bool
    filled: int = 0
    distinct: list[str] = field(default_factory=list)
    shapes: Counter[str] = field(default_factory=Counter)
    timed: int = 0

    @property
    def dates(self) -> int:
        return sum(self.shapes.values()) - self.shapes["short-year"]

    @property
    def is_date(self) -> bool:
        return self.filled > 0 and sum(self.shapes.values()) * 2 > self.filled


def read_grids(path: str) -> list[Grid] | tuple[Finding, ...]:
    """Read the beginning of a file: its visible sheets, or its text by each delimiter. Raises OSError."""
    kind = EXPORTS.get(Path(path).suffix.lower(), "")
    if kind == "xlsx":
        book = open_book(path)
        if isinstance(book, Finding):
            return (book,)
        found = []
        for sheet in book.sheets:
            cells = sheet_cells(book, sheet) if sheet.visible else pl.DataFrame()
            if isinstance(cells, Finding):
                return (cells,)
            if cells.width > 1:
                found.append(Grid(sheet.name, top_rows(cells, ROWS), True))
        return [one for one in found if one.rows] or (file_finding("export.empty", path),)
    if kind == "csv":
        with Path(path).open("rb") as handle:
            encoding = "utf-8" if is_utf8(handle, 1 << 20) else "cp1251"
        text = decoded_head(path, encoding)
        grids = [Grid(mark, head_rows(text, mark, ROWS)[0]) for mark in SEPARATORS]
        wide = max(grids, key=lambda one: sum(len(cells) for _, cells in one.rows))
        return [wide] if wide.rows else (file_finding("export.empty", path),)
    ready = kind if kind in ("xes", "cloudevents") else ""
    if ready:
        return (file_finding("export.has-mapping", path, mapping=ready),)
    return (
        file_finding("export.format", path, suffix=Path(path).suffix, expected=".xlsx, .csv, .tsv, .txt"),
    )


def columns_of(
    labels: Sequence[str], rows: Iterator[Sequence[str | None]], native: bool
) -> list[ColumnSample]:
    """Look at the cells below a header."""
    found = [ColumnSample(at, clean(label), is_personal(label)) for at, label in enumerate(labels)]
    seen: list[dict[str, str]] = [{} for _ in found]
    for cells in rows:
        if _service(cells, labels):
            continue
        for one, cell, known in zip(found, cells, seen, strict=False):
            text = clean(cell or "")
            if not text or text in "-–—" or is_error(text):
                continue
            one.filled += 1
            shape, timed = _shape(text, native)
            if shape:
                one.shapes[shape] += 1
                one.timed += timed
            if not one.personal:
                known.setdefault(fold(text), text)
    for one, known in zip(found, seen, strict=True):
        one.distinct = list(known.values())
    return [one for one in found if one.header]


def _service(cells: Sequence[str | None], labels: Sequence[str]) -> bool:
    """Tell whether a row only sums up, numbers the columns or repeats the header."""
    texts = [clean(cell) for cell in cells if cell and cell.strip()]
    if not texts or texts == [str(at) for at in range(1, len(texts) + 1)]:
        return True
    same = sum(
        fold_header(text) == fold_header(label) for text, label in zip(cells, labels, strict=False) if text
    )
    return same * 2 > len(texts) or fold(texts[0]).startswith(("итого", "всего"))


def _shape(text: str, native: bool) -> tuple[str, bool]:
    """How a date is written, and whether it has a time; "" for what is no date."""
    text = re.sub(r" ?г\.?\Z", "", text)
    match = _DATE.fullmatch(text)
    if match is None:
        serial = native and re.fullmatch(SERIAL, text) and text[0] in "2345"
        return ("excel", "." in text) if serial else ("", False)
    first, mark, second, last = match[1], match[2], match[3], match[4]
    timed = match[5] is not None and not (native and text.endswith(" 00:00:00"))
    if len(first) == 4:
        if native and mark == "-":
            return "native", timed
        return {"-": "yyyy-mm-dd", ".": "yyyy.mm.dd"}.get(mark, ""), timed
    if len(last) == 2:
        return "short-year", timed
    if len(last) != 4:
        return "", False
    if mark == "/":
        both = int(first) <= 12 and int(second) <= 12
        return ("slash-unclear" if both else "mm/dd/yyyy" if int(second) > 12 else "dd/mm/yyyy"), timed
    return {".": "dd.mm.yyyy", "-": "dd-mm-yyyy"}[mark], timed

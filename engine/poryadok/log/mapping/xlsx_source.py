"""An export as XLSX: the sheet with the header, whole."""

from collections.abc import Iterator

import polars as pl

from poryadok.findings import Finding
from poryadok.log.files import file_finding
from poryadok.log.mapping.header import HeaderSearch, find_header
from poryadok.log.mapping.model import Mapping
from poryadok.log.mapping.source import PART, Opened, Part
from poryadok.log.mapping.text import fold
from poryadok.log.xlsx import Book, Sheet, open_book, sheet_cells

__all__ = ["open_xlsx", "top_rows"]


def open_xlsx(path: str, mapping: Mapping) -> Opened | tuple[Finding, ...]:
    """Find the sheet and the header. Raises OSError.

    Without a sheet named by the mapping it is the only visible one that has all required columns. Findings:
    those of `open_book`, export.no-sheet, export.several-sheets, export.hidden-sheet, export.empty and those
    of `find_header`.
    """
    book = open_book(path)
    if isinstance(book, Finding):
        return (book,)
    sheets = _candidates(book, mapping)
    if isinstance(sheets, Finding):
        return (sheets,)
    found: list[tuple[Sheet, pl.DataFrame, HeaderSearch]] = []
    for sheet in sheets:
        cells = sheet_cells(book, sheet)
        if isinstance(cells, Finding):
            return (cells,)
        if cells.width > 1 and not cells.is_empty():
            rows = top_rows(cells, mapping.header_within)
            found.append((sheet, cells, find_header(path, rows, mapping)))
    if not found:
        return (file_finding("export.empty", path),)
    fit = [one for one in found if one[2].header is not None]
    if len(fit) > 1:
        names = ", ".join(f"«{one[0].name}»" for one in fit)
        return (file_finding("export.several-sheets", path, sheets=names),)
    if not fit:
        return _none(book, mapping, max(found, key=lambda one: one[2].score)[2])
    sheet, cells, search = fit[0]
    assert search.header is not None
    last = search.header.last
    below = cells.filter(pl.col("_line") > last)
    return Opened(search.header, _parts(below), below.height, True, book.from_1904, sheet.name)


def _candidates(book: Book, mapping: Mapping) -> list[Sheet] | Finding:
    if mapping.sheet == "auto":
        return [sheet for sheet in book.sheets if sheet.visible]
    wanted = fold(mapping.sheet)
    named = [sheet for sheet in book.sheets if fold(sheet.name) == wanted]
    if named:
        return named[:1]
    names = ", ".join(f"«{sheet.name}»" for sheet in book.sheets)
    return file_finding("export.no-sheet", book.path, sheet=mapping.sheet, sheets=names)


def _none(book: Book, mapping: Mapping, best: HeaderSearch) -> tuple[Finding, ...]:
    """No sheet fits: say so of the nearest one, or name a hidden one that would."""
    hidden = [sheet for sheet in book.sheets if not sheet.visible] if mapping.sheet == "auto" else []
    for sheet in hidden:
        cells = sheet_cells(book, sheet)
        if not isinstance(cells, Finding) and cells.width > 1:
            rows = top_rows(cells, mapping.header_within)
            if find_header(book.path, rows, mapping).header is not None:
                return (file_finding("export.hidden-sheet", book.path, sheet=sheet.name),)
    return best.findings


def top_rows(cells: pl.DataFrame, most: int) -> list[tuple[int, tuple[str | None, ...]]]:
    """The first rows that have any text."""
    rows = cells.head(most).iter_rows()
    return [(row[0], row[1:]) for row in rows if any(cell and cell.strip() for cell in row[1:])]


def _parts(rows: pl.DataFrame) -> Iterator[Part]:
    for start in range(0, max(rows.height, 1), PART):
        part = rows.slice(start, PART)
        yield Part(part, done=start + part.height)

"""XLSX: the cells of a sheet as text, with the numbers of their rows; event logs kept as workbooks.

fastexcel reads the cells. What it would hide is looked up in the sheet's XML: errors and formulas that were
never computed come as null, and a date that is an error would read as «no date».
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

import polars as pl

from poryadok.findings import Finding
from poryadok.log.columns import check_columns, fold, is_data_column
from poryadok.log.csvfile import CsvPiece
from poryadok.log.files import file_finding
from poryadok.log.record import FIELDS, REQUIRED

__all__ = ["Book", "Sheet", "open_book", "read_xlsx", "sheet_cells"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_UNPACKED: Final = 2 << 30
"""Most bytes of an unpacked workbook."""
_P: Final = rb"(?:[A-Za-z0-9]+:)?"
_REF: Final = re.compile(rb'(?:^| )r="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR: Final = re.compile(
    rb"<"
    + _P
    + rb'c ((?:[^<>]* )?t="e"[^<>]*)>(?:(?!</'
    + _P
    + rb"c>).){0,9000}?<"
    + _P
    + rb"v>([^<]{1,20})<",
    re.DOTALL,
)
_EMPTY_FORMULA: Final = re.compile(
    rb"<" + _P + rb"c ([^<>]*[^<>/])>\s*<" + _P + rb"f(?:\s[^<>]*)?(?:/>|>[^<]*</" + _P + rb"f>)\s*"
    rb"(?:<" + _P + rb"v\s*/>|<" + _P + rb"v></" + _P + rb"v>)?\s*</" + _P + rb"c>"
)
UNCOMPUTED: Final = "#FORMULA!"
"""Stands in a cell whose formula has no stored value."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its place in the book; part: its file in the archive."""

    index: int
    name: str
    visible: bool
    part: str


@dataclass(frozen=True)
class Book:
    """An open workbook. from_1904: its serial dates count from 1904, as old Macs did."""

    path: str
    reader: Any
    sheets: tuple[Sheet, ...]
    from_1904: bool


def open_book(path: str) -> Book | Finding:
    """Open a workbook. Raises OSError.

    Findings: log.xls-old, log.xlsx-password, log.xlsx-not, log.xlsx-broken, log.xlsx-too-large.
    """
    with Path(path).open("rb") as handle:
        head = handle.read(8)
    if head == _OLE:
        encrypted = _ENCRYPTED in Path(path).read_bytes()
        return file_finding("log.xlsx-password" if encrypted else "log.xls-old", path)
    if not head.startswith(b"PK"):
        html = head.lstrip().lower().startswith((b"<html", b"<!doct", b"<table", b"<?xml", b"<meta"))
        return file_finding("log.xls-page" if html else "log.xlsx-not", path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > _UNPACKED:
                return file_finding("log.xlsx-too-large", path, limit=_UNPACKED >> 30)
            sheets, from_1904 = _contents(archive)
    except (
        zipfile.BadZipFile,
        KeyError,
        expat.ExpatError,
        EOFError,
        NotImplementedError,
        ValueError,
    ) as error:
        return file_finding("log.xlsx-broken", path, error=" ".join(str(error).split())[:200])
    import fastexcel

    try:
        return Book(path, fastexcel.read_excel(path), sheets, from_1904)
    except fastexcel.FastExcelError as error:
        return file_finding("log.xlsx-broken", path, error=str(error).split("\n")[0][:200])


def _contents(archive: zipfile.ZipFile) -> tuple[tuple[Sheet, ...], bool]:
    """The sheets in their order, and the calendar of the book."""
    found: list[tuple[str, bool, str]] = []
    targets: dict[str, str] = {}
    state = {"1904": False}

    def book(name: str, given: dict[str, str]) -> None:
        plain = name.rsplit(":", 1)[-1]
        if plain == "sheet":
            relation = next((value for key, value in given.items() if key.endswith(":id")), "")
            found.append((given.get("name", ""), given.get("state", "visible") == "visible", relation))
        elif plain == "workbookPr":
            state["1904"] = given.get("date1904", "0") in ("1", "true")

    def relation(name: str, given: dict[str, str]) -> None:
        targets[given.get("Id", "")] = given.get("Target", "")

    _parse(archive.read("xl/workbook.xml"), book)
    _parse(archive.read("xl/_rels/workbook.xml.rels"), relation)
    sheets = []
    for at, (title, visible, ref) in enumerate(found):
        target = targets.get(ref, "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        sheets.append(Sheet(at, title, visible, part))
    return tuple(sheets), state["1904"]


def _parse(data: bytes, start: Any) -> None:
    """Walk XML; a document type, and so every entity, is refused."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.Parse(data, True)


def _no_doctype(*_: object) -> None:
    raise ValueError("DOCTYPE")


def sheet_cells(book: Book, sheet: Sheet) -> pl.DataFrame | Finding:
    """All cells as text: `_line` (the row's number in the sheet) and `c0`, `c1`, … from the first filled one.

    Numbers without a fraction have no point; dates read `2024-04-27 12:00:00`; TRUE is `true`.
    """
    import fastexcel

    try:
        loaded = book.reader.load_sheet(sheet.index, header_row=None, dtypes="string", skip_rows=0)
        frame = pl.DataFrame(loaded) if loaded.width else pl.DataFrame()
        offset = loaded.available_columns()[0].absolute_index if loaded.width else 0
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError) as error:
        return file_finding("log.xlsx-broken", book.path, error=str(error).split("\n")[0][:200])
    frame = frame.rename({name: f"c{at}" for at, name in enumerate(frame.columns)})
    numbers = pl.int_range(1, frame.height + 1, dtype=pl.Int64, eager=True).alias("_line")
    return _with_errors(book, sheet, frame, offset).insert_column(0, numbers)


def _with_errors(book: Book, sheet: Sheet, frame: pl.DataFrame, offset: int) -> pl.DataFrame:
    """Put the errors of a sheet back into their cells."""
    try:
        with zipfile.ZipFile(book.path) as archive:
            text = archive.read(sheet.part)
    except (KeyError, zipfile.BadZipFile):
        return frame
    found: dict[int, list[tuple[int, str]]] = {}
    wrong = [(given, value) for given, value in _ERROR.findall(text)] if b't="e"' in text else []
    if b"f>" in text or b"<f" in text:
        wrong += [(given, UNCOMPUTED.encode()) for given in _EMPTY_FORMULA.findall(text)]
    for given, value in wrong:
        if place := _REF.search(given):
            cell = (int(place[2]) - 1, value.decode("utf-8", "replace"))
            found.setdefault(_column(place[1]) - offset, []).append(cell)
    for at, cells in found.items():
        inside = [(row, value) for row, value in cells if row < frame.height]
        if 0 <= at < frame.width and inside:
            rows, values = zip(*inside, strict=True)
            frame = frame.with_columns(frame[f"c{at}"].scatter(list(rows), list(values)))
    return frame


def _column(letters: bytes) -> int:
    """0-based number of a column: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def read_xlsx(path: str) -> Iterator[CsvPiece]:
    """Read an event log: one sheet whose first filled row has the names of the fields. Raises OSError.

    Of several visible sheets the one with all required columns is the log. Findings: those of `open_book`,
    log.xlsx-sheets, log.xlsx-empty and those of `check_columns`.
    """
    book = open_book(path)
    if isinstance(book, Finding):
        yield CsvPiece(findings=[book])
        return
    logs: list[tuple[str, pl.DataFrame, int, list[str]]] = []
    for sheet in book.sheets:
        cells = sheet_cells(book, sheet) if sheet.visible else pl.DataFrame()
        if isinstance(cells, Finding):
            yield CsvPiece(findings=[cells])
            return
        filled = cells.filter(_filled(cells)) if cells.width > 1 else pl.DataFrame()
        if not filled.is_empty():
            names = [(name or "").strip() for name in filled.row(0)[1:]]
            logs.append((sheet.name, filled.slice(1), filled["_line"][0], names))
    fit = [one for one in logs if set(REQUIRED) <= set(one[3])]
    if len(fit) > 1:
        yield CsvPiece(
            findings=[file_finding("log.xlsx-sheets", path, sheets=", ".join(one[0] for one in fit))]
        )
    elif not logs:
        yield CsvPiece(findings=[file_finding("log.xlsx-empty", path)])
    else:
        yield _log(path, *(fit or logs)[0][1:])


def _filled(cells: pl.DataFrame) -> pl.Expr:
    """Rows with any text."""
    columns = [name for name in cells.columns if name != "_line"]
    return pl.any_horizontal((pl.col(name).str.strip_chars() != "").fill_null(False) for name in columns)


def _log(path: str, rows: pl.DataFrame, line: int, names: list[str]) -> CsvPiece:
    columns = {f"c{at}": name for at, name in enumerate(names)}
    while columns and not list(columns.values())[-1] and rows[list(columns)[-1]].is_null().all():
        columns.popitem()
    findings = check_columns(path, list(columns.values()), line)
    if findings:
        return CsvPiece(findings=findings)
    frame = rows.select("_line", *(pl.col(old).alias(new) for old, new in columns.items()))
    if "due" in frame.columns:
        # a real date of the sheet: a day, not its midnight
        day = pl.col("due").str.extract(r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$")
        frame = frame.with_columns(due=pl.coalesce(day, pl.col("due")))
    wanted = [name for name in frame.columns if name == "_line" or name in FIELDS or is_data_column(name)]
    return CsvPiece(fold(frame.select(wanted), typed=False))

"""An export as CSV: UTF-8 or cp1251; `;`, `,` or tab; a title above the header."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import polars as pl

from poryadok.findings import Finding
from poryadok.log.blocks import BLOCK, Block, blocks
from poryadok.log.csvfile import SEPARATORS, CsvHeader, Held, is_utf8, split_rows
from poryadok.log.files import file_finding
from poryadok.log.mapping.header import HeaderSearch, Rows, find_header
from poryadok.log.mapping.model import Mapping
from poryadok.log.mapping.source import Opened, Part
from poryadok.log.record import LINE_LIMIT

__all__ = ["DELIMITERS", "decoded_head", "open_csv"]

DELIMITERS: Final = {";": ";", ",": ",", "tab": "\t"}


def open_csv(path: str, mapping: Mapping) -> Opened | tuple[Finding, ...]:
    """Find encoding, delimiter and header. Raises OSError.

    Of the delimiters the one under which most of the mapping's columns are found is taken. Findings:
    export.encoding and those of `find_header`.
    """
    encoding = _encoding(path, mapping.encoding)
    if isinstance(encoding, Finding):
        return (encoding,)
    text = decoded_head(path, encoding)
    given = DELIMITERS.get(mapping.delimiter)
    tried = [given] if given else list(SEPARATORS)
    searches: dict[str, tuple[HeaderSearch, dict[int, int]]] = {}
    for separator in tried:
        rows, ends = head_rows(text, separator, mapping.header_within)
        searches[separator] = find_header(path, rows, mapping), ends
    separator = max(tried, key=lambda one: searches[one][0].score)
    search, ends = searches[separator]
    header = search.header
    if header is None:
        return search.findings
    layout = CsvHeader(separator, [f"c{at}" for at in range(len(header.labels))], len(header.labels))
    size = Path(path).stat().st_size
    parts = _parts(path, encoding, layout, ends[header.last])
    name = next(name for name, one in DELIMITERS.items() if one == separator)
    return Opened(header, parts, size, encoding=encoding, delimiter=name)


def _encoding(path: str, wanted: str) -> str | Finding:
    with Path(path).open("rb") as handle:
        if handle.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return file_finding("export.encoding", path, encoding="UTF-16", wanted=wanted)
        handle.seek(0)
        unicode = is_utf8(handle, BLOCK)
    if wanted == "utf-8" and not unicode:
        return file_finding("export.encoding", path, encoding="cp1251", wanted=wanted)
    if wanted == "cp1251" and unicode and not _ascii(path):
        return file_finding("export.encoding", path, encoding="UTF-8", wanted=wanted)
    return ("utf-8" if unicode else "cp1251") if wanted == "auto" else wanted


def _ascii(path: str) -> bool:
    with Path(path).open("rb") as handle:
        return all(chunk.isascii() for chunk in iter(lambda: handle.read(BLOCK), b""))


def decoded_head(path: str, encoding: str, size: int = 1 << 20) -> str:
    """The beginning of a file as text. Raises OSError."""
    with Path(path).open("rb") as handle:
        return handle.read(size).decode(encoding, errors="replace").removeprefix("\ufeff")


def head_rows(text: str, separator: str, most: int) -> tuple[Rows, dict[int, int]]:
    """The first rows: number of the first line and cells; and for each the number of its last line."""
    rows: list[tuple[int, list[str | None]]] = []
    ends: dict[int, int] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = 1
    try:
        for cells in reader:
            if start > most:
                break
            if any(cell.strip() for cell in cells):
                rows.append((start, list(cells)))
                ends[start] = reader.line_num
            start = reader.line_num + 1
    except csv.Error:
        pass
    return rows, ends


def _parts(path: str, encoding: str, layout: CsvHeader, after: int) -> Iterator[Part]:
    """The rows below line ``after``."""
    with Path(path).open("rb") as handle:
        held = Held()
        for block in blocks(handle, BLOCK >> 2):
            if block.too_long:
                yield from _rest(layout, held, handle)
                refused = [(block.first, "line-too-long", "", str(LINE_LIMIT))]
                yield Part(pl.DataFrame(), refused, handle.tell())
                continue
            lines, first = _lines(block, encoding, after)
            if not lines:
                continue
            if held.lines:
                lines, first = held.lines + lines, held.first
                held.lines = []
            piece = split_rows(layout, lines, first, held)
            yield Part(
                piece.frame if piece.frame is not None else pl.DataFrame(), piece.refused, handle.tell()
            )
        yield from _rest(layout, held, handle)


def _lines(block: Block, encoding: str, after: int) -> tuple[list[str], int]:
    lines = block.data.decode(encoding, errors="replace").split("\n")[:-1]
    skipped = max(0, after + 1 - block.first)
    return lines[skipped:], block.first + skipped


def _rest(layout: CsvHeader, held: Held, handle: BinaryIO) -> Iterator[Part]:
    if held.lines:
        lines, held.lines = held.lines, []
        piece = split_rows(layout, lines, held.first, None)
        yield Part(piece.frame if piece.frame is not None else pl.DataFrame(), piece.refused, handle.tell())

"""CSV: UTF-8 or cp1251, `;`, `,` or tab.

Polars reads the rows that are certainly whole; the others, with a cell of several lines, a stray quote or too
few cells, are read one by one.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

import polars as pl

from poryadok.findings import Finding
from poryadok.log.blocks import BLOCK, blocks
from poryadok.log.columns import check_columns, fold, is_data_column
from poryadok.log.files import file_finding
from poryadok.log.record import FIELDS, LINE_LIMIT

__all__ = ["SEPARATORS", "CsvHeader", "CsvPiece", "Held", "is_utf8", "read_csv", "split_rows"]

SEPARATORS: Final = (";", ",", "\t")
_CELL_LINES: Final = 1000
"""Most lines of one row: a stray quote must not swallow the rest of a file."""

Refused = tuple[int, str, str, str]
"""Line, reason, offending text, what was expected."""


@dataclass(frozen=True)
class CsvPiece:
    """A part of a file: its rows (`_line`, columns as String), refused lines, or what is wrong with it."""

    frame: pl.DataFrame | None = None
    refused: list[Refused] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_csv(path: str, size: int = BLOCK) -> Iterator[CsvPiece]:
    """Read a file part by part. Raises OSError.

    A line of nothing but separators and spaces is blank and no record. Findings: log.encoding and those of
    `check_columns`; after a finding nothing more comes.
    """
    with Path(path).open("rb") as handle:
        head = handle.read(4)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield CsvPiece(findings=[file_finding("log.encoding", path, encoding="UTF-16")])
            return
        handle.seek(0)
        encoding = "utf-8" if is_utf8(handle, size) else "cp1251"
        handle.seek(0)
        header: CsvHeader | None = None
        held = Held()
        for block in blocks(handle, size):
            if block.too_long:
                yield from _rest(header, held)
                yield CsvPiece(refused=[(block.first, "line-too-long", "", str(LINE_LIMIT))])
                continue
            lines = block.data.decode(encoding, errors="replace").split("\n")[:-1]
            first = block.first
            if header is None:
                skipped = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
                if skipped == len(lines):
                    continue
                header = _header(lines[skipped].rstrip("\r"))
                findings = check_columns(path, header.names, first + skipped)
                if findings:
                    yield CsvPiece(findings=findings)
                    return
                lines, first = lines[skipped + 1 :], first + skipped + 1
            if held.lines:
                lines, first = held.lines + lines, held.first
                held.lines = []
            yield split_rows(header, lines, first, held)
        yield from _rest(header, held)


def is_utf8(handle: BinaryIO, size: int) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := handle.read(size):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True)
class CsvHeader:
    """names: without the nameless columns at the end, which some exports add; width: with them."""

    separator: str
    names: list[str]
    width: int


@dataclass
class Held:
    """Lines at the end of a part that may belong to a cell which goes on in the next one."""

    first: int = 0
    lines: list[str] = field(default_factory=list)


def _header(line: str) -> CsvHeader:
    """The separator is the one under which most names are known."""

    def cells(separator: str) -> list[str]:
        return [name.strip() for name in next(csv.reader([line], delimiter=separator), [])]

    def known(separator: str) -> tuple[int, int]:
        names = cells(separator)
        return sum(name in FIELDS or is_data_column(name) for name in names), len(names)

    separator = max(SEPARATORS, key=known)
    names = cells(separator)
    width = len(names)
    while names and not names[-1]:
        names.pop()
    return CsvHeader(separator, names, width)


def _rest(header: CsvHeader | None, held: Held) -> Iterator[CsvPiece]:
    """Read what was held back, when nothing can follow it."""
    if header is not None and held.lines:
        lines, held.lines = held.lines, []
        yield split_rows(header, lines, held.first, None)


def split_rows(header: CsvHeader, lines: list[str], first: int, held: Held | None) -> CsvPiece:
    """Split lines into rows; `held` takes an unfinished row at the end, None if there can be none."""
    separator, width = header.separator, header.width
    table = (
        pl.DataFrame({"text": pl.Series(lines, dtype=pl.String)})
        .with_row_index("_line", offset=first)
        .with_columns(pl.col("_line").cast(pl.Int64), pl.col("text").str.strip_chars_end("\r"))
    )
    text = pl.col("text")
    quoted = text.str.contains('"', literal=True)
    cell = rf'(?:"(?:[^"]|"")*"|[^"{separator}]*)'
    whole = rf"^{cell}(?:{separator}{cell}){{{width - 1}}}$"
    table = table.with_columns(
        blank=text.str.strip_chars(f" \t{separator}") == "",
        regular=pl.when(quoted)
        .then(text.str.contains(whole))
        .otherwise(text.str.count_matches(separator, literal=True) == width - 1)
        & ~text.str.contains("\0", literal=True),
    )
    rows: list[tuple[int, list[str]]] = []
    refused: list[Refused] = []
    used: list[int] = []
    end = first + len(lines)
    after = first
    for line in table.filter(~pl.col("regular") & ~pl.col("blank"))["_line"].to_list():
        if line < after:
            continue
        stop = min(line + _CELL_LINES, end)
        taken, cells, reason = _one_row(lines, line - first, stop - first, separator)
        if reason == "unclosed-quote" and held is not None and stop == end:
            held.first, held.lines = line, lines[line - first :]
            table = table.filter(pl.col("_line") < line)
            break
        used.extend(range(line + 1, line + taken))
        after = line + taken
        if reason:
            refused.append((line, reason, lines[line - first][:100].rstrip("\r"), ""))
        elif len(cells) != width:
            kind = "short-row" if len(cells) < width else "long-row"
            refused.append((line, kind, str(len(cells)), str(width)))
        else:
            rows.append((line, cells))
    regular = table.filter(pl.col("regular") & ~pl.col("blank") & ~pl.col("_line").is_in(used))
    return CsvPiece(_frame(header, regular, rows), refused)


def _one_row(lines: list[str], at: int, stop: int, separator: str) -> tuple[int, list[str], str]:
    """Read the row that begins in one line: lines taken, cells, reason if it is no row."""
    parts: list[str] = []
    for line in range(at, stop):
        parts.append(lines[line])
        if "\0" in parts[-1]:
            return 1, [], "nul-character"
        try:
            # Text that ends inside a quoted cell is an error for the strict reader: then the row goes on.
            cells = next(
                csv.reader(io.StringIO("\n".join(parts), newline=""), delimiter=separator, strict=True)
            )
        except csv.Error as error:
            if "unexpected end" in str(error):
                continue
            return 1, [], "line-too-long" if "limit" in str(error) else "bad-quote"
        return line - at + 1, cells, ""
    return 1, [], "unclosed-quote"


def _frame(header: CsvHeader, regular: pl.DataFrame, rows: list[tuple[int, list[str]]]) -> pl.DataFrame:
    """All whole rows in the order of their lines; empty cells are null."""
    columns = header.names
    schema = {f"column_{at}": pl.String for at in range(1, header.width + 1)}
    if regular.is_empty():
        frame = pl.DataFrame(schema=schema)
    else:
        frame = pl.read_csv(
            io.BytesIO("\n".join(regular["text"].to_list()).encode()),
            has_header=False,
            schema=schema,
            separator=header.separator,
            quote_char='"',
        )
    frame = frame.insert_column(0, regular["_line"])
    if rows:
        single = {"_line": pl.Series([line for line, _ in rows], dtype=pl.Int64)}
        single |= {name: pl.Series([cells[at] for _, cells in rows]) for at, name in enumerate(schema)}
        frame = pl.concat([frame, pl.DataFrame(single)]).sort("_line")
    frame = frame.select(
        "_line", *(pl.col(old).alias(new) for old, new in zip(schema, columns, strict=False))
    )
    return fold(frame, typed=False)

"""Events as files: JSONL, CSV, Parquet, XLSX. Text stays text, whatever a spreadsheet would make of it."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Final

import msgspec
import polars as pl

from poryadok.log.columns import fold, is_data_column
from poryadok.log.record import FIELDS
from poryadok.report.csv_ import csv_pieces

__all__ = ["XLSX_ROWS", "csv_of", "jsonl_of", "parquet_of", "xlsx_of"]

XLSX_ROWS: Final = 1_048_575
"""Most events of one sheet, the header taken off."""
_PART: Final = 50_000
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no zones
"""Stands for the moment of writing, so that the same events give the same bytes."""


def _columns(frame: pl.DataFrame) -> list[str]:
    """The fields that some event has, in their usual order."""
    data = sorted(name for name in frame.columns if is_data_column(name))
    return [
        name
        for name in (*FIELDS, *data)
        if name in frame.columns and (frame[name].null_count() < frame.height or frame.is_empty())
    ]


def jsonl_of(frame: pl.DataFrame) -> Iterator[bytes]:
    """One object in a line. ``frame``: fields as text, `data.X` in columns of their own."""
    encoder = msgspec.json.Encoder()
    for start in range(0, frame.height, _PART):
        part = fold(frame.slice(start, _PART), typed=False)
        names = [name for name in FIELDS if name in part.columns]
        lines = []
        for row in part.select(names).iter_rows():
            record: dict[str, object] = {
                name: value for name, value in zip(names, row, strict=True) if value is not None
            }
            if "data" in record:
                record["data"] = msgspec.Raw(str(record["data"]).encode())
            lines.append(encoder.encode(record) + b"\n")
        yield b"".join(lines)


def csv_of(frame: pl.DataFrame) -> Iterator[bytes]:
    """CSV for a Russian Excel. What looks like a formula gets an apostrophe, which stays in the value."""
    yield from csv_pieces([frame.select(_columns(frame))])


def parquet_of(frame: pl.DataFrame, stream: BinaryIO) -> None:
    """Parquet; `data` as JSON text, so that numbers stay numbers."""
    folded = fold(frame, typed=False)
    folded.select(name for name in FIELDS if name in folded.columns).write_parquet(stream)


def xlsx_of(frame: pl.DataFrame, stream: BinaryIO) -> None:
    """A workbook whose cells are all texts."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {**options, "in_memory": True})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("События")
    bold = book.add_format({"bold": True})
    columns = _columns(frame)
    for at, name in enumerate(columns):
        sheet.write_string(0, at, name, bold)
        for row, value in enumerate(frame[name].to_list(), 1):
            if value is not None:
                sheet.write_string(row, at, value)
        sheet.set_column(at, at, 26)
    sheet.freeze_panes(1, 0)
    book.close()
    stream.write(buffer.getvalue())

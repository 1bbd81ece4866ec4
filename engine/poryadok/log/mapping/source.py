"""An export opened: its header found, its rows as text, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from poryadok.findings import Finding
from poryadok.log.csvfile import Refused
from poryadok.log.mapping.header import Header

__all__ = ["PART", "Opened", "Part"]

PART: Final = 50_000
"""Rows that are mapped at a time."""


@dataclass(frozen=True)
class Part:
    """Rows of an export: `_line` and `c0`, `c1`, … as text; lines that are no rows.

    done: how much of the file has been read, in the units of `Opened.size`.
    """

    rows: pl.DataFrame
    refused: list[Refused] = field(default_factory=list)
    done: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Opened:
    """An export whose header is known.

    native: real dates of a workbook among the cells. sheet: name of the sheet, "" for what has none.
    encoding, delimiter: of a text file, else "".
    """

    header: Header
    parts: Iterator[Part]
    size: int
    native: bool = False
    from_1904: bool = False
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""

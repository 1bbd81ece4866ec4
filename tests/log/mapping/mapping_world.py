"""A mapping of few columns, exports written in a few lines, and ways to read them."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from log.support import RULES
from poryadok.log.mapping.convert import Converter
from poryadok.log.mapping.model import Mapping
from poryadok.log.mapping.places import Places, places_of
from poryadok.log.mapping.read import read_mapped
from poryadok.log.record import Log, Quarantine
from poryadok.onboard.mapping.build import build

PLACES: Places = places_of(
    RULES, {"kuzhmara": ("Кужмаринское поселение",), "reftinsky": ("Городской округ Рефтинский",)}
)
DOC: dict[str, Any] = {
    "format": 1,
    "id": "sample",
    "title": "Проба",
    "columns": {
        "number": ["Номер", "№"],
        "created": ["Дата создания"],
        "closed": ["Дата закрытия"],
        "place": {"names": ["Муниципалитет"], "required": False},
        "topic": {"names": ["Тема"], "required": False},
        "days": {"names": ["Дней"], "required": False},
        "state": {"names": ["Статус"], "required": False},
    },
    "dates": {"formats": ["dd.mm.yyyy", "yyyy-mm-dd", "excel"], "no_time": "refuse"},
    "tables": {"sectors": {"values": {"Дороги": "roads", "ЖКХ": "housing"}, "otherwise": "reject"}},
    "key": ["number"],
    "municipality": {"column": "place"},
    "fields": {"case": {"column": "number"}, "channel": "incident"},
    "rows": {"skip": [{"state": "черновик"}]},
    "events": {
        "registered": {
            "type": "appeal.registered",
            "time": "created",
            "fields": {
                "sector": {"column": "topic", "table": "sectors"},
                "data.days": {"column": "days", "number": True},
            },
        },
        "answered": {"type": "appeal.answered", "time": "closed", "when": {"state": {"not": "в работе"}}},
    },
}
HEAD = ("Номер", "Дата создания", "Дата закрытия", "Муниципалитет", "Тема", "Дней", "Статус")


def mapping(**changes: Any) -> Mapping:
    """The sample mapping with some keys changed."""
    return build(DOC | changes, "0" * 64)


def csv_export(
    path: Path, rows: Sequence[Sequence[str]], encoding: str = "cp1251", separator: str = ";"
) -> Path:
    """Rows as a Windows spreadsheet writes them."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def xlsx_export(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> Path:
    """Sheets of cells: text, numbers, dates; a text that begins with `=` is a formula without a value."""
    book = xlsxwriter.Workbook(path)
    moment, day = (book.add_format({"num_format": form}) for form in ("dd.mm.yyyy hh:mm", "dd.mm.yyyy"))
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, moment if isinstance(cell, datetime) else day)
                elif isinstance(cell, str) and cell.startswith("=NA("):
                    sheet.write_formula(at, column, cell, None, "#N/A")
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(at, column, cell, None, "")
                elif cell is not None:
                    sheet.write(at, column, cell)
    book.close()
    return path


def convert(*paths: Path, by: Mapping | None = None) -> tuple[Log, Converter]:
    """Read exports, and check both equations."""
    converter = Converter(by or mapping(), PLACES, Quarantine(100_000), keep=True)
    log = read_mapped([str(path) for path in paths], RULES, converter)
    assert log.accepted + log.duplicates + log.rejected == log.read
    for one in converter.reports:
        assert one.read == one.used + one.filtered + one.service + one.rejected
    assert sum(one.rejected for one in converter.reports) == converter.quarantine.records
    if not log.findings:
        assert sum(one.events for one in converter.reports) == log.read
    return log, converter


def reasons(converter: Converter) -> list[tuple[int, str, str]]:
    """(row, header, reason) of every row kept aside."""
    found = [(one.line, one.head, one.reason) for one in converter.quarantine.rejections]
    return sorted(found)

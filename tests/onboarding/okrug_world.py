"""The invented district of ``okrug/``: its files, its export as Excel and as CSV, what follows from them."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from cases.scenarios import Doc
from poryadok.cli.main import main
from poryadok.norms.yaml_text import load_text

FOLDER = Path(__file__).parent / "okrug"
AS_OF = "2026-02-02"
INSTANT = re.compile(r"\d\d\.\d\d\.\d{4}(?: \d\d:\d\d)?")


def read(name: str) -> Doc:
    read = load_text((FOLDER / name).read_text(encoding="utf-8"), name)
    assert read.findings == (), read.findings
    return read.doc


def export_rows(*parts: str) -> Iterator[list[str]]:
    """The rows of the export as a clerk sees them: a title, the header, the rows, the total."""
    export = read("export.yaml")
    header = export["header"]
    yield ["Единый журнал обращений и дел", *[""] * (len(header) - 1)]
    yield [""] * len(header)
    yield header
    rows = [row for part in parts for row in export[part]]
    for row in rows:
        cells = {**export["usual"], **export["kinds"][row["№"][0]], **row}
        assert set(cells) <= set(header), set(cells) - set(header)
        yield [cells.get(name, "") for name in header]
    yield ["Итого", str(len(rows)), *[""] * (len(header) - 2)]


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "cp1251") -> None:
    """A CSV as Russian Excel saves it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_xlsx(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """A workbook as a system exports it: a merged title, a header in wrapped lines, a filter, real dates.

    What is no date stays text.
    """
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Журнал")
        instant = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.merge_range(0, 0, 0, 5, rows[0][0])
        sheet.autofilter(2, 0, len(rows) - 2, len(rows[2]) - 1)
        for column, cell in enumerate(rows[2]):
            sheet.write_string(2, column, cell.replace(" ", "\n", 1))
        for at, row in enumerate(rows[3:], start=3):
            for column, cell in enumerate(row):
                moment = _moment(cell)
                if moment is not None:
                    sheet.write_datetime(at, column, moment, instant if ":" in cell else day)
                elif cell.isdigit():
                    sheet.write_number(at, column, int(cell))
                elif cell:
                    sheet.write_string(at, column, cell)


def _moment(cell: str) -> datetime | None:
    if INSTANT.fullmatch(cell) is None:
        return None
    try:
        # a cell of Excel has no zone
        return datetime.strptime(cell, "%d.%m.%Y %H:%M" if ":" in cell else "%d.%m.%Y")  # noqa: DTZ007
    except ValueError:
        return None


def expected(*parts: str) -> dict[str, Doc]:
    """Obligation id -> what it must be, instants with the offset of the district."""
    doc = read("expected.yaml")
    found: dict[str, Doc] = {}
    for one in (one for part in parts for one in doc[part]):
        assert one.keys() <= {"id", "status", "due", "contested", "breach", "why"}
        assert one["why"]
        found[full_name(one["id"])] = {**one, "due": _written(one["due"])}
    return found


def full_name(name: str) -> str:
    return name if name.startswith("zaprudnoe/") else f"srednerechensky/{name}"


def _written(due: str) -> str:
    day, _, hour = due.partition(" ")
    return f"{'-'.join(reversed(day.split('.')))}T{hour + ':00' if hour else '23:59:59'}+05:00"


def run(capsys: Any, *args: object) -> tuple[int, str, str]:
    """One command: exit code, what it answers, what it says to people."""
    code = main(list(map(str, args)))
    said = capsys.readouterr()
    return code, said.out, said.err

"""Workbooks: event logs, and files that only look like workbooks."""

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from log.support import clock, event, read, reasons

HEAD = ("id", "time", "type", "municipality", "case", "due")
ROW = ("e1", "2024-05-02T12:00:00+03:00", "appeal.registered", "kuzhmara", "c1")


def book(path: Path, *sheets: list[tuple[Any, ...]], hidden: int | None = None) -> Path:
    made = xlsxwriter.Workbook(path)
    form = made.add_format({"num_format": "dd.mm.yyyy"})
    for number, rows in enumerate(sheets):
        sheet = made.add_worksheet()
        if number == hidden:
            sheet.hide()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, form)
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(at, column, cell, None, "#N/A" if "NA" in cell else "")
                else:
                    sheet.write(at, column, cell)
    made.close()
    return path


def rules(path: Path) -> list[str]:
    return [one.rule for one in read(path).findings]


def test_rows_keep_their_numbers(tmp_path: Path) -> None:
    rows = [
        (),
        HEAD,
        ROW,
        (),
        ("e2", *ROW[1:]),
        ("e3", "вчера", *ROW[2:]),
        ("e4", clock(2024, 5, 2, 12), *ROW[2:]),
    ]
    log = read(book(tmp_path / "log.xlsx", rows))
    assert reasons(log) == [(6, "time", "bad-time"), (7, "time", "naive-time")]
    assert log.accepted == 2


def test_a_day_of_the_sheet_is_a_term(tmp_path: Path) -> None:
    rows = [HEAD, (*ROW[:2], "request.received", *ROW[3:], date(2024, 5, 10))]
    # 23:59:59 of 10 May in Moscow, as in the other formats
    assert read(book(tmp_path / "log.xlsx", rows)).frame["due"].to_list() == [1715374799]


def test_errors_do_not_read_as_empty(tmp_path: Path) -> None:
    rows = [HEAD, (*ROW, "=NA()"), ("e2", *ROW[1:], "=A1")]
    assert reasons(read(book(tmp_path / "log.xlsx", rows))) == [(2, "due", "bad-due"), (3, "due", "bad-due")]


def test_errors_as_other_programs_write_them(tmp_path: Path) -> None:
    """With a prefix before every name, and the attributes in another order."""
    rows = [HEAD, (*ROW, "=NA()"), ("e2", *ROW[1:], "=A1"), ("e3", *ROW[1:])]
    good = book(tmp_path / "good.xlsx", rows)
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(tmp_path / "log.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb'<c r="([A-Z0-9]+)" t="([a-z]+)"', rb'<c t="\2" r="\1"', data)
                data = re.sub(rb"(</?)([a-zA-Z])", rb"\1x:\2", data).replace(b"xmlns=", b"xmlns:x=")
            new.writestr(name, data)
    assert reasons(read(tmp_path / "log.xlsx")) == [(2, "due", "bad-due"), (3, "due", "bad-due")]


def test_columns(tmp_path: Path) -> None:
    rows = [("id", "time", "type", "munisipality", "id"), ROW]
    assert sorted(rules(book(tmp_path / "log.xlsx", rows))) == [
        "log.missing-column",
        "log.repeated-column",
        "log.unknown-column",
    ]


def test_sheets(tmp_path: Path) -> None:
    assert rules(book(tmp_path / "a.xlsx", [HEAD, ROW], [HEAD, ROW])) == ["log.xlsx-sheets"]
    assert read(book(tmp_path / "b.xlsx", [("Справка",)], [HEAD, ROW])).accepted == 1
    assert read(book(tmp_path / "c.xlsx", [HEAD, ROW], [HEAD, ROW], hidden=1)).accepted == 1
    assert rules(book(tmp_path / "d.xlsx", [])) == ["log.xlsx-empty"]


def test_files_that_are_no_workbooks(tmp_path: Path) -> None:
    good = book(tmp_path / "good.xlsx", [HEAD, ROW]).read_bytes()
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    cases = {
        "a.xlsx": (old, "log.xls-old"),
        "b.xlsx": (old + "EncryptedPackage".encode("utf-16-le"), "log.xlsx-password"),
        "c.xlsx": (b"<html><table>", "log.xls-page"),
        "d.xlsx": (b"id;time;type", "log.xlsx-not"),
        "e.xlsx": (good[:300], "log.xlsx-broken"),
        "f.xls": (old, "log.xls-old"),
        "g.xls": (b"\xef\xbb\xbf<html>", "log.xls-page"),
    }
    for name, (data, rule) in cases.items():
        (tmp_path / name).write_bytes(data)
        assert rules(tmp_path / name) == [rule], name


def test_a_workbook_of_entities_is_refused(tmp_path: Path) -> None:
    good = book(tmp_path / "good.xlsx", [HEAD, ROW])
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(tmp_path / "bomb.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
            new.writestr(name, data)
    assert rules(tmp_path / "bomb.xlsx") == ["log.xlsx-broken"]


def test_a_huge_archive_is_refused(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("poryadok.log.xlsx._UNPACKED", 1000)
    assert rules(book(tmp_path / "log.xlsx", [HEAD, ROW])) == ["log.xlsx-too-large"]


def test_the_same_event_in_two_formats_counts_once(tmp_path: Path) -> None:
    from log.support import jsonl

    log = read(book(tmp_path / "log.xlsx", [HEAD, ROW]), jsonl(tmp_path / "log.jsonl", [event()]))
    assert (log.accepted, log.duplicates) == (1, 1)

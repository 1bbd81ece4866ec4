"""CSV, Parquet, tables, JUnit, files: what each format must not get wrong."""

import csv
import io
import xml.etree.ElementTree as ET

import polars as pl
import pytest

from poryadok.report.columns import flat_chunks
from poryadok.report.csv_ import csv_pieces
from poryadok.report.junit import junit
from poryadok.report.nearest_ids import nearest_ids
from poryadok.report.order import index_of
from poryadok.report.parquet import write_parquet
from poryadok.report.sink import to_file
from poryadok.report.table import table
from report.report_world import event, look, profile, response

EVIL = '=cmd|"/c calc"!A1'


def made(case="c"):
    doc = profile({"n": response(within={"days": 1})})
    rows, found, log = look(doc, [event("e", "2024-05-06T10:00:00", case=case)], "2024-06-05")
    return rows, found, log, index_of(found, log.frame)


def test_csv_opens_in_excel_and_holds_no_formula():
    rows, found, log, index = made(EVIL)
    body = b"".join(csv_pieces(flat_chunks(found, log.frame, index)))
    assert body.startswith(b"\xef\xbb\xbfid;municipality;")
    (line,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";")
    assert line["case"] == "'" + EVIL
    assert line["due_at"] == rows[0]["due_at"]
    assert line["closed_at"] == ""


def test_parquet_holds_timestamps(tmp_path):
    _, found, log, index = made()
    path = tmp_path / "rows.parquet"
    to_file(path, lambda stream: write_parquet(flat_chunks(found, log.frame, index, typed=True), stream))
    (row,) = pl.read_parquet(path).to_dicts()
    assert row["due_at"].isoformat() == "2024-05-07T20:59:59+00:00"
    assert (row["timezone"], row["status"]) == ("Europe/Moscow", "overdue")
    assert row["readings"] == [{"choice": "{}", "due_at": row["due_at"], "status": "overdue"}]


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("прежнее", encoding="utf-8")

    def fails(stream):
        stream.write(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        to_file(path, fails)
    assert path.read_text(encoding="utf-8") == "прежнее"
    to_file(path, lambda stream: stream.write(b"new"))
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["out.txt"]


def test_tables_keep_their_columns_and_steer_no_terminal():
    lines = list(table(("имя", "n"), [("а\x1b[2J", "1"), ("й" * 12, "100")], right=[1]))
    assert lines[2] == "а [2J           1"
    assert {len(line) for line in lines} == {17}


def test_junit_is_sound_xml_whatever_the_case_is_called():
    _, found, log, _ = made("a\x01<b>&\ufffe\x7f")
    root = ET.fromstring(junit(found, log.frame, "2024-06-05"))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("1", "1", "0")
    case = root.find("testsuite/testcase")
    assert (case.get("classname"), case.get("name")) == ("m", "n: Ответить")
    failure = case.find("failure")
    assert failure.get("message") == "1 нарушение"
    assert failure.text.startswith("m/n/a<b>&")


def test_junit_targets_do_not_fail_and_waiting_norms_are_skipped():
    norms = {
        "t": response(within={"days": 1}, modality="target"),
        "w": response(within={"parameter": "p"}),
    }
    doc = profile(
        norms, parameters={"p": {"title": "Срок", "type": "amount", "set_by": "head", "clause": "п. 3"}}
    )
    _, found, log = look(doc, [event("e", "2024-05-06T10:00:00")], "2024-06-05")
    root = ET.fromstring(junit(found, log.frame, "2024-06-05"))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("2", "0", "1")
    assert "устанавливает: Глава; п. 3" in root.find(".//skipped").get("message")


def test_nearest_ids():
    ids = [f"m/n/A-{number}" for number in range(10_000)]
    assert nearest_ids("m/n/A-12345", ids)[0] in ids
    assert "m/n/A-77" in nearest_ids("m/n/a-77", ids)
    assert nearest_ids("m/n/x", []) == []

"""``poryadok obligations``: its formats, its errors, its files."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import polars as pl
import pytest
from click.testing import CliRunner

from cli.cli_world import records, write_log
from poryadok.cli.main import cli, main
from poryadok.data import data_root


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write_log(tmp_path / "log.jsonl", records())


def run(*args: object):
    return CliRunner().invoke(cli, ["obligations", *map(str, args)])


def test_json_is_one_object_by_the_schema(log):
    result = run("beloyarsky", "--events", log, "--as-of", "2024-08-01", "--format", "json")
    assert result.exit_code == 0
    body = json.loads(result.stdout)
    schema = json.loads((data_root() / "schemas" / "assessment.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(body, schema)
    assert list(body) == ["as_of", "digests", "log", "undetermined", "obligations"]
    assert body["as_of"] == "2024-08-01"
    # an event of a municipality that was not asked for is unused, not rejected
    assert body["log"] == {"read": 6, "accepted": 6, "duplicates": 0, "rejected": 0, "unused": 3}
    assert [row["id"] for row in body["obligations"]] == [
        "beloyarsky/fz59.answer/A-1",
        "beloyarsky/fz59.register/A-1",
        "beloyarsky/report.statistics/2024-Q2",
    ]
    assert "прочитано записей 6" in result.stderr


def test_the_obligations_do_not_depend_on_how_the_log_lies_in_files(log, tmp_path):
    first = run("--events", log, "--as-of", "2024-08-01", "--format", "json").stdout
    made = records()
    write_log(tmp_path / "part-1.jsonl", [made[5], made[0], made[3]])
    write_log(tmp_path / "part-2.jsonl", [made[4], made[2], made[1], made[0]])
    again = run(
        "--events", tmp_path / "part-*.jsonl", "--as-of", "2024-08-01", "--format", "json", "--buckets", 3
    ).stdout
    assert first.split('"obligations"')[1] == again.split('"obligations"')[1]
    assert json.loads(again)["log"]["duplicates"] == 1


def test_files_that_the_shell_has_spread_are_events(log, tmp_path):
    other = write_log(tmp_path / "other.jsonl", [])
    result = run("--events", log, other, "--as-of", "2024-08-01", "--format", "jsonl")
    assert result.exit_code == 0
    assert "beloyarsky/fz59.answer/A-1" in result.stdout


def test_a_profile_by_its_path(log):
    path = data_root() / "configs" / "sverdlovsk" / "beloyarsky.yaml"
    result = run(path, "--events", log, "--as-of", "2024-08-01", "--format", "jsonl")
    assert [json.loads(line)["municipality"] for line in result.stdout.splitlines()] == ["beloyarsky"] * 3


def test_unused_events_are_listed_with_reasons(log):
    args = ("beloyarsky", "--events", log, "--as-of", "2024-08-01", "--unused")
    body = json.loads(run(*args, "--format", "json").stdout)
    assert {one["id"]: one["reason"] for one in body["unused"]} == {
        "e4": "закрывать нечего: открытой обязанности по делу нет или она уже закрыта "
        "(нормы appeal.accelerated, fz59.answer)",
        "e5": "муниципалитет в этом расчёте не запрошен",
        "e6": "муниципалитет в этом расчёте не запрошен",
    }
    assert "e4 (appeal.answered): закрывать нечего" in run(*args).stderr


def test_the_table_is_for_people(log):
    result = run("kuzhmara", "--events", log, "--as-of", "2024-08-01")
    line = next(line for line in result.stdout.splitlines() if "comment.draft" in line)
    assert "исполнено с нарушением срока" in line
    assert "20 июля 2024, 15:30:00 (+03:00)" in line
    assert "Органы местного самоуправления поселения" in line
    assert line.endswith("спорно: three-hours-start")
    assert "kilemar/note.periodic: не задан параметр" in run("--events", log, "--as-of", "2026-01-01").stdout


def test_files(log, tmp_path):
    for kind in ("table", "json", "jsonl", "csv", "parquet"):
        out = tmp_path / f"out.{kind}"
        result = run("--events", log, "--as-of", "2024-08-01", "--format", kind, "--out", out)
        assert (result.exit_code, result.stdout) == (0, "")
        assert out.stat().st_size
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig")), delimiter=";"))
    table = pl.read_parquet(tmp_path / "out.parquet")
    assert [row["id"] for row in rows] == table["id"].to_list()
    assert {one.name for one in tmp_path.iterdir()} >= {"out.csv", "log.jsonl"}
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".out*"))


@pytest.mark.parametrize(
    "args, words",
    [
        (["--as-of", "2024-08-01T10:00:00"], "нет смещения от UTC"),
        (["--as-of", "2024-02-30"], "не дата и не момент"),
        (["--as-of", "вчера"], "не дата и не момент"),
        (["--as-of", "0001-01-01"], "с 1900 по 2199"),
        (["--as-of", "2024-08-01", "--format", "parquet"], "нужен --out"),
        (["--as-of", "2024-08-01", "--out", "нет/такой/папки.json"], "нет папки"),
        (["--as-of", "2024-08-01", "kuzhmar"], "возможно: kuzhmara"),
        (["--as-of", "2024-08-01", "--buckets", "0"], "вне диапазона"),
        (["--as-of", "2024-08-01", "--layer", "нет.yaml"], "не найден"),
        ([], "не задан параметр"),
    ],
)
def test_wrong_input_is_said_in_russian(log, args, words, capsys):
    assert main(["obligations", "--events", str(log), *args]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err


def test_all_errors_come_at_once(tmp_path, capsys):
    args = [
        "obligations",
        "kuzhmar",
        "reft",
        "--events",
        str(tmp_path),
        "--events",
        "нет.jsonl",
        "--as-of",
        "x",
    ]
    assert main(args) == 2
    told = capsys.readouterr().err
    for words in ("--as-of", "«kuzhmar»", "«reft»", "это папка", "файл не найден"):
        assert words in told


def test_an_invalid_profile_is_refused_with_all_its_findings(log, tmp_path, capsys):
    (tmp_path / "configs" / "north").mkdir(parents=True)
    path = tmp_path / "configs" / "north" / "town.yaml"
    path.write_text("format: 1\nid: town\nrank: municipality\nnorm: {}\nacts: {}\n", encoding="utf-8")
    args = ["--configs", str(tmp_path / "configs"), "--events", str(log), "--as-of", "2024-08-01"]
    assert main(["obligations", *args]) == 2
    told = capsys.readouterr().err
    assert "town.yaml:4:1" in told
    assert "town.yaml:5:1" in told


def test_a_year_without_calendar_is_a_verdict_not_an_error(tmp_path):
    events = write_log(
        tmp_path / "log.jsonl",
        records([("c", "2026-12-31T10:00:00+05:00", "contact.changed", "reftinsky", {"case": "C"})]),
    )
    result = run("reftinsky", "--events", events, "--as-of", "2026-12-31T12:00:00+05:00", "--format", "jsonl")
    row = next(json.loads(one) for one in result.stdout.splitlines() if "notify-change" in one)
    assert row["status"] == "undetermined"
    assert row["safe_due_at"] is None
    assert "2027 год" in " ".join(step["reason"] for step in row["steps"])


def test_rejected_records_change_no_exit_code(tmp_path):
    events = write_log(tmp_path / "log.jsonl", [*records(), {"id": "bad"}])
    result = run("beloyarsky", "--events", events, "--as-of", "2024-08-01", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["log"]["rejected"] == 1
    assert "отклонено" in result.stderr


def test_a_reader_that_stops_reading_is_no_fault_of_ours() -> None:
    """``… | head -1``: exit code 141 as of a broken pipe, and no word of a file ``None``."""
    code = "from poryadok.cli.main import run; run()"
    command = [sys.executable, "-c", code, "obligations", "--as-of", "2026-04-02", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == 141
    assert "None" not in said

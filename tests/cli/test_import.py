"""``poryadok import``, ``poryadok new mapping``, and exports given to the commands that compute."""

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from examples.exports import EXPORTS, incidents, journal
from log.mapping.mapping_world import xlsx_export
from poryadok.cli.main import cli
from poryadok.log.xlsx import Book, open_book, sheet_cells

JOURNAL = EXPORTS / "appeals-journal.csv"
INCIDENTS = EXPORTS / "incidents.xlsx"
PLACE = ("--mapping", "appeals-journal", "--municipality", "borsky")


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in args])


def test_the_example_exports_are_what_they_say(tmp_path: Path) -> None:
    """The CSV byte for byte; the workbook cell for cell, since its bytes depend on the library's version."""
    assert JOURNAL.read_bytes() == journal()
    path = tmp_path / "a.xlsx"
    path.write_bytes(incidents("Муниципальный район Борский"))
    cells = []
    for one in (path, INCIDENTS):
        book = open_book(str(one))
        assert isinstance(book, Book)
        found = sheet_cells(book, book.sheets[0])
        assert isinstance(found, pl.DataFrame)
        cells.append(found)
    assert cells[0].equals(cells[1])


def test_import_says_both_equations_and_every_reason() -> None:
    result = run("import", JOURNAL, *PLACE)
    assert result.exit_code == 0
    events = [json.loads(line) for line in result.stdout.splitlines()]
    # О-21: received, registered, answered; О-22: received, registered; О-23: received, registered, forwarded
    assert len(events) == 8
    assert events[0] == {
        "id": "borsky/О-21/received",
        "time": "2026-02-02T00:00:00+04:00",
        "type": "appeal.received",
        "municipality": "borsky",
        "case": "О-21",
        "channel": "59-fz",
        "sector": "Дороги",
    }
    said = result.stderr
    assert "шапка в строке 3, кодировка cp1251, разделитель «;»" in said
    # seven rows: numbers of columns, five appeals, the sum
    assert (
        "прочитано строк 7 = использовано 3 + пропущено по условиям 0 + "
        "служебных (итоги, повтор шапки) 2 + отклонено 2" in said
    )
    assert "прочитано записей 8, принято 8, повторов 0, отклонено 0" in said
    assert (
        "appeals-journal.csv:8: столбец «Дата поступления»: такого дня или времени нет («31.02.2026»)" in said
    )
    assert "appeals-journal.csv:9: столбец «Дата поступления»: год записан двумя цифрами («02.03.26»)" in said
    assert "у даты не было времени: 8 событий" in said
    assert "житель" not in result.output and "специалист" not in result.output


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet", "xlsx"])
def test_import_then_obligations_is_obligations_by_mapping(tmp_path: Path, kind: str) -> None:
    as_of = ("--as-of", "2026-04-02", "--format", "jsonl")
    for file, options in ((JOURNAL, PLACE), (INCIDENTS, ("--mapping", "incident-management"))):
        out = tmp_path / f"log.{kind}"
        assert run("import", file, *options, "--out", out).exit_code == 0
        direct = run("obligations", "borsky", "--events", file, *options, *as_of)
        imported = run("obligations", "borsky", "--events", out, *as_of)
        assert direct.exit_code == imported.exit_code == 0
        assert direct.stdout == imported.stdout
        assert direct.stdout.count("О-2") or direct.stdout.count("9000")


def test_check_and_explain_take_exports() -> None:
    events = ("--events", JOURNAL, *PLACE, "--as-of", "2026-04-02")
    checked = run("check", "borsky", *events)
    # registered a week after it came: three days were allowed
    assert checked.exit_code == 1
    assert "borsky/fz59.register/О-22" in checked.stdout
    explained = run("explain", "borsky/fz59.forward/О-23", *events)
    assert explained.exit_code == 0
    assert "исполнено в срок" in explained.stdout


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    for kind in ("csv", "xlsx", "parquet"):
        made = []
        for name in ("a", "b"):
            out = tmp_path / f"{name}.{kind}"
            run("import", INCIDENTS, "--mapping", "incident-management", "--out", out)
            made.append(out.read_bytes())
        assert made[0] == made[1], kind


def test_formulas_stay_text(tmp_path: Path) -> None:
    head = ("Номер", "Дата создания", "Дата закрытия", "Муниципалитет", "Тема")
    export = tmp_path / "a.csv"
    rows = [
        head,
        ("=1+1", "02.05.2026 12:00", "", "borsky", "@SUM(A1)"),
        ("\u2212А", "02.05.2026 12:00", "", "borsky", "+7"),
    ]
    export.write_bytes("".join(";".join(row) + "\r\n" for row in rows).encode("utf-8"))
    options = (export, "--mapping", "incident-management", "--out")
    assert run("import", *options, tmp_path / "log.csv").exit_code == 0
    written = list(csv.DictReader(io.StringIO((tmp_path / "log.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [row["case"] for row in written] == ["'=1+1", "\u2212А"]
    assert [row["data.topic"] for row in written] == ["'@SUM(A1)", "'+7"]
    assert run("import", *options, tmp_path / "log.xlsx").exit_code == 0
    book = open_book(str(tmp_path / "log.xlsx"))
    assert isinstance(book, Book)
    cells = sheet_cells(book, book.sheets[0])
    assert isinstance(cells, pl.DataFrame)
    assert "=1+1" in cells.row(1) and "@SUM(A1)" in cells.row(1)


def test_rejected_rows_and_events_in_a_file(tmp_path: Path) -> None:
    out = tmp_path / "rejected.csv"
    assert run("import", JOURNAL, *PLACE, "--rejected", out).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig")), delimiter=";"))
    assert [(row["строка"], row["столбец"], row["значение"]) for row in rows] == [
        ("8", "Дата поступления", "31.02.2026"),
        ("9", "Дата поступления", "02.03.26"),
    ]
    assert rows[0]["причина"] == "такого дня или времени нет"


def test_preview() -> None:
    result = run("import", JOURNAL, *PLACE, "--preview", 4)
    assert result.exit_code == 0
    assert "строка 5: 3 события" in result.stdout
    assert "id=borsky/О-21/answered" in result.stdout
    assert "строка 8: отклонена" in result.stdout


def test_wrong_input_is_told_at_once(tmp_path: Path) -> None:
    result = run("import", JOURNAL, "--mapping", "appeals-jurnal")
    assert result.exit_code == 2
    assert "возможно: appeals-journal" in result.stderr
    result = run("import", JOURNAL, "--mapping", "appeals-journal", "--municipality", "borskiy")
    assert (result.exit_code, "возможно: borsky" in result.stderr) == (2, True)
    result = run("import", JOURNAL, "--mapping", "appeals-journal")
    assert (result.exit_code, "--municipality ИМЯ" in result.stderr) == (2, True)
    result = run("import", tmp_path / "no.xlsx", JOURNAL.with_name("x.docx"), *PLACE)
    assert (result.exit_code, result.stderr.count("не найден")) == (2, 2)
    result = run("import", INCIDENTS, *PLACE)
    assert result.exit_code == 2
    assert "нет столбца «registered» («Дата регистрации»" in result.stderr
    result = run("import", JOURNAL, *PLACE, "--format", "xlsx")
    assert (result.exit_code, "--out" in result.stderr) == (2, True)
    result = run("import", JOURNAL, *PLACE, "--out", tmp_path / "no" / "log.jsonl")
    assert (result.exit_code, "нет папки" in result.stderr) == (2, True)
    result = run("check", "borsky", "--events", JOURNAL, "--municipality", "borsky", "--as-of", "2026-04-02")
    assert (result.exit_code, "нужен и --mapping" in result.stderr) == (2, True)
    assert "Traceback" not in result.output


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "log.jsonl"
    out.write_text("прежнее", encoding="utf-8")
    assert run("import", JOURNAL, INCIDENTS, *PLACE, "--out", out).exit_code == 2
    assert out.read_text(encoding="utf-8") == "прежнее"
    assert [one.name for one in tmp_path.iterdir()] == ["log.jsonl"]


def test_no_bar_where_nobody_looks() -> None:
    assert "\x1b[" not in run("import", JOURNAL, *PLACE).stderr


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the converter tells how far it is; all of the file at the end."""
    from poryadok.cli import mapped

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    class Told:
        progress = None

    monkeypatch.setattr(mapped.sys, "stderr", Terminal())
    one = Told()
    with mapped.progress_bar(one):
        assert one.progress is not None
        one.progress("a/log.csv", 5, 10)
    assert one.progress is None


def test_new_mapping_and_its_use(tmp_path: Path) -> None:
    out = tmp_path / "nash-zhurnal.yaml"
    made = run("new", "mapping", JOURNAL, "--out", out)
    assert made.exit_code == 0
    assert "по образцу «appeals-journal»" in made.stderr
    text = out.read_text(encoding="utf-8")
    assert "житель" not in text and "специалист" not in text
    refused = run("import", JOURNAL, "--mapping", out)
    assert refused.exit_code == 2
    # the municipality; «Освещение» and «Газ» are no sectors of the vocabulary
    assert refused.stderr.count("[mapping.undecided]") == text.count(": РЕШИТЬ") == 3
    out.write_text(
        text.replace("municipality: РЕШИТЬ", "municipality: borsky").replace(": РЕШИТЬ", ": energy"),
        encoding="utf-8",
    )
    done = run("import", JOURNAL, "--mapping", out)
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 8
    again = run("new", "mapping", JOURNAL, "--out", out)
    assert (again.exit_code, "уже есть" in again.stderr) == (2, True)
    assert run("new", "mapping", JOURNAL, "--like", "incident-management").exit_code == 0
    assert run("new", "mapping", tmp_path / "no.csv").exit_code == 2
    assert run("new", "mapping", JOURNAL, "--like", "x").exit_code == 2


def test_logs_as_workbooks(tmp_path: Path) -> None:
    rows = [
        ("id", "time", "type", "municipality", "case", "channel"),
        ("1", "2026-02-02T10:00:00+04:00", "appeal.received", "borsky", "О-1", "59-fz"),
    ]
    path = xlsx_export(tmp_path / "log.xlsx", ("События", rows))
    result = run("obligations", "borsky", "--events", path, "--as-of", "2026-02-03", "--format", "jsonl")
    assert result.exit_code == 0
    assert "borsky/fz59.register/О-1" in result.stdout


def test_validate_looks_at_the_mappings(tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()
    (tmp_path / "mappings").mkdir()
    text = (EXPORTS.parents[1] / "configs" / "mappings" / "xes.yaml").read_text(encoding="utf-8")
    (tmp_path / "mappings" / "xes.yaml").write_text(
        text.replace("{column: case}", "{column: cas}"), encoding="utf-8"
    )
    result = run("validate", "--configs", tmp_path)
    assert result.exit_code == 2
    assert "нет столбца «cas» в разделе columns [mapping.column]" in result.stdout
    assert run("validate").exit_code in (0, 1)

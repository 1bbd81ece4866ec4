"""``poryadok check``: exit codes, lists, formats."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from cli.cli_world import records, write_log
from poryadok.cli.main import cli
from poryadok.data import data_root

SCHEMA = json.loads((data_root() / "schemas" / "assessment.schema.json").read_text(encoding="utf-8"))
NORMS = """
  quick:
    kind: response
    title: Ответить быстро
    opens: appeal.received
    closes: appeal.answered
    within: {hours: 1}
    bearer: administration
    source: {locator: п. 1}
  wish:
    kind: response
    title: Ответить красиво
    modality: target
    opens: message.received
    closes: message.answered
    within: {hours: 1}
    bearer: administration
    source: {locator: п. 2}
  vague:
    kind: response
    title: Сообщить
    opens: contact.changed
    closes: contact.notified
    within: {standard: своевременно}
    bearer: administration
    readings: {promptness: {}}
    source: {locator: п. 3}
  first:
    kind: report
    title: Отчёт
    every: quarter
    due: {day: 5, of: next_month}
    readings: {first-period: {}}
    bearer: administration
    source: {locator: п. 4}
"""
TOWN = f"""format: 1
id: town
rank: municipality
extends: [ru/readings]
municipality: {{name: Городок, kind: urban-okrug, region: Область, timezone: Europe/Moscow, calendar: ru}}
act:
  kind: order
  number: '1'
  date: 2024-02-01
  issuer: Администрация
  title: О порядке
  in_force: {{from: 2024-02-01}}
parties:
  administration: {{title: Администрация, kind: body}}
norms:{NORMS}"""


@pytest.fixture
def configs(tmp_path: Path) -> Path:
    root = tmp_path / "configs"
    (root / "north").mkdir(parents=True)
    (root / "north" / "town.yaml").write_text(TOWN, encoding="utf-8")
    return root


def run(configs: Path, events: list[tuple[str, str, str]], as_of: str, *args: object):
    made = records([(name, f"{time}+03:00", kind, "town", {"case": name[0]}) for name, time, kind in events])
    log = write_log(configs.parent / "log.jsonl", made)
    options = ["--configs", configs, "--events", log, "--as-of", as_of, *args]
    return CliRunner().invoke(cli, ["check", *map(str, options)])


LATE = [("a1", "2024-02-06T10:00:00", "appeal.received"), ("a2", "2024-02-06T12:00:00", "appeal.answered")]
TARGET = [("b1", "2024-02-06T10:00:00", "message.received")]
VAGUE = [("c1", "2024-02-06T10:00:00", "contact.changed")]
EARLY = "2024-02-06T13:00:00+03:00"


@pytest.mark.parametrize(
    "events, as_of, codes",
    [
        # breach, contested, undetermined, never
        ([], EARLY, [0, 0, 0, 0]),
        (LATE, EARLY, [1, 1, 1, 0]),
        (TARGET, EARLY, [0, 0, 0, 0]),
        # an hour has passed, the day has not: the alternatives differ
        (VAGUE, EARLY, [0, 1, 1, 0]),
        # the first quarter began before the act: whether it is a breach depends on the reading
        ([], "2024-04-06", [1, 1, 1, 0]),
    ],
)
def test_exit_codes(configs, events, as_of, codes):
    words = ("breach", "contested", "undetermined", "never")
    found = [run(configs, events, as_of, "--fail-on", word).exit_code for word in words]
    assert found == codes


def test_a_norm_that_waits_counts_as_undetermined(tmp_path):
    log = write_log(tmp_path / "log.jsonl", [])
    args = ["check", "kilemar", "--events", str(log), "--as-of", "2025-12-01", "--fail-on"]
    assert CliRunner().invoke(cli, [*args, "contested"]).exit_code == 0
    result = CliRunner().invoke(cli, [*args, "undetermined"])
    assert result.exit_code == 1
    assert "устанавливает: Глава администрации округа; пол. п. 4.3 а" in result.stdout
    assert result.stdout.splitlines()[-1] == "Код возврата 1: есть нормы, которые ждут решения (1)."


def test_the_text_lists_breaches_and_ends_with_counts_and_the_code(configs):
    result = run(configs, [*LATE, *TARGET, *VAGUE], "2024-04-06")
    lines = result.stdout.splitlines()
    assert lines[0] == "Нарушения: 3"
    assert "first — Отчёт: 1" in lines
    assert "quick — Ответить быстро: 1" in lines
    assert (
        "  town/quick/a: исполнено с нарушением срока; срок 6 февраля 2024, 11:00:00 (+03:00); "
        "исполнено 6 февраля 2024, 12:00:00 (+03:00)"
    ) in lines
    contested = next(line for line in lines if "town/first/2024-Q1" in line)
    assert contested.endswith("спорно, решает вопрос first-period")
    # no answer is adopted, but by now the norm is overdue with every one of them
    assert any(line.startswith("  town/vague/c: просрочено") for line in lines)
    assert not any("town/wish" in line for line in lines)
    assert lines[-1] == "Код возврата 1: есть нарушения (3)."


def test_a_limit_says_how_many_more(configs):
    many = [(f"{chr(97 + n)}1", "2024-02-06T10:00:00", "appeal.received") for n in range(15)]
    text = run(configs, many, EARLY).stdout
    assert text.count("town/quick/") == 10
    assert "  … и ещё 5" in text
    text = run(configs, many, EARLY, "--limit", 0).stdout
    assert "town/quick/" not in text
    assert "Код возврата 1: есть нарушения (15)." in text


def test_other_lists_come_with_fail_on(configs):
    text = run(configs, VAGUE, EARLY).stdout
    assert "town/vague/c" not in text
    text = run(configs, VAGUE, EARLY, "--fail-on", "undetermined").stdout
    assert "Спорные: 1" in text
    assert "Не определены: 1" in text
    assert "решает вопрос promptness" in text


def test_json_adds_summary_and_breaches(configs):
    result = run(configs, [*LATE, *TARGET], EARLY, "--format", "json")
    assert result.exit_code == 1
    body = json.loads(result.stdout)
    jsonschema.validate(body, SCHEMA)
    assert body["breaches"] == ["town/quick/a"]
    (summary,) = body["summary"]
    assert (summary["obligations"], summary["breaches"], summary["contested"]) == (2, 1, 0)
    assert (summary["statuses"]["late"], summary["statuses"]["overdue"]) == (1, 1)
    assert "Код возврата 1" in result.stderr


def test_junit(configs, tmp_path):
    out = tmp_path / "junit.xml"
    result = run(configs, [*LATE, *TARGET], EARLY, "--format", "junit", "--out", out)
    assert (result.exit_code, result.stdout) == (1, "")
    root = ET.fromstring(out.read_bytes())
    assert (root.get("tests"), root.get("failures")) == ("2", "1")


def test_help_says_what_fails(configs):
    text = " ".join(CliRunner().invoke(cli, ["check", "--help"]).stdout.split())
    for words in (
        "contested — есть нарушение или спорный вывод",
        "ждёт местного решения",
        "2 — вход неверен",
    ):
        assert words in text

"""``poryadok lint``: what it reads, what it says, how it ends."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from onboard.lint.lint_world import lay_out
from poryadok.cli.main import cli, main
from poryadok.onboard.lint.registry import all_rules

HEADLESS = {"profile": {"sectors": {"roads": {"head": None}}}}
ACT = """РЕШЕНИЕ
О порядке

1. Администрации городского округа Верхнее Примерово отвечать жителям в срок.
3. Секретарь Тайнова Т.Т. ведёт учёт обращений, телефон 0-00-01.
"""


def run(*args: object):
    return CliRunner().invoke(cli, ["lint", *map(str, args)])


@pytest.fixture
def configs(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "configs", HEADLESS)


@pytest.fixture
def act(tmp_path: Path) -> Path:
    path = tmp_path / "act.txt"
    path.write_text(ACT, encoding="utf-8")
    return path


def test_the_bundled_profiles_have_nothing_open():
    result = run()
    assert result.exit_code == 0
    assert "Профилей: 5, замечаний: 0, принято: " in result.stderr
    assert "принято (fifth-of-january): Так в акте" in result.stdout


def test_a_finding_has_its_place_words_and_name(configs):
    result = run("town", "--configs", configs)
    assert result.exit_code == 1
    assert "town.yaml:" in result.stdout
    assert "замечание: у сферы «roads» нет руководителя [lint.sector-without-head]" in result.stdout
    assert "поле: sectors/roads" in result.stdout
    assert "имя: lint.sector-without-head:" in result.stdout
    assert result.stderr.startswith("Профилей: 1, замечаний: 2 (замечание — 2)")


def test_a_profile_may_be_named_by_its_path(configs):
    assert run(configs / "north" / "town.yaml").exit_code == 1


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("editorial", 1), ("low", 1), ("medium", 1), ("high", 0), ("critical", 0), ("never", 0)],
)
def test_exit_code_by_severity(configs, fail_on, code):
    assert run("town", "--configs", configs, "--fail-on", fail_on).exit_code == code


def test_what_is_accepted_is_shown_and_not_counted(tmp_path):
    accepted = {
        "one": {"rule": "sector-without-head", "path": "sectors", "reason": "Так в составе."},
        "two": {"rule": "head-without-sector", "path": "roles", "reason": "И это так."},
    }
    root = lay_out(tmp_path / "configs", {"profile": {**HEADLESS["profile"], "accepted": accepted}})
    result = run("town", "--configs", root)
    assert result.exit_code == 0
    assert "принято (one): Так в составе." in result.stdout
    assert "замечаний: 0, принято: 2" in result.stderr


def test_json_is_one_object(configs):
    result = run("town", "--configs", configs, "--format", "json")
    body = json.loads(result.stdout)
    assert [one["id"] for one in body["profiles"]] == ["town"]
    found = next(one for one in body["findings"] if one["rule"] == "lint.sector-without-head")
    assert found["id"] == f"{found['rule']}:{found['fingerprint']}"
    assert (found["profile"], found["status"], found["severity"]) == ("town", "open", "medium")
    assert (found["path"], found["by"], found["reason"]) == ("sectors/roads", None, None)
    assert found["message"] == "у сферы «roads» нет руководителя"


def test_with_an_act_its_text_is_read_too(configs, act):
    result = run("town", "--configs", configs, "--act", act, "--format", "json")
    assert result.exit_code == 1
    found = {one["rule"]: one for one in json.loads(result.stdout)["findings"]}
    assert found["lint.act-foreign-name"]["line"] == 4
    assert found["lint.act-numbering-gap"]["path"] == "text/реш. п. 3"
    assert found["lint.act-numbering-gap"]["file"].endswith("act.txt")


def test_the_text_of_the_act_is_not_repeated(configs, act):
    result = run("town", "--configs", configs, "--act", act)
    assert "act.txt:5:1: мелкое замечание: после «1» идёт «3»" in result.stdout
    assert "Тайнова" not in result.output and "0-00-01" not in result.output


@pytest.mark.parametrize("name", ["sector-without-head", "lint.sector-without-head"])
def test_explain_prints_the_page(name):
    result = run("--explain", name)
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "lint.sector-without-head\nТяжесть: medium (замечание). Читает: профиль.\n"
    )
    assert "Что делать." in result.stdout


def test_explain_of_no_rule_names_the_nearest():
    result = run("--explain", "sector-without-heads")
    assert result.exit_code == 2
    assert "нет правила «sector-without-heads»" in result.stderr
    assert "возможно: sector-without-head" in result.stderr


def test_every_page_can_be_printed():
    for name in all_rules():
        assert run("--explain", name).exit_code == 0


def test_bad_input_ends_with_two_and_no_traceback(configs, tmp_path, capsys):
    assert run("nobody").exit_code == 2
    assert run("kuzhmara", "--act", tmp_path / "no.txt").exit_code == 2
    (tmp_path / "act.pdf").write_bytes(b"%PDF")
    assert run("kuzhmara", "--act", tmp_path / "act.pdf").exit_code == 2
    (tmp_path / "empty.txt").write_text("\n", encoding="utf-8")
    assert run("kuzhmara", "--act", tmp_path / "empty.txt").exit_code == 2
    (tmp_path / "bytes.txt").write_bytes(bytes(range(256)))
    assert run("kuzhmara", "--act", tmp_path / "bytes.txt").exit_code == 2
    assert main(["lint", "--act", str(tmp_path / "no.txt")]) == 2
    assert "с --act нужно назвать один профиль" in capsys.readouterr().err
    path = configs / "north" / "town.yaml"
    doc = yaml.safe_load(path.read_text(encoding="utf-8"))
    doc["norms"]["reply"]["bearer"] = "nobody"
    path.write_text(yaml.safe_dump(doc, allow_unicode=True), encoding="utf-8")
    result = run("town", "--configs", configs)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "reference.actor" in result.stderr

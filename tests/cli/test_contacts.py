"""``poryadok contacts check``: cards are checked, and shown only with ``--show``. All people are invented."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from poryadok.cli.main import cli, main

GOOD = """profile: kuzhmara
cards:
  - fio: Примерова Образца Тестовна
    position: Специалист поселения
    email: primer@example.ru
    phone: 8 999 000-00-01
    role: contact-officer
"""
PERSONAL = ("Примерова", "Специалист", "primer@", "000-00-01", "0000001")


def run(*args: object):
    return CliRunner().invoke(cli, ["contacts", "check", *map(str, args)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "town.contacts.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_good_cards_are_silent(file):
    result = run(file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Карточек: 1, замечаний: 0\n"


def test_cards_are_shown_only_when_asked(file):
    for args in ([], ["--format", "json"]):
        output = run(file, *args).output
        assert not any(one in output for one in PERSONAL)
    text = run(file, "--show").stdout
    assert "ФИО: Примерова Образца Тестовна" in text
    assert "телефон: +79990000001" in text
    body = json.loads(run(file, "--show", "--format", "json").stdout)
    assert body["cards"][0]["role"] == ["contact-officer"]


def test_what_is_wrong_is_named_by_line_and_field(file):
    file.write_text(GOOD.replace("primer@example.ru", "primer.example.ru"), encoding="utf-8")
    result = run(file)
    assert result.exit_code == 1
    assert (
        "town.contacts.yaml:5:5: серьёзное замечание: карточка 1: адрес почты записан не так" in result.stdout
    )
    assert "поле: cards/0/email" in result.stdout
    assert not any(one in result.output for one in (*PERSONAL, "primer.example"))
    assert run(file, "--fail-on", "never").exit_code == 0
    found = json.loads(run(file, "--format", "json").stdout)["findings"]
    assert [(one["rule"], one["line"]) for one in found] == [("contacts.email-form", 5)]


def test_roles_are_those_of_the_profile(file):
    result = run(file, "--profile", "kilemar")
    assert result.exit_code == 1
    assert "такой роли нет" in result.stdout
    assert "curator" in result.stdout


def test_without_a_profile_roles_are_those_of_the_vocabulary(file):
    file.write_text(GOOD.replace("profile: kuzhmara\n", ""), encoding="utf-8")
    assert run(file).exit_code == 0


def test_a_file_that_git_would_see_is_told_of(tmp_path):
    path = tmp_path / "cards.yaml"
    path.write_text(GOOD, encoding="utf-8")
    result = run(path)
    assert result.exit_code == 0
    assert "система версий может его увидеть" in result.stdout
    assert run(path, "--fail-on", "low").exit_code == 1


def test_bad_input_ends_with_two(file, tmp_path, capsys):
    assert run(tmp_path / "no.yaml").exit_code == 2
    assert run(tmp_path).exit_code == 2
    assert run(file, "--profile", "nobody").exit_code == 2
    file.write_text(GOOD.replace("kuzhmara", "Тайнова"), encoding="utf-8")
    result = run(file)
    assert result.exit_code == 2
    assert "Тайнова" not in result.output
    file.write_text("format: 2\n" + GOOD, encoding="utf-8")
    assert run(file).exit_code == 2
    file.write_text("Тайнова: 'x\n", encoding="utf-8")
    result = run(file)
    assert (result.exit_code, "Тайнова" in result.output) == (2, False)
    assert main(["contacts", "print", str(file)]) == 2
    assert "check" in capsys.readouterr().err

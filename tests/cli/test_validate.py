"""``poryadok validate``: what it reads, what it says, how it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from poryadok.cli.main import cli, main
from poryadok.data import data_root

BROKEN = Path(__file__).parents[1] / "broken"
HEAD = "format: 1\nid: {id}\nrank: municipality\nextends: [families/sample]\n"


@pytest.fixture
def configs(tmp_path: Path) -> Path:
    root = tmp_path / "configs"
    (root / "families").mkdir(parents=True)
    (root / "north").mkdir()
    (root / "vocabulary.yaml").write_bytes((BROKEN / "vocabulary.yaml").read_bytes())
    (root / "families" / "sample.yaml").write_bytes((BROKEN / "families" / "sample.yaml").read_bytes())
    (root / "north" / "town.yaml").write_text(HEAD.format(id="town"), encoding="utf-8")
    return root


def run(*args: object):
    return CliRunner().invoke(cli, ["validate", *map(str, args)])


def test_a_good_folder_is_silent(configs):
    result = run("--configs", configs)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "профилей: 1, ошибок: 0" in result.stderr


def test_the_bundled_configuration_is_good():
    assert run().exit_code == 0
    assert run("--schema-only").exit_code == 0


@pytest.mark.parametrize("how", ["id", "file", "region", "root", "parent"])
def test_ways_to_name_a_profile(configs, how):
    (configs / "north" / "town.yaml").write_text(HEAD.format(id="town") + "norm: {}\n", encoding="utf-8")
    named = {
        "id": ["--configs", configs, "town"],
        "file": [configs / "north" / "town.yaml"],
        "region": [configs / "north"],
        "root": [configs],
        "parent": [configs.parent],
    }[how]
    result = run(*named)
    assert result.exit_code == 2
    assert "town.yaml:5:1: ошибка: неизвестный ключ «norm» [schema.unknown-key]" in result.stdout
    assert "возможно: norms" in result.stdout


def test_json_is_one_object(configs):
    (configs / "north" / "town.yaml").write_text(HEAD.format(id="town") + "norm: {}\n", encoding="utf-8")
    result = run("--configs", configs, "--format", "json")
    body = json.loads(result.stdout)
    assert list(body) == ["findings", "profiles"]
    (finding,) = body["findings"]
    assert {"rule", "severity", "path", "file", "line", "column"} <= set(finding)
    assert {"message", "expected", "suggestion", "fingerprint"} <= set(finding)
    assert (finding["rule"], finding["line"], finding["column"]) == ("schema.unknown-key", 5, 1)
    assert [(one["id"], one["valid"]) for one in body["profiles"]] == [("town", False)]


@pytest.mark.parametrize(
    ("case", "options", "code"),
    [
        ("unknown-key", [], 2),
        ("unknown-key", ["--fail-on", "never"], 2),
        ("vague-without-question", [], 1),
        ("vague-without-question", ["--fail-on", "critical"], 0),
        ("vague-without-question", ["--fail-on", "never"], 0),
        ("question-idle", [], 0),
        ("question-idle", ["--fail-on", "low"], 1),
        ("yaml-tab", [], 2),
        ("format-future", ["--schema-only"], 2),
    ],
)
def test_exit_codes(case, options, code):
    assert run(BROKEN / "cases" / f"{case}.yaml", *options).exit_code == code


def test_what_cannot_be_found(configs):
    assert run("--configs", configs, "twon").exit_code == 2
    result = run(configs / "nothing.yaml")
    assert result.exit_code == 2
    assert "файл не найден" in result.stdout
    (configs / "empty").mkdir()
    result = run(configs / "empty")
    assert result.exit_code == 2
    assert "[file.no-profiles]" in result.stdout


def test_twins_and_orphans_are_seen(configs):
    (configs / "south").mkdir()
    (configs / "south" / "town.yaml").write_text(HEAD.format(id="town"), encoding="utf-8")
    (configs / "south" / "gone.d").mkdir()
    result = run("--configs", configs)
    assert "[profile.id-twice]" in result.stdout
    assert "[layer.orphan]" in result.stdout


def test_a_layer_alone_is_checked_without_a_profile(configs):
    layer = configs / "north" / "_region.yaml"
    layer.write_text("format: 1\nid: north\nrank: region\nextends: [families/sampel]\n", encoding="utf-8")
    result = run(layer)
    assert result.exit_code == 2
    assert "возможно: families/sample" in result.stdout


def test_every_broken_file_in_one_go():
    result = run(BROKEN / "cases", "--format", "json")
    body = json.loads(result.stdout)
    files = {Path(one["file"]).name for one in body["findings"] if one["file"]}
    assert result.exit_code == 2
    assert len(files) > 60
    assert len({one["rule"] for one in body["findings"]}) > 45


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["validat"], "нет команды «validat»"),
        (["validate", "--formt", "json"], "нет параметра --formt"),
        (["validate", "--format", "xml"], "«xml» — не одно из"),
        (["validate", "--configs", "/nowhere"], "не найден"),
        (["validate", "--configs"], "нужно значение"),
        (["show"], "не задан аргумент ИМЯ"),
    ],
)
def test_usage_errors_are_in_russian(args, words, capsys):
    assert main(args) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert "Справка: poryadok" in captured.err
    assert captured.out == ""


def test_help_is_in_russian_and_loads_no_command(capsys):
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert "Использование: poryadok [ПАРАМЕТРЫ] КОМАНДА" in text
    assert "Команды:" in text
    assert "Show this message" not in text
    assert main(["validate", "--help"]) == 0
    text = capsys.readouterr().out
    assert "Параметры:" in text
    assert "Usage" not in text


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("poryadok ")


def test_no_command_is_a_usage_error(capsys):
    assert main([]) == 2
    assert "Команды:" in capsys.readouterr().err


class PanicException(BaseException):
    """What Polars raises, by name."""


@pytest.mark.parametrize("error", [RuntimeError("x"), PanicException("y"), RecursionError()])
def test_our_own_errors_end_with_70_and_no_traceback(monkeypatch, capsys, error):
    def fail(*args: object, **more: object) -> None:
        raise error

    monkeypatch.setattr("poryadok.norms.validation.validate", fail)
    assert main(["validate"]) == 70
    captured = capsys.readouterr()
    assert "Внутренняя ошибка" in captured.err
    assert "Traceback" not in captured.err
    monkeypatch.setenv("PORYADOK_DEBUG", "1")
    assert main(["validate"]) == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 141)])
def test_interrupted(monkeypatch, error, code):
    def fail(*args: object, **more: object) -> None:
        raise error

    monkeypatch.setattr("poryadok.norms.validation.validate", fail)
    assert main(["validate"]) == code


def test_a_calendar_that_contradicts_itself_is_said(tmp_path: Path) -> None:
    """Only the calendar's own reader sees it: a day off was moved, and nobody works for it."""
    folder = tmp_path / "calendars" / "ru"
    folder.mkdir(parents=True)
    text = (data_root() / "configs" / "calendars" / "ru" / "2024.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.strip().startswith("2024-04-29")]
    (folder / "2024.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    result = run("--configs", tmp_path, "--format", "json")
    found = json.loads(result.stdout)["findings"]
    assert result.exit_code == 2
    assert [one["rule"] for one in found] == ["calendar.wrong"]
    assert "2024-04-27" in found[0]["message"] or "2024-04-29" in found[0]["message"]

"""``poryadok new``: asks at a terminal only, says all that is wrong at once, leaves nothing half done."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import poryadok
from poryadok.cli import asking
from poryadok.cli.main import cli, main
from poryadok.cli.new import COMMANDS
from poryadok.norms.yaml_text import load_path
from poryadok.onboard.scaffold import folder as laying
from poryadok.report.new_messages import NEW_MESSAGES

FACTS = ("--region", "samara", "--id", "ustye", "--in-force", "2026-03-02")


def run(*args: object, answers: str = "") -> Any:
    return CliRunner().invoke(cli, ["new", *map(str, args)], input=answers)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is there to answer."""
    monkeypatch.setattr(asking, "interactive", lambda: True)


def test_the_help_names_what_can_be_begun() -> None:
    shown = run("--help").stdout
    assert [name for name in COMMANDS if name not in shown] == []
    assert main(["new"]) == 2
    assert main(["new", "nothing"]) == 2


def test_nothing_is_asked_with_standard_input_closed(tmp_path: Path) -> None:
    """A real process without a standard input at all."""
    engine = str(Path(poryadok.__file__).parents[1])
    code = "import os; os.close(0); from poryadok.cli.main import run; run()"
    for args, expected in (
        (["new", "workspace", "ws"], 0),
        (["new", "profile", "--configs", "ws/configs", *FACTS], 0),
        (["new", "profile", "--configs", "ws/configs"], 2),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *args],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": engine, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == expected, done.stderr
    assert "--region: не задано" in done.stderr
    assert "--id: не задано" in done.stderr


def test_the_answer_is_on_standard_output(tmp_path: Path) -> None:
    result = run("workspace", tmp_path / "ws")
    assert result.stdout == f"{(tmp_path / 'ws').as_posix()}\n"
    assert "README.md" in result.stderr
    configs = tmp_path / "ws" / "configs"
    result = run("profile", "--configs", configs, *FACTS)
    assert result.stdout == f"{(configs / 'samara' / 'ustye.yaml').as_posix()}\n"
    # the one value said is the day of force; ten are left: name, kind, five of the act, three of the parties
    assert "Решено 1 из 11 (9 %)" in result.stderr
    assert "poryadok validate" in result.stderr


def test_json_says_what_was_written(tmp_path: Path) -> None:
    result = run("profile", "--configs", tmp_path, *FACTS, "--format", "json")
    body = json.loads(result.stdout)
    assert (body["id"], body["files"]) == ("ustye", [(tmp_path / "samara/ustye.yaml").as_posix()])
    assert (body["progress"]["decided"], body["progress"]["total"]) == (1, 11)


def test_a_person_is_asked_for_what_is_not_said(tmp_path: Path, terminal: None) -> None:
    answers = [
        "Север", "sever",  # a region's folder is Latin: asked again
        "Северный край",
        "ustye",
        "mcu",
        "Усть-Примерское поселение",
        "девять", "1",  # the kind is chosen by its number
        "Asia/Omks", "Asia/Omsk",
        "постановление",  # or by its word
        "17",
        "20.02.2026", "2026-02-20",
        "", "",  # who issued it and what about: not known
        "2026-03-02",
    ]  # fmt: skip
    result = run("profile", "--configs", tmp_path, answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    doc = load_path(tmp_path / "sever/ustye.yaml", "f").doc
    assert doc["municipality"]["kind"] == "rural-settlement"
    assert doc["act"]["kind"] == "resolution"
    assert doc["act"]["date"] == "2026-02-20"
    assert doc["act"]["issuer"]["decide"] == "text"
    assert "families/mcu" in doc["extends"]
    assert "возможно Asia/Omsk" in result.stderr
    assert "дата ГГГГ-ММ-ДД" in result.stderr
    # questions go to people, the answer to programs
    assert result.stdout.splitlines() == [
        (tmp_path / "sever/_region.yaml").as_posix(),
        (tmp_path / "sever/ustye.yaml").as_posix(),
    ]


def test_what_options_say_is_not_asked(
    tmp_path: Path, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def prompt(words: str, **_: object) -> str:
        asked.append(words)
        return ""

    monkeypatch.setattr(click, "prompt", prompt)
    place = ("--name", "X", "--kind", "urban-okrug", "--family", "mcu")
    act = ("--act-kind", "law", "--act-number", "1", "--act-date", "2026-01-01", "--act-issuer", "Y")
    result = run("profile", "--configs", tmp_path, *FACTS, *place, *act)
    assert result.exit_code == 0, result.output
    assert asked == ["О чём акт"]


def test_a_person_may_give_up(tmp_path: Path, terminal: None, capsys: pytest.CaptureFixture[str]) -> None:
    # the end of the input in the middle of the questions
    result = run("profile", "--configs", tmp_path, answers="sever\n")
    assert result.exit_code == 1  # click's own runner; the program says 130
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_is_asked_about_with_defaults(tmp_path: Path, terminal: None) -> None:
    assert run("workspace", tmp_path / "ws", answers="\nМой край\n\n").exit_code == 0
    region = load_path(tmp_path / "ws/configs/primer/_region.yaml", "f").doc
    assert region["municipality"] == {"region": "Мой край", "timezone": "Europe/Moscow", "calendar": "ru"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--region", "Самара"), ("--region: «Самара» не годится в имена",)),
        (("--region", "ru"), ("--region: «ru» не годится в имена",)),
        (("--id", "../x"), ("--id: «../x» не годится в имена",)),
        (("--timezone", "Europe/Moskow"), ("нет часового пояса «Europe/Moskow»", "возможно: Europe/Moscow")),
        (("--timezone", "europe/samara"), ("нет часового пояса", "возможно: Europe/Samara")),
        (("--in-force", "2026-02-30"), ("--in-force: «2026-02-30» – не дата",)),
        (("--act-date", "20.02.2026"), ("--act-date: «20.02.2026» – не дата", "ГГГГ-ММ-ДД")),
        (("--kind", "urban-okrugs"), ("--kind: «urban-okrugs» не допускается", "возможно: urban-okrug")),
        (("--act-kind", "ukaz"), ("--act-kind: «ukaz» не допускается", "decision, law, order, resolution")),
        (("--family", "mcc"), ("нет семейства «mcc»", "возможно: mcu")),
        (("--family", "mcu-statute"), ("семейство «mcu-statute» – часть другого", "ещё и --family mcu")),
        (("--name", "a\nb"), ("--name: пустой текст",)),
        (("--like", "kuzhmar"), ("нет профиля «kuzhmar»", "возможно: kuzhmara")),
        (("--like", "kuzhmara", "--family", "mcu"), ("--like и --family вместе не задают",)),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    tmp_path: Path, options: tuple[str, ...], words: tuple[str, ...]
) -> None:
    result = run("profile", "--configs", tmp_path / "configs", *FACTS, *options)
    assert result.exit_code == 2
    # the runner shows what click itself says by its own
    for word in words:
        assert word in result.stderr or "--like и --family" in word, result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "configs").exists()


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    result = run("profile", "--configs", tmp_path, "--kind", "x", "--in-force", "x", "--timezone", "x")
    said = [
        line.rpartition("[")[2].rstrip("]")
        for line in result.stderr.splitlines()
        if line.startswith("ошибка")
    ]
    assert sorted(said) == ["new.date", "new.missing", "new.missing", "new.word", "new.zone"]


def test_a_new_region_needs_its_zone(tmp_path: Path) -> None:
    result = run("profile", "--configs", tmp_path, "--region", "sever", "--id", "ustye")
    assert result.exit_code == 2
    assert "--timezone: не задано" in result.stderr


def test_an_unfit_profile_is_no_model(tmp_path: Path) -> None:
    configs = tmp_path / "configs"
    assert run("profile", "--configs", configs, "--region", "samara", "--id", "open").exit_code == 0
    result = run("profile", "--configs", configs, *FACTS, "--like", "open")
    assert result.exit_code == 2
    assert "new.like-unfit" in result.stderr


def test_a_profile_is_never_overwritten(tmp_path: Path) -> None:
    assert run("profile", "--configs", tmp_path, *FACTS).exit_code == 0
    path = tmp_path / "samara" / "ustye.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# моё\n", encoding="utf-8")
    before = path.read_bytes()
    result = run("profile", "--configs", tmp_path, *FACTS)
    assert (result.exit_code, path.read_bytes()) == (2, before)
    assert "new.exists" in result.stderr
    # an id is one municipality, wherever it lies
    again = run("profile", "--configs", tmp_path, "--region", "sverdlovsk", "--id", "ustye")
    assert again.exit_code == 2
    assert not (tmp_path / "sverdlovsk").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("моё", encoding="utf-8")
    result = run("workspace", tmp_path)
    assert result.exit_code == 2
    assert "папка не пуста" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert run("workspace", tmp_path / "mine.txt").exit_code == 2


def test_an_empty_folder_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ws").mkdir()
    monkeypatch.chdir(tmp_path / "ws")
    assert run("workspace", ".").exit_code == 0
    assert (tmp_path / "ws" / "configs").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["ws"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--profile", "Образец"), "--profile: «Образец» не годится в имена"),
        (("--region-title", " "), "--region-title: пустой текст"),
        (("--timezone", "Moscow"), "возможно: Europe/Moscow"),
        (("--family", "none"), "нет семейства «none»"),
    ],
)
def test_a_workspace_is_laid_out_whole_or_not_at_all(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    result = run("workspace", tmp_path / "ws", *options)
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk that is full when the tenth file is written."""
    real, count = Path.write_bytes, [0]

    def write(self: Path, data: bytes) -> int:
        count[0] += 1
        if count[0] > 10:
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(laying.Path, "write_bytes", write)
    yield


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, full_disk: None) -> None:
    result = run("workspace", tmp_path / "ws")
    assert result.exit_code == 2
    assert "не записывается: No space left on device" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_message_is_of_a_rule_that_is_used() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(poryadok.__file__).parent.rglob("*.py")]
    found = {rule for text in sources for rule in NEW_MESSAGES if f'"{rule}", ' in text}
    assert found == set(NEW_MESSAGES)


def test_a_workspace_as_json(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["new", "workspace", str(tmp_path / "oblast"), "--format", "json"])
    assert done.exit_code == 0
    made = json.loads(done.stdout)
    assert set(made) == {"folder", "files"}
    assert "configs/primer/primernoe.yaml" in made["files"]
    assert all((tmp_path / "oblast" / name).is_file() for name in made["files"])


def test_without_a_word_it_says_what_can_be_begun(capsys):
    assert main(["new"]) == 2
    said = capsys.readouterr().err
    assert "Ошибка" not in said
    for name in ("workspace", "profile", "mapping"):
        assert f"\n  {name} " in said

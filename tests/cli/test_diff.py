"""``poryadok diff``: two texts named, a revision against the working tree, and what git calls for a file."""

import json
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import poryadok
from cli.cli_world import write_log
from compare.git_world import REGION, Repo, make_repo
from poryadok.cli.main import cli
from poryadok.compare.model import CHANGE_CLASSES

AMENDED = """format: 1
id: town-2025
rank: amendment
for: town
title: Ответ за пять дней
in_force: {from: 2025-03-01}
norms: {reply: {within: {days: 5}}}
"""


def diff(*args: object):
    return CliRunner().invoke(cli, ["diff", *map(str, args)])


def objects(*args: object) -> dict:
    result = diff(*args, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def changes(body: dict) -> list[tuple[str, str]]:
    return [(one["path"], one["class"]) for one in body["changes"]]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    made = make_repo(tmp_path / "репо", monkeypatch)
    monkeypatch.chdir(made.top)
    return made


# two texts


def test_help_names_classes_and_exit_codes():
    result = diff("--help")
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    assert "git:РЕВИЗИЯ:ПУТЬ" in said
    assert all(name in said.replace("- ", "-") for name in CHANGE_CLASSES)
    assert "Код возврата: 0 — сравнено" in said


@pytest.mark.parametrize("name", ["beloyarsky", "borsky", "kilemar", "kuzhmara", "reftinsky"])
def test_a_profile_and_itself(name):
    body = objects(name, name)
    assert (body["parameters"], body["changes"], body["gaps"], body["effect"]) == ([], [], [], None)
    assert diff(name, name, "--fail-on", "any").exit_code == 0


def test_two_real_orders():
    result = diff("kuzhmara", "beloyarsky")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "misinfo.verify" in result.stdout
    body = objects("kuzhmara", "beloyarsky")
    assert (body["a"], body["b"]) == ("kuzhmara", "beloyarsky")
    # all of Kuzhmara's annex is missing in Beloyarsky's text, and its defect says so
    assert {"norm": "misinfo.verify", "side": "b", "defect": "missing-algorithm"} in body["gaps"]


def test_the_same_profile_on_two_days(repo):
    repo.write("configs/north/town.d/2025.yaml", AMENDED)
    body = objects("town@2025-02-28", "town@2025-03-01", "--configs", "configs")
    # 10 days before, 5 days from then on
    assert changes(body) == [("norms/reply/within", "tightened")]
    assert body["versions"] == {
        "a": {"from": None, "to": "2025-02-28"},
        "b": {"from": "2025-03-01", "to": None},
    }


def test_fail_on(repo):
    repo.write("configs/north/town.d/2025.yaml", AMENDED)

    def code(*options: str) -> int:
        return diff("town@2025-02-28", "town@2025-03-01", "--configs", "configs", *options).exit_code

    assert code() == 0
    assert code("--fail-on", "never") == 0
    assert code("--fail-on", "any") == 1
    assert code("--fail-on", "relaxed,duty-new") == 0
    assert code("--fail-on", "relaxed, tightened") == 1
    assert diff("town", "village", "--configs", "configs", "--fail-on", "tightened").exit_code == 0
    # what is tighter one way is laxer the other way
    back = diff("town@2025-03-01", "town@2025-02-28", "--configs", "configs", "--fail-on", "relaxed")
    assert back.exit_code == 1


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "названо: 0"),
        (["borsky"], "названо: 1"),
        (["borsky", "kilemar", "kuzhmara"], "названо: 3"),
        (["borsky", "kilemar", "--fail-on", "tighter"], "tightened"),
        (["borsky", "kilemar", "--fail-on", "any,relaxed"], "нет класса «any»"),
        (["borsky", "kilemar", "--format", "docx"], "нужен --out"),
        (["borsky", "kilemar", "--format", "pdf"], "pdf"),
        (["borsky", "kilemar", "--events", "log.jsonl"], "нужен и --as-of"),
        (["borsky", "kilemar", "--as-of", "вчера"], "не дата и не момент"),
        (["borsky", "kilemar", "--as-of", "2026-01-01", "--events", "нет.jsonl"], "нет.jsonl"),
        (["borsky", "kilemar", "--out", "нет такой/x"], "нет папки"),
        (["borski", "kilemar"], "возможно: borsky"),
        (["borsky@2021-01-01", "borsky"], "акт ещё не действует"),
        (["borsky@2022-13-01", "borsky"], "не дата"),
    ],
)
def test_wrong_input_ends_with_2(args, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = diff(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_every_mistake_is_named_at_once():
    result = diff("borski", "kilemar@вчера")
    assert result.exit_code == 2
    assert "«borski»" in result.stderr
    assert "«вчера»" in result.stderr


def test_forms_and_files(tmp_path):
    for output, start in (
        ("text", b"A "),
        ("markdown", b"#"),
        ("json", b"{"),
        ("html", b"<!doctype"),
        ("docx", b"PK"),
    ):
        path = tmp_path / f"x.{output}"
        result = diff("kuzhmara", "beloyarsky", "--format", output, "--out", path)
        assert (result.exit_code, result.stdout) == (0, "")
        assert path.read_bytes().lower().startswith(start.lower())
        assert "Изменений: " in result.stderr
    assert "word/document.xml" in zipfile.ZipFile(tmp_path / "x.docx").namelist()
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_log_shows_whom_the_change_touches(repo):
    repo.write("configs/north/town.d/2025.yaml", AMENDED)
    # registered on 3 March, answered on the 11th: 10 days end on the 13th, 5 days end on the 8th
    more = {"case": "А-1"}
    write_log(
        Path("log.jsonl"),
        [
            {
                "id": "1",
                "time": "2025-03-03T10:00:00+03:00",
                "type": "appeal.registered",
                "municipality": "town",
                **more,
            },
            {
                "id": "2",
                "time": "2025-03-11T10:00:00+03:00",
                "type": "appeal.answered",
                "municipality": "town",
                **more,
            },
        ],
    )
    args = (
        "town@2025-02-28",
        "town",
        "--configs",
        "configs",
        "--events",
        "log.jsonl",
        "--as-of",
        "2025-03-31",
    )
    effect = objects(*args)["effect"]
    assert [(one["obligation"], one["a"]["status"], one["b"]["status"]) for one in effect] == [
        ("town/reply/А-1", "fulfilled", "late")
    ]
    assert effect[0]["a"]["due_at"] == "2025-03-13T23:59:59+03:00"
    assert effect[0]["b"]["due_at"] == "2025-03-08T23:59:59+03:00"
    assert "town/reply/А-1" in diff(*args).stdout
    # a shell spreads a pattern: the second file stands among the names
    write_log(Path("other.jsonl"), [])
    assert objects(*args[:6], "other.jsonl", *args[6:])["effect"] == effect
    # without a log there is nothing that a shorter term could touch
    silent = diff(*args[:4], *args[6:])
    assert "считается, что событий не было" in silent.stderr
    assert silent.exit_code == 0


# a revision against the working tree


def test_nothing_changed(repo):
    assert objects("--git", "HEAD") == {"diffs": [], "added": [], "removed": []}
    # comments, order and layout are no change
    repo.edit("configs/north/town.yaml", "format: 1\n", "# примечание\nformat: 1\n")
    assert objects("--git", "HEAD")["diffs"] == []


def test_a_profile_changed_added_removed(repo):
    repo.edit("configs/north/town.yaml", "rank:", "norms: {reply: {within: {days: 12}}}\nrank:")
    repo.write(
        "configs/north/hamlet.yaml",
        (repo.top / "configs/north/town.yaml").read_text().replace("town", "hamlet"),
    )
    (repo.top / "configs/north/village.yaml").unlink()
    body = objects("--git", "HEAD")
    assert (body["added"], body["removed"]) == (["hamlet"], ["village"])
    (one,) = body["diffs"]
    assert changes(one) == [("norms/reply/within", "relaxed")]
    assert (one["a"], one["b"]) == ("git:HEAD:configs/north/town.yaml", "configs/north/town.yaml")
    # what names the sides can be typed again
    assert changes(objects(one["a"], one["b"])) == changes(one)
    assert diff("--git", "HEAD", "--fail-on", "tightened").exit_code == 0
    assert diff("--git", "HEAD", "--fail-on", "relaxed").exit_code == 1


def test_a_new_profile_is_any_change(repo):
    repo.write(
        "configs/north/hamlet.yaml",
        (repo.top / "configs/north/town.yaml").read_text().replace("town", "hamlet"),
    )
    assert diff("--git", "HEAD", "--fail-on", ",".join(CHANGE_CLASSES)).exit_code == 0
    assert diff("--git", "HEAD", "--fail-on", "any").exit_code == 1


def test_a_shared_layer_shows_in_each_profile(repo):
    repo.edit("configs/families/sample.yaml", "days: 10", "days: 7")
    body = objects("--git", "HEAD")
    assert [one["b"] for one in body["diffs"]] == ["configs/north/town.yaml", "configs/north/village.yaml"]
    assert all(changes(one) == [("norms/reply/within", "tightened")] for one in body["diffs"])
    for name in ("village", "configs/north/village.yaml"):
        assert [one["b"] for one in objects("--git", "HEAD", name)["diffs"]] == ["configs/north/village.yaml"]


def test_an_amendment_shows_from_its_day_on(repo):
    repo.write("configs/north/town.d/2025.yaml", AMENDED)
    (one,) = objects("--git", "HEAD")["diffs"]
    assert (one["a"], one["b"]) == (
        "git:HEAD:configs/north/town.yaml@2025-03-01",
        "configs/north/town.yaml@2025-03-01",
    )
    assert changes(one) == [("norms/reply/within", "tightened")]


def test_what_changes_in_every_version_is_said_once(repo):
    repo.write("configs/north/town.d/2025.yaml", AMENDED)
    repo.commit("Изменение")
    repo.edit("configs/families/sample.yaml", "day: 5", "day: 4")
    body = objects("--git", "HEAD", "town")
    # the report is due a day sooner before the amendment and after it: the text in force now says it
    assert [one["b"] for one in body["diffs"]] == ["configs/north/town.yaml@2025-03-01"]


def test_an_amendment_moved_shows_on_the_days_between(repo):
    repo.write("configs/north/town.d/2025.yaml", AMENDED)
    repo.commit("Изменение")
    repo.edit("configs/north/town.d/2025.yaml", "2025-03-01", "2025-06-01")
    (one,) = objects("--git", "HEAD")["diffs"]
    # March to May: 5 days before, 10 days now
    assert (one["b"], changes(one)) == (
        "configs/north/town.yaml@2025-03-01",
        [("norms/reply/within", "relaxed")],
    )


@pytest.mark.parametrize("output", ["text", "markdown", "json", "html", "docx"])
def test_all_forms_of_many(repo, output):
    repo.edit("configs/families/sample.yaml", "days: 10", "days: 7")
    (repo.top / "configs/north/village.yaml").unlink()
    result = diff("--git", "HEAD", "--format", output, "--out", "x")
    assert (result.exit_code, Path("x").stat().st_size > 0) == (0, True)
    assert "Изменено профилей: 1, добавлено: 0, удалено: 1" in result.stderr


def test_from_inside_and_by_configs(repo, tmp_path, monkeypatch):
    repo.edit("configs/north/town.yaml", "rank:", "norms: {reply: {within: {days: 12}}}\nrank:")
    monkeypatch.chdir(repo.top / "configs" / "north")
    assert len(objects("--git", "HEAD")["diffs"]) == 1
    monkeypatch.chdir(tmp_path)
    assert len(objects("--git", "HEAD", "--configs", repo.top / "configs")["diffs"]) == 1


def test_wrong_revisions_and_places(repo, tmp_path, monkeypatch):
    result = diff("--git", "mian")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "возможно: main" in result.stderr
    assert "возможно: town" in diff("--git", "HEAD", "towm").stderr
    monkeypatch.chdir(tmp_path)
    result = diff("--git", "HEAD")
    assert result.exit_code == 2
    assert "[git.no-repository]" in result.stderr
    # a folder of configuration outside of any repository
    (tmp_path / "configs" / "families").mkdir(parents=True)
    assert diff("--git", "HEAD", "--configs", tmp_path / "configs").exit_code == 2


def test_rules_of_git_and_operands_have_words(repo, tmp_path, monkeypatch):
    said = diff("git:HEAD", "git:HEAD:нет.yaml").stderr
    assert "[operand.git-form]" in said
    assert "[git.path]" in said
    empty = tmp_path / "пусто"
    empty.mkdir()
    repo.git("init", "-q", cwd=empty)
    monkeypatch.chdir(empty)
    repo.git("commit", "-q", "--allow-empty", "-m", "x", cwd=empty)
    assert "[git.no-configs]" in diff("--git", "HEAD").stderr
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "[git.missing]" in diff("--git", "HEAD").stderr


def test_an_invalid_profile_on_either_side(repo):
    repo.edit("configs/north/town.yaml", "rank:", "norm: {}\nrank:")
    result = diff("--git", "HEAD")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "configs/north/town.yaml:3:1" in result.stderr
    repo.commit("Опечатка")
    repo.edit("configs/north/town.yaml", "norm: {}\n", "")
    result = diff("--git", "HEAD")
    assert result.exit_code == 2
    assert "HEAD:configs/north/town.yaml:3:1" in result.stderr
    assert "norm: {}" in result.stderr


# what git calls


@pytest.fixture
def driven(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """The driver as the documents configure it, of this very Python."""
    monkeypatch.setenv("PYTHONPATH", str(Path(poryadok.__file__).parents[1]))
    monkeypatch.setenv("PYTHONUTF8", "1")
    repo.git("config", "diff.poryadok.command", f"'{sys.executable}' -m poryadok diff --driver")
    repo.write(".gitattributes", "configs/**/*.yaml diff=poryadok\n")
    repo.commit("Язык права")
    return repo


def test_git_diff_of_a_profile(driven):
    driven.edit("configs/north/town.yaml", "rank:", "norms: {reply: {within: {days: 12}}}\nrank:")
    said = driven.git("diff")
    assert "configs/north/town.yaml: что изменилось в праве" in said
    assert "a/configs/north/town.yaml" in said
    assert "мягче" in said
    assert "reply" in said
    assert "@@" not in said
    # staged, and from a folder inside
    driven.git("add", "-A")
    assert "мягче" in driven.git("diff", "--cached", cwd=driven.top / "configs" / "north")


def test_git_diff_of_a_shared_layer(driven):
    driven.edit("configs/families/sample.yaml", "days: 10", "days: 7")
    said = driven.git("diff")
    assert "a/configs/north/town.yaml" in said
    assert "a/configs/north/village.yaml" in said
    assert said.count("строже") >= 2


def test_git_diff_of_an_amendment(driven):
    driven.write("configs/north/town.d/2025.yaml", AMENDED)
    driven.git("add", "-A")
    said = driven.git("diff", "--cached")
    assert "b/configs/north/town.yaml@2025-03-01" in said
    assert "village" not in said


def test_git_diff_of_what_is_no_layer(driven):
    driven.edit("configs/vocabulary.yaml", "format: 1", "# примечание\nformat: 1")
    (line,) = driven.git("diff").splitlines()
    assert line.startswith("configs/vocabulary.yaml: не слой профиля: тексты норм те же")


def test_git_diff_of_a_comment(driven):
    driven.edit("configs/north/_region.yaml", "format: 1", "# примечание\nformat: 1")
    assert "Ничего: профили те же." in driven.git("diff")


def test_git_log_with_profiles_that_come_and_go(driven):
    driven.edit("configs/north/town.yaml", "rank:", "norms: {reply: {within: {days: 12}}}\nrank:")
    driven.commit("Дольше")
    driven.git("mv", "configs/north/village.yaml", "configs/north/hamlet.yaml")
    driven.edit("configs/north/hamlet.yaml", "id: village", "id: hamlet")
    driven.commit("Переименование")
    driven.edit("configs/north/town.yaml", "rank:", "norm: {}\nrank:")
    driven.commit("Опечатка")
    driven.edit("configs/north/town.yaml", "norm: {}\n", "")
    driven.write("configs/north/_region.yaml", REGION.format(title="ЦУР Юга"))
    driven.commit("Исправлено")
    said = driven.git("log", "-p", "--ext-diff", "-M10%", "-4")
    assert "мягче" in said
    assert "Новый профиль: hamlet" in said
    assert "Профиль удалён: village" in said
    # a commit with a broken profile stops nobody
    assert "Не сравнить, профиль негоден" in said
    assert "b/configs/north/town.yaml:4:1" in said
    assert "Дольше" in said
    # log and show speak law only when they are told to
    assert "@@" in driven.git("show")
    assert "что изменилось в праве" in driven.git("show", "--ext-diff")


def test_git_diff_of_a_conflict(driven):
    driven.git("checkout", "-q", "-b", "side")
    driven.edit("configs/north/town.yaml", "rank:", "norms: {reply: {within: {days: 12}}}\nrank:")
    driven.commit("Один")
    driven.git("checkout", "-q", "main")
    driven.edit("configs/north/town.yaml", "rank:", "norms: {reply: {within: {days: 14}}}\nrank:")
    driven.commit("Другой")
    with pytest.raises(AssertionError):
        driven.git("merge", "side")
    assert "configs/north/town.yaml: файл не слит" in driven.git("diff", "--ours")


def test_the_driver_by_hand_is_a_mistake():
    result = diff("--driver", "a", "b")
    assert result.exit_code == 2
    assert "--driver вызывает git" in result.stderr

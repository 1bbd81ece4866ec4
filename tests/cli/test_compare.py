"""``poryadok compare``: who is laid side by side, in what form, and what is refused."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import poryadok
from poryadok.cli.main import cli
from poryadok.data import data_root

CONFIGS = data_root() / "configs"


def compare(*args: object):
    return CliRunner().invoke(cli, ["compare", *map(str, args)])


def objects(*args: object) -> dict:
    result = compare(*args, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def labels(*args: object) -> list[str]:
    return [one["label"] for one in objects(*args)["columns"]]


# who


def test_all_profiles_by_region_and_id():
    # mari-el, samara, sverdlovsk
    assert labels() == ["kilemar", "kuzhmara", "borsky", "beloyarsky", "reftinsky"]


def test_named_profiles_in_the_order_named_each_once():
    assert labels("reftinsky", "borsky", "reftinsky") == ["reftinsky", "borsky"]


def test_by_path_and_of_a_day():
    path = CONFIGS / "mari-el" / "kuzhmara.yaml"
    assert labels(path, "borsky@2022-06-01") == [str(path), "borsky@2022-06-01"]


def test_the_profiles_of_a_region():
    assert labels("--region", "mari-el") == ["kilemar", "kuzhmara"]


@pytest.mark.parametrize("family", ["interaction", "families/interaction"])
def test_the_profiles_of_a_family(family):
    assert labels("--family", family) == ["kuzhmara", "beloyarsky"]


def test_selectors_choose_among_those_named():
    assert labels("borsky", "kilemar", "kuzhmara", "--family", "mcu") == ["borsky", "kilemar"]


def test_a_layer_lies_over_all(tmp_path: Path):
    layer = tmp_path / "layer.yaml"
    layer.write_text(
        "format: 1\nid: probe\nrank: what-if\nfor: kuzhmara\nnorms: {comment.draft: {within: {hours: 2}}}\n",
        encoding="utf-8",
    )
    body = objects("kuzhmara", "beloyarsky", "--layer", layer)
    fields = {one["path"]: one for row in body["rows"] for one in row["fields"]}
    row = fields["norms/comment.draft/within"]
    assert [cell["value"] for cell in row["cells"]] == [{"hours": 2}, {"hours": 3}]


# what


def test_the_rows_of_the_issue():
    body = objects("kuzhmara", "beloyarsky", "reftinsky", "--all-rows")
    rows = {one["path"]: [cell["state"] for cell in one["cells"]] for one in body["rows"]}
    assert rows["norms/comment.relay"] == ["value", "hidden", "absent"]
    assert rows["norms/report.statistics"] == ["value", "value", "absent"]
    assert rows["norms/fz59.answer"] == ["value"] * 3


def test_only_differing_rows_unless_all_are_asked_for():
    few, every = objects(), objects("--all-rows")
    assert len(few["rows"]) < len(every["rows"])
    assert all(row["differs"] or any(one["differs"] for one in row["fields"]) for row in few["rows"])
    assert "norms/fz59.answer" not in {row["path"] for row in few["rows"]}


def test_the_terminal_says_what_the_signs_mean():
    result = compare("kuzhmara", "beloyarsky")
    assert result.exit_code == 0
    assert "скрыто — акт отсылает, текста нет" in " ".join(result.stdout.split())
    assert "comment.relay — Передать комментарий средству массовой информации" in result.stdout
    assert result.stderr == ""


def test_forms(tmp_path: Path):
    assert compare("--format", "markdown").stdout.startswith("## Сравнение: kilemar, kuzhmara, borsky")
    page = compare("--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    # the page has all rows, whatever it opens with
    assert 'id="norms.fz59.answer"' in page
    out = tmp_path / "все.docx"
    result = compare("--format", "docx", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert zipfile.ZipFile(out).testzip() is None
    assert "Профилей: 5" in result.stderr


def test_the_nearest():
    body = objects("--nearest", "kuzhmara")
    assert body["target"]["id"] == "kuzhmara"
    assert body["ranking"][0]["label"] == "beloyarsky"
    assert len(body["ranking"]) == 4
    assert [body["diff"]["a"], body["diff"]["b"]] == ["kuzhmara", "beloyarsky"]
    assert {one["norm"] for one in body["diff"]["gaps"]} >= {"comment.relay", "misinfo.verify"}


def test_the_nearest_of_those_named():
    body = objects("borsky", "reftinsky", "kuzhmara", "--nearest", "kuzhmara")
    assert {one["label"] for one in body["ranking"]} == {"borsky", "reftinsky"}
    # another day of the same profile is another text
    assert [one["label"] for one in objects("borsky", "--nearest", "borsky@2022-06-01")["ranking"]] == [
        "borsky"
    ]


@pytest.mark.parametrize("output", ["text", "markdown", "html"])
def test_forms_of_the_nearest(output):
    result = compare("--nearest", "kuzhmara", "--format", output)
    assert result.exit_code == 0, result.stderr
    assert "Белоярский городской округ" in result.stdout
    assert "Расстояние" in result.stdout


def test_the_same_bytes_in_another_process():
    def run(seed: str) -> bytes:
        source = str(Path(poryadok.__file__).parents[1])
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source}
        command = [sys.executable, "-m", "poryadok", "compare", "--format", "json"]
        return subprocess.run(command, env=env, capture_output=True, check=True).stdout

    assert run("1") == run("2")


# what is refused


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["kuzhmara"], "сравнивать нечего: профиль один (kuzhmara)"),
        (["kuzhmar", "borsky"], "возможно: kuzhmara"),
        (["--family", "interactoin"], "возможно: interaction"),
        (["--region", "mari"], "ожидалось: одно из: mari-el, samara, sverdlovsk"),
        (["--nearest", "nowhere"], "нет профиля «nowhere»"),
        (["kuzhmara", "--nearest", "kuzhmara"], "сравнивать не с чем"),
        (["--format", "docx"], "для docx нужен --out"),
        (["--all-rows", "--nearest", "kuzhmara"], "--all-rows"),
        (["--out", "нет/такой/папки.txt"], "--out: нет папки"),
    ],
)
def test_wrong_input(args, words):
    result = compare(*args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_an_empty_folder(tmp_path: Path):
    result = compare("--configs", tmp_path)
    assert result.exit_code == 2
    assert "нет ни одного профиля" in result.stderr


def test_an_invalid_profile_is_named(tmp_path: Path):
    folder = tmp_path / "region"
    folder.mkdir()
    (folder / "town.yaml").write_text("format: 1\nid: town\nrank: municipality\nnorm: {}\n", encoding="utf-8")
    result = compare("--configs", tmp_path)
    assert result.exit_code == 2
    assert "неизвестный ключ «norm»" in result.stderr

"""A region's repository as it is laid out: its checks pass, its commands exist, nothing leaks."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import poryadok
from poryadok.cli.main import COMMANDS, cli
from poryadok.data import data_root
from poryadok.norms.schema import schema_of
from poryadok.onboard.scaffold.sample import AS_OF

ROOT = Path(__file__).resolve().parents[3]
LOG = f"--configs configs --events 'examples/*.jsonl' --as-of {AS_OF}"


def new(*args: object) -> Any:
    return CliRunner().invoke(cli, ["new", "workspace", *map(str, args)])


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "region"
    result = new(folder)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ``poryadok`` that runs the package under test."""
    folder = tmp_path_factory.mktemp("bin")
    path = folder / "poryadok"
    code = "from poryadok.cli.main import run; run()"
    path.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}' \"$@\"\n", encoding="utf-8")
    path.chmod(0o755)
    return folder


def shell(line: str, cwd: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    engine = str(Path(poryadok.__file__).parents[1])
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": engine,
        "PYTHONUTF8": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    return subprocess.run(
        ["bash", "-c", line],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def ci_lines(workspace: Path) -> list[str]:
    """Every command line that the repository's CI and hooks run, but for setting up the machine."""
    gitlab = _read(workspace / ".gitlab-ci.yml")
    lines = [line for job in gitlab.values() if isinstance(job, dict) for line in job.get("script", [])]
    github = _read(workspace / ".github/workflows/poryadok.yml")
    steps = [step for job in github["jobs"].values() for step in job["steps"]]
    lines += [step["run"] for step in steps if "run" in step and "pip install" not in step["run"]]
    hooks = _read(workspace / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    ours = _read(ROOT / ".pre-commit-hooks.yaml")
    return lines + [hook["entry"] for hook in (*hooks, *ours)]


def test_the_ci_and_the_hooks_pass_as_created(workspace: Path, programs: Path) -> None:
    for line in (
        "git init -q -b main",
        "git add .",
        "git -c user.name=x -c user.email=x@example.ru commit -qm x",
    ):
        assert shell(line, workspace, programs).returncode == 0
    # what a fetch of the main branch leaves on the machine that runs the checks
    assert shell("git update-ref refs/remotes/origin/main HEAD", workspace, programs).returncode == 0
    ran = set()
    for line in ci_lines(workspace):
        words = shlex.split(line)
        if words[0] == "git":
            assert line == "git fetch --quiet origin main"
            continue
        assert words[0] == "poryadok"
        if words[1] not in COMMANDS:
            # the one command that the templates may name before the program has it
            assert line == "poryadok diff --git origin/main --format markdown"
            continue
        done = shell(line, workspace, programs)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        ran.add(words[1])
    assert ran >= {"validate", "lint", "check"}
    assert (workspace / "check.xml").is_file()


def test_hooks_are_whole(workspace: Path) -> None:
    """The keys that pre-commit requires of a hook; local ones name their files themselves."""
    hooks = _read(workspace / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    for hook in (*hooks, *_read(ROOT / ".pre-commit-hooks.yaml")):
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        assert hook["pass_filenames"] is False
        assert re.search(hook["files"], "configs/primer/primernoe.yaml")
        assert not re.search(hook["files"], "README.md")


def test_the_readme_runs(workspace: Path, programs: Path) -> None:
    text = (workspace / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    assert len(commands) >= 3
    for command in commands:
        done = shell(command.strip(), workspace, programs)
        assert done.returncode == 0, (command, done.stderr)
    for name in re.findall(r"poryadok ([a-z]+)", text):
        assert name in COMMANDS


def test_the_sample_is_clean(workspace: Path, programs: Path) -> None:
    """Not only without errors: no finding of the lint, every clause of the act bound and recorded."""
    for line in (
        "poryadok validate --configs configs --fail-on editorial",
        "poryadok lint --configs configs --fail-on editorial",
        "poryadok lint primernoe --configs configs --act acts/primernoe.txt --fail-on editorial",
        "poryadok trace primernoe --configs configs --act acts/primernoe.txt",
        f"poryadok check {LOG} --fail-on undetermined",
    ):
        done = shell(line, workspace, programs)
        assert done.returncode == 0, (line, done.stdout)


def test_the_log_is_used_up(workspace: Path, programs: Path) -> None:
    line = f"poryadok obligations {LOG} --unused --format json"
    body = json.loads(shell(line, workspace, programs).stdout)
    assert body["log"] == {"read": 7, "accepted": 7, "duplicates": 0, "rejected": 0, "unused": 0}
    # registration (2 of 3 days), answer (21 of 30 days), four weeks that have ended; week 14 has not
    assert [(one["norm"], one["status"]) for one in body["obligations"]] == [
        ("fz59.answer", "fulfilled"),
        ("fz59.register", "fulfilled"),
        *[("note.weekly", "fulfilled")] * 4,
    ]


def test_the_editor_finds_the_schema(workspace: Path) -> None:
    settings = json.loads((workspace / ".vscode/settings.json").read_text(encoding="utf-8"))
    for name, globs in settings["yaml.schemas"].items():
        assert json.loads((workspace / name).read_text(encoding="utf-8")) == schema_of(("profile", ""))
        found = {path for one in globs for path in workspace.glob(one)}
        assert workspace / "configs/primer/primernoe.yaml" in found
    for path in (workspace / "schemas").iterdir():
        assert path.read_bytes() == (data_root() / "schemas" / path.name).read_bytes()


def test_git_does_not_see_people(workspace: Path, programs: Path, tmp_path: Path) -> None:
    shell("git init -q", tmp_path, programs)
    (tmp_path / ".gitignore").write_bytes((workspace / ".gitignore").read_bytes())
    (tmp_path / ".gitattributes").write_bytes((workspace / ".gitattributes").read_bytes())
    private = (
        "contacts/a.yaml town.contacts.yaml configs/primer/x.contacts.yaml private/export.xlsx a.contacts.csv"
    )
    seen = shell(f"git check-ignore {private}", tmp_path, programs).stdout.split()
    assert seen == private.split()
    assert (
        shell("git check-ignore configs/primer/town.yaml examples/x.jsonl", tmp_path, programs).stdout == ""
    )
    said = shell("git check-attr diff eol -- configs/primer/town.yaml", tmp_path, programs).stdout
    assert said.splitlines() == [
        "configs/primer/town.yaml: diff: poryadok",
        "configs/primer/town.yaml: eol: lf",
    ]


@pytest.mark.parametrize("families", [["interaction"], ["mcu", "mcu-exchange", "mcu-statute"]], ids="+".join)
def test_every_family_makes_a_sample(tmp_path: Path, programs: Path, families: list[str]) -> None:
    folder = tmp_path / "ws"
    options = [word for family in families for word in ("--family", family)]
    result = new(
        folder, "--region", "sever", "--region-title", "Северный край", "--profile", "ustye", *options
    )
    assert result.exit_code == 0, result.output
    assert (folder / "configs/sever/ustye.yaml").is_file()
    for line in (
        "poryadok validate --configs configs --fail-on editorial",
        "poryadok lint --configs configs --fail-on high",
        "poryadok trace ustye --configs configs --act acts/ustye.txt",
        f"poryadok check --configs configs --events examples/ustye.jsonl --as-of {AS_OF}",
    ):
        done = shell(line, folder, programs)
        assert done.returncode == 0, (line, done.stdout)


def test_the_sample_keeps_the_zone_of_its_region(tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    assert new(folder, "--timezone", "Asia/Kamchatka").exit_code == 0
    # Kamchatka is twelve hours ahead of UTC all the year
    first = json.loads((folder / "examples/primernoe.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first["time"] == "2026-03-05T10:00:00+12:00"
    assert _read(folder / "configs/primer/_region.yaml")["municipality"]["timezone"] == "Asia/Kamchatka"

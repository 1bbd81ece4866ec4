"""docs/onboarding.md: its commands run in order from an empty folder, its table knows every rule."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import poryadok
from poryadok.report.messages import MESSAGES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "onboarding.md"
TEXT = PAGE.read_text(encoding="utf-8")
STEPS = re.findall(r"^```(sh|yaml|json|text)(?: (\S+))?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
ROWS = re.findall(r"^\| `([a-z-]+\.[a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \|$", TEXT, re.MULTILINE)


class Clerk:
    """Somebody who types what the page says, and stays in the folder that ``cd`` leads to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        program = self.bin / "poryadok"
        code = "from poryadok.cli.main import run; run()"
        program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}' \"$@\"\n", encoding="utf-8")
        program.chmod(0o755)

    def types(self, line: str) -> subprocess.CompletedProcess[str]:
        if line.startswith("cd "):
            self.folder /= line[3:]
            return subprocess.CompletedProcess(line, 0, "", "")
        engine = str(Path(poryadok.__file__).parents[1])
        path = f"{self.bin}:{os.environ['PATH']}"
        return subprocess.run(
            ["bash", "-c", line],
            cwd=self.folder,
            env={**os.environ, "PATH": path, "PYTHONPATH": engine, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """The clerk when the page has been followed to its end; every step has done what the page says."""
    clerk = Clerk(tmp_path_factory.mktemp("guide"))
    output = ""
    for language, file, text in STEPS:
        if language == "sh":
            for line in text.splitlines():
                done = clerk.types(line)
                wanted = re.search(r"# код (\d+)", line)
                assert done.returncode == (int(wanted[1]) if wanted else 0), (line, done.stdout, done.stderr)
                output = done.stdout
        elif file:
            # what the page says to write into a file
            assert "…" not in text
            (clerk.folder / file).write_text(text, encoding="utf-8")
        elif language == "text":
            for shown in text.splitlines():
                assert shown.strip() in ("…", *map(str.strip, output.splitlines())), shown
    return clerk


def test_the_steps_use_every_command_that_a_clerk_needs(clerk: Clerk) -> None:
    wanted = "new draft validate trace lint diff compare import check explain"
    lines = [line.split() for language, _, text in STEPS if language == "sh" for line in text.splitlines()]
    assert {words[1] for words in lines if words[0] == "poryadok"} == {*wanted.split()}


def test_the_last_step_is_green_and_whole(clerk: Clerk) -> None:
    """After the guide nothing is open, no clause is unbound and every fingerprint is recorded."""
    done = clerk.types("poryadok validate --configs configs --fail-on editorial")
    assert (done.returncode, done.stdout) == (0, "")
    assert clerk.types("poryadok trace zarechnoe --configs configs --act acts/zarechnoe.txt").returncode == 0
    written = (clerk.folder / "configs/primer/zarechnoe.yaml").read_text(encoding="utf-8")
    # one for each norm
    assert written.count("fingerprint: ") == 3
    assert "# своя норма: в семействе её нет" in written
    # З-2: received, registered, answered; З-3: no answer yet
    assert len((clerk.folder / "examples/vygruzka.jsonl").read_text(encoding="utf-8").splitlines()) == 5


def test_every_rule_has_its_row() -> None:
    names = [name for name, _, _ in ROWS]
    assert sorted(names) == sorted(MESSAGES)
    assert len(set(names)) == len(names)


def test_every_row_says_what_it_means_and_how_to_mend_it() -> None:
    for name, meaning, mending in ROWS:
        assert len(meaning.strip()) > 8, name
        assert len(mending.strip()) > 8, name


def test_fields_named_in_the_table_exist() -> None:
    """Every `word:` of a remedy is a key of the language."""
    schema = (PAGE.parents[1] / "schemas" / "profile.schema.json").read_text(encoding="utf-8")
    known = set(re.findall(r'"([a-z_]+)": \{', schema))
    table = TEXT.split("## Что значит ошибка")[1]
    for code in re.findall(r"`([^`]+)`", table):
        for key in re.findall(r"\b([a-z_]+):(?= |$)", code):
            assert key in known | {"promptness", "decide"}, code

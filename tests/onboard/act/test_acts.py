"""Each numbering habit: every clause of a small act has the locator that a lawyer would write."""

import textwrap
from collections import Counter
from pathlib import Path

import pytest
import yaml

from onboard.trace_world import ACTS
from poryadok.onboard.act.model import Act
from poryadok.onboard.act.read import act_of_text, read_act

HABITS = sorted(path.stem for path in ACTS.glob("*.txt"))


def read(name: str) -> tuple[Act, dict]:
    act, findings = read_act(ACTS / f"{name}.txt")
    assert findings == ()
    return act, yaml.safe_load((ACTS / f"{name}.yaml").read_text(encoding="utf-8"))


def test_the_habits_are_there():
    assert HABITS == ["bars", "letters", "lists", "points", "sections"]


@pytest.mark.parametrize("name", HABITS)
def test_every_clause_has_its_place_and_its_own_text(name):
    act, expected = read(name)
    assert {one.locator: one.text for one in act.clauses.values()} == expected["clauses"]
    assert list(act.clauses) == list(expected["clauses"])


@pytest.mark.parametrize("name", HABITS)
def test_what_is_no_clause_is_told_apart(name):
    act, expected = read(name)
    found = {}
    for block in act.blocks:
        if block.role != "clause":
            found.setdefault(block.role, []).append(block.text)
    assert found == expected["rest"]


@pytest.mark.parametrize("name", HABITS)
def test_lines_are_those_of_the_file(name):
    act, _ = read(name)
    lines = (ACTS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    for clause in act.clauses.values():
        first = clause.text.split()[0]
        assert first in lines[clause.line - 1], clause


@pytest.mark.parametrize("name", HABITS)
@pytest.mark.parametrize("width", [40, 60, 90])
def test_a_re_wrapped_line_changes_nothing(name, width):
    text = (ACTS / f"{name}.txt").read_text(encoding="utf-8")
    wrapped = "\n".join(
        line
        if "\t" in line.strip() or line.startswith("|")
        else textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
    act, _ = read(name)
    assert prints(act_of_text(wrapped)) == prints(act)


@pytest.mark.parametrize("name", HABITS)
def test_no_word_is_lost(name):
    text = (ACTS / f"{name}.txt").read_text(encoding="utf-8")
    act, _ = read(name)
    kept = Counter(" ".join(f"{block.marker} {block.text}" for block in act.blocks).split())
    given = Counter(text.replace("**", "").replace("|", " ").split())
    for mark in ("-------", "--", "----", "---"):
        del given[mark]
    assert given - kept == Counter()


def prints(act: Act) -> dict[str, str]:
    return {one.locator: one.fingerprint for one in act.clauses.values()}


def test_a_file_of_another_kind_is_refused(tmp_path: Path):
    for name, rule in (("a.rtf", "act.format"), ("no.txt", "act.missing"), ("dir.txt", "act.unreadable")):
        path = tmp_path / name
        if name == "dir.txt":
            path.mkdir()
        _, findings = read_act(path)
        assert [one.rule for one in findings] == [rule]


def test_a_text_without_a_clause_is_refused(tmp_path: Path):
    path = tmp_path / "a.txt"
    for text in ("", "\n\n", "ПОСТАНОВЛЕНИЕ\n\n№ 5\n"):
        path.write_text(text, encoding="utf-8")
        assert [one.rule for one in read_act(path)[1]] == ["act.no-clauses"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_encodings_of_windows_are_read(tmp_path: Path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes((ACTS / "points.txt").read_text(encoding="utf-8").replace("\n", "\r\n").encode(encoding))
    act, findings = read_act(path)
    assert findings == ()
    assert prints(act) == prints(read("points")[0])


def test_bytes_that_are_no_russian_text_are_refused(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 4)
    assert [one.rule for one in read_act(path)[1]] == ["act.encoding"]

"""One broken file for each mistake: its first line says the rule, the place and the words of the message."""

import re
from pathlib import Path

import pytest

from poryadok.norms.library import Library
from poryadok.report.diagnostics import expected_of, message_of, render, suggestion_of
from poryadok.report.messages import MESSAGES

CASES = sorted((Path(__file__).parents[1] / "broken" / "cases").glob("*.yaml"))
EXPECT = re.compile(r"# expect: (\S+) ([0-9]+):([0-9]+) ¦ (.+)")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_broken_file(path: Path):
    expected = EXPECT.match(path.read_text(encoding="utf-8"))
    assert expected is not None
    rule, line, column, words = expected.groups()
    library = Library.open()
    findings = library.resolve(str(path)).findings
    assert [finding.rule for finding in findings] == [rule]
    finding = findings[0]
    assert (finding.spans[0].line, finding.spans[0].column) == (int(line), int(column))
    said = f"{message_of(finding)}\n{expected_of(finding)}\nвозможно: {suggestion_of(finding)}\n"
    said += MESSAGES[rule].other if len(finding.spans) > 1 else ""
    for word in words.split(" ¦ "):
        assert word.strip() in said
    assert "{" not in message_of(finding)
    shown = render(finding, library.source)
    assert f":{line}:{column}: " in shown
    assert "^" in shown


def test_the_sample_without_a_mistake_is_valid(tmp_path: Path):
    path = tmp_path / "town.yaml"
    path.write_text("format: 1\nid: town\nrank: municipality\nextends: [families/sample]\n", encoding="utf-8")
    library = Library.open(CASES[0].parents[1])
    resolved = library.resolve(str(path))
    assert resolved.findings == ()
    assert resolved.valid


def test_every_finding_of_a_file_comes_at_once(tmp_path: Path):
    (tmp_path / "vocabulary.yaml").write_text("format: 1\nevent_types: {}\n", encoding="utf-8")
    path = tmp_path / "town.yaml"
    path.write_text("format: x\nid: Я\nrank: mayor\nnorm: {}\nact: {date: вчера}\n", encoding="utf-8")
    rules = [finding.rule for finding in Library.open().resolve(str(path)).findings]
    assert rules == [
        "schema.type",
        "schema.form",
        "schema.not-allowed",
        "schema.unknown-key",
        "schema.form",
    ]


def test_every_rule_of_the_code_has_words():
    source = Path(__file__).parents[2] / "engine" / "poryadok" / "norms"
    text = "".join(path.read_text(encoding="utf-8") for path in source.rglob("*.py"))
    used = set(
        re.findall(r'"((?:file|yaml|schema|format|profile|layer|bounds|place|date|in-force)\.[a-z-]+)"', text)
    )
    used |= set(
        re.findall(r'"((?:reference|norm|term|parameter|reading|exception|vocabulary)\.[a-z-]+)"', text)
    )
    assert used - {"vocabulary.yaml"} <= set(MESSAGES)


def test_every_rule_has_a_broken_file_or_a_test():
    here = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    here += "".join(
        path.read_text(encoding="utf-8") for path in (Path(__file__).parents[1] / "cli").glob("*.py")
    )
    cases = "".join(path.read_text(encoding="utf-8").splitlines()[0] for path in CASES)
    spare = "schema.other"  # for keywords that our schemas do not use yet
    assert {rule for rule in MESSAGES if rule not in here + cases} <= {spare}

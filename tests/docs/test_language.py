"""The examples of docs/language.md are real: they make a profile that validates."""

import re
from pathlib import Path

import pytest
import yaml

from docs.support import DOCS, fenced
from poryadok.compare.differences import diff
from poryadok.compare.operands import read_operands
from poryadok.findings import Finding
from poryadok.norms.library import Library
from poryadok.norms.validation import validate

EXAMPLES = fenced(DOCS / "language.md", "yaml")
FILES = {found[1]: text for text in EXAMPLES if (found := re.match(r"# файл: (\S+)\n", text)) is not None}
FRAGMENTS = [text for text in EXAMPLES if text.startswith("# отрывок\n")]


def _laid_out(root: Path, *more: str) -> Path:
    """Write the examples as a configuration; ``more`` are texts of further layers of the example profile."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for number, text in enumerate(more):
        path = root / "primer" / "primernoe.d" / f"more-{number}.yaml"
        path.write_text(text, encoding="utf-8")
    return root


def _grave(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.severity != "low"]


def test_every_example_is_a_file_or_a_fragment() -> None:
    assert len(FILES) + len(FRAGMENTS) == len(EXAMPLES)
    assert len(FILES) >= 4
    assert len(FRAGMENTS) >= 3


def test_the_files_make_a_valid_profile(tmp_path: Path) -> None:
    report, _ = validate((), _laid_out(tmp_path))
    assert {(one.rule, one.severity) for one in report.findings} == {("vocabulary.unknown", "low")}
    assert [(one.id, len(one.versions)) for one in report.profiles] == [("primernoe", 3)]


@pytest.mark.parametrize("text", FRAGMENTS, ids=range(len(FRAGMENTS)))
def test_each_fragment_fits_the_example_profile(tmp_path: Path, text: str) -> None:
    if "bounds" in yaml.safe_load(text):
        # the act itself bounds what later layers make of its text
        root = _laid_out(tmp_path)
        path = root / "primer" / "primernoe.yaml"
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    else:
        root = _laid_out(tmp_path, f"format: 1\nid: more\nrank: decision\nfor: primernoe\n{text}")
    assert _grave(Library.open(root).resolve("primernoe").findings) == []


def test_layers_change_what_the_page_says_they_change(tmp_path: Path) -> None:
    versions = Library.open(_laid_out(tmp_path)).resolve("primernoe").versions
    within = [one.doc["norms"]["message.reply"]["within"] for one in versions]
    assert within == [{"working_days": 5}, {"working_days": 5}, {"working_days": 3}]
    values = [one.doc["parameters"]["meeting-period"].get("value") for one in versions]
    assert values == [None, "month", "month"]


def test_two_days_differ_as_the_page_says(tmp_path: Path) -> None:
    root = _laid_out(tmp_path)
    read = read_operands(["primernoe@2026-01-31", "primernoe@2026-02-01"], root)
    (change,) = diff(*read.found).changes
    assert (change.norm, change.field, change.cls) == ("message.reply", "within", "tightened")
    assert (change.a, change.b) == ({"working_days": 5}, {"working_days": 3})

"""Mapping files: one mistake each, with its place and words; all mistakes at once; those that are shipped."""

import re
from pathlib import Path
from typing import Any

import pytest

from poryadok.data import data_root
from poryadok.norms.library import Library
from poryadok.onboard.mapping.load import load_mapping, mapping_files, mapping_path
from poryadok.report.diagnostics import expected_of, message_of, render_all, suggestion_of
from poryadok.report.mapping_messages import MAPPING_MESSAGES

TYPES = Library.open().vocabulary.event_types
GOOD = """format: 1
id: sample
title: Проба
columns:
  number: [Номер, '№']
  created: Дата создания
  state: {names: [Статус], required: false}
dates:
  formats: [dd.mm.yyyy]
tables:
  sectors:
    values: {Дороги: roads}
    otherwise: {default: other}
key: [number]
municipality: kuzhmara
fields:
  case: {column: number}
  sector: {column: state, table: sectors}
rows:
  skip:
    - state: черновик
events:
  received:
    type: message.received
    time: created
    when:
      state: {not: [закрыт]}
"""

# what is replaced, by what, the rule, the line of its place, words of the message
CASES = [
    ("column: number}", "column: numbr}", "mapping.column", 17, "numbr ¦ number"),
    ("key: [number]", "key: [nomber]", "mapping.column", 14, "nomber ¦ number"),
    ("time: created", "time: {column: create}", "mapping.column", 25, "create ¦ created"),
    ("      state: {not", "      stat: {not", "mapping.column", 27, "stat ¦ state"),
    ("- state: чер", "- sate: чер", "mapping.column", 21, "sate ¦ state"),
    ("table: sectors", "table: sector", "mapping.table", 18, "sector ¦ sectors"),
    ("message.received", "mesage.received", "mapping.event-type", 24, "mesage.received ¦ message.received"),
    ("kuzhmara", "kuzmara", "mapping.place", 15, "kuzmara ¦ kuzhmara"),
    ("[dd.mm.yyyy]", "[excel]\n  timezone: Europe/Moskow", "mapping.timezone", 10, "Moskow ¦ Europe/Moscow"),
    ("[dd.mm.yyyy]", "[dd/mm/yyyy, mm/dd/yyyy]", "mapping.ambiguous-dates", 9, "двояко"),
    ("dates:\n  formats: [dd.mm.yyyy]\n", "", "mapping.no-dates", 20, "formats"),
    ("sector: {", "due: 2024-05-02\n  sector: {", "mapping.date-constant", 18, "due"),
    ("sector: {column: state,", "due: {column: state,", "mapping.date-field", 18, "due"),
    ("Дата создания", "НОМЕР", "mapping.header-twice", 6, "НОМЕР ¦ number ¦ created"),
    ("{Дороги: roads}", "{Дороги: roads, ДОРОГИ: waste}", "mapping.value-twice", 12, "ДОРОГИ"),
    ("[dd.mm.yyyy]", "[РЕШИТЬ]", "mapping.undecided", 9, "не решено"),
    ("municipality: kuzhmara", "municipality: РЕШИТЬ", "mapping.undecided", 15, "РЕШИТЬ"),
    # what the schema says
    ("columns:", "sourse: {}\ncolumns:", "schema.unknown-key", 4, "sourse ¦ source"),
    ("[dd.mm.yyyy]", "[dd.mm.yy]", "schema.not-allowed", 9, "dd.mm.yy ¦ dd.mm.yyyy"),
    ("{default: other}", "kep", "schema.not-allowed", 13, "kep ¦ keep"),
    ("{not: [закрыт]}", "{nott: закрыт}", "schema.unknown-key", 27, "nott ¦ not"),
    ("{not: [закрыт]}", "{not: x, filled: true}", "schema.too-many-keys", 27, "лишние ¦ одно из"),
    ("[dd.mm.yyyy]", "[dd.mm.yyyy]\n  no_time: '9:00'", "schema.form", 10, "start-of-day"),
    ("  case: {column", "  cases: {column", "schema.unknown-key", 17, "cases ¦ case"),
    ("title: Проба\n", "", "schema.missing-key", 1, "title ¦ название"),
    ("format: 1", "format: 2", "format.future", 1, "2"),
]  # fmt: skip


def load(path: Path, text: str) -> Any:
    path.write_text(text, encoding="utf-8")
    return load_mapping(path, TYPES, Library.open().ids())


def test_the_sample_is_good(tmp_path: Path) -> None:
    found = load(tmp_path / "sample.yaml", GOOD)
    assert found.findings == ()
    assert found.mapping.columns["created"].names == ("Дата создания",)


@pytest.mark.parametrize(("old", "new", "rule", "line", "words"), CASES)
def test_a_mistake(tmp_path: Path, old: str, new: str, rule: str, line: int, words: str) -> None:
    assert old in GOOD
    found = load(tmp_path / "sample.yaml", GOOD.replace(old, new, 1))
    assert found.mapping is None
    assert [one.rule for one in found.findings] == [rule] * len(found.findings)
    finding = found.findings[0]
    assert finding.spans[0].line == line
    said = f"{message_of(finding)}\n{expected_of(finding)}\n{suggestion_of(finding)}"
    for word in words.split(" ¦ "):
        assert word.lower() in said.lower()
    assert "{" not in message_of(finding)
    assert render_all(found.findings, {found.text.file: found.path}.get).startswith(str(tmp_path))


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace("table: sectors", "table: x")
        .replace("key: [number]", "key: [y]")
        .replace("kuzhmara", "z")
    )
    assert {one.rule for one in load(tmp_path / "sample.yaml", text).findings} == {
        "mapping.table",
        "mapping.column",
        "mapping.place",
    }


def test_names_of_mappings(tmp_path: Path) -> None:
    roots = Library.open().roots()
    assert (
        mapping_path("incident-management", roots)
        == data_root() / "configs/mappings/incident-management.yaml"
    )
    assert mapping_path("own/x.yaml", roots) == Path("own/x.yaml")
    finding = mapping_path("incident-managment", roots)
    assert not isinstance(finding, Path)
    assert (finding.rule, finding.args["suggestion"]) == ("mapping.unknown", "incident-management")
    (tmp_path / "mappings").mkdir()
    own = tmp_path / "mappings" / "xes.yaml"
    own.write_text(GOOD, encoding="utf-8")
    assert mapping_files([tmp_path, *roots])["xes"] == own
    found = load_mapping(own, TYPES)
    assert [one.rule for one in found.findings] == ["mapping.id-not-name"]


def test_the_shipped_mappings_are_sound() -> None:
    files = mapping_files(Library.open().roots())
    assert sorted(files) == ["appeals-journal", "cloudevents", "incident-management", "xes"]
    for name, path in files.items():
        found = load_mapping(path, TYPES, Library.open().ids())
        assert (found.findings, found.mapping and found.mapping.id) == ((), name)


def test_every_message_has_a_test() -> None:
    source = Path(__file__).parents[3] / "engine" / "poryadok"
    text = "".join(path.read_text(encoding="utf-8") for path in source.rglob("*mapping*/*.py"))
    text += "".join(
        (source / "log" / f"{name}.py").read_text(encoding="utf-8") for name in ("xes", "cloudevents")
    )
    used = set(re.findall(r'"((?:mapping|export)\.[a-z-]+)"', text))
    assert used == {rule.partition("/")[0] for rule in MAPPING_MESSAGES}
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parents[2].rglob("*.py"))
    missing = [rule for rule in MAPPING_MESSAGES if rule.replace("/", ".").split(".")[-1] not in tests]
    assert missing == []

"""The export of the invented district, as Windows Excel has it: fed as it is, judged as counted by hand."""

import json
from pathlib import Path

import pytest

from onboarding.okrug_world import AS_OF, expected, full_name, read, run

IDS = ("srednerechensky", "zaprudnoe")


def computed(capsys, region: Path, file: str, *more: str) -> tuple[int, str]:
    """``check`` of an export: the exit code and the JSON."""
    known = ("--configs", region / "configs", "--mapping", "okrug", "--as-of", AS_OF)
    code, out, said = run(
        capsys, "check", *IDS, *known, "--events", region / "private" / file, "--format", "json", *more
    )
    assert "Traceback" not in said
    return code, out


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("breaches.xlsx", "шапка в строке 3, лист «Журнал»"),
        ("breaches.csv", "шапка в строке 3, кодировка cp1251, разделитель «;»"),
    ],
)
def test_every_row_is_accounted_for(region: Path, tmp_path: Path, capsys, file: str, words: str) -> None:
    log = tmp_path / "log.jsonl"
    options = ("--configs", region / "configs", "--mapping", "okrug", "--out", log)
    code, _, said = run(capsys, "import", region / "private" / file, *options)
    assert code == 0
    assert words in said
    # 26 rows of both, 6 with breaches and the total; the draft is skipped, 31 November is no day
    assert (
        "прочитано строк 33 = использовано 30 + пропущено по условиям 1 + "
        "служебных (итоги, повтор шапки) 1 + отклонено 1; событий 61"
    ) in said
    assert f"{file}:11: столбец «Поступило»: такого дня или времени нет («31.11.2025 10:00»)" in said
    written = log.read_text(encoding="utf-8")
    # both 44: М 22, О 6, Н 1, П 11, Р 1, З 3; breaches 17: М 14, О 2, Р 1
    assert len(written.splitlines()) == 61
    # columns that the mapping does not name are not read
    assert "житель" not in written


@pytest.mark.parametrize(("part", "exit_code"), [("clean", 0), ("breaches", 1)])
def test_the_verdicts_are_those_counted_by_hand(region: Path, capsys, part: str, exit_code: int) -> None:
    code, out = computed(capsys, region, f"{part}.xlsx")
    assert code == exit_code
    answer = json.loads(out)
    wanted = expected("both", part)
    found = {row["id"]: row for row in answer["obligations"]}
    assert sorted(found) == sorted(wanted)
    for name, one in wanted.items():
        row = found[name]
        assert (row["status"], row["due_at"]) == (one["status"], one["due"]), (name, one["why"])
        assert row["contested"] == one.get("contested", False), name
    assert sorted(answer["breaches"]) == sorted(name for name, one in wanted.items() if one.get("breach"))
    for one in read("expected.yaml")["none"]:
        assert full_name(one["id"]) not in found, one["why"]
    # what came to the settlement after its act was repealed is known and used by nothing
    assert answer["log"]["unused"] == 1
    assert answer["undetermined"] == []


def _without_log_digest(text: str) -> str:
    return text.replace(json.loads(text)["digests"]["log"], "…")


@pytest.mark.parametrize("part", ["clean", "breaches"])
def test_a_workbook_and_both_encodings_give_the_same_bytes(region: Path, capsys, part: str) -> None:
    code, first = computed(capsys, region, f"{part}.xlsx")
    for other in (f"{part}.csv", f"{part}-utf8.csv"):
        again, second = computed(capsys, region, other)
        assert again == code
        # all but the digest of the file itself
        assert _without_log_digest(second) == _without_log_digest(first)


def test_the_log_that_import_writes_says_the_same(region: Path, tmp_path: Path, capsys) -> None:
    log = tmp_path / "log.jsonl"
    source = region / "private" / "breaches.xlsx"
    options = ("--configs", region / "configs", "--mapping", "okrug", "--out", log)
    assert run(capsys, "import", source, *options)[0] == 0
    known = ("--configs", region / "configs", "--as-of", AS_OF, "--format", "json")
    code, out, _ = run(capsys, "check", *IDS, *known, "--events", log)
    direct, exported = json.loads(computed(capsys, region, "breaches.xlsx")[1]), json.loads(out)
    assert code == 1
    assert exported["obligations"] == direct["obligations"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        # both terms are kept, and the stricter is named: on a Friday evening it is the federal one …
        (
            "appeal.local-register/О-1",
            ["событие после окончания рабочего времени", "29 декабря", "строже", "fz59.register/О-1"],
        ),
        # … on a Tuesday the local one
        ("fz59.register/О-3", ["appeal.local-register/О-3", "строже"]),
        # the days of the decision are added to the last day before the roll
        ("appeal.local-answer/О-2", ["10 календарных дней", "11 февраля 2026"]),
        ("message.complete/М-3", ["full-answer-days", "Вывод спорный", "1 января 2026"]),
        ("rating.departments/2025-12", ["12 января 2026", "нужно не меньше 5"]),
        ("message.assignment/М-9", ["12:00", "исполнено с нарушением срока"]),
    ],
)
def test_the_derivation_says_why(region: Path, capsys, name: str, words: list[str]) -> None:
    known = ("--configs", region / "configs", "--mapping", "okrug", "--as-of", AS_OF)
    file = region / "private" / "breaches.xlsx"
    code, out, _ = run(capsys, "explain", full_name(name), *known, "--events", file)
    assert code == 0
    for one in words:
        assert one in out, out

"""What the examples' README names is there, and the independent oracle says the same of every example."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from cases.resolved import calendars, versions_of
from corpus.profiles import PROFILES
from examples.running import AS_OF, EXAMPLES, NOTE_PERIOD, Answer, assessed
from oracle import assess

README = (EXAMPLES / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"\| `([a-z]+/[^`]+)` \|", README)


def row(name: str) -> Answer:
    found: list[Answer] = [one for one in assessed(name.split("/")[0])["obligations"] if one["id"] == name]
    assert len(found) == 1, name
    return found[0]


def test_every_row_of_the_table_is_an_obligation() -> None:
    assert len(ROWS) == 16
    for name in ROWS:
        assert row(name)["id"] == name


@pytest.mark.parametrize(
    ("name", "status", "contested"),
    [
        ("kuzhmara/report.statistics/2025-Q4", "late", True),
        ("borsky/indicators.annual/2025", "late", True),
        ("borsky/indicators.quarterly/2026-Q1", "pending", False),
        ("borsky/note.weekly/2026-W02", "late", False),
        ("borsky/note.weekly/2026-W11", "fulfilled", True),
        ("kuzhmara/comment.draft/М-4", "fulfilled", True),
        ("kuzhmara/contact.notify-change/К-2", "undetermined", True),
        ("reftinsky/messages.analyse/2026-02-21", "overdue", True),
        ("reftinsky/contact.notify-change/К-1", "fulfilled", False),
        ("reftinsky/materials.on-request/З-2", "fulfilled", True),
        ("kilemar/summary.on-request/З-10", "pending", False),
        ("kuzhmara/fz59.answer/О-3", "fulfilled", False),
        ("reftinsky/fz59.answer/О-9", "late", True),
        ("kuzhmara/comment.publish-after-agreement/М-2", "violated", False),
        ("kuzhmara/comment.publish-after-agreement/М-4", "fulfilled", False),
        ("borsky/appeal.accelerated/У-2", "fulfilled", True),
    ],
)
def test_what_the_table_says(name: str, status: str, contested: bool) -> None:
    assert name in ROWS
    assert (row(name)["status"], row(name)["contested"]) == (status, contested)


def test_the_date_and_the_files_that_it_names() -> None:
    assert f"--as-of {AS_OF}" in README
    assert set(re.findall(r"--as-of (\S+)", README)) == {AS_OF}
    for name in re.findall(r"examples/([\w./-]+\.(?:jsonl|yaml))", README):
        assert (EXAMPLES / name).is_file(), name


def test_what_the_decision_changes() -> None:
    rows = assessed("kilemar", NOTE_PERIOD)["obligations"]
    notes = {one["period"]: one["status"] for one in rows if one["norm"] == "note.periodic"}
    assert notes == {"2026-02": "fulfilled", "2026-03": "overdue", "2026-04": "pending"}


@pytest.mark.parametrize("profile", PROFILES)
def test_the_oracle_says_the_same(profile: str) -> None:
    answer = assessed(profile)
    lines = (EXAMPLES / f"{profile}.jsonl").read_text(encoding="utf-8").splitlines()
    records = {record["id"]: record for record in map(json.loads, lines)}
    events = [record for name, record in records.items() if not re.search(r"-90\d$", name)]
    assert len(lines) - len(events) == answer["log"]["rejected"] + answer["log"]["duplicates"]
    other = assess({profile: versions_of(profile, ())}, events, date.fromisoformat(AS_OF), calendars())
    without_steps = [
        {key: value for key, value in one.items() if key != "steps"} for one in answer["obligations"]
    ]
    assert without_steps == other["obligations"]
    assert answer["undetermined"] == other["undetermined"]
    assert answer["log"]["unused"] == len(other["unused"])

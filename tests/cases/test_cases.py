"""The scenarios hold for the program and for the independent oracle alike."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from cases.comparing import differences
from cases.resolved import calendars, versions_of
from cases.scenarios import Doc, Scenario, read_scenarios
from oracle import assess
from poryadok.cli.main import main

SCENARIOS = read_scenarios()
each = pytest.mark.parametrize("scenario", SCENARIOS, ids=[one.name for one in SCENARIOS])


def moment(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def once(events: Iterable[Doc]) -> list[Doc]:
    """The events without repeats of the same record."""
    return list({json.dumps(event, sort_keys=True): event for event in events}.values())


@each
def test_oracle(scenario: Scenario) -> None:
    events = [event for event in once(scenario.events) if event["id"] not in scenario.quarantined]
    profiles = {scenario.profile: versions_of(scenario.profile, tuple(scenario.layers))}
    answer = assess(profiles, events, moment(scenario.as_of), calendars())
    assert differences(scenario, answer, steps=False) == []
    if scenario.log is not None and "unused" in scenario.log:
        assert len(answer["unused"]) == scenario.log["unused"]


@each
def test_program(scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = run_program(scenario, tmp_path, capsys)
    assert differences(scenario, answer, steps=True) == []
    log = answer["log"]
    assert log["accepted"] + log["duplicates"] + log["rejected"] == log["read"] == len(scenario.events)
    assert log["rejected"] >= len(scenario.quarantined)


def run_program(
    scenario: Scenario, folder: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> dict[str, Any]:
    """The JSON that `poryadok obligations` gives for the scenario; `more`: further options."""
    log = folder / "events.jsonl"
    lines = [json.dumps(event, ensure_ascii=False) for event in scenario.events]
    log.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    args = ["obligations", scenario.profile, "--events", str(log)]
    args += ["--as-of", scenario.as_of, "--format", "json", *more]
    for layer in scenario.layers:
        args += ["--layer", str(layer)]
    code = main(args)
    out, err = capsys.readouterr()
    assert code == 0, err
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_there_are_enough() -> None:
    by_profile = Counter(scenario.profile for scenario in SCENARIOS)
    assert set(by_profile) == {"kuzhmara", "beloyarsky", "reftinsky", "borsky", "kilemar"}
    assert min(by_profile.values()) >= 4
    for scenario in SCENARIOS:
        assert scenario.file.parent.name == scenario.profile, scenario.name
        assert scenario.expect or scenario.expect_none or scenario.undetermined, scenario.name


def test_a_wrong_expectation_is_noticed() -> None:
    scenario = next(one for one in SCENARIOS if one.name == "kuzhmara/comment-draft-1")
    profiles = {scenario.profile: versions_of(scenario.profile, ())}
    answer = assess(profiles, scenario.events, moment(scenario.as_of), calendars())
    wanted = scenario.expect[0]
    reading = {**wanted["readings"][0], "due_at": "2026-02-10T13:00:01+03:00"}
    other_id = "kuzhmara/comment.draft/0"
    for wrong in ({"status": "late"}, {"contested": False}, {"readings": [reading]}, {"id": other_id}):
        other = replace(scenario, expect=[{**wanted, **wrong}])
        assert differences(other, answer, steps=False), wrong
    assert differences(replace(scenario, expect_none=[wanted["id"]]), answer, steps=False)
    assert differences(scenario, answer, steps=False) == []

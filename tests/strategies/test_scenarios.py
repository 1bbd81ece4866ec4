"""The generated scenarios are lawful, the oracle answers them all, and they reach what they are made for."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from oracle import assess
from strategies.logs import Scene, calendars, scenario

Scenario = tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]], datetime | date]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenario())
def test_the_oracle_answers(drawn: Scenario) -> None:
    profiles, events, as_of = drawn
    first = assess(profiles, events, as_of, calendars())
    assert json.dumps(first, ensure_ascii=False)  # plain data
    assert first == assess(profiles, list(reversed(events)), as_of, calendars())  # order does not matter
    assert len({row["id"] for row in first["obligations"]}) == len(first["obligations"])
    assert len({event["id"] for event in events}) == len(events)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenario())
def test_events_would_be_accepted(drawn: Scenario) -> None:
    profiles, events, _ = drawn
    for event in events:
        scene = Scene(event["municipality"], profiles[event["municipality"]])
        assert not scene.needs_case(event["type"]) or event.get("case")
        assert event.get("norm") or not scene.norms_by_name(event["type"])


def test_every_status_is_reached() -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=300,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(scenario())
    def collect(drawn: Scenario) -> None:
        found = assess(*drawn, calendars())
        for row in found["obligations"]:
            seen[row["kind"]] += 1
            seen[row["status"]] += 1
            seen.update("reading " + reading["status"] for reading in row["readings"])
            seen["contested"] += row["contested"]
            seen["#2"] += "#" in row["id"]
        seen["open parameter"] += len(found["undetermined"])
        seen["unused"] += len(found["unused"])

    collect()
    statuses = {"fulfilled", "late", "overdue", "pending", "violated", "cancelled", "undetermined"}
    readings = {f"reading {status}" for status in (*statuses, "rejected", "not-applicable")}
    kinds = {"response", "request", "report", "activity", "once", "precedence"}
    assert statuses | readings | kinds | {"contested", "#2", "open parameter", "unused"} <= set(+seen)

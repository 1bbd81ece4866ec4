"""Compare what a scenario expects with what was computed: only the keys that the scenario states."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from cases.scenarios import Doc, Scenario

__all__ = ["differences"]

REQUIRED = ("id", "status", "bearer", "clause", "why")


def differences(scenario: Scenario, answer: Mapping[str, Any], steps: bool) -> list[str]:
    """What differs, a line each. `steps`: the answer holds derivation steps, so `mentions` can be checked."""
    rows = {row["id"]: row for row in answer["obligations"]}
    found = [line for wanted in scenario.expect for line in _obligation(wanted, rows, steps)]
    found += [f"{name}: must not exist" for name in scenario.expect_none if name in rows]
    if scenario.undetermined is not None:
        found += _differs("undetermined", scenario.undetermined, answer["undetermined"])
    if scenario.log is not None and "log" in answer:
        found += _keys("log", scenario.log, answer["log"], scenario.log)
    return found


def _obligation(wanted: Doc, rows: Mapping[str, Doc], steps: bool) -> list[str]:
    name = wanted["id"]
    if missing := [key for key in REQUIRED if not wanted.get(key)]:
        return [f"{name}: the scenario does not state {missing}"]
    if name not in rows:
        near = sorted(other for other in rows if other.split("/")[1] == name.split("/")[1])
        return [f"{name}: no such obligation; there are {near[:20]}"]
    row = rows[name]
    found = _keys(name, wanted, row, set(wanted) - {"why", "readings", "mentions"})
    for reading in wanted.get("readings", []):
        found += _reading(name, reading, row["readings"])
    if steps:
        text = json.dumps(row["steps"], ensure_ascii=False)
        silent = [word for word in wanted.get("mentions", []) if word not in text]
        found += [f"{name}: steps do not mention {word!r}" for word in silent]
    return found


def _reading(name: str, wanted: Doc, readings: Iterable[Doc]) -> list[str]:
    """All readings that make the stated choice must be as stated, and there must be one."""
    choice = wanted["choice"]
    chosen = [one for one in readings if choice.items() <= one["choice"].items()]
    if not chosen:
        return [f"{name}: no reading {choice}"]
    keys = set(wanted) - {"choice"}
    return [line for one in chosen for line in _keys(f"{name} {one['choice']}", wanted, one, keys)]


def _keys(name: str, wanted: Doc, actual: Doc, keys: Iterable[str]) -> list[str]:
    found = []
    for key in sorted(keys):
        found += _differs(f"{name} {key}", wanted[key], actual.get(key, "absent"))
    return found


def _differs(name: str, wanted: Any, actual: Any) -> list[str]:
    return [] if wanted == actual else [f"{name}: expected {wanted!r}, got {actual!r}"]

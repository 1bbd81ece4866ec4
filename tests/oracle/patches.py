"""RFC 7396 merge, the readings of a norm, and which events a `where` takes."""

from __future__ import annotations

import itertools
from typing import Any

Doc = dict[str, Any]
Choice = dict[str, str]


def merge(target: Any, patch: Any) -> Any:
    """RFC 7396 as written there."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merge(result.get(key), value)
    return result


def questions_of(profile: Doc, norm: Doc) -> dict[str, Doc]:
    """Question id -> {adopted?, alternatives}: the shared definition under what the norm says of its own."""
    shared = profile.get("readings") or {}
    found: dict[str, Doc] = {}
    for question, own in sorted((norm.get("readings") or {}).items()):
        common = shared.get(question) or {}
        own = own or {}
        found[question] = {
            "adopted": own.get("adopted", common.get("adopted")),
            "alternatives": {**(common.get("alternatives") or {}), **(own.get("alternatives") or {})},
        }
    return found


def choices_of(questions: dict[str, Doc]) -> list[Choice]:
    """All readings, in order: questions by id, alternatives by id, the last question varying fastest."""
    names = sorted(questions)
    rows = itertools.product(*(sorted(questions[name]["alternatives"]) for name in names))
    return [dict(zip(names, row, strict=True)) for row in rows]


def is_verdict_reading(questions: dict[str, Doc], choice: Choice) -> bool:
    """Every question that has an adopted alternative takes it."""
    return all(q["adopted"] is None or choice[name] == q["adopted"] for name, q in questions.items())


def read(norm: Doc, questions: dict[str, Doc], choice: Choice) -> Doc:
    """The norm under one reading."""
    result = norm
    for name in sorted(questions):
        result = merge(result, questions[name]["alternatives"][choice[name]].get("patch") or {})
    return dict(result)


def as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def field_of(event: Doc, path: str) -> Any:
    """A top-level field or `data.a.b`; None where it is missing."""
    value: Any = event
    for part in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(part)
    return value


def holds(where: Doc | None, event: Doc) -> bool:
    """All entries hold: equality, membership, or their negation; compared as text."""
    for path, wanted in (where or {}).items():
        negated = isinstance(wanted, dict)
        values = {as_text(value) for value in as_list(wanted["not"] if negated else wanted)}
        actual = field_of(event, path)
        among = actual is not None and as_text(actual) in values
        if among == negated:
            return False
    return True

"""A resolved document as comparable facts: what its norms say, with wording, order and defaults taken out.

Values are plain JSON of the profile language: dates as text, event types and members of a condition sorted,
what the language takes for granted filled in. Two norms that say the same have equal facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from poryadok.norms.rules import scalar_text

__all__ = [
    "EXCEPTION_FIELDS",
    "NORM_FIELDS",
    "RIGHTS",
    "TERM_FIELDS",
    "Fact",
    "modality_of",
    "norm_values",
    "patch_values",
    "plain",
    "summary",
    "value_of",
]

NORM_FIELDS: Final = (
    "kind",
    "modality",
    "bearer",
    "counterparty",
    "opens",
    "closes",
    "requires",
    "where",
    "within",
    "roll",
    "day_zero",
    "after_hours",
    "presidential_days",
    "every",
    "due",
    "first_period",
    "sample",
    "count",
    "day_kind",
    "extend",
    "cancel",
    "in_force",
    "procedure",
    "step",
    "alongside",
    "by_norm",
)
"""The fields of a norm that are law, in the order in which their differences are told."""

TERM_FIELDS: Final = frozenset(
    {
        "within",
        "roll",
        "day_zero",
        "after_hours",
        "presidential_days",
        "every",
        "due",
        "first_period",
        "count",
        "day_kind",
        "extend",
    }
)
"""The fields that bear on when, and how often, a duty falls due: compared by due instants."""

EXCEPTION_FIELDS: Final = ("modality", "bearer", "counterparty", *sorted(TERM_FIELDS & set(NORM_FIELDS)))
RIGHTS: Final = frozenset({"right", "power"})

_DEFAULTS: Final = MappingProxyType(
    {
        "roll": "keep",
        "day_zero": "exclude",
        "after_hours": "keep",
        "presidential_days": "working",
        "first_period": "partial",
        "count": 1,
        "day_kind": "calendar",
    }
)
_TYPES: Final = frozenset({"opens", "closes", "requires", "alongside"})
_BY_NORM: Final = frozenset({"request", "report"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a document and the place in the act that says so."""

    field: str
    value: Any
    clause: str | None


def plain(value: Any) -> Any:
    """A value as JSON holds it, without the keys that say nothing."""
    if isinstance(value, Mapping):
        return {str(key): plain(value[key]) for key in sorted(value, key=str) if value[key] is not None}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def modality_of(norm: Mapping[str, Any]) -> str | None:
    """The modality of a norm; a declaration has none."""
    kind = norm.get("kind")
    if kind == "declaration":
        return None
    return str(norm.get("modality") or ("right" if kind in RIGHTS else "duty"))


def norm_values(norm: Mapping[str, Any], act: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a norm by field, in order; ``act``: the section of that name.

    None where it says nothing; a declaration binds nobody, and says nothing but that it is one.
    """
    found = {name: value_of(name, norm.get(name)) for name in NORM_FIELDS}
    kind = norm.get("kind")
    found["modality"] = modality_of(norm)
    if kind == "report":
        found["due"] = found["due"] or {"end_of": "period"}
        found["closes"] = found["closes"] or ["report.submitted"]
    if kind == "declaration":
        return {name: found["kind"] if name == "kind" else _DEFAULTS.get(name) for name in NORM_FIELDS}
    found["in_force"] = _in_force(norm.get("in_force") or act.get("in_force"))
    by_norm = norm.get("by_norm")
    found["by_norm"] = None if by_norm is None or bool(by_norm) == (kind in _BY_NORM) else bool(by_norm)
    return found


def value_of(field: str, value: Any) -> Any:
    """One field's value in its only form; what is left out is the default."""
    if value is None:
        return _DEFAULTS.get(field)
    if field in _TYPES:
        return _types(value)
    if field == "where":
        return _where(value)
    if field == "due":
        return _due(value)
    if field == "extend":
        return _extend(value)
    if field == "sample":
        return _sample(value)
    if field == "cancel":
        return {"event": _types(value["event"])} if value.get("event") else None
    if field == "step":
        return scalar_text(value)
    if field == "in_force":
        return _in_force(value)
    return plain(value)


def patch_values(patch: Mapping[str, Any]) -> dict[str, Any]:
    """A patch of a norm in its only form: what it deletes stays None, titles and places are left out."""
    found: dict[str, Any] = {}
    for name in sorted(patch):
        value = patch[name]
        if name in ("title", "source", "notes"):
            continue
        if isinstance(value, Mapping) and name not in ("where", "cancel"):
            found[name] = {str(key): _inner(name, key, value[key]) for key in sorted(value)}
        else:
            found[name] = None if value is None else value_of(name, value)
    return found


def _inner(name: str, key: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "sample" and key == "where":
        return _where(value)
    return _types(value) if key == "event" or (name == "sample" and key == "of") else plain(value)


def _types(value: Any) -> list[str]:
    return sorted({value} if isinstance(value, str) else set(value))


def _where(where: Mapping[str, Any]) -> dict[str, Any] | None:
    return {field: _wanted(where[field]) for field in sorted(where) if where[field] is not None} or None


def _wanted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {"not": _wanted(value["not"])}
    listed = sorted({scalar_text(one) for one in (value if isinstance(value, list | tuple) else [value])})
    return listed[0] if len(listed) == 1 else listed


def _due(due: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = plain(due)
    if "month" in found and "day" in found:
        found.setdefault("year", "same")
    if "weekday" in found:
        found.setdefault("of", "same_week")
    return dict(sorted(found.items()))


def _extend(extend: Mapping[str, Any]) -> dict[str, Any] | None:
    if not extend.get("event"):
        return None
    return {
        "event": _types(extend["event"]),
        "by": plain(extend.get("by") or {}),
        "times": int(extend.get("times") or 1),
    }


def _sample(sample: Mapping[str, Any]) -> dict[str, Any] | None:
    if not sample.get("of"):
        return None
    found = {"of": _types(sample["of"]), "at_least": int(sample.get("at_least") or 1)}
    where = _where(sample.get("where") or {})
    return found if where is None else {**found, "where": where}


def _in_force(span: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return plain(span) or None if span else None


def summary(norm: Mapping[str, Any], act: Mapping[str, Any]) -> dict[str, Any]:
    """What a whole norm says, for a side that has it where the other has not: no defaults, no readings."""
    values = norm_values(norm, act)
    left_out = {"in_force", "procedure", "step", "alongside", "by_norm"}
    return {
        name: value
        for name, value in values.items()
        if value is not None and name not in left_out and value != _DEFAULTS.get(name)
    }

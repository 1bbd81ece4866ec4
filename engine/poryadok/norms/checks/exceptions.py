"""Exceptions of a norm: no two for one event, each reachable, each changing something."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from poryadok.norms.checks.context import NormView, Problem
from poryadok.norms.layers import lay, same

__all__ = ["check_exceptions"]


class _Allowed(NamedTuple):
    """The values that a condition lets through: ``values``, or (negated) all others and none at all."""

    values: frozenset[str]
    negated: bool


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _allowed(wanted: Any) -> _Allowed:
    negated = isinstance(wanted, Mapping)
    values = wanted.get("not") if isinstance(wanted, Mapping) else wanted
    listed = values if isinstance(values, list) else [values]
    return _Allowed(frozenset(map(_text, listed)), negated)


def _both(one: _Allowed, other: _Allowed) -> _Allowed:
    if one.negated and other.negated:
        return _Allowed(one.values | other.values, True)
    if one.negated:
        return _Allowed(other.values - one.values, False)
    return _Allowed(one.values - other.values if other.negated else one.values & other.values, False)


def _together(*conditions: Mapping[str, Any]) -> bool:
    """Tell whether one event can satisfy all conditions."""
    fields: dict[str, _Allowed] = {}
    for where in conditions:
        for field, wanted in where.items():
            allowed = _allowed(wanted)
            fields[field] = _both(fields[field], allowed) if field in fields else allowed
    return all(allowed.negated or allowed.values for allowed in fields.values())


def check_exceptions(view: NormView) -> Iterator[Problem]:
    """The checks of one norm's exceptions; overlapping ones are shown with both places."""
    exceptions = view.norm.get("exceptions") or {}
    # a reading may have its own opening condition: an exception is dead only if it is dead under all of them
    wheres = [variant.doc.get("where") or {} for variant in (*view.alternatives,)] or []
    wheres.append(view.text.get("where") or {})
    place = (*view.path, "exceptions")
    for (one, first), (other, second) in combinations(exceptions.items(), 2):
        if any(_together(where, first["where"], second["where"]) for where in wheres):
            args = {"norm": view.id, "first": one, "second": other}
            paths = ((*place, one, "where"), (*place, other, "where"))
            yield Problem("exception.overlap", "critical", paths, args, at_key=True)
    for key, body in exceptions.items():
        args = {"norm": view.id, "exception": key}
        if not any(_together(where, body["where"]) for where in wheres):
            paths = ((*place, key, "where"), (*view.path, "where"))
            yield Problem("exception.never", "critical", paths, args, at_key=True)
        texts = [view.text, *(variant.doc for variant in view.alternatives)]
        if all(same(text, lay(text, body["patch"])) for text in texts):
            yield Problem(
                "exception.changes-nothing", "critical", ((*place, key, "patch"),), args, at_key=True
            )

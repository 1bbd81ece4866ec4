"""Fields of events that tell the conditions of two wordings apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from poryadok.norms.model import Condition, HeadOfSector, Rule

__all__ = ["Fields", "opening_scopes", "sample_scopes"]

OUTSIDE = {"track": ("general", "accelerated"), "priority": ("normal", "urgent"), "channel": ("other", "pos")}
Fields = Mapping[str, Any]


def opening_scopes(rules: Sequence[Rule], docs: Sequence[Mapping[str, Any]]) -> list[Fields]:
    """Fields of an opening event that tell the conditions of the texts apart; the plainest first."""
    sectors: dict[str | None, None] | None = None
    if any(isinstance(rule.bearer, HeadOfSector) for rule in rules):
        sectors = {sector: None for doc in docs for sector in _headed(doc, docs)}
    return _varied(chain.from_iterable(_wheres(rule) for rule in rules), sectors)


def sample_scopes(rules: Sequence[Rule]) -> list[Fields]:
    """Fields of an event that tell apart what the samples of reports count; the plainest first."""
    return _varied((rule.sample.where for rule in rules if rule.sample), None)


def _varied(
    conditions: Iterable[tuple[Condition, ...]], sectors: Mapping[str | None, None] | None
) -> list[Fields]:
    """Each condition satisfied as it is written, then one field at a time with another value.

    That is one that another condition names, one that none names, none at all; ``sectors`` are tried too.
    """
    wheres = list(dict.fromkeys(conditions))
    values: dict[str, dict[str | None, None]] = {}
    for condition in chain.from_iterable(wheres):
        if condition.field not in ("norm", "period"):
            values.setdefault(condition.field, {}).update(dict.fromkeys(sorted(condition.values)))
    if sectors is not None:
        values.setdefault("sector", {}).update(sectors)
    for name, known in values.items():
        known |= {_outside(name, known): None, None: None}
    scopes: dict[tuple[tuple[str, str], ...], None] = {}
    for where in [*wheres, ()]:
        base = {one.field: min(one.values) for one in where if one.field in values and not one.negated}
        scopes.setdefault(tuple(sorted(base.items())))
    for made in list(scopes):
        for name, known in values.items():
            for value in known:
                changed = {key: text for key, text in {**dict(made), name: value}.items() if text is not None}
                scopes.setdefault(tuple(sorted(changed.items())))
    return [dict(scope) for scope in scopes]


def _wheres(rule: Rule) -> Iterator[tuple[Condition, ...]]:
    yield rule.where
    for exception in rule.exceptions:
        yield _both(rule.where, exception.where)


def _both(first: tuple[Condition, ...], second: tuple[Condition, ...]) -> tuple[Condition, ...]:
    named = {condition.field for condition in second}
    return (*(condition for condition in first if condition.field not in named), *second)


def _headed(doc: Mapping[str, Any], docs: Sequence[Mapping[str, Any]]) -> list[str]:
    """Sectors with a head, those whose heads differ between the texts first."""
    sectors = [one.get("sectors") or {} for one in docs]
    heads = {
        name: {(one.get(name) or {}).get("head") for one in sectors}
        for name, body in sorted((doc.get("sectors") or {}).items())
        if body.get("head")
    }
    return sorted(heads, key=lambda name: (len(heads[name]) == 1, name))[:4]


def _outside(name: str, known: Iterable[str | None]) -> str:
    """A value that no condition names."""
    taken = {one for one in known if one is not None}
    if taken and all(one.isdecimal() for one in taken):
        return str(max(map(int, taken)) + 1)
    if taken and taken <= {"true", "false"}:
        return "false" if "true" in taken else "true"
    plain: tuple[str, ...] = (*OUTSIDE.get(name, ()), "other", "none-of-these")
    return next(one for one in plain if one not in taken)

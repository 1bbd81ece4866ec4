"""Differences between two operands outside their norms."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from poryadok.compare.facts import Fact
from poryadok.compare.model import Operand
from poryadok.compare.norm_pairs import Asked
from poryadok.compare.predicates import Pair
from poryadok.compare.sections import section_facts
from poryadok.compare.texts import Side, Text

__all__ = ["section_pairs"]

_WHOLE: Final = frozenset({"role", "sector", "parameter"})
"""Entries whose parts are compared one by one where both sides have them."""


def section_pairs(a: Operand, b: Operand) -> Iterator[Asked]:
    """The differences; an entry that one side alone has is one difference, without its parts."""
    ours, theirs = section_facts(a.doc), section_facts(b.doc)
    both = ours.keys() & theirs.keys()
    for path in sorted({*ours, *theirs}):
        one, other = ours.get(path), theirs.get(path)
        fact = one or other
        assert fact is not None  # the path is one of theirs
        above = path.split("/")[:2]
        if _is_part(path) and "/".join(above) not in both:
            continue
        if path in both and (fact.field in _WHOLE or _same(one, other, a.doc, b.doc)):
            continue
        values = (one.value if one else None), (other.value if other else None)
        places = (one.clause if one else None), (other.clause if other else None)
        waits = (values[0] is None, values[1] is None) if fact.field == "value" else (False, False)
        texts = _value_texts(a, b, above[1], *values) if fact.field == "value" else ()
        yield Asked(Pair(None, path, fact.field, *values, *places, open=waits), texts)


def _is_part(path: str) -> bool:
    parts = path.split("/")
    return len(parts) > 2 and parts[0] in ("roles", "sectors", "parameters") and parts[1] != "combined"


def _same(one: Fact | None, other: Fact | None, a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    assert one is not None and other is not None  # asked of facts that both sides have
    if one.field == "basis" or one.field == "channel":
        return True  # the id is what is compared, the rest is wording
    if one.field == "repeals":
        return all(one.value.get(name) == other.value.get(name) for name in ("number", "date"))
    if one.field != "defect":
        return bool(one.value == other.value)
    shared = set(a.get("norms") or ()) & set(b.get("norms") or ())

    def core(defect: Mapping[str, Any]) -> tuple[object, ...]:
        touched = sorted(shared & set(defect.get("norms") or ()))
        return defect.get("kind"), defect.get("severity"), touched, sorted(defect.get("hides") or ())

    return core(one.value) == core(other.value)


def _value_texts(a: Operand, b: Operand, name: str, one: Any, other: Any) -> tuple[tuple[Text, Text], ...]:
    """The norms that leave their value to this parameter, with the value of each side."""
    found: list[tuple[Text, Text]] = []
    for side in _users(a, b, name):
        found.append((side.text(), side.with_parameter(name, other).text()))
    for side in _users(b, a, name):
        found.append((side.with_parameter(name, one).text(), side.text()))
    return tuple(found)


def _users(operand: Operand, other: Operand, name: str) -> Iterator[Side]:
    wanted = json.dumps({"parameter": name})[1:-1]
    for norm_id, norm in sorted((operand.doc.get("norms") or {}).items()):
        if wanted in json.dumps(norm, default=str):
            yield Side.of(operand, norm_id).beside(other.doc.get("office_hours"))

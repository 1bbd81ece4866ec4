"""How a hole stands in a draft profile: as a value «to be decided», where its place can hold one."""

from collections.abc import Iterable, Mapping
from typing import Any

from poryadok.onboard.draft.model import Hole

__all__ = ["filled", "is_value", "value_of_hole"]

# where a value stands among its neighbours in the profiles written by hand; the others keep their order
_ORDER = (
    "format", "id", "rank", "name", "kind", "region", "timezone", "calendar", "number", "date", "issuer",
    "title", "extends", "municipality", "act", "in_force", "from", "to", "modality", "bearer", "counterparty",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
# the types that the language has; a hole of another type asks for a norm, a condition, a question
_TYPES = frozenset({"text", "date", "number", "party", "choice", "zone", "hours", "value"})


def is_value(hole: Hole) -> bool:
    """Tell whether a hole's path is the place of one missing value, and not of a norm or a question."""
    return bool(hole.path) and hole.type in _TYPES


def value_of_hole(hole: Hole, note: str) -> Mapping[str, Any]:
    """The value to write for such a hole. Hours are open for each day that an office usually works."""
    value = {"decide": hole.type, "note": note}
    return dict.fromkeys(_DAYS, value) if hole.type == "hours" else value


def filled(doc: Mapping[str, Any], holes: Iterable[tuple[Hole, str]]) -> tuple[dict[str, Any], list[Hole]]:
    """The document with a value in the place of each hole (with its note), and the holes that stand so.

    What the draft has said is kept: a hole beside a value asks about it. ``doc`` is left as it is.
    """
    made = dict(doc)
    written = []
    for hole, note in holes:
        if is_value(hole) and _put(made, doc, hole.path, value_of_hole(hole, note)):
            written.append(hole)
    return made, written


def _put(made: dict[str, Any], doc: Mapping[str, Any], path: tuple[str, ...], value: object) -> bool:
    here = made
    there: Mapping[str, Any] = doc
    for key in path[:-1]:
        there = there.get(key) or {}
        if here.get(key) is None or here[key] is there:
            here[key] = dict(there)
        here = here[key]
    if here.get(path[-1]) is not None:
        return False
    here[path[-1]] = value
    known = {key: at for at, key in enumerate(_ORDER)}
    for one in (made, here):
        ordered = sorted(one.items(), key=lambda item: known.get(item[0], len(known)))
        one.clear()
        one.update(ordered)
    return True

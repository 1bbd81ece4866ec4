"""One profile as a table: what it says, by path, each with the key by which it is equal to another's.

The facts are those that ``diff`` compares; here they stand for one profile alone, so that any number of
profiles can be laid side by side. Left out: defects, which tell of the text and not of the law, and the
earlier acts that an act repeals, which are its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import msgspec

from poryadok.compare.facts import NORM_FIELDS, norm_values, patch_values, plain, value_of
from poryadok.compare.model import Operand
from poryadok.compare.sections import section_facts
from poryadok.compare.texts import answers, is_open, resolved
from poryadok.norms.model import COMPUTED
from poryadok.norms.readings import questions_of
from poryadok.norms.rules import clause_of

__all__ = ["Computes", "Said", "owner_of", "said_by"]

Computes = Literal["yes", "no", "awaits"]
"""Whether obligations come of a norm: ``no`` is a kind without events, ``awaits`` an undecided parameter."""

_ALONE: Final = frozenset({"role", "channel", "parameter", "basis"})
"""Entries whose whole is told by their fields, or is wording: that they are there is all that is compared."""
_LEFT_OUT: Final = frozenset({"defect", "repeals", "standing"})
"""Defects are no law, and what an act repeals is its own; the standing of a sector is told by its entry."""
_PARAMETRIC: Final = ("within", "every", "due", "count")


@dataclass(frozen=True, slots=True)
class Said:
    """What a profile says at one path. Two are equal in law exactly when their ``key`` is."""

    value: Any
    clause: str | None
    key: bytes
    computes: Computes | None = None


def said_by(operand: Operand) -> dict[str, Said]:
    """All that a profile says, by path: norms by id and their fields in order, then the rest by path.

    What the language takes for granted is left out, so that saying it and leaving it out are equal.
    """
    doc = operand.doc
    found: dict[str, Said] = {}
    waiting = {norm.id for norm in operand.profile.versions[0].norms if norm.open_parameters}
    for name in sorted(doc.get("norms") or {}):
        found.update(_norm(name, doc, name in waiting))
    for path, fact in sorted(section_facts(doc).items()):
        value = fact.value
        if fact.field in _ALONE:
            value = True
        elif fact.field == "sector":
            value = value.get("standing")
        if value is not None and fact.field not in _LEFT_OUT:
            found[path] = Said(value, fact.clause, _key(value))
    return found


def owner_of(path: str) -> str:
    """The path of the entry that a path belongs to: ``norms/x`` of ``norms/x/within``."""
    parts = path.split("/")
    return "/".join(parts[: 3 if parts[:2] == ["roles", "combined"] else 2])


def _norm(name: str, doc: Mapping[str, Any], waiting: bool) -> Iterator[tuple[str, Said]]:
    norm, act = doc["norms"][name], doc.get("act") or {}
    path, kind, clause = f"norms/{name}", norm["kind"], clause_of(norm)
    computes: Computes = "no" if kind not in COMPUTED else "awaits" if waiting else "yes"
    yield path, Said(kind, clause, _key([kind, computes]), computes)
    values = norm_values(_decided(norm, doc.get("parameters") or {}), act)
    # the days in force are the norm's own only where they are not those of its act
    if values["in_force"] == plain(act.get("in_force")):
        values["in_force"] = None
    for field in NORM_FIELDS[1:]:
        value = values[field]
        if value is not None and value != value_of(field, None):
            yield f"{path}/{field}", Said(value, clause, _key(value))
    for key, body in sorted((norm.get("exceptions") or {}).items()):
        value = {
            "where": value_of("where", body.get("where")),
            "patch": patch_values(body.get("patch") or {}),
        }
        yield f"{path}/exceptions/{key}", Said(value, clause, _key(value))
    for key, question in questions_of(norm, doc.get("readings") or {}).items():
        place, changes = question.get("clause") or clause, answers(question)
        yield f"{path}/readings/{key}", Said(list(changes), place, _key(sorted(changes.values())))
        adopted = question.get("adopted")
        if adopted is not None:
            yield f"{path}/readings/{key}/adopted", Said(adopted, place, _key(changes[adopted]))


def _decided(norm: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The norm with what local decisions have set in place of its parameters."""
    found = dict(norm)
    for field in _PARAMETRIC:
        value = resolved(norm.get(field), parameters)
        if not is_open(value):
            found[field] = value
    return found


def _key(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")

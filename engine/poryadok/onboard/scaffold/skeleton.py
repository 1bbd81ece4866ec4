"""A new profile as plain data: the facts, and for everything the families say its place in the act."""

from collections.abc import Iterator, Mapping
from typing import Any

from poryadok.norms.model import COMPUTED
from poryadok.onboard.scaffold.facts import Facts
from poryadok.onboard.scaffold.shared import Base
from poryadok.onboard.scaffold.words import HEAD, IN_FORCE, NOTES, SECTIONS

__all__ = ["Made", "hole", "profile_head", "skeleton"]

Made = tuple[dict[str, Any], dict[tuple[str, ...], str]]
"""A layer's document and its comments."""


def hole(kind: str, note: str = "") -> dict[str, str]:
    """A value to be decided."""
    return {"decide": kind, "note": note} if note else {"decide": kind}


def profile_head(facts: Facts, extends: tuple[str, ...], configs: str) -> Made:
    """The part that every new profile begins with: what it stands on, the municipality, the act."""
    municipality: dict[str, Any] = {
        "name": facts.name or hole("text", NOTES["name"]),
        "kind": facts.kind or hole("choice", NOTES["kind"]),
    }
    if facts.timezone is not None:
        municipality["timezone"] = facts.timezone
    act = {
        "kind": facts.act_kind or hole("choice", NOTES["act.kind"]),
        "number": facts.act_number or hole("number", NOTES["act.number"]),
        "date": facts.act_date or hole("date", NOTES["act.date"]),
        "issuer": facts.act_issuer or hole("text", NOTES["act.issuer"]),
        "title": facts.act_title or hole("text", NOTES["act.title"]),
        "in_force": {"from": facts.in_force or hole("date", NOTES["in_force"])},
    }
    doc: dict[str, Any] = {"format": 1, "id": facts.id, "rank": "municipality"}
    if facts.name:
        doc["title"] = facts.name
    doc |= {"extends": list(extends), "municipality": municipality, "act": act}
    head = HEAD.format(name=facts.name or facts.id, id=facts.id, configs=configs)
    comments = {(): head, ("act", "in_force"): IN_FORCE}
    return doc, comments


def skeleton(facts: Facts, base: Base, configs: str) -> Made:
    """A profile of families: each party, role and norm of theirs with a hole for its place in the act."""
    doc, comments = profile_head(facts, base.extends, configs)
    own = {"local-authority": {"title": hole("text", NOTES["party"])}}
    doc["parties"] = {
        name: {**own.get(name, {}), "clause": hole("clause", _titled(name, body, NOTES["party.clause"]))}
        for name, body in {"local-authority": {}, "cur": {}, **base.section("parties")}.items()
    }
    roles = base.section("roles")
    if roles:
        doc["roles"] = {
            name: {"clause": hole("clause", _titled(name, body, NOTES["role.clause"]))}
            for name, body in roles.items()
        }
    norms: dict[str, Any] = {}
    for heading, name, body in _grouped(base.section("norms")):
        if heading:
            comments["norms", name] = heading
        norms[name] = {"source": {"locator": hole("clause", _titled(name, body, ""))}}
    if norms:
        doc["norms"] = norms
    return doc, comments


def _titled(name: str, body: object, words: str) -> str:
    title = body.get("title") if isinstance(body, Mapping) else None
    return str(title) if isinstance(title, str) else words or name


def _grouped(norms: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The norms by what they are, computed ones first; with the heading before the first of a group."""
    groups: dict[str, list[str]] = {key: [] for key in SECTIONS}
    for name, body in norms.items():
        kind = str(body.get("kind")) if isinstance(body, Mapping) else ""
        group = "computed" if kind in COMPUTED else "right" if kind in ("right", "power") else kind
        groups[group if group in groups else "standing"].append(name)
    for group, names in groups.items():
        for index, name in enumerate(names):
            yield "" if index else SECTIONS[group], name, norms[name]

"""What a document says outside its norms, as comparable facts: roles, channels, sectors, the act, defects."""

from collections.abc import Iterator, Mapping
from typing import Any

from poryadok.compare.facts import Fact, plain

__all__ = ["hidden_by", "section_facts"]

Doc = Mapping[str, Any]


def section_facts(doc: Doc) -> dict[str, Fact]:
    """Facts by path. Wording is no fact: titles, the spelling of a channel, how a role is appointed."""
    found: dict[str, Fact] = {}
    for part in (_act, _roles, _combined, _channels, _sectors, _office_hours, _parameters, _defects):
        found.update(part(doc))
    return found


def _section(doc: Doc, name: str) -> dict[str, Doc]:
    entries = doc.get(name) or {}
    return {key: entries[key] or {} for key in sorted(entries)}


def _act(doc: Doc) -> Iterator[tuple[str, Fact]]:
    act = doc.get("act") or {}
    clause = act.get("clause")
    if act.get("in_force"):
        yield "act/in_force", Fact("in_force", plain(act["in_force"]), clause)
    for key, body in sorted((act.get("basis") or {}).items()):
        yield f"act/basis/{key}", Fact("basis", {"title": body.get("title")}, body.get("clause"))
    for key, body in sorted((act.get("repeals") or {}).items()):
        said = {name: body.get(name) for name in ("title", "number", "date")}
        yield f"act/repeals/{key}", Fact("repeals", plain(said), body.get("clause"))


def _holders(role: Doc) -> dict[str, Doc]:
    return {party: body or {} for party, body in sorted((role.get("holders") or {}).items())}


def _roles(doc: Doc) -> Iterator[tuple[str, Fact]]:
    for key, role in _section(doc, "roles").items():
        appointed, clause = role.get("appointed") or {}, role.get("clause")
        holders = _holders(role)
        places = sorted({body["clause"] for body in holders.values() if body.get("clause")})
        parts = {
            "party": (role.get("party"), clause),
            "holders": (list(holders) or None, places[0] if len(places) == 1 else clause),
            "appointed/by": (appointed.get("by"), appointed.get("clause") or clause),
            "required_rank": (role.get("required_rank"), clause),
            "requires_act": (role.get("requires_act"), clause),
        }
        whole: dict[str, Any] = {name: value for name, (value, _) in parts.items() if value is not None}
        if "appointed/by" in whole:
            whole["appointed"] = {"by": whole.pop("appointed/by")}
        yield f"roles/{key}", Fact("role", whole, clause)
        for name, (value, place) in parts.items():
            yield f"roles/{key}/{name}", Fact(name.rsplit("/", 1)[-1], value, place)


def _combined(doc: Doc) -> Iterator[tuple[str, Fact]]:
    """Positions that hold two roles or more."""
    held: dict[str, dict[str, str | None]] = {}
    for key, role in _section(doc, "roles").items():
        for party, body in _holders(role).items():
            held.setdefault(party, {})[key] = body.get("clause") or role.get("clause")
    for party, roles in held.items():
        if len(roles) > 1:
            yield f"roles/combined/{party}", Fact("combined", sorted(roles), next(iter(roles.values())))


def _channels(doc: Doc) -> Iterator[tuple[str, Fact]]:
    channels = _section(doc, "channels")
    if channels:
        clause = channels.get("other", next(iter(channels.values()))).get("clause")
        yield "channels", Fact("open-list", "other" in channels, clause)
    for key, body in channels.items():
        if key != "other":
            yield f"channels/{key}", Fact("channel", {"title": body.get("title") or key}, body.get("clause"))


def _sectors(doc: Doc) -> Iterator[tuple[str, Fact]]:
    for key, body in _section(doc, "sectors").items():
        clause = body.get("clause")
        whole = {name: body[name] for name in ("standing", "head") if body.get(name) is not None}
        yield f"sectors/{key}", Fact("sector", whole, clause)
        yield f"sectors/{key}/standing", Fact("standing", body.get("standing"), clause)
        yield f"sectors/{key}/head", Fact("head", body.get("head"), body.get("head_clause") or clause)


def _office_hours(doc: Doc) -> Iterator[tuple[str, Fact]]:
    hours = doc.get("office_hours") or {}
    for day in hours:
        yield f"office_hours/{day}", Fact("office_hours", sorted(map(str, hours[day] or ())), None)


def _parameters(doc: Doc) -> Iterator[tuple[str, Fact]]:
    for key, body in _section(doc, "parameters").items():
        clause = body.get("clause")
        whole = {
            name: plain(body[name]) for name in ("type", "set_by", "value") if body.get(name) is not None
        }
        yield f"parameters/{key}", Fact("parameter", whole, clause)
        for name in ("type", "set_by", "value"):
            yield f"parameters/{key}/{name}", Fact(name, plain(body.get(name)), clause)


def _defects(doc: Doc) -> Iterator[tuple[str, Fact]]:
    """Defects but slips of the pen: one without any consequence is wording."""
    for key, body in _section(doc, "defects").items():
        if body.get("severity") != "editorial":
            yield f"defects/{key}", Fact("defect", plain(body), body.get("locator"))


def hidden_by(doc: Mapping[str, Any]) -> dict[str, str]:
    """Concepts that a missing text would hold, each with the defect that says so."""
    defects = doc.get("defects") or {}
    return {
        name: key for key in sorted(defects, reverse=True) for name in (defects[key] or {}).get("hides") or ()
    }

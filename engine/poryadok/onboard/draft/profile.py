"""A draft as the document of a profile: sections in the order of the hand-written ones, no guessed values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from poryadok.norms.vocabulary import Vocabulary
from poryadok.onboard.act.model import Clause
from poryadok.onboard.draft.actor_table import ACTORS
from poryadok.onboard.draft.model import Draft, Hole
from poryadok.onboard.draft.norms import main_clause, norms_of, parties_named
from poryadok.onboard.draft.places import latin, slug

__all__ = ["Place", "Profile", "profile_of"]

_ACTORS = {actor.id: actor for actor in ACTORS}
_ALWAYS = ("ru/readings", "ru/fz59")
# what these layers bring along for every profile
_SHARED_PARTIES = frozenset({"local-authority", "applicant"})


@dataclass(frozen=True)
class Place:
    """What the person who asks for a draft knows beside the act: where it belongs.

    ``region`` is the folder of the region's layer, ``regional`` tells that this layer gives time zone and
    calendar. ``families`` are references with the norms that they bring, ``parties`` the parties that
    they title.
    """

    id: str = ""
    region: str = ""
    regional: bool = False
    timezone: str = ""
    families: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Profile:
    """The document, and every hole in it: those of the draft, of the norms, and of the place."""

    doc: dict[str, Any]
    holes: tuple[Hole, ...]


def profile_of(
    draft: Draft, clauses: Mapping[str, Clause], vocabulary: Vocabulary, place: Place | None = None
) -> Profile:
    """The profile of a draft. What is a hole has no key."""
    place = place or Place()
    name = draft.municipality.get("name", "")
    norms, parameters, holes = norms_of(draft, clauses, vocabulary)
    norms = _over_families(norms, place, holes)
    doc: dict[str, Any] = {
        "format": 1,
        "id": place.id or slug(name) or "draft",
        "rank": "municipality",
        "title": name or None,
        "extends": [
            *_ALWAYS,
            *place.families,
            *([f"{place.region}/_region"] if place.regional else []),
        ],
        "municipality": _municipality(draft, place, holes),
        "act": _act(draft, holes),
        "parties": _parties(draft, norms, parameters, place),
        "roles": _roles(draft, norms, vocabulary),
        "channels": _titled(draft.channels, vocabulary.channels),
        "sectors": {
            sector: {
                "title": _capital(vocabulary.sectors.get(sector, sector)),
                "standing": entry["standing"],
                "clause": entry["clause"],
                **({"head": entry["head"], "head_clause": entry["head_clause"]} if "head" in entry else {}),
            }
            for sector, entry in draft.sectors.items()
        },
        "parameters": parameters,
        "norms": norms,
    }
    clause_holes = [hole for one in draft.clauses for hole in one.holes if hole.code != "bearer"]
    own = [
        hole
        for hole in clause_holes
        if not (hole.code == "concept" and any(hole.locator == other.locator for other in holes))
    ]
    kept = {key: value for key, value in doc.items() if value not in (None, {}, [])}
    return Profile(kept, _each_once([*draft.holes, *holes, *own]))


def _act(draft: Draft, holes: list[Hole]) -> dict[str, Any]:
    """The act, with those that it repeals: what they are called a draft does not tell."""
    act = {key: value for key, value in draft.act.items() if key != "in_force_clause"}
    repealed: dict[str, dict[str, str]] = {}
    for gone in draft.repeals:
        own = "-".join(part for part in ("act", latin(gone.number) or gone.date) if part)
        name = own if own not in repealed else f"{own}-{len(repealed) + 1}"
        said = {"number": gone.number, "date": gone.date, "clause": gone.locator}
        repealed[name] = {key: value for key, value in said.items() if value}
        values = ", ".join(part for part in (gone.date, gone.number) if part)
        holes.append(
            Hole("repealed", ("act", "repeals", name, "title"), "text", gone.locator, {"values": values})
        )
    return {**act, "repeals": repealed} if repealed else act


def _municipality(draft: Draft, place: Place, holes: list[Hole]) -> dict[str, Any]:
    found: dict[str, Any] = dict(draft.municipality)
    if place.regional:
        return found
    if draft.region:
        found["region"] = draft.region
    else:
        holes.append(Hole("region", ("municipality", "region"), "text"))
    if place.timezone:
        found["timezone"] = place.timezone
    else:
        holes.append(Hole("timezone", ("municipality", "timezone"), "zone"))
    found["calendar"] = "ru"
    return found


def _parties(
    draft: Draft, norms: Mapping[str, Any], parameters: Mapping[str, Any], place: Place
) -> dict[str, dict[str, Any]]:
    """Those whom norms and parameters name, and the positions of the list of staff."""
    found: dict[str, dict[str, Any]] = {}
    used = {norm.get(key) for norm in norms.values() if norm for key in ("bearer", "counterparty")}
    used |= {one.get("set_by") for one in parameters.values()}
    brought = _SHARED_PARTIES | ({"cur"} if place.regional else set()) | place.parties
    for party, locator in parties_named(draft, parameters).items():
        if party not in used:
            continue
        actor = _ACTORS[party]
        shared = party in brought
        found[party] = {**({} if shared else {"title": actor.title, "kind": actor.kind}), "clause": locator}
    titles = [person.position for person in draft.staff]
    for person in draft.staff:
        row = f" (строка {person.locator.rsplit(' ', 1)[1]})" if titles.count(person.position) > 1 else ""
        found[person.id] = {
            "title": person.position + row,
            "kind": "position",
            "rank": person.rank,
            "clause": person.locator,
        }
    return found


def _roles(draft: Draft, norms: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, dict[str, Any]]:
    agreed = {person.id for person in draft.staff if person.by_agreement}
    found: dict[str, dict[str, Any]] = {}
    for role, entry in draft.roles.items():
        found[role] = {"title": _capital(vocabulary.roles.get(role, role)), "clause": entry["clause"]}
        if entry["holders"]:
            found[role]["holders"] = {
                party: {"clause": locator, **({"note": "по согласованию"} if party in agreed else {})}
                for party, locator in entry["holders"].items()
            }
    for norm in norms.values():
        for key in ("bearer", "counterparty"):
            named = str((norm or {}).get(key, ""))
            if named not in found and named in _ACTORS and _ACTORS[named].section == "roles":
                place = main_clause(norm)
                found[named] = {"title": _capital(vocabulary.roles.get(named, named)), "clause": place}
    return found


def _titled(entries: Mapping[str, Mapping[str, str]], titles: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {
        name: {"title": _capital(titles.get(name, name)), "clause": entry["clause"]}
        for name, entry in entries.items()
    }


def _over_families(norms: Mapping[str, dict[str, Any]], place: Place, holes: list[Hole]) -> dict[str, Any]:
    """Over a family a norm says only what differs; a norm of the family that the act has not is taken out."""
    family: dict[str, Any] = {}
    for brought in place.families.values():
        family.update(brought)
    found: dict[str, Any] = {}
    for name, norm in norms.items():
        base = family.get(name, {})
        # a family's title stays; what the act says otherwise than the family is said here
        found[name] = {
            key: value
            for key, value in norm.items()
            if base.get(key) != value and not (key == "title" and key in base)
        }
    given = [
        hole for hole in holes if hole.code == "bearer" and "bearer" in family.get(hole.args["norm"], {})
    ]
    for hole in given:
        holes.remove(hole)
    for name in family:
        if name not in found:
            found[name] = None
            holes.append(Hole("family-norm", ("norms", name), "norm", "", {"norm": name}))
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _each_once(holes: Sequence[Hole]) -> tuple[Hole, ...]:
    """A hole is one by its code and its place, however many clauses lead to it."""
    found: dict[tuple[str, tuple[str, ...], str], Hole] = {}
    for hole in holes:
        found.setdefault((hole.code, hole.path, "" if hole.code == "office-hours" else hole.locator), hole)
    return tuple(found.values())

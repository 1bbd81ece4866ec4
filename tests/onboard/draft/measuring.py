"""How good drafts are: what they find against what the finished profiles, or gold written by hand, hold.

A term is a pair (locator, canonical value). Of the five acts gold is made from the profiles by code: each
computed norm of the act itself that has a term gives the pair of its main clause (``Gold.terms``); its other
clauses may state the same term (``Gold.also``): finding it there is right, not finding it there is no miss.
Of an act of our own, gold is its YAML file; what is right there without being wanted is its ``also``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from poryadok.norms.library import Library
from poryadok.norms.model import COMPUTED
from poryadok.onboard.act.read import read_act
from poryadok.onboard.draft.build import draft_of
from poryadok.onboard.draft.model import Draft

HERE = Path(__file__).parent / "acts"
# beside the checkout; a checkout that lies elsewhere names the folder
ORDERS = Path(os.environ.get("PORYADOK_ORDERS") or Path(__file__).parents[3].parent / "shared" / "orders")
FIVE = ("beloyarsky", "borsky", "kilemar", "kuzhmara", "reftinsky")
# acts of our own that patterns were tuned on, and those that nothing was ever tuned on
OWN = ("bereg", "dubrava", "lugovoe", "ozerki", "polyana", "severny", "yasny")
HELD_OUT = ("rodniki", "zarechye")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Gold:
    terms: frozenset[Pair]
    also: frozenset[Pair] = frozenset()
    concepts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bearers: Mapping[Pair, str] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    sectors: frozenset[tuple[str, str]] = frozenset()
    channels: frozenset[str] = frozenset()
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Score:
    """Right answers, answers given, answers wanted (``met`` of these were given)."""

    right: int
    given: int
    met: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.met / self.wanted if self.wanted else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.given + other.given,
            self.met + other.met,
            self.wanted + other.wanted,
        )


def canonical(value: Mapping[str, Any]) -> str:
    """One spelling of a term: of a draft, of a norm of a profile, of a gold file."""
    if "within" in value:
        ((unit, count),) = value["within"].items()
        return f"within {unit} {count}"
    if "once" in value:
        return f"once {value['once']}"
    if value.get("request") or value.get("precedence"):
        return "request" if value.get("request") else "precedence"
    every = value["every"]
    if every == "parameter" or isinstance(every, Mapping):
        return "every parameter"
    if "due" in value:
        due = " ".join(f"{key}={each}" for key, each in sorted(value["due"].items()))
        return f"every {every} due {due}"
    return f"every {every} count {value.get('count', 1)} {value.get('day_kind', '')}".strip()


def of_norm(norm: Mapping[str, Any]) -> str | None:
    """The canonical term of a computed norm; None where it has none."""
    kind = norm["kind"]
    if kind == "precedence":
        return "precedence"
    if kind == "once":
        return f"once {norm['due']['date']}"
    if kind in ("report", "activity"):
        value = {key: norm[key] for key in ("every", "due", "count", "day_kind") if key in norm}
        return canonical(value if kind == "activity" else {"due": {"end_of": "period"}, **value})
    if "within" in norm:
        return canonical({"within": norm["within"]})
    return "request" if kind == "request" else None


@cache
def gold_of_profile(profile: str) -> Gold:
    (version,) = Library.open().resolve(profile).versions
    doc = version.doc
    terms, also, bearers = set(), set(), {}
    concepts: dict[str, set[str]] = {}
    for name, norm in doc["norms"].items():
        sources = norm.get("source") or []
        sources = sources if isinstance(sources, list) else [sources]
        places = [one["locator"] for one in sources if "act" not in one]
        for place in places:
            concepts.setdefault(place, set()).add(name)
        term = of_norm(norm) if norm["kind"] in COMPUTED else None
        if places and term is not None:
            terms.add((places[0], term))
            also.update((place, term) for place in places[1:])
            bearers[places[0], term] = norm.get("bearer", "")
    act, town = doc["act"], doc["municipality"]
    return Gold(
        frozenset(terms),
        frozenset(also - terms),
        {place: frozenset(names) for place, names in concepts.items()},
        bearers,
        frozenset(doc.get("roles", {})),
        frozenset((name, entry["standing"]) for name, entry in doc.get("sectors", {}).items()),
        frozenset(doc.get("channels", {})),
        {
            **{key: str(act[key]) for key in ("kind", "number", "date", "issuer")},
            "name": town["name"],
            "municipality": town["kind"],
            "region": town["region"],
        },
    )


@cache
def gold_of_file(name: str) -> Gold:
    body = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    act = body["act"]
    return Gold(
        frozenset((place, canonical(value)) for place, value in body["terms"]),
        frozenset((place, canonical(value)) for place, value in body.get("also", ())),
        roles=frozenset(body["roles"]),
        sectors=frozenset((one, standing) for standing, names in body["sectors"].items() for one in names),
        channels=frozenset(body["channels"]),
        data={
            **{
                key: str(act[key]) for key in ("kind", "number", "date", "issuer", "in_force") if act.get(key)
            },
            "name": body["municipality"]["name"],
            "municipality": body["municipality"]["kind"],
            **({"repeals": ", ".join(map(str, act["repeals"]))} if act["repeals"] else {}),
        },
    )


def unsaid_of_file(name: str) -> set[str]:
    """The clauses whose term the language cannot say: to be listed as holes, not as terms."""
    return set(yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))["unsaid"])


@cache
def drafted(name: str) -> Draft:
    path = (ORDERS if name in FIVE else HERE) / f"{name}.txt"
    act, findings = read_act(path)
    assert findings == ()
    return draft_of(act, path.name)


def terms_of(draft: Draft) -> set[Pair]:
    return {
        (one.locator, canonical(term.value))
        for one in draft.clauses
        for term in one.terms
        if "unsaid" not in term.value
    }


def data_of(draft: Draft) -> dict[str, str]:
    act = draft.act
    found = {key: str(act[key]) for key in ("kind", "number", "date", "issuer") if key in act}
    if "from" in act.get("in_force", {}):
        found["in_force"] = str(act["in_force"]["from"])
    if draft.municipality:
        found |= {"name": draft.municipality["name"], "municipality": draft.municipality["kind"]}
    if draft.region:
        found["region"] = draft.region
    if draft.repeals:
        found["repeals"] = ", ".join(f"{one.date} {one.number}" for one in draft.repeals)
    return found


def score(found: Iterable[Any], wanted: Iterable[Any], also: Iterable[Any] = ()) -> Score:
    found, wanted, also = set(found), set(wanted), set(also)
    return Score(len(found & (wanted | also)), len(found), len(found & wanted), len(wanted))


def scores(name: str) -> dict[str, Score]:
    """Terms, concepts, bearers, roles, sectors, channels, act data of one act."""
    gold = gold_of_profile(name) if name in FIVE else gold_of_file(name)
    draft = drafted(name)
    # of act data only what gold speaks of: a profile's first day in force may be its author's choice
    data = {key: value for key, value in data_of(draft).items() if key in gold.data}
    bearers = {
        (one.locator, canonical(term.value)): one.bearer.value if one.bearer else ""
        for one in draft.clauses
        for term in one.terms
        if "unsaid" not in term.value
    }
    named = {pair: who for pair, who in bearers.items() if who and pair in gold.bearers}
    concepts = {(one.locator, match.value) for one in draft.clauses for match in one.concepts}
    return {
        "terms": score(terms_of(draft), gold.terms, gold.also),
        "bearers": score(named.items(), gold.bearers.items()),
        "concepts": score(
            concepts, ((place, one) for place, names in gold.concepts.items() for one in names)
        ),
        "roles": score(draft.roles, gold.roles),
        "sectors": score(((one, entry["standing"]) for one, entry in draft.sectors.items()), gold.sectors),
        "channels": score(draft.channels, gold.channels),
        "data": score(data.items(), gold.data.items()),
    }


def total(names: Iterable[str]) -> dict[str, Score]:
    found: dict[str, Score] = {}
    for name in names:
        for what, one in scores(name).items():
            found[what] = found[what] + one if what in found else one
    return found

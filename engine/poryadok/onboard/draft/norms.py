"""The norms of a draft profile: what clauses say, written as the profile language has it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from poryadok.norms.model import COMPUTED
from poryadok.norms.vocabulary import Vocabulary
from poryadok.onboard.act.model import Clause
from poryadok.onboard.draft.actor_table import ACTORS
from poryadok.onboard.draft.actors import doer
from poryadok.onboard.draft.channels import CHANNELS
from poryadok.onboard.draft.context import above
from poryadok.onboard.draft.model import ClauseDraft, Draft, Hole, Term
from poryadok.onboard.draft.shapes import SHAPES
from poryadok.onboard.draft.words import flat

__all__ = ["main_clause", "norms_of", "parties_named"]

_KINDS = {actor.id: actor for actor in ACTORS}
_EVENTS = {
    "response": ("opens", "closes"),
    "request": ("opens", "closes"),
    "precedence": ("opens", "requires"),
}


def norms_of(
    draft: Draft, clauses: Mapping[str, Clause], vocabulary: Vocabulary
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]], list[Hole]]:
    """Norm id -> norm, parameter id -> parameter, and the holes of both."""
    norms: dict[str, dict[str, Any]] = {}
    parameters: dict[str, dict[str, Any]] = {}
    holes: list[Hole] = []
    for norm, clause, term in _chosen(draft):
        found = _norm(norm, clause, term, vocabulary, parameters, holes)
        for one in parameters.values():
            who = doer(flat(clauses[str(one["clause"])].text))
            if who is not None and _KINDS[who].section == "parties":
                one.setdefault("set_by", who)
        if found is not None:
            holes.extend(_others(norm, clause, term, draft))
            holes.extend(_scope(norm, clause, flat(clauses[clause.locator].text)))
            sources = _sources(norm, clause, draft, clauses)
            found["source"] = sources[0] if len(sources) == 1 else sources
            norms[norm] = found
    return norms, parameters, holes


def main_clause(norm: Mapping[str, Any]) -> str:
    """The locator of a norm's main clause."""
    source = norm["source"]
    return str((source if isinstance(source, Mapping) else source[0])["locator"])


def parties_named(draft: Draft, parameters: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Actors of clauses and parameters -> the clause that names them first; roles are not among them."""
    found = {str(one["set_by"]): str(one["clause"]) for one in parameters.values() if "set_by" in one}
    for one in draft.clauses:
        for match in (one.bearer, one.counterparty):
            if match is not None and _KINDS[match.value].section == "parties":
                found.setdefault(match.value, match.locator or one.locator)
    return found


def _chosen(draft: Draft) -> Iterator[tuple[str, ClauseDraft, Term | None]]:
    """Each concept with its main clause: the first that states its term, or else the first."""
    order = dict.fromkeys(match.value for one in draft.clauses for match in one.concepts)
    for norm in order:
        own = [one for one in draft.clauses if any(match.value == norm for match in one.concepts)]
        main = next((one for one in own if _said(one)), own[0])
        said = _said(main)
        at = [match.value for match in main.concepts].index(norm)
        yield norm, main, said[min(at, len(said) - 1)] if said else None


def _said(one: ClauseDraft) -> list[Term]:
    return [term for term in one.terms if "unsaid" not in term.value]


def _scope(norm: str, clause: ClauseDraft, words: str) -> Iterator[Hole]:
    """A clause about messages of one channel: whether the norm is of that channel only, a person decides."""
    if clause.kind != "response" or not norm.startswith("message."):
        return
    for channel in ("pos", "incident"):
        match = re.search(CHANNELS[channel], words)
        if match is not None:
            args = {"norm": norm, "words": match[0], "channel": channel}
            yield Hole("scope", ("norms", norm, "where"), "where", clause.locator, args)


def _others(norm: str, main: ClauseDraft, term: Term | None, draft: Draft) -> Iterator[Hole]:
    """Other clauses that give the same concept another term: one norm or two, a person decides."""
    for one in draft.clauses:
        at = [match.value for match in one.concepts]
        said = _said(one)
        if one is main or norm not in at or not said:
            continue
        other = said[min(at.index(norm), len(said) - 1)]
        if term is None or other.value != term.value:
            yield Hole(
                "other-term", ("norms", norm), "norm", one.locator, {"norm": norm, "words": other.words}
            )


def _norm(
    norm: str,
    clause: ClauseDraft,
    term: Term | None,
    vocabulary: Vocabulary,
    parameters: dict[str, dict[str, Any]],
    holes: list[Hole],
) -> dict[str, Any] | None:
    """One norm; None where its kind needs what the text does not give."""
    place = ("norms", norm)
    kind = clause.kind
    shape = dict(SHAPES.get(norm, {}))
    found: dict[str, Any] = {"kind": kind, "title": vocabulary.norms.get(norm, norm)}
    if kind in COMPUTED:
        needed = _EVENTS.get(kind, ("closes",))
        if any(key not in shape for key in needed):
            # the clause states a term, and what opens or ends it is not known: nothing is guessed
            holes.append(Hole("events", place, "event-types", clause.locator, {"norm": norm}))
            return None
    elif kind not in ("right", "power", "declaration", "standing"):
        return None
    if "modality" in shape:
        found["modality"] = shape.pop("modality")
    if kind == "declaration":
        return found
    if clause.bearer is not None:
        found["bearer"] = clause.bearer.value
    else:
        holes.append(Hole("bearer", (*place, "bearer"), "party", clause.locator, {"norm": norm}))
    if clause.counterparty is not None:
        found["counterparty"] = clause.counterparty.value
    if kind in COMPUTED:
        found |= _timed(norm, kind, shape, term, clause, parameters, holes)
    for other in _said(clause)[len(clause.concepts) :]:
        holes.append(Hole("second-term", place, "norm", clause.locator, {"norm": norm, "words": other.words}))
    return found


def _timed(
    norm: str,
    kind: str,
    shape: Mapping[str, Any],
    term: Term | None,
    clause: ClauseDraft,
    parameters: dict[str, dict[str, Any]],
    holes: list[Hole],
) -> dict[str, Any]:
    """Events, term and the shared questions that such a term always raises."""
    place = ("norms", norm)
    kept = {key: value for key, value in shape.items() if key not in ("opens", "requires") or kind in _EVENTS}
    if kind == "precedence":
        kept.pop("closes", None)
    value = dict(term.value) if term is not None else {}
    readings: list[str] = []
    if value.get("every") == "parameter":
        name = f"{norm.replace('.', '-')}-period"
        parameters[name] = _parameter(name, "period", clause, holes)
        kept |= {"every": {"parameter": name}, "due": {"end_of": "period"}}
    elif "every" in value:
        kept["every"] = value["every"]
        readings = _questions_of_period(value, term.words if term else "", place, clause, holes)
        if "due" in value:
            kept["due"] = value["due"]
        elif value.get("count", 1) != 1:
            kept["count"] = value["count"]
        if "day_kind" in value:
            kept["day_kind"] = value["day_kind"]
    elif "once" in value:
        kept["due"] = {"date": value["once"]}
    elif "within" in value:
        within = dict(value["within"])
        if "parameter" in within:
            name = f"{norm.replace('.', '-')}-term"
            parameters[name] = _parameter(name, "amount", clause, holes)
            within = {"parameter": name}
        kept["within"] = within
        readings = (
            ["promptness"] if "standard" in within else ["day-zero"] if "calendar_days" in within else []
        )
        if "working_hours" in within:
            holes.append(Hole("office-hours", ("office_hours",), "hours", clause.locator))
    elif kind == "request":
        readings = ["request-term"]
    if readings:
        kept["readings"] = {name: {} for name in readings}
    return kept


def _questions_of_period(
    value: Mapping[str, Any], term_words: str, place: tuple[str, ...], clause: ClauseDraft, holes: list[Hole]
) -> list[str]:
    """The shared questions about a periodic due; a day other than the fifth has no shared answer."""
    due = value.get("due", {})
    if "due" not in value:
        return ["day-kind"] if value["every"] == "day" and "day_kind" not in value else []
    if due.get("end_of") == "period":
        return ["week-end"] if value["every"] == "week" else []
    if "month" in due:
        return ["roll"]
    if "day" in due:
        if term_words.startswith("не поз") or " не поз" in term_words:
            # «не позднее 5-го» has that day in it; «до 5-го» is the question
            return ["first-period", "roll"]
        if due["day"] == 5:
            return ["day-inclusive", "first-period", "roll"]
        holes.append(Hole("day-inclusive", (*place, "readings", "day-inclusive"), "question", clause.locator))
        return ["first-period", "roll"]
    return []


def _parameter(name: str, type_: str, clause: ClauseDraft, holes: list[Hole]) -> dict[str, Any]:
    # that nobody has set its value yet is how such a parameter is; what it is called is missing
    holes.append(Hole("parameter", ("parameters", name, "title"), "text", clause.locator))
    return {"type": type_, "clause": clause.locator}


def _sources(
    norm: str, main: ClauseDraft, draft: Draft, clauses: Mapping[str, Clause]
) -> list[dict[str, str]]:
    """The main clause, the others that speak of the concept, the introductions and closings that give it."""
    own = [one for one in draft.clauses if any(match.value == norm for match in one.concepts)]
    places = [main.locator, *(one.locator for one in own if one is not main)]
    places += [term.by for term in main.terms if term.by]
    bearer = main.bearer.locator if main.bearer is not None else ""
    if bearer and re.search(r":\s*$", clauses[bearer].text):
        places.append(bearer)
    spoken = {one.locator for one in draft.clauses if one.concepts}
    places += [
        name
        for one in own[:1]
        for name in above(one.locator, clauses)[:1]
        if name not in spoken and clauses[name].text.rstrip().endswith(":")
    ]
    return [
        {"locator": place, "fingerprint": clauses[place].fingerprint}
        for place in dict.fromkeys(places)
        if place
    ]

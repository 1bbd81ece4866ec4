"""A draft as JSON: everything that was recognised, by which words, and every hole."""

import json
from typing import Any

from poryadok.onboard.draft.model import ClauseDraft, Draft, Hole, Match, Term
from poryadok.onboard.draft.profile import Profile
from poryadok.report.draft_words import hole_words

__all__ = ["draft_json"]


def draft_json(draft: Draft, profile: Profile) -> str:
    """One object; what is not there is null or empty, never missing."""
    body = {
        "act": dict(draft.act),
        "municipality": {**draft.municipality, "region": draft.region or None},
        "repeals": [
            {"kind": one.kind, "number": one.number, "date": one.date, "clause": one.locator}
            for one in draft.repeals
        ],
        "roles": {name: dict(entry) for name, entry in draft.roles.items()},
        "staff": [
            {
                "clause": one.locator,
                "id": one.id,
                "position": one.position,
                "rank": one.rank,
                "roles": [role.value for role in one.roles],
                "sectors": [sector.value for sector in one.sectors],
            }
            for one in draft.staff
        ],
        "sectors": {name: dict(entry) for name, entry in draft.sectors.items()},
        "channels": {name: dict(entry) for name, entry in draft.channels.items()},
        "clauses": [_clause(one) for one in draft.clauses],
        "holes": [_hole(one) for one in profile.holes],
        "profile": profile.doc,
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def _clause(one: ClauseDraft) -> dict[str, Any]:
    return {
        "locator": one.locator,
        "line": one.line,
        "concepts": [_match(match) for match in one.concepts],
        "kind": one.kind or None,
        "bearer": _match(one.bearer),
        "counterparty": _match(one.counterparty),
        "terms": [_term(term) for term in one.terms],
        "facts": [fact.value for fact in one.facts],
        "confidence": one.confidence,
        "holes": [_hole(hole) for hole in one.holes],
    }


def _match(match: Match | None) -> dict[str, str] | None:
    return None if match is None else {"id": match.value, "words": match.words}


def _term(term: Term) -> dict[str, Any]:
    return {
        "value": dict(term.value),
        "words": term.words,
        "pattern": term.pattern,
        "stated_by": term.by or None,
    }


def _hole(hole: Hole) -> dict[str, Any]:
    return {
        "code": hole.code,
        "path": list(hole.path),
        "type": hole.type,
        "clause": hole.locator or None,
        "text": hole_words(hole),
    }

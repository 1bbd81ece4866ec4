"""The readings of a norm: every combination of the answers to its questions (DESIGN §6)."""

from datetime import date
from itertools import product
from typing import Any

from poryadok.norms.model import Norm, Profile, Question, Reading, Version
from poryadok.norms.patch import Document, merge
from poryadok.norms.rules import clause_of, open_parameters, rule

__all__ = ["build_norm", "build_profile", "questions_of"]


def questions_of(norm: Document, shared: Document) -> dict[str, dict[str, Any]]:
    """The questions of a norm, sorted by id: the shared definition changed by what the norm says of it."""
    asked = norm.get("readings") or {}
    return {key: merge(shared.get(key, {}), asked[key] or {}) for key in sorted(asked)}


def build_norm(norm_id: str, doc: Document, profile: Document) -> Norm:
    """Compile one norm of a resolved profile document with all its readings."""
    parameters = profile.get("parameters", {})
    questions = questions_of(doc, profile.get("readings", {}))
    text = {key: value for key, value in doc.items() if key != "readings"}
    names = list(questions)
    answers = [sorted(question["alternatives"]) for question in questions.values()]
    readings: list[Reading] = []
    verdict: list[int] = []
    for combination in product(*answers):
        patched: dict[str, Any] = text
        for name, answer in zip(names, combination, strict=True):
            patched = merge(patched, questions[name]["alternatives"][answer].get("patch") or {})
        choice = tuple(zip(names, combination, strict=True))
        if all(questions[name].get("adopted") in (None, answer) for name, answer in choice):
            verdict.append(len(readings))
        readings.append(Reading(choice, rule(patched, parameters)))
    in_force = doc.get("in_force") or profile.get("act", {}).get("in_force", {})
    return Norm(
        id=norm_id,
        title=str(doc.get("title", norm_id)),
        kind=doc["kind"],
        base=rule(text, parameters),
        readings=tuple(readings),
        verdict=tuple(verdict),
        questions=tuple(
            Question(
                key,
                str(body.get("title", key)),
                body.get("clause"),
                body.get("adopted"),
                tuple(
                    (name, str(alt.get("title", name))) for name, alt in sorted(body["alternatives"].items())
                ),
            )
            for key, body in questions.items()
        ),
        open_parameters=open_parameters(text, parameters),
        in_force=(_day(in_force.get("from")), _day(in_force.get("to"))),
        clause=clause_of(doc),
    )


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def build_profile(
    profile_id: str, versions: list[tuple[date | None, date | None, Document]], digest: str
) -> Profile:
    """Compile the resolved versions of one profile; the documents are taken as valid."""
    latest = versions[-1][2]
    municipality = latest["municipality"]
    return Profile(
        id=profile_id,
        name=str(municipality.get("name", profile_id)),
        timezone=municipality["timezone"],
        calendar=municipality.get("calendar", "ru"),
        versions=tuple(
            Version(
                first,
                last,
                doc,
                tuple(build_norm(key, body, doc) for key, body in sorted(doc.get("norms", {}).items())),
            )
            for first, last, doc in versions
        ),
        digest=digest,
    )

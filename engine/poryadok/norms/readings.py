"""The readings of a norm: every combination of the answers to its questions (DESIGN §6)."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

from poryadok.norms.holes import OPEN_KEY
from poryadok.norms.layers import lay
from poryadok.norms.model import Norm, Profile, Question, Reading, Version
from poryadok.norms.patch import Document, merge
from poryadok.norms.rules import clause_of, open_parameters, rule

__all__ = ["ProfileBuilder", "build_norm", "build_profile", "questions_of"]


def questions_of(norm: Document, shared: Document) -> dict[str, dict[str, Any]]:
    """The questions of a norm, sorted by id: the shared definition changed by what the norm says of it."""
    asked = norm.get("readings") or {}
    return {key: lay(shared.get(key, {}), asked[key] or {}, over=key) for key in sorted(asked)}


def build_norm(norm_id: str, doc: Document, profile: Document, what_if: Sequence[Document] = ()) -> Norm:
    """Compile one norm of a resolved profile document with all its readings.

    ``what_if``: patches of the norm that stand above its readings (DESIGN §3: ranks).
    """
    parameters = profile.get("parameters", {})
    questions = questions_of(doc, profile.get("readings", {}))
    text = {key: value for key, value in doc.items() if key != "readings"}
    if OPEN_KEY in doc:
        # computed by nobody until its values are filled: patches may meet nothing of what they change
        questions, what_if = {}, ()
        text = {key: value for key, value in text.items() if key not in ("exceptions", "extend", "cancel")}
    names = list(questions)
    answers = [sorted(question["alternatives"]) for question in questions.values()]
    readings: list[Reading] = []
    verdict: list[int] = []
    for combination in product(*answers):
        patched: dict[str, Any] = text
        for name, answer in zip(names, combination, strict=True):
            patched = merge(patched, questions[name]["alternatives"][answer].get("patch") or {})
        for patch in what_if:
            patched = merge(patched, patch)
        choice = tuple(zip(names, combination, strict=True))
        if all(questions[name].get("adopted") in (None, answer) for name, answer in choice):
            verdict.append(len(readings))
        readings.append(Reading(choice, rule(patched, parameters)))
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
        own_in_force=_span(doc["in_force"]) if doc.get("in_force") else None,
        clause=clause_of(doc),
    )


def _span(in_force: Document) -> tuple[date | None, date | None]:
    first, last = in_force.get("from"), in_force.get("to")
    return (
        None if first is None else date.fromisoformat(str(first)),
        None if last is None else date.fromisoformat(str(last)),
    )


class ProfileBuilder:
    """Compiles resolved profiles; what many of them share is compiled once.

    Layers are merged by sharing what a patch does not touch, so that the norm of a family is the same object
    in every profile that leaves it alone: identity tells it, at no cost. The documents are taken as valid.
    """

    def __init__(self) -> None:
        self._norms: dict[tuple[int, ...], tuple[tuple[object, ...], Norm]] = {}
        self._sections: dict[tuple[int, ...], tuple[tuple[object, ...], tuple[Norm, ...]]] = {}

    def build(
        self,
        profile_id: str,
        versions: Sequence[tuple[date | None, date | None, Document]],
        digest: str,
        what_if: Sequence[Sequence[Document]] = (),
    ) -> Profile:
        """Compile the versions of one profile.

        ``what_if``: for each version the contents of its what-if layers; they are laid over readings too.
        """
        municipality = versions[-1][2]["municipality"]
        above = what_if or [()] * len(versions)
        return Profile(
            id=profile_id,
            name=str(municipality.get("name", profile_id)),
            timezone=municipality["timezone"],
            calendar=municipality.get("calendar", "ru"),
            versions=tuple(
                Version(
                    first, last, doc, _span(doc.get("act", {}).get("in_force", {})), self._all(doc, layers)
                )
                for (first, last, doc), layers in zip(versions, above, strict=True)
            ),
            digest=digest,
        )

    def _all(self, doc: Document, what_if: Sequence[Document]) -> tuple[Norm, ...]:
        norms = doc.get("norms", {})
        if not what_if:
            sections = (norms, doc.get("readings"), doc.get("parameters"))
            key = tuple(map(id, sections))
            if key not in self._sections:
                # The objects are kept with the key: an identity is only good as long as its object lives.
                self._sections[key] = (
                    sections,
                    tuple(self._one(name, norms[name], doc, ()) for name in sorted(norms)),
                )
            return self._sections[key][1]
        patches = {
            key: [layer["norms"][key] for layer in what_if if key in layer.get("norms", {})] for key in norms
        }
        return tuple(self._one(key, norms[key], doc, patches[key]) for key in sorted(norms))

    def _one(self, norm_id: str, norm: Document, doc: Document, what_if: Sequence[Document]) -> Norm:
        if what_if:
            return build_norm(norm_id, norm, doc, what_if)
        parts = (norm, doc.get("readings"), doc.get("parameters"))
        key = (*map(id, parts), hash(norm_id))
        if key not in self._norms:
            self._norms[key] = (parts, build_norm(norm_id, norm, doc))
        return self._norms[key][1]


def build_profile(
    profile_id: str,
    versions: Sequence[tuple[date | None, date | None, Document]],
    digest: str,
    what_if: Sequence[Sequence[Document]] = (),
) -> Profile:
    """Compile one profile by itself; see ``ProfileBuilder.build``."""
    return ProfileBuilder().build(profile_id, versions, digest, what_if)

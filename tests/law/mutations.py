"""All mutants of a resolved profile: each computed norm with one thing changed.

A number, a unit, a trigger, a party, the first day in force, an answer to a question of interpretation …
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

__all__ = ["Mutant", "mutants"]

Doc = dict[str, Any]
COMPUTED = {"response", "request", "report", "once", "activity", "precedence"}
UNITS = {
    "hours": "days",
    "days": "working_days",
    "calendar_days": "working_days",
    "working_days": "calendar_days",
}
EVERY = {"day": "week", "week": "month", "month": "quarter", "quarter": "month", "year": "quarter"}


@dataclass(frozen=True)
class Mutant:
    """``name`` says what was changed; ``doc`` is the profile's document with the change."""

    name: str
    doc: Doc


def mutants(doc: Doc) -> Iterator[Mutant]:
    """The mutants of every computed norm of a resolved document, in the order of the norms' ids."""
    for norm_id, norm in sorted(doc["norms"].items()):
        if norm["kind"] not in COMPUTED:
            continue
        for what, change in _changes(norm, doc):
            changed = copy.deepcopy(doc)
            change(changed["norms"][norm_id], changed)
            if changed != doc:
                yield Mutant(f"{norm_id}: {what}", changed)


Change = Callable[[Doc, Doc], object]


def _changes(norm: Doc, doc: Doc) -> Iterator[tuple[str, Change]]:
    yield "norm removed", lambda n, d: d["norms"].pop(next(k for k, v in d["norms"].items() if v is n))
    yield "bearer", lambda n, d: n.update(bearer="somebody-else")
    yield "counterparty", lambda n, d: n.update(counterparty="somebody-else")
    yield "clause", lambda n, d: n.update(source={"locator": "another clause"})
    yield "modality", lambda n, d: n.update(modality="duty" if n.get("modality") == "target" else "target")
    for key in ("opens", "closes", "requires"):
        if key in norm:
            yield f"{key} another event", lambda n, d, key=key: n.update({key: "meeting.held"})
        if isinstance(norm.get(key), list):
            for at in range(len(norm[key])):
                yield f"{key} without {norm[key][at]}", lambda n, d, key=key, at=at: n[key].pop(at)
    if "where" in norm:
        yield "where dropped", lambda n, d: n.pop("where")
        for field in norm["where"]:
            yield f"where without {field}", lambda n, d, field=field: n["where"].pop(field)
    for days in (-1, 1):
        yield f"in force {days:+d} day", _in_force(norm, doc, days)
    yield from _of_term(norm)
    yield from _of_period(norm)
    if "extend" in norm:
        yield "extension dropped", lambda n, d: n.pop("extend")
        unit, count = next(iter(norm["extend"]["by"].items()))
        yield "extension +1", lambda n, d: n["extend"]["by"].update({unit: count + 1})
        yield "extension twice", lambda n, d: n["extend"].update(times=n["extend"].get("times", 1) + 1)
    for question in norm.get("readings", {}):
        asked = _asked(norm, doc, question)
        yield from _of_question(question, asked)
        for alternative, answer in sorted(asked["alternatives"].items()):
            yield from _of_answer(question, alternative, answer)


def _in_force(norm: Doc, doc: Doc, days: int) -> Change:
    written = norm.get("in_force") or doc["act"]["in_force"]
    first = date.fromisoformat(str(written["from"])) + timedelta(days)
    return lambda n, d: n.update(in_force={**written, "from": first.isoformat()})


def _of_term(norm: Doc) -> Iterator[tuple[str, Change]]:
    within = norm.get("within", {})
    if within.get("field"):
        yield "term set by the requester dropped", lambda n, d: n.pop("within")
    for unit, count in within.items():
        if isinstance(count, int):
            for step in (-1, 1):
                changed = {unit: count + step}
                yield f"{unit} {step:+d}", lambda n, d, changed=changed: n["within"].update(changed)
            other = {UNITS[unit]: count}
            yield f"{unit} as {UNITS[unit]}", lambda n, d, other=other: n.update(within=other)
    if within and "roll" not in norm.get("readings", {}) and set(within) & {"days", "calendar_days"}:
        for roll in ("next", "previous"):
            yield f"roll {roll}", lambda n, d, roll=roll: n.update(roll=roll)


def _of_period(norm: Doc) -> Iterator[tuple[str, Change]]:
    every = norm.get("every")
    if isinstance(every, str):
        yield f"every {EVERY[every]}", lambda n, d: n.update(every=EVERY[every])
    for key, value in norm.get("due", {}).items():
        if isinstance(value, int):
            for step in (-1, 1):
                changed = {key: (value + step - 1) % 12 + 1 if key == "month" else value + step}
                yield f"due {key} {step:+d}", lambda n, d, changed=changed: n["due"].update(changed)
        elif value == "next_month":
            yield "due in the period's month", lambda n, d: n["due"].update(of="last_month")
    if norm["kind"] == "activity":
        yield "two a period", lambda n, d: n.update(count=2)
    if norm["kind"] == "report" and not {"roll", "week-end"} & set(norm.get("readings", {})):
        yield "roll next", lambda n, d: n.update(roll="next")


def _asked(norm: Doc, doc: Doc, name: str) -> Doc:
    """The question as the norm asks it: the shared definition under the norm's own."""
    shared, own = doc["readings"].get(name, {}), norm["readings"][name] or {}
    alternatives = {**shared.get("alternatives", {}), **own.get("alternatives", {})}
    return {**shared, **own, "alternatives": alternatives}


def _of_question(name: str, question: Doc) -> Iterator[tuple[str, Change]]:
    adopted = question.get("adopted")
    for alternative in sorted(question["alternatives"]):
        if alternative != adopted:
            yield (
                f"{name} adopts {alternative}",
                lambda n, d, alternative=alternative: n["readings"].update({name: {"adopted": alternative}}),
            )
            if len(question["alternatives"]) > 2 or adopted is None:
                yield f"{name} without {alternative}", _without(name, alternative)
    yield f"{name} not asked", lambda n, d: n["readings"].pop(name)


def _of_answer(name: str, alternative: str, answer: Doc) -> Iterator[tuple[str, Change]]:
    """The answer's numbers and triggers changed, for this norm only."""
    for key, value in answer["patch"].items():
        if isinstance(value, str) and key in ("opens", "closes"):
            yield (
                f"{name} {alternative}: {key} another event",
                _patched(name, alternative, {key: "meeting.held"}),
            )
        for unit, count in value.items() if isinstance(value, dict) else ():
            for step in (-1, 1) if isinstance(count, int) else ():
                if count + step >= (1 if unit == "hours" else 0):
                    what = f"{name} {alternative}: {unit} {step:+d}"
                    yield what, _patched(name, alternative, {key: {**value, unit: count + step}})


def _patched(name: str, alternative: str, patch: Doc) -> Change:
    def change(norm: Doc, doc: Doc) -> None:
        answer = _asked(norm, doc, name)["alternatives"][alternative]
        own = norm["readings"][name].setdefault("alternatives", {})
        own[alternative] = {**answer, "patch": {**answer["patch"], **patch}}

    return change


def _without(name: str, alternative: str) -> Change:
    """The norm's question without one of its answers; for the other norms the question stays as it was."""

    def change(norm: Doc, doc: Doc) -> None:
        removed = doc["readings"][name]["alternatives"].pop(alternative, None)
        for other in doc["norms"].values():
            if other is not norm and name in other.get("readings", {}) and removed is not None:
                own = other["readings"][name].setdefault("alternatives", {})
                own.setdefault(alternative, removed)
        norm["readings"][name].get("alternatives", {}).pop(alternative, None)

    return change

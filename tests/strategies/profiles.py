"""Resolved profiles in one or two versions."""

from __future__ import annotations

import copy
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from strategies import words
from strategies.norms import norm, rarely
from strategies.questions import NO_UNIT
from strategies.words import Doc

Profiles = dict[str, list[Doc]]

CHANGES = ["", "", "term", "bearer", "closes", "gone", "roll", "modality", "adopted"]
# questions on which it depends what obligations there are; see `strategies.questions`
SHAPING = ("opens", "closes", "where", "cancel", "requires")


@st.composite
def profiles(draw: DrawFn, most_norms: int = 6) -> Profiles:
    """Profile id -> versions `{first, last, doc}`, one or two municipalities, oldest version first."""
    count = 2 if rarely(draw) else 1
    return {f"m{number}": draw(versions(number, most_norms // count)) for number in range(1, count + 1)}


@st.composite
def versions(draw: DrawFn, number: int, most_norms: int) -> list[Doc]:
    old = rarely(draw, 20)
    start = date.fromisoformat(draw(st.sampled_from(words.OLD_STARTS if old else words.STARTS)))
    start += timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 10, 37])))
    doc = draw(profile(number, start, most_norms))
    if not rarely(draw, 3):
        return [{"first": None, "last": None, "doc": doc}]
    change = start + timedelta(days=draw(st.sampled_from([1, 5, 30, 90])))
    return [
        {"first": None, "last": (change - timedelta(days=1)).isoformat(), "doc": doc},
        {"first": change.isoformat(), "last": None, "doc": draw(amended(doc))},
    ]


@st.composite
def profile(draw: DrawFn, number: int, start: date, most_norms: int) -> Doc:
    parameters: Doc = {}
    questions: Doc = {}
    norms = {
        f"n.{n}": draw(norm(n, start, parameters, questions))
        for n in range(1, draw(st.integers(1, most_norms)) + 1)
    }
    doc: Doc = {
        "municipality": {
            "name": f"Поселение {number}",
            "kind": "urban-okrug",
            "region": "Область",
            "timezone": draw(st.sampled_from(words.ZONES)),
            "calendar": "ru",
        },
        "act": {
            "kind": "order",
            "number": str(number),
            "date": start.isoformat(),
            "issuer": "administration",
            "title": "О порядке",
            "in_force": {"from": start.isoformat()},
        },
        "parties": {
            "administration": {"title": "администрация", "kind": "body"},
            "centre": {"title": "центр", "kind": "centre"},
            "roads-head": {"title": "начальник отдела", "kind": "position", "rank": "head-of-department"},
        },
        "sectors": {
            "roads": {"title": "дороги", "standing": "main", "clause": "п. 1", "head": "roads-head"},
            "housing": {"title": "жильё", "standing": "main", "clause": "п. 1"},
        },
        "office_hours": draw(st.sampled_from(words.OFFICE_HOURS)),
        "norms": norms,
    }
    if parameters:
        doc["parameters"] = parameters
    if questions:
        doc["readings"] = questions
    return doc


def shaped(row: Doc) -> bool:
    """Whether the norm's readings may differ in the obligations that they give."""
    return "cancel" in row or any(q.rsplit("-", 1)[0] in SHAPING for q in row.get("readings", {}))


def adopt(draw: DrawFn, shared: Doc, own: Doc) -> None:
    """Another alternative is adopted, or none is any more."""
    shared.pop("adopted", None)
    own.pop("adopted", None)
    adopted = draw(st.sampled_from([None, *sorted(shared["alternatives"])]))
    if adopted is not None:
        own["adopted"] = adopted


@st.composite
def amended(draw: DrawFn, before: Doc) -> Doc:
    """A later version: other numbers, another bearer, a filled parameter, a norm gone. Questions stay."""
    doc = copy.deepcopy(before)
    for name, parameter in doc.get("parameters", {}).items():
        if "value" not in parameter and draw(st.booleans()):
            parameter["value"] = {"hours": 3} if parameter["type"] == "amount" else "month"
            for row in doc["norms"].values():  # the family of the filled term is only known now
                if row.get("within", {}).get("parameter") == name and "extend" in row:
                    row["extend"] = {"event": row["extend"]["event"], "by": {"hours": 2}}
    for name in sorted(doc["norms"]):
        row = doc["norms"][name]
        change = draw(st.sampled_from(CHANGES))
        within = row.get("within", {})
        if change == "term" and set(within) & set(NO_UNIT) & set(words.COUNTS):
            unit = next(iter(within))
            row["within"] = {unit: draw(st.sampled_from(words.COUNTS[unit]))}
        elif change == "bearer":
            row["bearer"] = "roads-head"
            row["source"] = {"locator": "п. 100"}
        elif change == "modality" and row["kind"] != "precedence":
            row["modality"] = "target"
        elif change == "closes" and row["kind"] == "response":
            row["closes"] = draw(st.sampled_from(words.CLOSES))
        elif change == "roll" and row["kind"] in ("report", "once"):
            row["roll"] = "next"
        elif change == "adopted" and not shaped(row):
            for question, own in row.get("readings", {}).items():
                adopt(draw, doc["readings"][question], own)
        elif change == "gone" and len(doc["norms"]) > 1:
            del doc["norms"][name]
    return doc

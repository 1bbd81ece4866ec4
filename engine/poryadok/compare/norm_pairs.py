"""Differences between the norms of two operands, and the texts that show how their due instants move."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from poryadok.compare.facts import (
    NORM_FIELDS,
    TERM_FIELDS,
    modality_of,
    norm_values,
    patch_values,
    summary,
    value_of,
)
from poryadok.compare.model import Operand
from poryadok.compare.predicates import Pair, swapped
from poryadok.compare.texts import Side, Text, answers, changed, is_open, resolved
from poryadok.norms.rules import clause_of

__all__ = ["Asked", "norm_pairs", "rank_of"]

Doc = Mapping[str, Any]
_PARAMETRIC: Final = ("within", "every", "due", "count")


@dataclass(frozen=True, slots=True)
class Asked:
    """A difference, and the pairs of texts whose due instants say which way it goes (none: they do not)."""

    pair: Pair
    texts: tuple[tuple[Text, Text], ...] = ()


def rank_of(pair: Pair) -> tuple[Any, ...]:
    """The order of changes: norms by id, their fields as the language lists them, then the rest by path."""
    if pair.norm is None:
        return (1, pair.path)
    field = NORM_FIELDS.index(pair.field) if pair.field in NORM_FIELDS else len(NORM_FIELDS)
    return (0, pair.norm, -1 if pair.field == "norm" else field, pair.path)


def norm_pairs(a: Operand, b: Operand) -> Iterator[Asked]:
    """The differences between norms; a norm that one side alone has is one difference."""
    ours, theirs = a.doc.get("norms") or {}, b.doc.get("norms") or {}
    for norm_id in sorted({*ours, *theirs}):
        if norm_id in ours and norm_id in theirs:
            if ours[norm_id] is not theirs[norm_id] or a.doc is not b.doc:
                yield from _Norm(a, b, norm_id).pairs()
            continue
        norm, doc = (ours[norm_id], a.doc) if norm_id in ours else (theirs[norm_id], b.doc)
        if norm["kind"] != "declaration":
            said, clause, modality = summary(norm, doc.get("act") or {}), clause_of(norm), modality_of(norm)
            gone = Pair(norm_id, f"norms/{norm_id}", "norm", said, None, clause, None, (modality, None))
            yield Asked(gone if norm_id in ours else swapped(gone))


class _Norm:
    """One norm that both sides have."""

    def __init__(self, a: Operand, b: Operand, norm_id: str) -> None:
        self.id = norm_id
        one, other = Side.of(a, norm_id), Side.of(b, norm_id)
        self.sides = one.beside(other.office), other.beside(one.office)
        self.norms = _decided(*self.sides)
        self.acts = a.doc.get("act") or {}, b.doc.get("act") or {}
        self.modality = modality_of(self.norms[0]), modality_of(self.norms[1])
        self.clauses = clause_of(self.norms[0]), clause_of(self.norms[1])

    def pairs(self) -> Iterator[Asked]:
        yield from self._fields()
        if "declaration" not in (self.norms[0]["kind"], self.norms[1]["kind"]):
            yield from self._exceptions()
            yield from self._questions()

    def _pair(
        self, path: str, field: str, a: Any, b: Any, clauses: tuple[str | None, str | None] | None = None
    ) -> Pair:
        clauses = clauses or self.clauses
        waits = is_open(a), is_open(b)
        place = f"norms/{self.id}/{path}"
        return Pair(self.id, place, field, a, b, *clauses, modality=self.modality, open=waits)

    def _fields(self) -> Iterator[Asked]:
        ours, theirs = (norm_values(norm, act) for norm, act in zip(self.norms, self.acts, strict=True))
        for field in NORM_FIELDS:
            if ours[field] == theirs[field] or (field == "in_force" and self._as_acts()):
                continue
            if field == "modality" and ours["kind"] != theirs["kind"]:
                continue  # the other kind says it
            yield Asked(self._pair(field, field, ours[field], theirs[field]), self._field_texts(field))

    def _as_acts(self) -> bool:
        """Both in force as long as their acts: that is said once, of the acts."""
        return not self.norms[0].get("in_force") and not self.norms[1].get("in_force")

    def _field_texts(self, field: str) -> tuple[tuple[Text, Text], ...]:
        a, b = self.sides
        if field not in TERM_FIELDS or len({a.text().family, b.text().family}) > 1:
            return ()
        extends = [norm.get(field) for norm in self.norms] if field == "extend" else []
        if all(extends) and len({json.dumps(value_of("extend", one)["event"]) for one in extends}) > 1:
            return ()  # another event lengthens it: no matter of when
        return (a.text(), a.with_(field, b).text()), (b.with_(field, a).text(), b.text())

    def _exceptions(self) -> Iterator[Asked]:
        ours, theirs = (norm.get("exceptions") or {} for norm in self.norms)
        for key in sorted({*ours, *theirs}):
            one, other = _exception(ours.get(key)), _exception(theirs.get(key))
            if self._same_exception(one, other, ours.get(key), theirs.get(key)):
                continue
            clauses = tuple(
                clause_of(exceptions.get(key) or {}) or clause
                for exceptions, clause in zip((ours, theirs), self.clauses, strict=True)
            )
            pair = self._pair(f"exceptions/{key}", "exception", one, other, (clauses[0], clauses[1]))
            yield Asked(pair, self._exception_texts(one, other, ours.get(key), theirs.get(key)))

    def _same_exception(
        self, one: Doc | None, other: Doc | None, ours: Doc | None, theirs: Doc | None
    ) -> bool:
        """The same events, and the same changes to the norm, whatever only repeats its text."""
        if one == other or not one or not other or not ours or not theirs or one["where"] != other["where"]:
            return one == other
        changes = [
            changed(norm, body.get("patch") or {})
            for norm, body in zip(self.norms, (ours, theirs), strict=True)
        ]
        return changes[0] == changes[1]

    def _exception_texts(
        self, one: Doc | None, other: Doc | None, ours: Doc | None, theirs: Doc | None
    ) -> tuple[tuple[Text, Text], ...]:
        """None unless the same events are excepted, and from the term alone."""
        if one and other and one["where"] != other["where"]:
            return ()
        rests = [
            {key: v for key, v in side["patch"].items() if key not in TERM_FIELDS}
            for side in (one, other)
            if side
        ]
        if any(rest != (rests[0] if len(rests) > 1 else {}) for rest in rests):
            return ()
        a, b = self.sides
        mine, yours = (
            resolved((body or {}).get("patch") or {}, side.parameters)
            for body, side in ((ours, a), (theirs, b))
        )
        return (a.text(mine), a.text(yours)), (b.text(mine), b.text(yours))

    def _questions(self) -> Iterator[Asked]:
        ours, theirs = (side.questions for side in self.sides)
        for key in sorted({*ours, *theirs}):
            path = f"readings/{key}"
            clauses = tuple(
                (questions.get(key) or {}).get("clause") or clause
                for questions, clause in zip((ours, theirs), self.clauses, strict=True)
            )
            places = clauses[0], clauses[1]
            if key not in ours or key not in theirs:
                a, b = _question(ours.get(key)), _question(theirs.get(key))
                yield Asked(self._pair(path, "question", a, b, places))
                continue
            mine, yours = answers(ours[key]), answers(theirs[key])
            one, other = ours[key].get("adopted"), theirs[key].get("adopted")
            moved = set(mine.values()) != set(yours.values())
            if moved:
                changes = answers(ours[key], self.norms[0]), answers(theirs[key], self.norms[1])
                if set(changes[0].values()) == set(changes[1].values()):
                    mine, yours, moved = *changes, False
            if moved:
                a, b = ({name: json.loads(text) for name, text in side.items()} for side in (mine, yours))
                yield Asked(self._pair(f"{path}/alternatives", "alternatives", a, b, places))
            if mine.get(str(one)) != yours.get(str(other)) and not (moved and one == other):
                pair = self._pair(f"{path}/adopted", "adopted", one, other, places)
                yield Asked(pair, self._adopted_texts(key, mine, yours))

    def _adopted_texts(
        self, key: str, mine: Mapping[str, str], yours: Mapping[str, str]
    ) -> tuple[tuple[Text, Text], ...]:
        """None if an answer changes more than the term, or one side does not know the other's answer."""
        a, b = self.sides
        one, other = a.questions[key].get("adopted"), b.questions[key].get("adopted")
        counted: set[str] = set()
        for said, adopted in ((mine, one), (yours, other)):
            for text in said.values() if adopted is None else (said[adopted],):
                rest = {name: value for name, value in json.loads(text).items() if name not in TERM_FIELDS}
                counted.add(json.dumps(rest, sort_keys=True))
        known = _alike(mine, yours, other), _alike(yours, mine, one)
        if len(counted) > 1 or known[0] == "" or known[1] == "":
            return ()
        return (
            (a.text(), a.with_adopted(key, known[0]).text()),
            (b.with_adopted(key, known[1]).text(), b.text()),
        )


def _alike(mine: Mapping[str, str], yours: Mapping[str, str], answer: str | None) -> str | None:
    """The name that one side has for the other's answer; empty where it does not know it."""
    if answer is None:
        return None
    return next((name for name, said in mine.items() if said == yours[answer]), "")


def _decided(a: Side, b: Side) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both norms with decided parameters put in, where they do not leave the value to the same one."""
    norms = dict(a.norm), dict(b.norm)
    for field in _PARAMETRIC:
        if a.norm.get(field) == b.norm.get(field):
            continue
        for norm, side in zip(norms, (a, b), strict=True):
            value = side.value(field)
            if is_open(norm.get(field)) and not is_open(value):
                norm[field] = value
    return norms


def _exception(body: Doc | None) -> dict[str, Any] | None:
    if body is None:
        return None
    where = value_of("where", body.get("where") or {})
    return {"where": where or {}, "patch": patch_values(body.get("patch") or {})}


def _question(body: Doc | None) -> dict[str, Any] | None:
    if body is None:
        return None
    return {"adopted": body.get("adopted"), "alternatives": sorted(body["alternatives"])}

"""A comparison said in words: from ``Diff`` to what the forms show."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from poryadok.compare.model import CHANGE_CLASSES, Change, Diff, Operand
from poryadok.findings import SEVERITIES
from poryadok.norms.vocabulary import Vocabulary
from poryadok.report.comparison.consequence import consequence, event_words, moment, verdict
from poryadok.report.comparison.labels import CLASSES, field_title, section_title
from poryadok.report.comparison.phrases import short_day
from poryadok.report.comparison.shown import (
    Derivation,
    Evidence,
    Group,
    Head,
    Missing,
    Moved,
    Row,
    Step,
    View,
)
from poryadok.report.comparison.words import Side

__all__ = ["view_of"]


def view_of(diff: Diff, vocabulary: Vocabulary, prefix: str = "") -> View:
    """Say a comparison in words; ``prefix`` keeps the anchors of several comparisons on one page apart."""
    return _Maker(diff, vocabulary, prefix).view()


def _gravity(change: Change) -> int:
    """Defects come gravest first; all else keeps its order (and comes before them)."""
    if change.field != "defect":
        return -1
    sides = [side for side in (change.a, change.b) if isinstance(side, Mapping)]
    return min((SEVERITIES.index(one["severity"]) for one in sides if "severity" in one), default=-1)


class _Maker:
    def __init__(self, diff: Diff, vocabulary: Vocabulary, prefix: str) -> None:
        self.diff, self.prefix = diff, prefix
        self.a, self.b = Side(diff.a.doc, vocabulary), Side(diff.b.doc, vocabulary)
        self.hidden: dict[tuple[str | None, str], str] = {(g.norm, g.side): g.defect for g in diff.gaps}
        self.anchors: Counter[str] = Counter()

    def view(self) -> View:
        diff = self.diff
        counted = Counter(change.cls for change in diff.changes)
        return View(
            heads=(_head("A", diff.a, self.a), _head("B", diff.b, self.b)),
            groups=tuple(self.groups()),
            counts=tuple((cls, CLASSES[cls], counted[cls]) for cls in CHANGE_CLASSES if counted[cls]),
            gaps=tuple(self.missing()),
            parameters=tuple(
                (field_title(one.path), self.a.value(one.path, one.a), self.b.value(one.path, one.b))
                for one in diff.parameters
            ),
            effect=None if diff.effect is None else tuple(self.moved()),
        )

    def groups(self) -> Iterator[Group]:
        found: dict[tuple[str, str | None], list[Row]] = {}
        for change in sorted(self.diff.changes, key=_gravity):
            section = change.path.split("/")[0]
            key = (change.norm, change.norm) if change.norm is not None else (section, None)
            found.setdefault(key, []).append(self.row(change))
        for (name, of_norm), rows in found.items():
            title = self.title(of_norm) if of_norm is not None else section_title(name)
            yield Group(name, title, of_norm, tuple(rows))

    def missing(self) -> Iterator[Missing]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for gap in self.diff.gaps:
            found.setdefault((gap.side, gap.defect), []).append((gap.norm, self.title(gap.norm)))
        for (side, name), norms in found.items():
            yield Missing(side.upper(), self.defect(side, name), tuple(norms))

    def row(self, change: Change) -> Row:
        self.anchors[change.path] += 1
        again = f".{self.anchors[change.path]}" if self.anchors[change.path] > 1 else ""
        found = self.evidence(change)
        return Row(
            anchor=f"{self.prefix}{change.path.replace('/', '.')}{again}",
            path=change.path,
            field=self.field(change),
            cls=change.cls,
            word=CLASSES[change.cls],
            clauses=(change.clause_a or "—", change.clause_b or "—"),
            was=self.said("a", change, change.a),
            became=self.said("b", change, change.b),
            consequence=self.follows(change),
            evidence=found,
            only=_only(change),
            telling=found is not None or any((change.norm, side) in self.hidden for side in "ab"),
        )

    def title(self, norm: str) -> str:
        """As the side calls it that has the norm; A where both have it."""
        has = self.a if norm in (self.a.doc.get("norms") or {}) else self.b
        return has.norm_title(norm)

    def field(self, change: Change) -> str:
        """As the side calls it that has the entry; A where both have it."""
        return (self.a if change.a is not None else self.b).field(change.path)

    def said(self, side: str, change: Change, value: Any) -> tuple[str, ...]:
        """The value of one side in parts: a whole norm is a list of facts."""
        words = self.a if side == "a" else self.b
        if change.norm is not None and change.path == f"norms/{change.norm}":
            if value is None and (change.norm, side) in self.hidden:
                return ("акт отсылает, текста нет",)
            return tuple(words.norm_facts(value, change.norm))
        if change.norm is not None and change.field == "question" and value is not None:
            return tuple(words.question_facts(change.norm, change.path.split("/")[-1], value))
        if change.norm is not None and change.field == "alternatives":
            return tuple(words.alternative_facts(change.norm, change.path.split("/")[-2], value))
        if change.field == "defect" and isinstance(change.a, Mapping) and isinstance(change.b, Mapping):
            facts = words.sections.defect_facts(value, change.b if side == "a" else change.a)
            return tuple(facts) or (words.value(change.path, value),)
        return (words.value(change.path, value),)

    def follows(self, change: Change) -> tuple[str, ...]:
        """A norm that a missing text hides is neither there nor not there: that is said of it."""
        said = consequence(change, self.a, self.b)
        for side, words in (("a", self.a), ("b", self.b)):
            name = self.hidden.get((change.norm, side))
            if name is not None:
                place = ((words.doc.get("defects") or {}).get(name) or {}).get("locator")
                what = f"текста, к которому отсылает {place}, нет" if place else self.defect(side, name)
                if change.witness is None:
                    return (f"по {side.upper()} не установить: {what}",)
                mine = f"по {side.upper()} "
                said = tuple(f"{one}: {what}" if one.startswith(mine) else one for one in said)
        return said

    def defect(self, side: str, name: str) -> str:
        words = self.a if side == "a" else self.b
        body = (words.doc.get("defects") or {}).get(name) or {}
        effect = str(body.get("effect") or name).rstrip(".")
        return f"{body['locator']} — {effect}" if body.get("locator") else effect

    def evidence(self, change: Change) -> Evidence | None:
        witness = change.witness
        if witness is None:
            return None
        pair = (witness.a, self.a), (witness.b, self.b)
        return Evidence(
            events=tuple(event_words(event, self.a) for event in witness.events),
            as_of=moment(witness.as_of),
            verdicts=(verdict(*pair[0], bearer=True), verdict(*pair[1], bearer=True)),
            derivations=(_derivations(witness.a, self.a), _derivations(witness.b, self.b)),
        )

    def moved(self) -> Iterator[Moved]:
        for one in self.diff.effect or ():
            told = verdict(one.a, self.a, bearer=True), verdict(one.b, self.b, bearer=True)
            yield Moved(one.obligation, one.norm, *told)


def _only(change: Change) -> str | None:
    """The side that has an entry which the other has not; a field without a value is no such entry."""
    section, *rest = change.path.split("/")
    if change.norm is not None:
        whole = change.field in ("norm", "question", "exception")
    else:
        whole = (len(rest) == 1 and section != "act") or rest[:1] in (["basis"], ["repeals"], ["combined"])
    if not whole or (change.a is None) == (change.b is None):
        return None
    return "B" if change.a is None else "A"


def _head(name: str, operand: Operand, side: Side) -> Head:
    return Head(name, operand.label, side.title, _act(side), _force(operand, side), operand.digest)


def _act(side: Side) -> str:
    """«решение от 23.12.2021 № 140»."""
    act = side.doc.get("act") or {}
    parts = [side.value("act/kind", act["kind"])] if act.get("kind") else ["акт"]
    parts += [f"от {short_day(act['date'])}"] if act.get("date") else []
    parts += [f"№ {act['number']}"] if act.get("number") else []
    return " ".join(parts)


def _force(operand: Operand, side: Side) -> str:
    """«действует с 23.12.2021», or the days of this version; with the day asked for, if any."""
    version = operand.version
    if version.first or version.last:
        days = (("с", version.first), ("по", version.last))
        said = "редакция " + " ".join(f"{word} {short_day(day)}" for word, day in days if day is not None)
    else:
        said = "действует " + side.value("act/in_force", (side.doc.get("act") or {}).get("in_force") or {})
    return said if operand.day is None else f"{said}, на {short_day(operand.day)}"


def _derivations(obligation: Mapping[str, Any] | None, side: Side) -> tuple[Derivation, ...]:
    """The steps, reading by reading in their order."""
    found: dict[str, list[Step]] = {}
    norm = str((obligation or {}).get("norm"))
    for one in (obligation or {}).get("steps") or ():
        choice: Mapping[str, str] = one.get("choice") or {}
        answers = (side.names.alternative(norm, question, name) for question, name in choice.items())
        after = moment(one["after"]) if one.get("after") else ""
        step = Step(after, str(one.get("reason", "")), one.get("clause") or "")
        found.setdefault("; ".join(answers), []).append(step)
    return tuple(Derivation(answers, tuple(steps)) for answers, steps in found.items())

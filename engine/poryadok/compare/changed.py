"""Two whole configurations: which profiles differ, from which day on, and the pairs to compare."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from poryadok.compare.model import Diff, Operand
from poryadok.compare.operands import calendars_of, operand_of
from poryadok.findings import Finding
from poryadok.norms.layers import same
from poryadok.norms.library import Library
from poryadok.norms.names import wrong_name
from poryadok.norms.resolved import Resolved, VersionDoc, once

__all__ = ["Changed", "Side", "changed", "once_each"]


@dataclass(frozen=True)
class Side:
    """One configuration; ``label`` names a profile of it so that a person can name it again."""

    library: Library
    label: Callable[[Resolved], str]


@dataclass(frozen=True)
class Changed:
    """Pairs to compare, profiles on one side only, and what keeps others from being compared."""

    pairs: tuple[tuple[Operand, Operand], ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def nothing(self) -> bool:
        """Tell whether no profile changed at all."""
        return not (self.pairs or self.added or self.removed or self.findings)


def changed(a: Side, b: Side, only: Collection[str] = ()) -> Changed:
    """All profiles (or those of ``only``, ids) whose resolved documents differ on some day.

    A profile of several versions gives a pair for each stretch of days on which the two sides differ.
    """
    there, here = set(a.library.ids()), set(b.library.ids())
    known = there | here
    wanted = sorted(known & set(only) if only else known)
    findings = [
        Finding("profile.unknown", "critical", (), (), wrong_name(name, known))
        for name in only
        if name not in known
    ]
    calendars = []
    for side in (a, b):
        found, wrong = calendars_of(side.library.roots(), side.library)
        calendars.append(found)
        findings.extend(wrong)

    def among(names: set[str]) -> tuple[str, ...]:
        return tuple(name for name in wanted if name in names)

    pairs: list[tuple[Operand, Operand]] = []
    for name in wanted:
        # those on one side only are read too: an invalid profile is said of, wherever it is
        old = a.library.resolve(name) if name in there else None
        new = b.library.resolve(name) if name in here else None
        broken = [finding for one in (old, new) if one and not one.valid for finding in one.errors]
        findings.extend(broken)
        if broken or old is None or new is None or old.digest == new.digest:
            continue
        for day, before, after in _stretches(old, new):
            one = operand_of(_dated(a.label(old), day), old, before, calendars[0], day)
            other = operand_of(_dated(b.label(new), day), new, after, calendars[1], day)
            pairs.append((one, other))
    return Changed(tuple(pairs), among(here - there), among(there - here), once(findings))


def once_each(diffs: Sequence[Diff]) -> tuple[Diff, ...]:
    """Leave out of the diffs of one profile those that say what a later one says, or say nothing.

    A change of the base text shows in every version; the latest says it best.
    """
    kept: list[Diff] = []
    for diff in reversed(diffs):
        if not any(one.a.id == diff.a.id and _said(one) == _said(diff) for one in kept):
            kept.append(diff)
    telling = {diff.a.id for diff in kept if any(_said(diff))}
    return tuple(diff for diff in reversed(kept) if any(_said(diff)) or diff.a.id not in telling)


def _said(diff: Diff) -> tuple[tuple[object, ...], ...]:
    return diff.parameters, diff.changes, diff.gaps


def _dated(label: str, day: date | None) -> str:
    return label if day is None else f"{label}@{day}"


def _stretches(a: Resolved, b: Resolved) -> Iterator[tuple[date | None, VersionDoc, VersionDoc]]:
    """The stretches of days on which two profiles differ, each with a day to name it by.

    That day is None where neither profile has more than one version.
    """
    cuts = sorted({one.first for one in (*a.versions, *b.versions) if one.first is not None})
    for index, first in enumerate([None, *cuts]):
        last = cuts[index] - timedelta(days=1) if index < len(cuts) else date.max
        one, other = a.at(first or date.min), b.at(first or date.min)
        if same(one.doc, other.doc):
            continue
        starts = [day for day in (first, _start(one), _start(other)) if day is not None]
        day = max(starts, default=last) if cuts else None
        yield (day if day is None or day <= last else last), one, other


def _start(version: VersionDoc) -> date | None:
    """The first day in force of the act of a valid profile."""
    span = version.doc.get("act", {}).get("in_force") or {}
    return None if span.get("from") is None else date.fromisoformat(str(span["from"]))

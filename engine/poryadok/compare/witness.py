"""For each change of a computed norm the smallest log on which the two texts answer differently.

Sequences are searched over the calendar (``sequences``, ``moments``), judged by both texts, and by each text
with only the changed field taken from the other, all in one run of the kernel (``trial``). What is found is
put to the kernel once more, by itself and by both whole texts, and kept only if it answers as was found.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from poryadok.compare.model import Change, Diff, Witness
from poryadok.compare.moments import common_window
from poryadok.compare.replay import Replay
from poryadok.compare.search import Found, Search
from poryadok.compare.sequences import CASE_KINDS
from poryadok.compare.substitution import below, norm_of
from poryadok.compare.trial import run
from poryadok.kernel.terms.after_hours import moves
from poryadok.norms.model import COMPUTED, HeadOfSector, Norm

__all__ = ["with_witnesses"]

IDLE = frozenset({"procedure", "step", "alongside", "by_norm"})
"""Fields of a norm that bear on no verdict."""

DEPENDED = frozenset({"parameters", "office_hours", "sectors"})
"""Sections outside the norms on which a verdict may depend."""

DATED = frozenset(
    {
        "within",
        "roll",
        "day_zero",
        "after_hours",
        "presidential_days",
        "extend",
        "exceptions",
        "readings",
        "in_force",
    }
)
"""Fields of a norm that bear on a verdict on some days only."""

TELLS = 1
"""The level (see ``search``) up to which a witness tells of its own change; beyond it every day is tried."""
TRIED = 4
"""Witnesses put to the kernel before a change is given up."""


def with_witnesses(diff: Diff) -> Diff:
    """Give each change its witness; None where none is found or the norm is not computed."""
    window = common_window(diff.a, diff.b)
    if window is None:
        return diff
    replay = Replay(diff.a, diff.b)
    wanted = {number: norm for number, norm in enumerate(_norms(diff)) if norm is not None}
    best: dict[int, tuple[int, Witness]] = {}
    for wide in (False, True):
        left = {
            number: norm for number, norm in wanted.items() if number not in best or best[number][0] > TELLS
        }
        if wide:
            left = {number: norm for number, norm in left.items() if _dated(diff, diff.changes[number])}
        searches = [
            Search(diff, norm, [n for n in left if left[n] == norm], window, wide=wide)
            for norm in sorted(set(left.values()))
        ]
        if not searches:
            break
        for search, answers in zip(searches, run([s.trial for s in searches], diff.a, window), strict=True):
            for number in search.numbers:
                found = _first(replay, search.norm_id, search.options(answers, number))
                if found is not None and (number not in best or found[0] < best[number][0]):
                    best[number] = found
    changes = (
        replace(one, witness=best[number][1] if number in best else None)
        for number, one in enumerate(diff.changes)
    )
    return replace(diff, changes=tuple(changes))


def _dated(diff: Diff, change: Change) -> bool:
    """Whether more days may show what the marked ones do not: the change is of a term that events open."""
    path = below(change)
    sides = (norm_of(side, change.norm) for side in (diff.a, diff.b)) if change.norm is not None else ()
    in_cases = all(norm is not None and norm.kind in CASE_KINDS for norm in sides)
    return in_cases and bool(path) and path[0] in DATED and change.cls != "editorial"


def _first(replay: Replay, norm_id: str, options: Iterator[Found]) -> tuple[int, Witness] | None:
    """The first option that the kernel confirms, with its level."""
    for found in islice(options, TRIED):
        expected = (found.a, found.b)
        witness = replay.confirmed(norm_id, found.candidate, found.n, found.as_of, expected)
        if witness is not None:
            return found.level, witness
    return None


def _norms(diff: Diff) -> list[str | None]:
    """For each change the computed norm whose verdict it changes, if any."""
    changed = {change.norm for change in diff.changes}
    return [_norm_of_change(diff, change, changed) for change in diff.changes]


def _norm_of_change(diff: Diff, change: Change, changed: set[str | None]) -> str | None:
    if change.norm is not None:
        path = below(change)
        known = not path or path[0] not in IDLE
        return change.norm if known and _computed(diff, change.norm) else None
    # What is not of a norm shows in a norm that depends on it, and on nothing else that changes.
    head = change.path.split("/")[0]
    if head not in DEPENDED:
        return None
    rivals = [one for one in diff.changes if one.norm is None and one.path.split("/")[0] == head]
    for norm in diff.a.profile.versions[-1].norms:
        if norm.id not in changed and _computed(diff, norm.id):
            doc = diff.a.doc["norms"][norm.id]
            if [one for one in rivals if _depends(norm, doc, one.path)] == [change]:
                return norm.id
    return None


def _depends(norm: Norm, doc: Mapping[str, Any], path: str) -> bool:
    """Whether a norm's verdicts depend on what stands at a path outside the norms."""
    head, *rest = path.split("/")
    if head == "parameters":
        return bool(rest) and _refers(doc, rest[0])
    if head == "office_hours":
        return _in_office(norm)
    return any(isinstance(rule.bearer, HeadOfSector) for rule in norm.rules)


def _refers(value: Any, parameter: str) -> bool:
    if not isinstance(value, Mapping):
        return False
    return value.get("parameter") == parameter or any(_refers(one, parameter) for one in value.values())


def _in_office(norm: Norm) -> bool:
    terms = [rule.term.amount for rule in norm.rules if rule.term and rule.term.amount]
    return any(one.unit == "working_hours" for one in terms) or any(moves(rule) for rule in norm.rules)


def _computed(diff: Diff, norm_id: str) -> bool:
    sides = (norm_of(side, norm_id) for side in (diff.a, diff.b))
    return any(norm is not None and norm.kind in COMPUTED for norm in sides)

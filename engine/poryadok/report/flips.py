"""Which question turns a contested verdict: the smallest change of answers that makes or unmakes a breach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from poryadok.norms.model import Norm

__all__ = ["BREACH_TEXTS", "Flip", "flips"]

BREACH_TEXTS = frozenset({"late", "overdue", "violated"})


@dataclass(frozen=True, slots=True)
class Flip:
    """Answering ``changed`` (question to alternative) otherwise gives ``status`` and ``due_at``.

    ``held`` are the answers that stand behind the verdict's own reading for the same questions.
    """

    changed: tuple[tuple[str, str], ...]
    held: tuple[tuple[str, str], ...]
    status: str
    due_at: str | None


def flips(norm: Norm, readings: Sequence[Mapping[str, object]]) -> list[Flip]:
    """The changes of answers, fewest first, that turn a breach into none or none into a breach.

    ``readings``: those of a row, in the norm's order. Only the fewest questions that suffice are named. Empty
    where the verdict is not contested.
    """
    statuses = [str(one["status"]) for one in readings]
    counted = [number for number, status in enumerate(statuses) if status != "rejected"]
    start = next((number for number in norm.verdict if number in counted), None)
    if start is None:
        start = counted[0] if counted else None
    if start is None:
        return []
    here = statuses[start] in BREACH_TEXTS
    others = [number for number in counted if (statuses[number] in BREACH_TEXTS) != here]
    own = dict(norm.readings[start].choice)
    for size in range(1, len(own) + 1):
        found = []
        for questions in combinations(own, size):
            for number in others:
                choice = dict(norm.readings[number].choice)
                if {name for name in own if own[name] != choice[name]} == set(questions):
                    changed = tuple((name, choice[name]) for name in questions)
                    held = tuple((name, own[name]) for name in questions)
                    due = readings[number]["due_at"]
                    found.append(Flip(changed, held, statuses[number], None if due is None else str(due)))
        if found:
            return found
    return []

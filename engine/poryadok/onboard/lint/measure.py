"""Terms and conditions of norms set beside each other."""

from collections.abc import Mapping, Sequence
from typing import Any

from poryadok.norms.model import Amount, Condition, Rule, Term

__all__ = ["alongside", "disjoint", "length", "same_term", "term_text"]

# what can be compared without a calendar: unit -> (measure, how many of it)
_MEASURES = {
    "minutes": ("minutes", 1),
    "hours": ("minutes", 60),
    "days": ("calendar_days", 1),
    "calendar_days": ("calendar_days", 1),
    "weeks": ("calendar_days", 7),
}


def alongside(body: Mapping[str, Any]) -> list[str]:
    """The norms beside which a norm says it stands."""
    named = body.get("alongside") or []
    return [named] if isinstance(named, str) else list(named)


def length(amount: Amount) -> tuple[str, int]:
    """The measure and the number of an amount; only numbers of one measure compare."""
    measure, factor = _MEASURES.get(amount.unit, (amount.unit, 1))
    return measure, amount.count * factor


def same_term(one: Term, other: Term) -> bool:
    """Tell whether two terms say the same; days of no stated kind are counted as calendar days."""
    if one.amount is not None and other.amount is not None:
        return length(one.amount) == length(other.amount)
    return one == other


def term_text(rule: Rule) -> str:
    """A term as the profile writes it: ``hours: 3``."""
    term = rule.term
    if term is None:
        return "—"
    if term.amount is not None:
        return f"{term.amount.unit}: {term.amount.count}"
    return f"standard: {term.standard}" if term.standard else "field: due"


def disjoint(one: Sequence[Condition], other: Sequence[Condition]) -> bool:
    """Tell whether no event can meet both: a field would have to be two things at once."""
    for here in one:
        for there in other:
            if here.field != there.field or (here.negated and there.negated):
                continue
            if not here.negated and not there.negated:
                apart = not here.values & there.values
            else:
                wanted, barred = (there, here) if here.negated else (here, there)
                apart = wanted.values <= barred.values
            if apart:
                return True
    return False

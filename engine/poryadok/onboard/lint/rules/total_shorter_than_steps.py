"""Общий срок короче суммы шагов.

Что находит. Норму с общим сроком процедуры (`procedure`): от события, которое открывает первый шаг, до
события, которое закрывает последний, — если шаги, каждый из которых начинается с конца предыдущего, вместе
длиннее.

Почему это плохо. Все уложились в свои сроки, а общий нарушен.

Что делать. Сверить сроки с актом; если так в акте, записать огрех вида `impossible-term` и принять
замечание.
"""

from collections.abc import Iterator, Sequence

from poryadok.findings import Severity
from poryadok.norms.model import Norm
from poryadok.onboard.lint.measure import length, term_text
from poryadok.onboard.lint.subject import Issue, Subject, adopted

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "high"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield caps that a chain of two steps or more can outlast, each with the longest such chain."""
    bodies = subject.section("norms")
    groups: dict[str, list[Norm]] = {}
    for norm in subject.computed():
        term = adopted(norm).term
        procedure = bodies[norm.id].get("procedure")
        if procedure is not None and term is not None and term.amount is not None:
            groups.setdefault(str(procedure), []).append(norm)
    for norms in groups.values():
        for cap in norms:
            begin = frozenset(adopted(cap).opens)
            chains = _chains(cap, [one for one in norms if one is not cap], (), begin, begin)
            longest = max(chains, key=_sum, default=())
            if len(longest) > 1 and _sum(longest) > _sum((cap,)):
                args = {
                    "norm": cap.id,
                    "term": term_text(adopted(cap)),
                    "steps": ", ".join(f"{one.id} ({term_text(adopted(one))})" for one in longest),
                }
                places = tuple(("norms", one.id) for one in longest)
                yield Issue((("norms", cap.id, "within"), *places), args)


def _chains(
    cap: Norm, rest: Sequence[Norm], made: tuple[Norm, ...], events: frozenset[str], seen: frozenset[str]
) -> Iterator[tuple[Norm, ...]]:
    """Chains of steps from the cap's opening to its closing, all measured as the cap is.

    ``events`` begin the next step; what has begun or ended a step is ``seen`` and does not come back.
    """
    for one in rest:
        rule = adopted(one)
        closes = frozenset(rule.closes) - seen
        if not events.intersection(rule.opens) or not closes or _measure(one) != _measure(cap):
            continue
        chain = (*made, one)
        if closes & set(adopted(cap).closes):
            yield chain
        others = [other for other in rest if other is not one]
        yield from _chains(cap, others, chain, closes, seen | closes)


def _measure(norm: Norm) -> str:
    term = adopted(norm).term
    return length(term.amount)[0] if term is not None and term.amount is not None else ""


def _sum(norms: Sequence[Norm]) -> int:
    terms = (adopted(norm).term for norm in norms)
    return sum(length(term.amount)[1] for term in terms if term is not None and term.amount is not None)

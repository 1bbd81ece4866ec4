"""Readings that open and close alike share one run of the machine; those that do not each get their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from poryadok.norms.model import Norm, Rule

__all__ = ["Run", "extending", "runs_of", "variants"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run over a group: each version's rule, and which readings of each version it serves."""

    rules: tuple[Rule, ...]
    readings: tuple[tuple[int, ...], ...]


def variants(rule: Rule) -> tuple[Rule, ...]:
    """The rule itself and its exceptions' rules; the column ``variant`` holds the index."""
    return (rule, *(exception.rule for exception in rule.exceptions))


def extending(rule: Rule) -> list[str]:
    """The event types that lengthen the term under the rule or one of its exceptions."""
    return sorted({name for one in variants(rule) if one.extend for name in one.extend.events})


def _structure(rule: Rule) -> tuple[object, ...]:
    """What decides which obligations there are. A cancellation depends on the due instant, so on the term."""
    own: tuple[object, ...] = (rule.opens, rule.closes, rule.requires, rule.where, rule.cancel)
    own += (tuple((e.id, e.where) for e in rule.exceptions), rule.every)
    events = tuple((one.extend.events, one.extend.field) if one.extend else () for one in variants(rule))
    return (*own, events, rule if rule.cancel else None)


def runs_of(norms: Sequence[Norm]) -> list[Run]:
    """The runs that a norm's versions need together.

    A reading of one version runs on through the other versions by the same answers where these have them,
    else by their adopted reading.
    """
    found: dict[tuple[object, ...], tuple[tuple[Rule, ...], list[list[int]]]] = {}
    for number, norm in enumerate(norms):
        for index, reading in enumerate(norm.readings):
            rules = tuple(
                reading.rule if other is norm else _counterpart(other, reading.choice) for other in norms
            )
            key = tuple(_structure(rule) for rule in rules)
            _, served = found.setdefault(key, (rules, [[] for _ in norms]))
            served[number].append(index)
    return [Run(rules, tuple(map(tuple, served))) for rules, served in found.values()]


def _counterpart(norm: Norm, choice: tuple[tuple[str, str], ...]) -> Rule:
    for reading in norm.readings:
        if reading.choice == choice:
            return reading.rule
    return norm.readings[norm.verdict[0]].rule

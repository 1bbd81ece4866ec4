"""On which days a norm is in force through the versions of a profile.

Municipalities differ in the days of their acts far more often than in what these say. So what a norm does in
each version (its pattern) is told once, and the days are worked out for each pattern and set of bounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

__all__ = ["ALWAYS", "Bounds", "Pattern", "Span", "Stay", "days_of", "epoch_day", "spans"]

ALWAYS = (-(10**6), 10**7)
"""The first and last day (epoch days) of what has no bound."""

_EPOCH = date(1970, 1, 1).toordinal()

Days = tuple[int, int]
Bounds = tuple[tuple[Days, Days], ...]
"""For each version of a profile its own first and last day, and those of its act."""


@dataclass(frozen=True, slots=True)
class Stay:
    """How a norm stands in one version of a profile.

    own: its own days in force, None where it is in force as long as its act is. counted: nothing of it is
    open. family: number of the part of the kernel that computes it, among those that ever compute this norm.
    same: it says the same as in the version before.
    """

    own: Days | None
    counted: bool
    family: int
    same: bool


Pattern = tuple[Stay | None, ...]
"""How a norm stands in each version; None where it is not there or is not computed."""


class Span(NamedTuple):
    """Local days ``first`` to ``last`` on which a norm is in force as its ``version`` has it.

    ``act_first`` is the norm's first day in force in whichever version (DESIGN §5: periods).
    """

    version: int
    first: int
    last: int
    act_first: int


def epoch_day(day: date) -> int:
    """Days since 1970-01-01, the kernel's form of a local date."""
    return day.toordinal() - _EPOCH


def days_of(first: date | None, last: date | None) -> Days:
    """The epoch days of a span of dates; None is no bound."""
    return (
        ALWAYS[0] if first is None else epoch_day(first),
        ALWAYS[1] if last is None else epoch_day(last),
    )


def spans(pattern: Pattern, bounds: Bounds) -> Sequence[tuple[int, tuple[Span, ...]]]:
    """For each family the spans of its norm, in order; neighbouring versions that say the same are one."""
    found: dict[int, list[Span]] = {}
    begun = None
    for version, (stay, (own, act)) in enumerate(zip(pattern, bounds, strict=True)):
        if stay is None:
            continue
        start, end = stay.own or act
        first, last = max(own[0], start), min(own[1], end)
        if first > last:
            continue
        if begun is None:
            begun = first
        if not stay.counted:
            continue
        known = found.setdefault(stay.family, [])
        if known and stay.same and known[-1].last + 1 == first:
            known[-1] = known[-1]._replace(last=last)
        else:
            known.append(Span(version, first, last, begun))
    return [(family, tuple(known)) for family, known in found.items()]

"""What happens in a generated log, as integer arrays: cases with what they carry, events with their instants.

All instants are local epoch seconds (Int64) of the case's municipality until the log is put together. Every
event belongs to a case; a block without a letter is a carrier of events that have no case number in the
export.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from places import END, START

__all__ = ["CHANNELS", "DAY", "NORMS", "SECTORS", "TRACKS", "TYPES", "Clock", "Ints", "Sheet", "Weights"]

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
DAY = 86_400
CHANNELS = ("", "59-fz", "pos", "social")
TRACKS = ("", "redirect", "accelerated")
NORMS = (
    "",
    "report.statistics",
    "indicators.quarterly",
    "indicators.annual",
    "note.weekly",
    "report.problems",
    "info.operational",
    "info.other",
    "materials.on-request",
    "effectiveness.on-request",
    "summary.on-request",
)
SECTORS = (
    "education",
    "health",
    "social-protection",
    "transport",
    "roads",
    "energy",
    "housing",
    "waste",
    "property",
    "land",
    "construction",
    "trade",
    "sport",
    "culture",
    "guardianship",
    "economy",
    "safety",
)
TYPES = (
    "appeal.received",
    "appeal.registered",
    "appeal.forwarded",
    "appeal.extended",
    "appeal.answered",
    "appeal.withdrawn",
    "message.received",
    "message.routed",
    "message.returned",
    "message.interim-answered",
    "message.answered",
    "analysis.done",
    "report.submitted",
    "request.received",
    "request.answered",
    "contact.designated",
    "contact.changed",
    "contact.notified",
    "misinfo.detected",
    "misinfo.verification-requested",
    "misinfo.verified",
    "misinfo.notified",
    "misinfo.dismissed",
    "comment.proposed",
    "comment.drafted",
    "comment.agreed",
    "comment.rejected",
    "comment.published",
    "comment.sent-to-press",
    "comment.relayed",
    "indicators.agreed",
    "indicators.approved",
    "delegate.agreed",
    "delegate.appointed",
    "page.posted",
    "meeting.held",
    "page.liked",
)
"""Event types by code. The last one is not in the vocabulary: an export has such lines too."""


@dataclass(frozen=True)
class Weights:
    """Draws municipalities: ``members[k]`` are the numbers of kind k, ``cumulated[k]`` summed shares."""

    members: tuple[Ints, ...]
    cumulated: tuple[NDArray[np.float64], ...]

    @classmethod
    def of(cls, kinds: Ints, rng: np.random.Generator) -> "Weights":
        """Sizes of municipalities differ as they do in life: most are small."""
        members, cumulated = [], []
        for kind in range(int(kinds.max()) + 1):
            own = np.flatnonzero(kinds == kind).astype(np.int64)
            share = rng.lognormal(0.0, 1.0, own.size)
            members.append(own)
            cumulated.append(np.cumsum(share) / share.sum())
        return cls(tuple(members), tuple(cumulated))

    def draw(self, count: int, among: tuple[int, ...], rng: np.random.Generator) -> Ints:
        """Numbers of ``count`` municipalities; each kind of ``among`` has the same share of them."""
        kind = rng.integers(0, len(among), count)
        result = np.empty(count, dtype=np.int64)
        for place, code in enumerate(among):
            mine = kind == place
            at = np.searchsorted(self.cumulated[code], rng.random(int(mine.sum())), side="right")
            result[mine] = self.members[code][np.minimum(at, self.members[code].size - 1)]
        return result


@dataclass
class Sheet:
    """A block of cases and its events: case (index into the block), type (code), t (local seconds)."""

    mun: Ints
    letter: str
    columns: dict[str, Ints] = field(default_factory=dict)
    _case: list[Ints] = field(default_factory=list)
    _type: list[Ints] = field(default_factory=list)
    _t: list[Ints] = field(default_factory=list)

    def add(self, kind: str, t: Ints, where: Flags | None = None) -> None:
        """Add one event of a type for each case (or for those in ``where``) at its instant in ``t``."""
        cases = np.arange(self.mun.size) if where is None else np.flatnonzero(where)
        self._case.append(cases.astype(np.int64))
        self._type.append(np.full(cases.size, TYPES.index(kind), dtype=np.int64))
        self._t.append(t[cases])

    def events(self) -> tuple[Ints, Ints, Ints]:
        """(case, type, t) of the events that have happened by the last day, by case."""
        case, kind, t = (np.concatenate(part) for part in (self._case, self._type, self._t))
        keep = t < (END + 1) * DAY
        order = np.argsort(case[keep], kind="stable")
        return case[keep][order], kind[keep][order], t[keep][order]


class Clock:
    """Draws instants: citizens write at any time, offices work on weekdays and write whole minutes."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        days = np.arange(START, END + 1)
        share = np.where(_weekday(days) < 5, 1.0, 0.4)
        self.days, self.share = days, share / share.sum()

    def any_day(self, count: int) -> Ints:
        """Days of a log, fewer at weekends."""
        return self.rng.choice(self.days, count, p=self.share).astype(np.int64)

    def citizen(self, day: Ints) -> Ints:
        """An instant of the day, mostly between morning and night."""
        hour = np.clip(self.rng.normal(14.5, 4.5, day.size), 0, 23.999)
        return day * DAY + (hour * 3600).astype(np.int64)

    def office(self, day: Ints) -> Ints:
        """An instant in office hours: nine in ten whole minutes, one in ten a bare date, as midnight."""
        day = day + np.where((_weekday(day) >= 5) & (self.rng.random(day.size) < 0.9), 7 - _weekday(day), 0)
        minute = self.rng.integers(8 * 60, 17 * 60, day.size)
        minute[self.rng.random(day.size) < 0.1] = 0
        return day * DAY + minute * 60

    def later(self, t: Ints, days: NDArray[np.float64]) -> Ints:
        """An instant in office hours some days after ``t``, never before it."""
        return np.maximum(t, self.office(t // DAY + days.astype(np.int64)))

    def hours(self, t: Ints, mean: float) -> Ints:
        """An instant some hours after ``t``, in whole seconds."""
        return t + (self.rng.exponential(mean * 3600, t.size)).astype(np.int64)

    def flags(self, count: int, share: float) -> Flags:
        """True for about this share."""
        return self.rng.random(count) < share


def _weekday(day: Ints) -> Ints:
    return (day + 3) % 7

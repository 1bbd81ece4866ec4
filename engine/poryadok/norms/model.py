"""The model of a profile: what the kernel, the comparison and the reports read.

Everything here is frozen and hashable, so that equal rules of many municipalities are one rule to the kernel.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

__all__ = [
    "COMPUTED",
    "INSTANT_UNITS",
    "Amount",
    "Condition",
    "Exception_",
    "Extension",
    "HeadOfSector",
    "Kind",
    "Modality",
    "Norm",
    "OpenParameter",
    "PeriodDue",
    "Profile",
    "Question",
    "Reading",
    "Roll",
    "Rule",
    "Sample",
    "Term",
    "Unit",
    "Version",
]

Kind = Literal[
    "response",
    "request",
    "report",
    "once",
    "activity",
    "precedence",
    "standing",
    "right",
    "power",
    "declaration",
]
COMPUTED: frozenset[str] = frozenset({"response", "request", "report", "once", "activity", "precedence"})
Modality = Literal["duty", "target", "recommendation", "right"]
Roll = Literal["keep", "next", "previous"]
Unit = Literal[
    "minutes", "hours", "working_hours", "days", "calendar_days", "working_days", "weeks", "months"
]
INSTANT_UNITS: frozenset[str] = frozenset({"minutes", "hours"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time in one unit; units are never converted into one another."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class OpenParameter:
    """A value that a local decision has yet to set; it opens nothing until then."""

    id: str


@dataclass(frozen=True, slots=True)
class Term:
    """How a due instant is found from the opening: exactly one of the three is set.

    ``from_event``: the instant that the request carries. ``standard``: a vague word («незамедлительно»)
    that has no number of its own, so that only readings can give one.
    """

    amount: Amount | None = None
    from_event: bool = False
    standard: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """``field`` is (negated: is not) one of ``values``, compared as text; a missing field is none."""

    field: str
    values: frozenset[str]
    negated: bool


@dataclass(frozen=True, slots=True)
class Extension:
    """What lengthens a running term: a fixed amount, or what the event carries in ``field``, in ``unit``."""

    events: tuple[str, ...]
    unit: Unit
    count: int | None
    field: str | None
    times: int


@dataclass(frozen=True, slots=True)
class HeadOfSector:
    """A bearer found through the event's sector."""


@dataclass(frozen=True, slots=True)
class PeriodDue:
    """The due day of a period, as written: the map of the profile language, as sorted pairs."""

    items: tuple[tuple[str, str | int], ...]

    @property
    def mapping(self) -> dict[str, str | int]:
        """The map that ``clock.periods.due_day`` takes."""
        return dict(self.items)


@dataclass(frozen=True, slots=True)
class Sample:
    """A report is owed for a period with ``at_least`` so many events of these types that meet ``where``."""

    of: tuple[str, ...]
    at_least: int
    where: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Exception_:
    """A carve-out of a norm: what holds instead where ``where`` is satisfied by the opening event."""

    id: str
    where: tuple[Condition, ...]
    rule: "Rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """A norm under one reading, as the kernel needs it."""

    kind: Kind
    modality: Modality
    bearer: str | HeadOfSector | None
    counterparty: str | None
    clause: str | None
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    requires: tuple[str, ...]
    where: tuple[Condition, ...]
    term: Term | None
    roll: Roll
    day_zero: Literal["exclude", "include"]
    after_hours: Literal["keep", "next_working_day"]
    presidential_rest: bool
    every: str | None
    due: PeriodDue | None
    due_date: date | None
    first_period: Literal["partial", "full-only"]
    sample: Sample | None
    day_kind: Literal["calendar", "working"]
    count: int
    extend: Extension | None
    cancel: tuple[str, ...]
    by_norm: bool
    exceptions: tuple[Exception_, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a clause and the alternatives that answer it."""

    id: str
    title: str
    clause: str | None
    adopted: str | None
    alternatives: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One combination of answers: ``choice`` pairs question with alternative, sorted by question."""

    choice: tuple[tuple[str, str], ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm of one profile version.

    ``base`` is the text before any reading; ``verdict`` are the indices of the readings over which the
    verdict is taken (one when every question has an adopted answer, DESIGN §6). ``own_in_force`` is None
    where the norm is in force as long as its act is.
    """

    id: str
    title: str
    kind: Kind
    base: Rule
    readings: tuple[Reading, ...]
    verdict: tuple[int, ...]
    questions: tuple[Question, ...]
    open_parameters: tuple[str, ...]
    own_in_force: tuple[date | None, date | None] | None
    clause: str | None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules that the norm can come to: its text, its readings, and the exceptions of each."""
        rules = (self.base, *(reading.rule for reading in self.readings))
        return (*rules, *(exception.rule for rule in rules for exception in rule.exceptions))


@dataclass(frozen=True, slots=True)
class Version:
    """A profile as it stands on local dates ``first`` to ``last`` (None: without bound)."""

    first: date | None
    last: date | None
    doc: Mapping[str, Any]
    act_in_force: tuple[date | None, date | None]
    norms: tuple[Norm, ...]

    def in_force(self, norm: Norm) -> tuple[date | None, date | None]:
        """First and last day in force of a norm of this version (None: without bound)."""
        return self.act_in_force if norm.own_in_force is None else norm.own_in_force


@dataclass(frozen=True, slots=True)
class Profile:
    """One municipality: its time zone, calendar and the versions of its norms."""

    id: str
    name: str
    timezone: str
    calendar: str
    versions: tuple[Version, ...]
    digest: str

    def version_at(self, day: date) -> Version | None:
        """The version in force on a local date."""
        for version in self.versions:
            if (version.first is None or version.first <= day) and (
                version.last is None or day <= version.last
            ):
                return version
        return None

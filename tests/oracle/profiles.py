"""Versions of a profile: which version of a norm is in force on a local day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from oracle.calendar import OracleCalendar
from oracle.patches import (
    Choice,
    Doc,
    as_list,
    choices_of,
    holds,
    is_verdict_reading,
    merge,
    questions_of,
    read,
)
from oracle.terms import Place

COMPUTED = ("response", "request", "report", "activity", "once", "precedence")


@dataclass
class NormVersion:
    """One norm in one version of its profile, from the first to the last local day in force."""

    first: date
    last: date
    profile: Doc
    norm: Doc
    place: Place
    questions: dict[str, Doc]

    def __post_init__(self) -> None:
        self.choices: list[Choice] = choices_of(self.questions)
        self.verdict_choices = [c for c in self.choices if is_verdict_reading(self.questions, c)]
        self._docs = {tuple(c.items()): read(self.norm, self.questions, c) for c in self.choices}

    def doc(self, choice: Choice) -> Doc:
        return self._docs[tuple(choice.items())]

    def restrict(self, wide: Choice) -> Choice:
        """A choice over the questions of all versions, cut down to the questions of this one."""
        result = {}
        for name, question in self.questions.items():
            wanted = wide.get(name)
            if wanted not in question["alternatives"]:
                wanted = question["adopted"] or min(question["alternatives"])
            result[name] = wanted
        return result


@dataclass
class Norm:
    """One norm of one municipality through all its versions, oldest first."""

    municipality: str
    id: str
    zone: ZoneInfo
    versions: list[NormVersion]

    @property
    def kind(self) -> str:
        return str(self.versions[0].norm["kind"])

    @property
    def first_day(self) -> date:
        """The first day on which any version of the norm is in force."""
        return min(version.first for version in self.versions)

    def on(self, day: date) -> NormVersion | None:
        return next((v for v in self.versions if v.first <= day <= v.last), None)

    def wide_choices(self) -> list[Choice]:
        """Readings over the questions of all versions."""
        questions: dict[str, Doc] = {}
        for version in self.versions:
            for name, question in version.questions.items():
                known = questions.setdefault(name, {"adopted": question["adopted"], "alternatives": {}})
                known["alternatives"].update(question["alternatives"])
        return choices_of(questions)


def day_of(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def norms_of(municipality: str, versions: list[Doc], calendars: dict[str, OracleCalendar]) -> Iterator[Norm]:
    """The computed norms of a municipality, sorted by id."""
    zone = zone_of(versions)
    ids = sorted({name for version in versions for name in version["doc"].get("norms") or {}})
    for norm_id in ids:
        found = []
        for version in versions:
            profile = version["doc"]
            norm = (profile.get("norms") or {}).get(norm_id)
            if norm is None or norm["kind"] not in COMPUTED:
                continue
            force = norm.get("in_force") or profile["act"]["in_force"]
            first = max(day_of(version["first"], date.min), day_of(force.get("from"), date.min))
            last = min(day_of(version["last"], date.max), day_of(force.get("to"), date.max))
            if first > last:
                continue
            place = Place(
                zone,
                calendars[profile["municipality"].get("calendar", "ru")],
                profile.get("office_hours") or {},
                profile.get("parameters") or {},
            )
            found.append(NormVersion(first, last, profile, norm, place, questions_of(profile, norm)))
        if found:
            yield Norm(municipality, norm_id, zone, sorted(found, key=lambda v: v.first))


def zone_of(versions: list[Doc]) -> ZoneInfo:
    return ZoneInfo(versions[0]["doc"]["municipality"]["timezone"])


def open_parameters(norm: Doc, profile: Doc) -> list[str]:
    """Parameters without a value on which the norm's term or its periods stand, and values left open."""
    names = set(norm.get("holes", []))
    for value in (norm.get("within"), norm.get("every")):
        if isinstance(value, dict) and "parameter" in value:
            parameter = (profile.get("parameters") or {}).get(value["parameter"]) or {}
            if parameter.get("value") is None:
                names.add(value["parameter"])
    return sorted(names)


def granularity(norm: Doc, profile: Doc) -> str:
    """day, week, month, quarter, half-year or year; the parameter must be filled."""
    every = norm["every"]
    return str(profile["parameters"][every["parameter"]]["value"] if isinstance(every, dict) else every)


def matching_exception(norm: Doc, event: Doc) -> tuple[Doc, Doc | None]:
    """The norm with the exception that takes this opening event, and that exception (or None)."""
    found = [e for _, e in sorted((norm.get("exceptions") or {}).items()) if holds(e.get("where"), event)]
    if len(found) > 1:
        raise ValueError("two exceptions take one event: the profile is invalid")
    return (merge(norm, found[0].get("patch") or {}), found[0]) if found else (norm, None)


def clause_of(norm: Doc, exception: Doc | None = None) -> str | None:
    """The locator of the source; of the exception's source where it has one."""
    source = (exception or {}).get("source") or norm.get("source")
    return as_list(source)[0]["locator"] if source else None


def is_for(event: Doc, norm_id: str) -> bool:
    """An event that names a norm concerns that norm only."""
    return event.get("norm") in (None, norm_id)

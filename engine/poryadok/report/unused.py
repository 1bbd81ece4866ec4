"""Accepted events that no norm used, each with the reason in Russian (DESIGN §7)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from poryadok.clock.zones import iso, local_day
from poryadok.kernel.assess import Assessment
from poryadok.norms.model import COMPUTED, Condition, Norm, Profile, Rule, Version
from poryadok.report import words

__all__ = ["unused_events", "unused_frame"]

COLUMNS = (
    "id",
    "t",
    "type",
    "municipality",
    "case",
    "norm",
    "channel",
    "sector",
    "track",
    "priority",
    "actor",
)


def unused_frame(assessment: Assessment, log: pl.DataFrame) -> pl.DataFrame:
    """The rows of the log's frame that no norm used, by municipality, time and id."""
    plain = [pl.col(name).cast(pl.String) for name in ("type", "municipality")]
    return log.filter(assessment.unused).with_columns(plain).sort("municipality", "t", "id")


def unused_events(assessment: Assessment, log: pl.DataFrame) -> Iterator[dict[str, object]]:
    """For each unused event: id, time (local offset), type, municipality, case, norm, reason."""
    profiles = {profile.id: profile for profile in assessment.plan.profiles}
    limits = dict(zip(profiles, assessment.as_of.instants, strict=True))
    judges = {name: _Judge(profile, limits[name]) for name, profile in profiles.items()}
    for event in unused_frame(assessment, log).iter_rows(named=True):
        judge = judges.get(event["municipality"])
        zone = "UTC" if judge is None else judge.profile.timezone
        reason = "муниципалитет в этом расчёте не запрошен" if judge is None else judge.reason(event)
        yield {
            "id": event["id"],
            "time": iso(event["t"], zone),
            "type": event["type"],
            "municipality": event["municipality"],
            "case": event["case"],
            "norm": event["norm"],
            "reason": reason,
        }


@dataclass(frozen=True, slots=True)
class _Taker:
    """What one norm, in one version and reading, does with a type of event."""

    norm: str
    role: str
    rule: Rule
    first: date | None
    last: date | None

    def in_force(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class _Judge:
    """Says why events of one municipality were not used."""

    def __init__(self, profile: Profile, as_of: int) -> None:
        self.profile, self.as_of = profile, as_of
        self.takers: dict[str, list[_Taker]] = {}
        self.waiting: dict[str, str] = {}
        self.counted: dict[str, set[str]] = {}
        for version in profile.versions:
            for norm in version.norms:
                if norm.kind in COMPUTED:
                    self._add(norm, version)

    def _add(self, norm: Norm, version: Version) -> None:
        start, end = version.in_force(norm)
        since = max((day for day in (version.first, start) if day), default=None)
        until = min((day for day in (version.last, end) if day), default=None)
        for rule in {norm.base, *(reading.rule for reading in norm.readings)}:
            extend = {name for one in (rule, *(e.rule for e in rule.exceptions)) for name in _extends(one)}
            roles = {"opens": rule.opens, "ends": (*rule.closes, *rule.cancel), "extends": extend}
            roles["first"] = rule.requires
            for name in rule.sample.of if rule.sample else ():
                self.counted.setdefault(name, set()).add(norm.id)
            for role, types in roles.items():
                for name in types:
                    if norm.open_parameters:
                        self.waiting[name] = norm.id
                    else:
                        self.takers.setdefault(name, []).append(_Taker(norm.id, role, rule, since, until))

    def reason(self, event: Mapping[str, Any]) -> str:
        """The reason for one event: a row of the log's frame."""
        if event["t"] > self.as_of:
            return "позже момента, на который сделан расчёт"
        takers = self.takers.get(event["type"], [])
        if not takers and event["type"] in self.waiting:
            return f"норма {self.waiting[event['type']]} ждёт решения о своём параметре и пока не исчисляется"
        if not takers and event["type"] in self.counted:
            samples = words.listed("норма", "нормы", sorted(self.counted[event["type"]]))
            return f"только считается в выборке ({samples})"
        if not takers:
            return "ни одна норма профиля такие события не учитывает"
        if event["norm"] is not None:
            takers = [one for one in takers if one.norm == event["norm"]]
            if not takers:
                return f"норма {event['norm']}, названная в событии, такие события не учитывает"
        day = local_day(event["t"], self.profile.timezone)
        opening = [one for one in takers if one.role == "opens"]
        current = [one for one in opening if one.in_force(day)]
        suited = [one for one in current if _holds(one.rule.where, event)]
        names = sorted({one.norm for one in takers})
        which = words.listed("норма", "нормы", names)
        if suited:
            names = sorted({one.norm for one in suited})
            which = words.listed("норме", "нормам", names)
            return f"повтор: по этому делу обязанность уже открыта ({which})"
        if len(opening) < len(takers):
            return _ending(takers, which)
        if current:
            return f"условия не выполнены ({which})"
        return f"в этот день норма не действовала ({which})"


def _ending(takers: list[_Taker], which: str) -> str:
    kinds = {one.rule.kind for one in takers}
    if kinds == {"activity"}:
        return f"сверх нужного числа за период или период не открыт ({which})"
    if kinds <= {"report", "once"}:
        return f"закрывать нечего: период не открыт или отчёт за него уже есть ({which})"
    roles = {one.role for one in takers}
    if roles == {"extends"}:
        return f"продлевать нечего: открытой обязанности нет, срок прошёл или продления исчерпаны ({which})"
    if roles == {"first"}:
        return f"после него не было действия, которому оно должно предшествовать ({which})"
    return f"закрывать нечего: открытой обязанности по делу нет или она уже закрыта ({which})"


def _extends(rule: Rule) -> tuple[str, ...]:
    return rule.extend.events if rule.extend else ()


def _holds(where: tuple[Condition, ...], event: Mapping[str, Any]) -> bool:
    return all((_field(event, one.field) in one.values) != one.negated for one in where)


def _field(event: Mapping[str, Any], name: str) -> str | None:
    """A field of an event as the text that conditions are compared with."""
    if not name.startswith("data."):
        value = event.get(name)
        return None if value is None else str(value)
    found: Any = json.loads(event["data"]) if event.get("data") else None
    for key in name.removeprefix("data.").split("."):
        found = found.get(key) if isinstance(found, dict) else None
    if isinstance(found, bool):
        return "true" if found else "false"
    return None if found is None or isinstance(found, dict | list) else str(found)

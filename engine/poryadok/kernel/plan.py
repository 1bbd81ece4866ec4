"""The norm table: every municipality × norm × version, grouped by what its rules do.

Municipalities whose norm works alike (the same openings, closings, terms and readings) fall into one group,
whatever their bearers and locators are; the kernel then works group by group, never one by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import polars as pl

from poryadok.clock.calendars import Calendar
from poryadok.norms.model import COMPUTED, Condition, HeadOfSector, Norm, Profile, Rule

__all__ = [
    "CASE_FAMILIES",
    "Group",
    "Line",
    "LineVersion",
    "OfficeKey",
    "Plan",
    "build_plan",
    "epoch_day",
    "family_of",
    "types_of",
]

OfficeKey = tuple[tuple[str, tuple[str, ...]], ...] | None
_Key = tuple[str, str, tuple[int, ...], tuple[OfficeKey, ...]]
CASE_FAMILIES = frozenset({"machine", "precedence"})
_EPOCH = date(1970, 1, 1).toordinal()
_ALWAYS = (-(10**6), 10**7)


def epoch_day(day: date) -> int:
    """Days since 1970-01-01, the kernel's form of a local date."""
    return day.toordinal() - _EPOCH


def family_of(kind: str) -> str:
    """Which part of the kernel computes a kind of norm."""
    return "machine" if kind in ("response", "request") else kind


@dataclass(frozen=True, slots=True)
class LineVersion:
    """One version of a norm of one municipality, in force on local days ``first`` to ``last`` (epoch days).

    ``act_first`` is the norm's own first day in force, in whichever version (DESIGN §5: periods).
    """

    first: int
    last: int
    act_first: int
    norm: Norm
    office_hours: OfficeKey


@dataclass(frozen=True, slots=True)
class Line:
    """One norm of one municipality through all its versions."""

    municipality: int
    timezone: str
    calendar: str
    versions: tuple[LineVersion, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one norm id that work alike; ``norms`` holds the shared mechanics of each version."""

    norm_id: str
    family: str
    norms: tuple[Norm, ...]
    offices: tuple[OfficeKey, ...]
    lines: tuple[Line, ...]

    @property
    def types(self) -> frozenset[str]:
        """All event types that any version or reading of the norm looks at."""
        found: set[str] = set()
        for norm in self.norms:
            for rule in norm.rules:
                found |= {*rule.opens, *rule.closes, *rule.requires, *rule.cancel}
                found |= set(rule.extend.events) if rule.extend else set()
        return frozenset(found)

    @property
    def sampled(self) -> frozenset[str]:
        """The event types that are only counted: a report is owed where there are enough of them."""
        rules = [rule for norm in self.norms for rule in norm.rules]
        return frozenset(name for rule in rules if rule.sample for name in rule.sample.of)

    def frame(self) -> pl.DataFrame:
        """One row a line: mun, line, tz, cal, and first_K, last_K, act_K for each version K."""
        columns: dict[str, list[int] | list[str]] = {
            "mun": [line.municipality for line in self.lines],
            "line": list(range(len(self.lines))),
            "tz": [line.timezone for line in self.lines],
            "cal": [line.calendar for line in self.lines],
        }
        schema: dict[str, pl.DataType] = {
            "mun": pl.UInt32(),
            "line": pl.UInt32(),
            "tz": pl.String(),
            "cal": pl.String(),
        }
        for k in range(len(self.norms)):
            for name, pick in (("first", "first"), ("last", "last"), ("act", "act_first")):
                columns[f"{name}_{k}"] = [getattr(line.versions[k], pick) for line in self.lines]
                schema[f"{name}_{k}"] = pl.Int32()
        return pl.DataFrame(columns, schema=schema)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the kernel needs of the profiles: groups by family, predicates, municipalities."""

    profiles: tuple[Profile, ...]
    calendars: Mapping[str, Calendar]
    groups: tuple[Group, ...]
    predicates: tuple[tuple[Condition, ...], ...]

    @property
    def components(self) -> tuple[tuple[Group, ...], ...]:
        """The groups of case norms, put together where they look at a common event type.

        No event bears on two components, so each is sorted and worked by itself.
        """
        found: list[tuple[set[str], list[Group]]] = []
        for group in self.groups:
            if group.family in CASE_FAMILIES:
                touching = [one for one in found if one[0] & group.types]
                found = [one for one in found if one not in touching]
                types = set(group.types).union(*(one[0] for one in touching))
                found.append((types, [*(g for one in touching for g in one[1]), group]))
        return tuple(tuple(groups) for _, groups in found)

    @property
    def data_fields(self) -> tuple[str, ...]:
        """Fields of an event's ``data`` that carry an extension's length, without the prefix ``data.``."""
        found: set[str] = set()
        for group in self.groups:
            for norm in group.norms:
                for rule in norm.rules:
                    if rule.extend and rule.extend.field:
                        found.add(rule.extend.field.removeprefix("data."))
        return tuple(sorted(found))


def types_of(groups: Iterable[Group]) -> frozenset[str]:
    """All event types that these groups look at."""
    return frozenset(name for group in groups for name in group.types)


@cache
def _stripped(rule: Rule) -> Rule:
    """The rule without what does not bear on computing: two municipalities' bearers and locators differ."""
    return replace(
        rule,
        bearer=HeadOfSector() if isinstance(rule.bearer, HeadOfSector) else None,
        counterparty=None,
        clause=None,
        exceptions=tuple(replace(e, rule=_stripped(e.rule)) for e in rule.exceptions),
    )


def _mechanics(norm: Norm) -> Norm:
    return replace(
        norm,
        title="",
        base=_stripped(norm.base),
        readings=tuple(replace(r, rule=_stripped(r.rule)) for r in norm.readings),
        questions=(),
        own_in_force=None,
        clause=None,
    )


class _Alike:
    """Gives norms that work alike one mechanics; norms of shared layers are known by identity."""

    def __init__(self) -> None:
        self.by_identity: dict[int, tuple[Norm, Norm, bool]] = {}
        self.by_value: dict[Norm, Norm] = {}

    def of(self, norm: Norm) -> tuple[Norm, bool]:
        """The mechanics, and whether they need office hours."""
        known = self.by_identity.get(id(norm))
        if known is None:
            bare = _mechanics(norm)
            bare = self.by_value.setdefault(bare, bare)
            known = self.by_identity[id(norm)] = (norm, bare, _needs_office(bare))
        return known[1], known[2]


def _office(profile_doc: Mapping[str, object]) -> OfficeKey:
    hours = profile_doc.get("office_hours")
    if not isinstance(hours, Mapping):
        return None
    return tuple(sorted((str(day), tuple(map(str, spans))) for day, spans in hours.items()))


def _line_versions(profile: Profile) -> dict[tuple[str, str], list[LineVersion]]:
    lines: dict[tuple[str, str], list[LineVersion]] = {}
    begun: dict[str, int] = {}
    for version in profile.versions:
        office = _office(version.doc)
        bound = (
            _ALWAYS[0] if version.first is None else epoch_day(version.first),
            _ALWAYS[1] if version.last is None else epoch_day(version.last),
        )
        for norm in version.norms:
            if norm.kind not in COMPUTED:
                continue
            start, end = version.in_force(norm)
            first = max(bound[0], _ALWAYS[0] if start is None else epoch_day(start))
            last = min(bound[1], _ALWAYS[1] if end is None else epoch_day(end))
            if first > last:
                continue
            act_first = begun.setdefault(norm.id, first)
            if not norm.open_parameters:
                where = lines.setdefault((norm.id, family_of(norm.kind)), [])
                where.append(LineVersion(first, last, act_first, norm, office))
    return lines


def _joined(versions: list[LineVersion]) -> tuple[LineVersion, ...]:
    """Neighbouring versions that say the same are one."""
    result: list[LineVersion] = []
    for version in versions:
        last = result[-1] if result else None
        same = (
            last is not None
            and last.last + 1 == version.first
            and (last.norm is version.norm or last.norm == version.norm)
            and (last.office_hours, last.act_first) == (version.office_hours, version.act_first)
        )
        if same and last is not None:
            result[-1] = replace(last, last=version.last)
        else:
            result.append(version)
    return tuple(result)


def build_plan(profiles: Sequence[Profile], calendars: Mapping[str, Calendar]) -> Plan:
    """Group the norms of all profiles by their mechanics; municipalities are numbered by their order here."""
    alike = _Alike()
    groups: dict[_Key, tuple[tuple[Norm, ...], list[Line]]] = {}
    for number, profile in enumerate(profiles):
        for (norm_id, family), found in _line_versions(profile).items():
            versions = _joined(found)
            known = [alike.of(version.norm) for version in versions]
            hours = zip(versions, known, strict=True)
            offices = tuple(version.office_hours if needed else None for version, (_, needed) in hours)
            mechanics = tuple(bare for bare, _ in known)
            line = Line(number, profile.timezone, profile.calendar, versions)
            key = (norm_id, family, tuple(map(id, mechanics)), offices)
            groups.setdefault(key, (mechanics, []))[1].append(line)
    made = tuple(
        Group(norm_id, family, mechanics, offices, tuple(lines))
        for (norm_id, family, _, offices), (mechanics, lines) in groups.items()
    )
    ordered = tuple(sorted(made, key=lambda group: (group.norm_id, group.lines[0].municipality)))
    return Plan(tuple(profiles), calendars, ordered, _predicates(ordered))


def _needs_office(norm: Norm) -> bool:
    def units(rule: Rule) -> set[str]:
        found = {rule.term.amount.unit} if rule.term and rule.term.amount else set()
        return found | ({rule.extend.unit} if rule.extend else set())

    return any("working_hours" in units(rule) or rule.after_hours != "keep" for rule in norm.rules)


def _predicates(groups: Sequence[Group]) -> tuple[tuple[Condition, ...], ...]:
    found: dict[tuple[Condition, ...], None] = {}
    for group in groups:
        for norm in group.norms:
            for rule in norm.rules:
                sampled = (rule.sample.where,) if rule.sample else ()
                for where in (rule.where, *sampled, *(exception.where for exception in rule.exceptions)):
                    if where:
                        found.setdefault(where)
    return tuple(found)

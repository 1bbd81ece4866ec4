"""The norm table: every municipality × norm × version, grouped by what its rules do.

Municipalities whose norm works alike (the same openings, closings, terms and readings) fall into one group,
whatever their bearers and locators are; the kernel then works group by group, never one by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from poryadok.clock.calendars import Calendar
from poryadok.kernel.norm_table.inventory import Block, OfficeKey, blocks_of
from poryadok.kernel.norm_table.mechanics import Alike
from poryadok.norms.model import Condition, Norm, Profile

__all__ = [
    "CASE_FAMILIES",
    "Group",
    "Line",
    "LineVersion",
    "OfficeKey",
    "Plan",
    "build_plan",
    "types_of",
]

_Key = tuple[str, str, tuple[int, ...], tuple[OfficeKey, ...]]
CASE_FAMILIES = frozenset({"machine", "precedence"})

Said = tuple[tuple[Norm, OfficeKey], ...]
"""What the acts of some municipalities say of a norm: for each of its versions the norm and office hours."""


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


@dataclass(frozen=True, eq=False)
class Group:
    """Lines of one norm id that work alike; ``norms`` holds the shared mechanics of each version.

    lines: one row a line: mun, line (its own number), place (index into ``places``), said (index into
    ``said``), and first_K, last_K, act_K for each version K (see ``LineVersion``); sorted by mun.
    places: the distinct pairs of time zone and calendar. said: what the acts say, which is not all shared.
    """

    norm_id: str
    family: str
    norms: tuple[Norm, ...]
    offices: tuple[OfficeKey, ...]
    places: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    lines: pl.DataFrame

    def line(self, number: int) -> Line:
        """One line as an object."""
        known = self._made.get(number)
        if known is None:
            row = self.lines.row(number, named=True)
            timezone, calendar = self.places[row["place"]]
            versions = tuple(
                LineVersion(row[f"first_{k}"], row[f"last_{k}"], row[f"act_{k}"], norm, office)
                for k, (norm, office) in enumerate(self.said[row["said"]])
            )
            known = self._made[number] = Line(row["mun"], timezone, calendar, versions)
        return known

    @cached_property
    def _made(self) -> dict[int, Line]:
        return {}

    @cached_property
    def types(self) -> frozenset[str]:
        """All event types that any version or reading of the norm looks at."""
        found: set[str] = set()
        for norm in self.norms:
            for rule in norm.rules:
                found |= {*rule.opens, *rule.closes, *rule.requires, *rule.cancel}
                found |= set(rule.extend.events) if rule.extend else set()
        return frozenset(found)

    @cached_property
    def sampled(self) -> frozenset[str]:
        """The event types that are only counted: a report is owed where there are enough of them."""
        rules = [rule for norm in self.norms for rule in norm.rules]
        return frozenset(name for rule in rules if rule.sample for name in rule.sample.of)


@dataclass(frozen=True, eq=False)
class Plan:
    """What the kernel needs of the profiles: groups by family, predicates, municipalities."""

    profiles: tuple[Profile, ...]
    calendars: Mapping[str, Calendar]
    groups: tuple[Group, ...]
    predicates: tuple[tuple[Condition, ...], ...]

    @cached_property
    def by_id(self) -> Mapping[str, Profile]:
        """The profiles by their ids."""
        return {profile.id: profile for profile in self.profiles}

    @cached_property
    def zones(self) -> tuple[str, ...]:
        """The distinct time zones, sorted."""
        return tuple(sorted({profile.timezone for profile in self.profiles}))

    @cached_property
    def towns(self) -> pl.DataFrame:
        """One row a municipality: its id ``municipality``, ``rank`` in the order of ids, ``zone`` (code)."""
        codes = {zone: code for code, zone in enumerate(self.zones)}
        columns = {
            "municipality": [profile.id for profile in self.profiles],
            "zone": [codes[profile.timezone] for profile in self.profiles],
        }
        towns = pl.DataFrame(columns, schema={"municipality": pl.String, "zone": pl.UInt16})
        return towns.with_columns(rank=pl.col("municipality").rank("ordinal").cast(pl.UInt32) - 1)

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


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines of some blocks (see ``Group``), which many groups share."""

    places: tuple[tuple[str, str], ...]
    lines: pl.DataFrame


def build_plan(profiles: Sequence[Profile], calendars: Mapping[str, Calendar]) -> Plan:
    """Group the norms of all profiles by their mechanics; municipalities are numbered by their order here."""
    alike = Alike()
    blocks, places = blocks_of(profiles)
    keyed: dict[_Key, tuple[tuple[Norm, ...], list[tuple[int, Said]]]] = {}
    for number, block in enumerate(blocks):
        offices = [block.content.offices[version] for version in block.versions]
        for member in block.members:
            norms = [norm for version in block.versions if (norm := member.norms[version]) is not None]
            known = [alike.of(norm) for norm in norms]
            mechanics = tuple(bare for bare, _ in known)
            needed = tuple(
                office if needs else None for office, (_, needs) in zip(offices, known, strict=True)
            )
            key = (member.norm_id, member.families[block.family], tuple(map(id, mechanics)), needed)
            said = tuple(zip(norms, offices, strict=True))
            keyed.setdefault(key, (mechanics, []))[1].append((number, said))
    tables: dict[tuple[int, ...], _Table] = {}
    groups = []
    for (norm_id, family, _, needed), (mechanics, found) in keyed.items():
        numbers = tuple(number for number, _ in found)
        if numbers not in tables:
            tables[numbers] = _table([blocks[number] for number in numbers], places)
        table = tables[numbers]
        begins = int(table.lines["mun"][0]), min(blocks[number].versions[0] for number in numbers)
        told = tuple(one for _, one in found)
        group = Group(norm_id, family, mechanics, needed, table.places, told, table.lines)
        groups.append((norm_id, begins, group))
    groups.sort(key=lambda one: one[:2])
    ordered = tuple(group for _, _, group in groups)
    return Plan(tuple(profiles), calendars, ordered, _predicates(ordered))


def _table(blocks: Sequence[Block], places: Sequence[tuple[str, str]]) -> _Table:
    """The lines of these blocks by municipality; no municipality is in two of them."""
    used = sorted({place for block in blocks for place in block.place}, key=lambda place: places[place])
    codes = {place: code for code, place in enumerate(used)}
    columns: dict[str, list[int]] = {
        "mun": [number for block in blocks for number in block.mun],
        "place": [codes[place] for block in blocks for place in block.place],
        "said": [at for at, block in enumerate(blocks) for _ in block.mun],
    }
    for k in range(len(blocks[0].versions)):
        for at, name in enumerate(("first", "last", "act")):
            columns[f"{name}_{k}"] = [day for block in blocks for day in block.days[k][at]]
    whole = dict.fromkeys(("mun", "place", "said"), pl.UInt32)
    schema = {name: whole.get(name, pl.Int32) for name in columns}
    lines = pl.DataFrame(columns, schema=schema).sort("mun")
    numbered = lines.select("mun", pl.int_range(pl.len(), dtype=pl.UInt32).alias("line"), pl.exclude("mun"))
    return _Table(tuple(places[place] for place in used), numbered)


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

"""Which municipalities have which norms, and from when to when: told once for all whose norms are the same.

Layers are merged by sharing, so that the norms that a municipality left alone are the same objects in many
profiles. Nothing here is done for each municipality and norm; a municipality costs a look-up or two.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from poryadok.kernel.norm_table.identity import SameNorms
from poryadok.kernel.norm_table.spans import Bounds, Pattern, Span, Stay, days_of, spans
from poryadok.norms.model import COMPUTED, Norm, Profile, Version

__all__ = ["Block", "Content", "Member", "OfficeKey", "blocks_of", "family_of"]

OfficeKey = tuple[tuple[str, tuple[str, ...]], ...] | None


def family_of(kind: str) -> str:
    """Which part of the kernel computes a kind of norm."""
    return "machine" if kind in ("response", "request") else kind


@dataclass(frozen=True, slots=True)
class Member:
    """One norm through the versions of a profile: for each the norm, None where it is not computed.

    ``families``: the parts of the kernel that compute it; one, unless the kind changes with the version.
    """

    norm_id: str
    families: tuple[str, ...]
    norms: tuple[Norm | None, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a profile holds whatever its days are: the office hours of each version, and norms by pattern."""

    offices: tuple[OfficeKey, ...]
    members: Mapping[Pattern, Sequence[Member]]


@dataclass(frozen=True, slots=True)
class Block:
    """Municipalities that share some norms (``members``) of these ``versions``, computed by one ``family``.

    Column by column, a row a municipality: its number, its place (time zone and calendar, numbered in
    ``blocks_of``), and for each version the ``first`` and ``last`` day and ``act_first`` (see ``Span``).
    """

    content: Content
    members: Sequence[Member]
    family: int
    versions: tuple[int, ...]
    mun: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    days: list[tuple[list[int], list[int], list[int]]] = field(default_factory=list)

    def add(self, towns: Sequence[int], place: int, found: Sequence[Span]) -> None:
        """Add municipalities of one place whose norms are in force on the same days."""
        self.mun.extend(towns)
        self.place.extend([place] * len(towns))
        if not self.days:
            self.days.extend(([], [], []) for _ in found)
        for columns, span in zip(self.days, found, strict=True):
            for column, day in zip(columns, span[1:], strict=True):
                column.extend([day] * len(towns))


def blocks_of(profiles: Sequence[Profile]) -> tuple[list[Block], list[tuple[str, str]]]:
    """The blocks of all profiles, and the distinct places (time zone, calendar) that their rows name.

    Municipalities are numbered by their order here. Within a block they come in no order.
    """
    contents = _Contents()
    places: dict[tuple[str, str], int] = {}
    alike: dict[tuple[int, int, Bounds], list[int]] = {}
    for number, profile in enumerate(profiles):
        place = places.setdefault((profile.timezone, profile.calendar), len(places))
        bounds = tuple(
            (days_of(version.first, version.last), days_of(*version.act_in_force))
            for version in profile.versions
        )
        alike.setdefault((contents.number(profile), place, bounds), []).append(number)
    blocks: dict[tuple[int, Pattern, int, tuple[int, ...]], Block] = {}
    for (at, place, bounds), towns in alike.items():
        content = contents.made[at]
        for pattern, members in content.members.items():
            for family, found in spans(pattern, bounds):
                versions = tuple(span.version for span in found)
                key = (at, pattern, family, versions)
                if key not in blocks:
                    blocks[key] = Block(content, members, family, versions)
                blocks[key].add(towns, place, found)
    return list(blocks.values()), list(places)


class _Contents:
    """Numbers what the profiles hold; the same norms under the same office hours are one content."""

    def __init__(self) -> None:
        self.made: list[Content] = []
        self._known: dict[tuple[tuple[int, int], ...], int] = {}
        self._same = SameNorms()
        self._hours: dict[int, tuple[object, int]] = {}
        self._offices: dict[OfficeKey, int] = {}

    def number(self, profile: Profile) -> int:
        """The number of the profile's content in ``made``."""
        key = tuple((self._same.number(one.norms), self._office(one)) for one in profile.versions)
        if key not in self._known:
            self._known[key] = len(self.made)
            self.made.append(_content(profile.versions))
        return self._known[key]

    def _office(self, version: Version) -> int:
        hours = version.doc.get("office_hours")
        known = self._hours.get(id(hours))
        if known is None:
            known = hours, self._offices.setdefault(_office(hours), len(self._offices))
            self._hours[id(hours)] = known
        return known[1]


def _office(hours: object) -> OfficeKey:
    if not isinstance(hours, Mapping):
        return None
    return tuple(sorted((str(day), tuple(map(str, spans))) for day, spans in hours.items()))


def _content(versions: Sequence[Version]) -> Content:
    offices = tuple(_office(version.doc.get("office_hours")) for version in versions)
    by_id: dict[str, list[Norm | None]] = {}
    for at, version in enumerate(versions):
        for norm in version.norms:
            if norm.kind in COMPUTED:
                by_id.setdefault(norm.id, [None] * len(versions))[at] = norm
    members: dict[Pattern, list[Member]] = {}
    for norm_id, norms in by_id.items():
        families = tuple(dict.fromkeys(family_of(norm.kind) for norm in norms if norm is not None))
        pattern = tuple(_stays(norms, offices, families))
        members.setdefault(pattern, []).append(Member(norm_id, families, tuple(norms)))
    return Content(offices, members)


def _stays(
    norms: Sequence[Norm | None], offices: Sequence[OfficeKey], families: Sequence[str]
) -> Iterator[Stay | None]:
    before: Norm | None = None
    for at, norm in enumerate(norms):
        if norm is None:
            yield None
        else:
            own = None if norm.own_in_force is None else days_of(*norm.own_in_force)
            same = before is not None and (before is norm or before == norm)
            same = same and offices[at - 1] == offices[at]
            family = families.index(family_of(norm.kind))
            yield Stay(own, not norm.open_parameters, family, same)
        before = norm

"""On which days an act and its norms are in force, over all versions of a profile."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from poryadok.norms.resolved import VersionDoc, span_of

__all__ = ["DAY", "Days", "act_days", "held", "in_force_on", "meet", "norm_days"]

Days = tuple[date, date]
"""The first and the last day of a stretch; without bound: the ends of the calendar."""

DAY = timedelta(days=1)


def held(version: VersionDoc) -> Days:
    """The days of a version."""
    return version.first or date.min, version.last or date.max


def act_days(versions: Sequence[VersionDoc]) -> list[Days]:
    """The stretches of days on which the act is in force, in order."""
    return _joined([days for one in versions if (days := meet(held(one), span_of(one.doc.get("act"))))])


def norm_days(versions: Sequence[VersionDoc], name: str) -> list[Days]:
    """The stretches of days on which a norm is in force, in order."""
    return _joined([days for one in versions if (days := _of_norm(one, name))])


def in_force_on(version: VersionDoc, day: date) -> Iterator[str]:
    """The ids of the norms in force on a day of the version: as long as the act, or by days of their own."""
    for name in version.doc.get("norms", {}):
        days = _of_norm(version, name)
        if days is not None and days[0] <= day <= days[1]:
            yield name


def meet(one: Days, other: Days) -> Days | None:
    """The days that two stretches share."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def _of_norm(version: VersionDoc, name: str) -> Days | None:
    norm = version.doc.get("norms", {}).get(name)
    if not isinstance(norm, Mapping):
        return None
    return meet(held(version), span_of(norm if norm.get("in_force") else version.doc.get("act")))


def _joined(stretches: Sequence[Days]) -> list[Days]:
    """Stretches in order, those that touch made one."""
    found: list[Days] = []
    for first, last in sorted(stretches):
        if found and (found[-1][1] == date.max or first <= found[-1][1] + DAY):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found

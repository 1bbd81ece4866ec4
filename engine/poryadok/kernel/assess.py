"""verdict = f(profile versions, log, as-of instant, calendar): the whole kernel in one call (DESIGN §3)."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import polars as pl

from poryadok.clock.calendars import Calendar
from poryadok.clock.zones import day_end, local_day
from poryadok.kernel.cases.precedence import precedence_parts
from poryadok.kernel.cases.responses import case_parts
from poryadok.kernel.cases.share import Cases
from poryadok.kernel.counts import Counts, counted, summed
from poryadok.kernel.events.coding import AsOf, Coder
from poryadok.kernel.events.stretch import Events, Stretch
from poryadok.kernel.matching import Part
from poryadok.kernel.norm_table.plan import CASE_FAMILIES, Group, Plan, build_plan, types_of
from poryadok.kernel.periods.periodic import PeriodEvents, period_events, periodic_parts
from poryadok.kernel.terms.counted_days import CountedDays
from poryadok.kernel.terms.dues import Places
from poryadok.norms.model import COMPUTED, Profile

__all__ = ["Assessment", "Open", "as_of_instants", "assess", "assess_coded", "coder_of"]


@dataclass(frozen=True, slots=True, order=True)
class Open:
    """A norm that cannot be computed until a local decision sets ``parameter``."""

    municipality: str
    norm: str
    parameter: str
    clause: str | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The kernel's answer. ``parts`` are empty when only counts were asked for.

    ``counts``: one row for each municipality, norm, modality, status and contested, with ``n`` obligations.
    ``unused`` marks the rows of the log that count and bore on no norm.
    """

    plan: Plan
    as_of: AsOf
    parts: tuple[Part, ...]
    counts: pl.DataFrame
    undetermined: tuple[Open, ...]
    unused: pl.Series


def as_of_instants(profiles: Sequence[Profile], as_of: datetime | date) -> AsOf:
    """An aware instant, floored to the second; or a date, which is 23:59:59 local of each municipality.

    Raises ValueError for a naive datetime.
    """
    if isinstance(as_of, datetime):
        if as_of.tzinfo is None:
            raise ValueError("an as-of instant needs an offset")
        seconds = (as_of.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
        return AsOf((seconds,) * len(profiles))
    return AsOf(tuple(day_end(as_of, profile.timezone) for profile in profiles))


def coder_of(
    profiles: Sequence[Profile],
    calendars: Mapping[str, Calendar],
    as_of: datetime | date,
    types: Sequence[str],
    towns: Sequence[str],
    parts: int | None = None,
) -> Coder:
    """What codes a log for these profiles, as a whole or stretch by stretch while it is read.

    ``types`` and ``towns`` are the categories of the log's columns ``type`` and ``municipality``. ``parts``:
    into how many the cases are cut by hash (None: as many as keep the cores busy); the answer is the same.
    """
    plan = build_plan(profiles, calendars)
    parts = pl.thread_pool_size() * PARTS if parts is None else parts
    return Coder(plan, as_of_instants(profiles, as_of), types, towns, parts)


def assess(
    profiles: Sequence[Profile],
    calendars: Mapping[str, Calendar],
    log: pl.DataFrame,
    as_of: datetime | date,
    *,
    detail: bool = True,
    keep: pl.Expr | None = None,
    buckets: int = 1,
) -> Assessment:
    """Compute all obligations of ``profiles`` from a normalised log (see ``poryadok.log``).

    ``keep``: of the details only the rows for which it holds (the counts are of all). ``buckets`` cuts the
    cases by hash into that many parts, worked one by one: less memory, same answer.
    """
    categories = []
    for name in ("type", "municipality"):
        dtype = log.schema[name]
        known = list(dtype.categories) if isinstance(dtype, pl.Enum) else sorted(log[name].unique())
        log = log.with_columns(pl.col(name).cast(pl.Enum(known)))
        categories.append(known)
    whole = buckets == 1 and log.height < HEAVY
    parts = 1 if whole else buckets if buckets > 1 else None
    coder = coder_of(profiles, calendars, as_of, categories[0], categories[1], parts)
    stretch = coder.stretch(log)
    return assess_coded(coder, [stretch], log, detail=detail, keep=keep, buckets=buckets)


def assess_coded(
    coder: Coder,
    stretches: Sequence[Stretch],
    rows: pl.DataFrame,
    stays: pl.Series | None = None,
    *,
    detail: bool = True,
    keep: pl.Expr | None = None,
    buckets: int = 1,
) -> Assessment:
    """As ``assess``, of a log that was coded stretch by stretch.

    ``rows`` are those of the log, of which those marked in ``stays`` count (None: all of them). ``buckets``
    above 1: the parts into which the coder has cut the cases are worked one by one.
    """
    events = Events(stretches, coder.parts, stays)
    work = _Work(coder, rows, detail, keep, CountedDays(coder.plan.calendars, events.days))
    done = list(work.results(events, buckets > 1))
    # a clone: scatter writes in place
    unused = pl.repeat(True, rows.height, dtype=pl.Boolean, eager=True) if stays is None else stays.clone()
    for one in done:
        for series in one.used:
            unused = unused.scatter(series, False)
    return Assessment(
        coder.plan,
        coder.as_of,
        tuple(part for one in done for part in one.parts),
        summed([counts for one in done for counts in one.counts], coder.plan),
        _open(coder.plan.profiles, coder.as_of),
        unused,
    )


HEAVY = 500_000  # events from which on a component is cut into parts
PARTS = 2  # for each core: while one part is sorted, another is judged


@dataclass(frozen=True, slots=True)
class _Result:
    """What is kept of one group."""

    parts: list[Part]
    counts: list[Counts]
    used: list[pl.Series]


@dataclass(frozen=True, slots=True)
class _Work:
    """The groups of a plan, worked side by side: many steps of one group use one core only."""

    coder: Coder
    rows: pl.DataFrame
    detail: bool
    keep: pl.Expr | None
    counted: CountedDays

    def results(self, events: Events, one_by_one: bool) -> Iterator[_Result]:
        """The results of all groups; parts worked one by one save memory."""
        tasks = self._tasks(events)
        periodic = [group for group in self.coder.plan.groups if group.family not in CASE_FAMILIES]
        with ThreadPoolExecutor(1 if one_by_one else pl.thread_pool_size()) as pool:
            rest = pool.submit(period_events, events, self.coder)
            cases = pool.map(lambda task: self._share(events, *task), tasks)
            periods = pool.map(lambda group: self._group(rest.result(), group), periodic)
            for found in cases:
                yield from found
            yield from periods

    def _tasks(self, events: Events) -> list[tuple[tuple[Group, ...], int | None]]:
        """What to work side by side: groups with the part of their cases (None: all), the heaviest first.

        Cases are independent, so a component with many events is worked part by part.
        """
        sizes = events.sizes()
        weighed = [
            (sum(sizes.get(code, 0) for code in self.coder.codes(types_of(groups))), groups)
            for groups in self.coder.plan.components
        ]
        weighed.sort(key=lambda one: -one[0])
        tasks: list[tuple[tuple[Group, ...], int | None]] = []
        for weight, groups in weighed:
            tasks += [(groups, part) for part in ((None,) if weight < HEAVY else range(self.coder.parts))]
        return tasks

    def _share(self, events: Events, groups: tuple[Group, ...], part: int | None) -> list[_Result]:
        cases = Cases(self.coder, events, part, self.rows, groups)
        return [self._group(cases, group) for group in groups]

    def _group(self, events: Cases | PeriodEvents, group: Group) -> _Result:
        places = self._places(group)
        if isinstance(events, PeriodEvents):
            parts = periodic_parts(group, self.coder, events, places)
        else:
            keep = self.keep if self.detail else pl.col("contested") & False
            parts = (
                precedence_parts(group, self.coder, events, places)
                if group.family == "precedence"
                else case_parts(group, self.coder, events, places, keep)
            )
        used = [series for part in parts for series in part.used]
        result = _Result([], [counted(part) for part in parts], used)
        for part in parts if self.detail else ():
            frame = part.frame if self.keep is None else part.frame.filter(self.keep)
            if not frame.is_empty():
                result.parts.append(replace(part, frame=frame, used=(), counted=None))
        return result

    def _places(self, group: Group) -> Places:
        """The distinct places of a group's municipalities."""
        return Places(group.places, self.counted)


def _open(profiles: Sequence[Profile], as_of: AsOf) -> tuple[Open, ...]:
    """Norms in force at the as-of instant that wait for a decision."""
    found = []
    for profile, instant in zip(profiles, as_of.instants, strict=True):
        today = local_day(instant, profile.timezone)
        version = profile.version_at(today)
        for norm in version.norms if version else ():
            if version is None or not norm.open_parameters or norm.kind not in COMPUTED:
                continue
            first, last = version.in_force(norm)
            if (first is None or first <= today) and (last is None or today <= last):
                found += [Open(profile.id, norm.id, name, norm.clause) for name in norm.open_parameters]
    return tuple(sorted(found, key=lambda one: (one.municipality, one.norm, one.parameter)))

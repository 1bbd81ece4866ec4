"""Due instants under one reading, for a whole frame of obligations at once.

Day terms depend only on (rule, zone, calendar, local day): each distinct one is counted once by the clock and
looked up. Minutes and hours are plain arithmetic, office hours two binary searches over working intervals.

For each reading R the columns ``due_R``, ``nom_R`` (epoch seconds; null: no due instant), ``unk_R`` (0; the
year whose calendar is missing; -1: the norm gives no number) and, where extensions are known, ``cnt_R`` (how
many of them counted) are added to the frame.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from poryadok.clock.calendars import Calendar
from poryadok.clock.terms import DAY_UNITS, DayTerm, last_day
from poryadok.clock.zones import day_end
from poryadok.kernel.office import WorkingTime
from poryadok.kernel.plan import OfficeKey
from poryadok.norms.model import Extension, Rule

__all__ = ["NO_NUMBER", "Places", "add_due"]

NO_NUMBER = -1
SECONDS_OF = {"minutes": 60, "hours": 3600, "working_hours": 3600}
DAY_ZERO = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Places:
    """The distinct (time zone, calendar) pairs of a group; the column ``place`` holds their index."""

    pairs: tuple[tuple[str, str], ...]
    calendars: Mapping[str, Calendar]

    def calendar(self, place: int) -> Calendar:
        """The calendar of a place; one without any year if it is not shipped."""
        name = self.pairs[place][1]
        return self.calendars.get(name) or Calendar.empty(name)

    def end_of(self, place: int, day: date) -> int:
        """23:59:59 of a local day."""
        return day_end(day, self.pairs[place][0])


def add_due(
    frame: pl.DataFrame, reading: int, rule: Rule, places: Places, office: OfficeKey, times: int
) -> pl.DataFrame:
    """Add the columns of one reading. ``times``: how many extension columns (``ext_t_I`` …) the frame has."""
    counter = _Counter(rule, places, office)
    done = counter.due(frame, ())
    for number in range(1, min(times, rule.extend.times if rule.extend else 0) + 1):
        counts = (
            pl.col(f"ext_t_{number}").is_not_null()
            & (pl.col("cnt") == number - 1)
            & (pl.col("unk") == 0)
            & (pl.col("due").is_null() | (pl.col(f"ext_t_{number}") <= pl.col("due")))
        )
        marked = done.with_columns(counts.fill_null(False).alias("counts"))
        longer = marked.filter("counts")
        if longer.is_empty():
            break
        amounts = tuple(f"ext_n_{i}" for i in range(1, number + 1))
        longer = counter.due(longer.drop("due", "nom", "unk", "cnt"), amounts)
        done = pl.concat([marked.filter(~pl.col("counts")), longer], how="diagonal").drop("counts")
    names = {name: f"{name}_{reading}" for name in ("due", "nom", "unk", "cnt")}
    return done.rename(names)


class _Counter:
    """Counts one rule's term for the rows of a frame, with the extensions named by their amount columns."""

    def __init__(self, rule: Rule, places: Places, office: OfficeKey) -> None:
        self.rule = rule
        self.places = places
        self.office = office

    def due(self, frame: pl.DataFrame, extended: Sequence[str]) -> pl.DataFrame:
        """Add ``due``, ``nom``, ``unk``, ``cnt`` with all of ``extended`` counted."""
        term, extend = self.rule.term, self.rule.extend
        frame = frame.with_columns(pl.lit(len(extended), dtype=pl.UInt8).alias("cnt"))
        if term is None or term.standard is not None:
            return self._plain(frame, pl.lit(None, dtype=pl.Int64), 0 if term is None else NO_NUMBER)
        if term.from_event:
            return self._plain(frame, pl.col("due_set") + self._added(extended, extend))
        assert term.amount is not None  # the schema leaves no other form
        unit, count = term.amount.unit, term.amount.count
        if unit in DAY_UNITS:
            return self._days(frame, extended)
        seconds = pl.lit(count * SECONDS_OF[unit], dtype=pl.Int64) + self._added(extended, extend)
        if unit == "working_hours":
            time = WorkingTime(self.office, self.places, self.rule.presidential_rest)
            return time.add(frame, seconds)
        return self._plain(frame, pl.col("t") + seconds)

    @staticmethod
    def _plain(frame: pl.DataFrame, due: pl.Expr, unknown: int = 0) -> pl.DataFrame:
        return frame.with_columns(
            due.alias("due"), due.alias("nom"), pl.lit(unknown, dtype=pl.Int32).alias("unk")
        )

    @staticmethod
    def _added(extended: Sequence[str], extend: Extension | None) -> pl.Expr:
        total = pl.lit(0, dtype=pl.Int64)
        for name in extended:
            assert extend is not None  # only a rule with an extension has extension columns
            amount = pl.col(name) if extend.count is None else pl.lit(extend.count, dtype=pl.Int64)
            total = total + amount * SECONDS_OF[extend.unit]
        return total

    def _days(self, frame: pl.DataFrame, extended: Sequence[str]) -> pl.DataFrame:
        """Look up the last day of each distinct (place, opening day, carried amounts)."""
        carried = list(extended) if self.rule.extend and self.rule.extend.count is None else []
        keys = ["place", "day", *carried]
        distinct = frame.select(keys).unique()
        rows = [self._last_day(*row, number=len(extended)) for row in distinct.iter_rows()]
        schema = {"due": pl.Int64, "nom": pl.Int64, "unk": pl.Int32}
        table = pl.concat([distinct, pl.DataFrame(rows, schema=schema, orient="row")], how="horizontal")
        return frame.join(table, on=keys, how="left", maintain_order="left", nulls_equal=True)

    def _last_day(
        self, place: int, day: int, *carried: int, number: int
    ) -> tuple[int | None, int | None, int]:
        rule, extend = self.rule, self.rule.extend
        assert rule.term is not None and rule.term.amount is not None
        amounts = carried if carried else (extend.count or 0 if extend else 0,) * number
        term = DayTerm(
            rule.term.amount.unit,
            rule.term.amount.count,
            rule.day_zero,
            rule.roll,
            rule.presidential_rest,
            tuple((extend.unit, amount) for amount in amounts) if extend else (),
        )
        found = last_day(term, date.fromordinal(day + DAY_ZERO), self.places.calendar(place))
        if found.effective is None or found.nominal is None:
            return None, None, found.missing_year or 0
        return self.places.end_of(place, found.effective), self.places.end_of(place, found.nominal), 0

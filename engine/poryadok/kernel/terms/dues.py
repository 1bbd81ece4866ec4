"""Due instants under one reading, for all obligations of a group at once.

Day terms depend only on (rule, zone, calendar, local day): each distinct one is counted once by the clock and
looked up (``counted_days``). Minutes and hours are plain arithmetic, office hours two binary searches over
working intervals.

The answer for a reading is four columns: ``due`` and ``nom`` (epoch seconds; null: no due instant), ``unk``
(0; the year whose calendar is missing; NO_NUMBER) and ``cnt`` (how many extensions counted).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from poryadok.clock.calendars import Calendar
from poryadok.clock.terms import DAY_UNITS, DayTerm
from poryadok.clock.zones import day_end
from poryadok.kernel.norm_table.plan import OfficeKey
from poryadok.kernel.terms.after_hours import moved, moves
from poryadok.kernel.terms.counted_days import COLUMNS, DAY_ZERO, CountedDays, Place
from poryadok.kernel.terms.office import WorkingTime
from poryadok.norms.model import Extension, Rule

__all__ = ["NO_NUMBER", "Openings", "Places", "day_term", "in_days"]

NO_NUMBER = -1
SECONDS_OF = {"minutes": 60, "hours": 3600, "working_hours": 3600}
MANY = 4  # openings to a day from which on all days of the log are looked up, whether any opens there or not


@dataclass(frozen=True, slots=True)
class Places:
    """The distinct (time zone, calendar) pairs of a group; the column ``place`` holds their index."""

    pairs: tuple[Place, ...]
    counted: CountedDays

    def calendar(self, place: int) -> Calendar:
        """The calendar of a place; one without any year if it is not shipped."""
        return self.counted.calendar(self.pairs[place][1])

    def end_of(self, place: int, day: date) -> int:
        """23:59:59 of a local day."""
        return day_end(day, self.pairs[place][0])


class Openings:
    """Openings whose due instants are wanted: ``t``, ``day``, ``place``, extensions, ``due_set`` (if needed).

    Extension columns are ``ext_t_I`` (instant) and ``ext_n_I`` (amount carried, or null), I from 1.
    """

    def __init__(self, frame: pl.DataFrame, places: Places, office: OfficeKey) -> None:
        more = [name for name in frame.columns if name.startswith(("ext_t_", "ext_n_", "due_set"))]
        self.frame = frame.select("t", "day", "place", *more)
        self.places = places
        self.office = office
        self._after_hours: dict[bool, tuple[Openings, pl.Series]] = {}

    @cached_property
    def days(self) -> tuple[Sequence[int], pl.Series]:
        """The days to be looked up, and for each row its number among all places and days."""
        whole, day = self.places.counted.days, self.frame["day"]
        low, high = int(day.min() or 0), int(day.max() or 0)  # type: ignore[arg-type]
        days: Sequence[int]
        if whole and whole[0] <= low and high <= whole[-1] and MANY * len(whole) <= len(day):
            days, nth = whole, day - whole[0]
        else:
            nth = (day - low).cast(pl.UInt32)
            seen = pl.repeat(False, high - low + 1, dtype=pl.Boolean, eager=True).scatter(nth, True)
            days = (seen.arg_true() + low).to_list() if len(day) else []
            nth = (seen.cast(pl.UInt32).cum_sum() - 1).gather(nth)
        slots = nth.cast(pl.UInt32)
        return days, self.frame["place"] * len(days) + slots if len(self.places.pairs) > 1 else slots

    @cached_property
    def _extended(self) -> pl.DataFrame:
        """The rows that have an extension event, with their place in the frame."""
        rows = self.frame.with_row_index("row")
        return rows.filter(pl.col("ext_t_1").is_not_null())

    def due(self, rule: Rule) -> pl.DataFrame:
        """The four columns under one rule, in the order of the openings."""
        if not moves(rule):
            return self._due(rule)
        openings, lacks = self._moved(rule.presidential_rest)
        result = openings._due(rule)
        if (lacks == 0).all():
            return result
        known = pl.lit(lacks) == 0
        return result.with_columns(
            *(pl.when(known).then(name).alias(name) for name in ("due", "nom")),
            pl.when(known).then("unk").otherwise(pl.lit(lacks)).alias("unk"),
            pl.when(known).then("cnt").otherwise(0).cast(pl.UInt8).alias("cnt"),
        )

    def _moved(self, rest: bool) -> tuple["Openings", pl.Series]:
        """These openings moved into office hours, and the year that each of them lacks for it (else 0)."""
        if rest not in self._after_hours:
            days, slots = self.days
            asked = [
                (date.fromordinal(day + DAY_ZERO), zone, self.places.calendar(place))
                for place, (zone, _) in enumerate(self.places.pairs)
                for day in days
            ]
            frame, lacks = moved(self.frame, slots, asked, self.office, rest)
            self._after_hours[rest] = Openings(frame, self.places, self.office), lacks
        return self._after_hours[rest]

    def _due(self, rule: Rule) -> pl.DataFrame:
        result = self._first(rule, self.frame).with_columns(pl.lit(0, dtype=pl.UInt8).alias("cnt"))
        times = min(rule.extend.times, self._known_times) if rule.extend else 0
        if not times or self._extended.is_empty():
            return result
        rows = self._extended["row"]
        subset = pl.concat([self._extended, result[rows]], how="horizontal")
        for number in range(1, times + 1):
            counts = (pl.col("cnt") == number - 1) & (pl.col("unk") == 0)
            counts = counts & (pl.col(f"ext_t_{number}") <= pl.col("due"))
            subset = self._lengthened(subset, rule, number, counts.fill_null(False))
        columns = [result[name].scatter(subset["row"], subset[name]) for name in (*COLUMNS, "cnt")]
        return pl.DataFrame(columns)

    @property
    def _known_times(self) -> int:
        return sum(name.startswith("ext_t_") for name in self.frame.columns)

    def _first(self, rule: Rule, frame: pl.DataFrame) -> pl.DataFrame:
        """The term itself, without extensions."""
        if in_days(rule):
            return self._looked_up(day_term(rule), self.days[1])
        return self._instants(rule, frame, ())

    def _lengthened(self, subset: pl.DataFrame, rule: Rule, number: int, counts: pl.Expr) -> pl.DataFrame:
        """Count the ``number``-th extension where ``counts`` holds."""
        marked = subset.with_columns(counts.alias("counts"))
        longer = marked.filter("counts").drop(*COLUMNS, "cnt")
        amounts = tuple(f"ext_n_{i}" for i in range(1, number + 1))
        assert rule.term is not None  # a norm without a term has no due instant to extend
        found = (
            self._days_extended(rule, longer, amounts)
            if in_days(rule)
            else self._instants(rule, longer, amounts)
        )
        longer = pl.concat([longer, found], how="horizontal").with_columns(cnt=pl.lit(number, dtype=pl.UInt8))
        return pl.concat([marked.filter(~pl.col("counts")), longer], how="diagonal").drop("counts")

    def _instants(self, rule: Rule, frame: pl.DataFrame, extended: Sequence[str]) -> pl.DataFrame:
        term, extend = rule.term, rule.extend
        if term is None or term.standard is not None:
            return _plain(frame, pl.lit(None, dtype=pl.Int64), 0 if term is None else NO_NUMBER)
        added = _seconds_added(extended, extend)
        if term.from_event:
            return _plain(frame, pl.col("due_set") + added)
        assert term.amount is not None  # the schema leaves no other form
        seconds = pl.lit(term.amount.count * SECONDS_OF[term.amount.unit], dtype=pl.Int64) + added
        if term.amount.unit == "working_hours":
            return WorkingTime(self.office, self.places, rule.presidential_rest).due(frame, seconds)
        return _plain(frame, pl.col("t") + seconds)

    def _looked_up(self, term: DayTerm, slots: pl.Series) -> pl.DataFrame:
        """The three columns of a day term for the rows of these slots."""
        if self.frame.is_empty():
            return pl.DataFrame(schema=COLUMNS)
        return self.places.counted.table(term, self.places.pairs, self.days[0]).at(slots)

    def _days_extended(self, rule: Rule, frame: pl.DataFrame, extended: Sequence[str]) -> pl.DataFrame:
        """The same with extensions; amounts that events carry are part of what is looked up."""
        assert rule.extend is not None  # the caller counts an extension
        if rule.extend.count is not None:
            fixed = (rule.extend.count,) * len(extended)
            return self._looked_up(day_term(rule, fixed), self.days[1].gather(frame["row"]))
        keys = ["place", "day", *extended]
        distinct = frame.select(keys).unique()
        rows = [
            self.places.counted.each(day_term(rule, tuple(amounts)), self.places.pairs[place], [day])[0]
            for place, day, *amounts in distinct.iter_rows()
        ]
        table = pl.concat([distinct, pl.DataFrame(rows, schema=COLUMNS, orient="row")], how="horizontal")
        joined = frame.select(keys).join(table, on=keys, how="left", maintain_order="left", nulls_equal=True)
        return joined.select(*COLUMNS)


def in_days(rule: Rule) -> bool:
    """Whether the term of a rule is one of days."""
    return rule.term is not None and rule.term.amount is not None and rule.term.amount.unit in DAY_UNITS


def day_term(rule: Rule, amounts: tuple[int, ...] = ()) -> DayTerm:
    """The day term of a rule, with extensions of these amounts."""
    assert rule.term is not None and rule.term.amount is not None  # see in_days
    unit = rule.extend.unit if rule.extend else ""
    return DayTerm(
        rule.term.amount.unit,
        rule.term.amount.count,
        rule.day_zero,
        rule.roll,
        rule.presidential_rest,
        tuple((unit, amount) for amount in amounts),
    )


def _plain(frame: pl.DataFrame, due: pl.Expr, unknown: int = 0) -> pl.DataFrame:
    columns = frame.with_columns(due.alias("due"), pl.lit(unknown, dtype=pl.Int32).alias("unk"))
    return columns.select("due", pl.col("due").alias("nom"), "unk")


def _seconds_added(extended: Sequence[str], extend: Extension | None) -> pl.Expr:
    total = pl.lit(0, dtype=pl.Int64)
    for name in extended:
        assert extend is not None  # only a rule with an extension has extension columns
        amount = pl.col(name) if extend.count is None else pl.lit(extend.count, dtype=pl.Int64)
        total = total + amount * SECONDS_OF[extend.unit]
    return total

"""Due instants under one reading, for all obligations of a group at once.

Day terms depend only on (rule, zone, calendar, local day): each distinct one is counted once by the clock and
looked up. Minutes and hours are plain arithmetic, office hours two binary searches over working intervals.

The answer for a reading is four columns: ``due`` and ``nom`` (epoch seconds; null: no due instant), ``unk``
(0; the year whose calendar is missing; NO_NUMBER) and ``cnt`` (how many extensions counted).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from poryadok.clock.calendars import Calendar
from poryadok.clock.terms import DAY_UNITS, DayTerm, last_day
from poryadok.clock.zones import day_end
from poryadok.kernel.after_hours import moved, moves
from poryadok.kernel.office import WorkingTime
from poryadok.kernel.plan import OfficeKey
from poryadok.norms.model import Extension, Rule

__all__ = ["NO_NUMBER", "CountedDays", "Openings", "Places"]

NO_NUMBER = -1
SECONDS_OF = {"minutes": 60, "hours": 3600, "working_hours": 3600}
DAY_ZERO = date(1970, 1, 1).toordinal()
COLUMNS = {"due": pl.Int64, "nom": pl.Int64, "unk": pl.Int32}


Counted = tuple[int | None, int | None, int]
Place = tuple[str, str]
CountedDays = dict[tuple[DayTerm, Place], dict[int, Counted]]


@dataclass(frozen=True, slots=True)
class Places:
    """The distinct (time zone, calendar) pairs of a group; the column ``place`` holds their index.

    ``counted`` remembers for each day term and place what each opening day came to: groups, readings and
    shares of one assessment ask for the same days again and again.
    """

    pairs: tuple[Place, ...]
    calendars: Mapping[str, Calendar]
    counted: CountedDays

    def calendar(self, place: int) -> Calendar:
        """The calendar of a place; one without any year if it is not shipped."""
        name = self.pairs[place][1]
        return self.calendars.get(name) or Calendar.empty(name)

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
    def _low(self) -> int:
        return int(self.frame["day"].min() or 0)  # type: ignore[arg-type]

    @cached_property
    def _distinct(self) -> tuple[list[int], pl.Series]:
        """The distinct (place, day), each as one number, and for each row which of them it is."""
        day = self.frame["day"] - self._low
        slots = day.cast(pl.UInt32) * len(self.places.pairs) + self.frame["place"]
        size = int(slots.max() or 0) + 1  # type: ignore[arg-type]
        seen = pl.repeat(False, size, dtype=pl.Boolean, eager=True).scatter(slots, True)
        index = (seen.cast(pl.UInt32).cum_sum() - 1).gather(slots)
        return seen.arg_true().to_list(), index

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
            present, index = self._distinct
            width, pairs = len(self.places.pairs), self.places.pairs
            days = [
                (
                    date.fromordinal(slot // width + self._low + DAY_ZERO),
                    pairs[slot % width][0],
                    self.places.calendar(slot % width),
                )
                for slot in present
            ]
            frame, lacks = moved(self.frame, index, days, self.office, rest)
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
        term = rule.term
        if term is not None and term.amount is not None and term.amount.unit in DAY_UNITS:
            return self._days(rule)
        return self._instants(rule, frame, ())

    def _lengthened(self, subset: pl.DataFrame, rule: Rule, number: int, counts: pl.Expr) -> pl.DataFrame:
        """Count the ``number``-th extension where ``counts`` holds."""
        marked = subset.with_columns(counts.alias("counts"))
        longer = marked.filter("counts").drop(*COLUMNS, "cnt")
        amounts = tuple(f"ext_n_{i}" for i in range(1, number + 1))
        assert rule.term is not None  # a norm without a term has no due instant to extend
        in_days = rule.term.amount is not None and rule.term.amount.unit in DAY_UNITS
        found = (
            self._days_extended(rule, longer, amounts) if in_days else self._instants(rule, longer, amounts)
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

    def _days(self, rule: Rule) -> pl.DataFrame:
        """Count each distinct (place, day) once and look it up."""
        if self.frame.is_empty():
            return pl.DataFrame(schema=COLUMNS)
        present, index = self._distinct
        width = len(self.places.pairs)
        count = [self._counted(rule, place, ()) for place in range(width)]
        rows = [count[slot % width](slot // width + self._low) for slot in present]
        counted = pl.DataFrame(rows, schema=COLUMNS, orient="row")
        due = counted["due"].gather(index)
        # Nothing rolled and nothing unknown is the rule: then there is less to look up.
        plain = counted["due"].equals(counted["nom"], null_equal=True, check_names=False)
        nominal = due.rename("nom") if plain else counted["nom"].gather(index)
        certain = bool((counted["unk"] == 0).all())
        unknown = (
            pl.repeat(0, len(due), dtype=pl.Int32, eager=True) if certain else counted["unk"].gather(index)
        )
        return pl.DataFrame([due, nominal, unknown.rename("unk")])

    def _days_extended(self, rule: Rule, frame: pl.DataFrame, extended: Sequence[str]) -> pl.DataFrame:
        """As ``_days``, for the few rows with extensions; carried amounts are part of what is looked up."""
        assert rule.extend is not None  # the caller counts an extension
        carried = list(extended) if rule.extend.count is None else []
        keys = ["place", "day", *carried]
        distinct = frame.select(keys).unique()
        rows = []
        for place, day, *amounts in distinct.iter_rows():
            fixed = (rule.extend.count or 0,) * len(extended)
            rows.append(self._counted(rule, place, tuple(amounts) if carried else fixed)(day))
        table = pl.concat([distinct, pl.DataFrame(rows, schema=COLUMNS, orient="row")], how="horizontal")
        joined = frame.select(keys).join(table, on=keys, how="left", maintain_order="left", nulls_equal=True)
        return joined.select(*COLUMNS)

    def _counted(self, rule: Rule, place: int, amounts: tuple[int, ...]) -> Callable[[int], Counted]:
        """Counts a term from a local epoch day: due and nominal instant, and the missing year (0: none)."""
        assert rule.term is not None and rule.term.amount is not None  # only day terms come here
        unit = rule.extend.unit if rule.extend else ""
        term = DayTerm(
            rule.term.amount.unit,
            rule.term.amount.count,
            rule.day_zero,
            rule.roll,
            rule.presidential_rest,
            tuple((unit, amount) for amount in amounts),
        )
        calendar, places = self.places.calendar(place), self.places
        known = places.counted.setdefault((term, places.pairs[place]), {})

        def count(day: int) -> Counted:
            answer = known.get(day)
            if answer is None:
                found = last_day(term, date.fromordinal(day + DAY_ZERO), calendar)
                if found.effective is None or found.nominal is None:
                    answer = None, None, found.missing_year or 0
                else:
                    answer = places.end_of(place, found.effective), places.end_of(place, found.nominal), 0
                known[day] = answer
            return answer

        return count


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

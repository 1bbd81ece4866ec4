"""Working hours for a whole frame: two binary searches over the working intervals of each place.

Working time is measured on a line of its own: ``worked`` seconds since the first interval. An instant is
mapped onto that line, the term is added, and the result is mapped back to the earliest instant that has it.
"""

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from poryadok.clock.calendars import Calendar, MissingYear
from poryadok.clock.office import OfficeHours, intervals
from poryadok.kernel.norm_table.plan import OfficeKey

if TYPE_CHECKING:
    from poryadok.kernel.terms.dues import Places

__all__ = ["WorkingTime"]

DAY_ZERO = date(1970, 1, 1).toordinal()


class WorkingTime:
    """Adds working seconds to the instants of a frame (columns ``t``, ``day``, ``place``)."""

    def __init__(self, office: OfficeKey, places: "Places", presidential_rest: bool) -> None:
        self.hours = OfficeHours.parse({day: list(spans) for day, spans in office or ()})
        self.places = places
        self.rest = presidential_rest

    def due(self, frame: pl.DataFrame, seconds: pl.Expr) -> pl.DataFrame:
        """``due``, ``nom`` and ``unk`` (the year that a calendar lacks, else 0), in the frame's order."""
        parts = []
        rows = frame.select("t", "day", "place", seconds.alias("amount")).with_row_index("row")
        for (place,), part in rows.group_by("place"):
            parts.append(self._add_at(part, int(place)))
        if not parts:
            return pl.DataFrame(schema={"due": pl.Int64, "nom": pl.Int64, "unk": pl.Int32})
        return pl.concat(parts).sort("row").select("due", pl.col("due").alias("nom"), "unk")

    def _add_at(self, part: pl.DataFrame, place: int) -> pl.DataFrame:
        calendar, zone = self.places.calendar(place), self.places.pairs[place][0]
        year = pl.from_epoch(pl.col("day").cast(pl.Int64), "d").dt.year()
        part = part.with_columns(year.cast(pl.Int32).alias("year"))
        done = []
        for first, last in _runs(calendar):
            inside = part.filter(pl.col("year").is_between(first, last))
            if not inside.is_empty():
                done.append(self._search(inside, calendar, zone, last))
        known = pl.Series(sorted(calendar.years), dtype=pl.Int32)
        unknown = part.filter(~pl.col("year").is_in(known.implode()))
        none = pl.lit(None, dtype=pl.Int64)
        done.append(unknown.with_columns(none.alias("due"), pl.col("year").alias("unk")))
        return pl.concat(done).drop("year")

    def _search(self, part: pl.DataFrame, calendar: Calendar, zone: str, last_year: int) -> pl.DataFrame:
        start = date.fromordinal(int(part["day"].min()) + DAY_ZERO)  # type: ignore[arg-type]
        spans = self._intervals(calendar, zone, start, date(last_year, 12, 31))
        if not spans:
            none = pl.lit(None, dtype=pl.Int64)
            return part.with_columns(none.alias("due"), pl.lit(last_year + 1, dtype=pl.Int32).alias("unk"))
        table = pl.DataFrame(spans, schema={"from": pl.Int64, "to": pl.Int64}, orient="row").with_columns(
            length=pl.col("to") - pl.col("from")
        )
        table = table.with_columns(worked=pl.col("length").cum_sum()).with_columns(
            before=pl.col("worked") - pl.col("length")
        )
        at = table["from"].search_sorted(part["t"], side="right").cast(pl.Int64) - 1
        running = part.select("t", "amount").with_columns(at=at)
        held = table.with_row_index("at").with_columns(pl.col("at").cast(pl.Int64))
        running = running.join(held, on="at", how="left", maintain_order="left")
        elapsed = (pl.col("before") + pl.min_horizontal("t", "to") - pl.col("from")).fill_null(0)
        target = running.select(elapsed + pl.col("amount")).to_series()
        goal = table["worked"].search_sorted(target, side="left").cast(pl.Int64)
        found = pl.DataFrame({"at": goal, "target": target}).join(
            held, on="at", how="left", maintain_order="left"
        )
        due = found.select(pl.col("from") + pl.col("target") - pl.col("before")).to_series()
        missing = pl.when(pl.col("due").is_null()).then(pl.lit(last_year + 1)).otherwise(pl.lit(0))
        return part.with_columns(due.alias("due")).with_columns(missing.cast(pl.Int32).alias("unk"))

    def _intervals(self, calendar: Calendar, zone: str, first: date, last: date) -> list[tuple[int, int]]:
        try:
            return intervals(self.hours, calendar, zone, first, last, self.rest)
        except MissingYear:  # pragma: no cover - the run of years was taken from the calendar itself
            return []


def _runs(calendar: Calendar) -> list[tuple[int, int]]:
    """The unbroken runs of years that a calendar knows."""
    runs: list[tuple[int, int]] = []
    for year in sorted(calendar.years):
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs

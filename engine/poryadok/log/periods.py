"""How long a period is: `2024`, `2024-H1`, `2024-Q1`, `2024-03`, `2024-W17`, `2024-04-26`."""

from datetime import date
from typing import Final

import polars as pl

from poryadok.log.times import is_date, matches

__all__ = ["GRANULARITIES", "granularity_code", "granularity_of"]

_YEAR: Final = "(?:19|20|21)[0-9]{2}"
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_PATTERNS: Final = {
    f"^{_YEAR}-{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])$": "day",
    f"^{_YEAR}-W(?:0[1-9]|[1-4][0-9]|5[0-3])$": "week",
    f"^{_YEAR}-{_MONTH}$": "month",
    f"^{_YEAR}-Q[1-4]$": "quarter",
    f"^{_YEAR}-H[12]$": "half-year",
    f"^{_YEAR}$": "year",
}
GRANULARITIES: Final = tuple(_PATTERNS.values())
"""Granularities in the order of their codes, which start at 1."""


def granularity_code(periods: pl.Series) -> pl.Series:
    """Text periods -> UInt8 code of the granularity (1-based in GRANULARITIES); null for no period."""
    distinct = periods.unique().drop_nulls()
    text = pl.col("period")
    # 28 December always lies in the last ISO week of its year.
    weeks = (text.str.head(4) + "-12-28").str.to_date("%Y-%m-%d", strict=False).dt.week()
    real = {
        "day": text.str.head(10).str.to_date("%Y-%m-%d", strict=False).is_not_null(),
        "week": text.str.tail(2).cast(pl.Int8, strict=False) <= weeks,
    }
    code = pl.coalesce(
        pl.when(text.str.contains(pattern) & real.get(granularity, True)).then(pl.lit(at, pl.UInt8))
        for at, (pattern, granularity) in enumerate(_PATTERNS.items(), 1)
    )
    known = pl.DataFrame({"period": distinct}).select("period", code=code)
    return periods.to_frame("period").join(known, on="period", how="left", maintain_order="left")["code"]


def granularity_of(period: str) -> str | None:
    """Granularity of one period; None where the text is none. The slow twin of `granularity_code`."""
    for pattern, granularity in _PATTERNS.items():
        if matches(pattern, period):
            if granularity == "day" and not is_date(period):
                return None
            if granularity == "week" and int(period[6:]) > date(int(period[:4]), 12, 28).isocalendar().week:
                return None
            return granularity
    return None

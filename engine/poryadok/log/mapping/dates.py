"""Dates as exports write them, a whole column at once; the slow twin is `one_date`.

Each distinct text is read once. The answer is a local clock time, whether a time of day was given, and the
offset from UTC where the text names one.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import polars as pl

__all__ = ["FORMATS", "LAST_SERIAL", "PARSED", "SERIAL", "parse_dates"]

FORMATS: Final = (
    "dd.mm.yyyy",
    "dd/mm/yyyy",
    "dd-mm-yyyy",
    "mm/dd/yyyy",
    "yyyy-mm-dd",
    "yyyy.mm.dd",
    "excel",
)
"""Ways of writing the day; a time HH:MM or HH:MM:SS may follow each. `excel` is the number of a day."""

_CLOCK: Final = r"(?:[ T,]+(?P<H>[0-9]{1,2}):(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2})(?:[.,][0-9]+)?)?)?"
_PATTERNS: Final = {
    "dd.mm.yyyy": r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})",
    "dd/mm/yyyy": "(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})",
    "dd-mm-yyyy": "(?P<d>[0-9]{1,2})-(?P<m>[0-9]{1,2})-(?P<y>[0-9]{4})",
    "mm/dd/yyyy": "(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4})",
    "yyyy-mm-dd": "(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})",
    "yyyy.mm.dd": r"(?P<y>[0-9]{4})\.(?P<m>[0-9]{1,2})\.(?P<d>[0-9]{1,2})",
}
_OFFSET: Final = r" ?(?P<z>[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
_YEAR_MARK: Final = r" ?г\.?$"
_NATIVE: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00$"

SERIAL: Final = r"^[0-9]{5,6}(?:[.,][0-9]{1,15})?$"
FIRST_SERIAL: Final = 20_000
"""Day 20000 is 3 October 1954: smaller numbers are years and counts, not days."""
LAST_SERIAL: Final = (date(2199, 12, 31) - date(1899, 12, 30)).days
DAY_ZERO: Final = date(1899, 12, 30)
DAY_ZERO_1904: Final = date(1904, 1, 1)

PARSED: Final[dict[str, Any]] = {"local": pl.Datetime("us"), "timed": pl.Boolean, "offset": pl.Int32}


def parse_dates(texts: pl.Series, formats: Sequence[str], native: bool, from_1904: bool) -> pl.DataFrame:
    """Cleaned texts -> columns of PARSED, null where the text is no date of these formats or of 1900 to 2199.

    native: cells come from a workbook, whose real dates read `2024-04-27 00:00:00`; midnight means no time.
    """
    rest = texts.unique().drop_nulls().to_frame("text")
    text = pl.col("text").str.replace(_YEAR_MARK, "")
    ways = [one for name in formats for one in _ways(text, name, from_1904)]
    if native:
        midnight = text.str.contains(_NATIVE)
        for one in reversed([_quick(text, "yyyy-mm-dd"), _written(text, "yyyy-mm-dd")]):
            ways.insert(0, one.struct.with_fields(timed=pl.field("timed") & ~midnight))
    found = []
    for way in ways:
        tried = rest.select("text", parsed=way)
        known = tried["parsed"].is_not_null()
        found.append(tried.filter(known))
        rest = rest.filter(~known)
        if rest.is_empty():
            break
    nothing = pl.DataFrame(schema={"text": pl.String, "parsed": pl.Struct(PARSED)})
    read = pl.concat([nothing, *found]).unnest("parsed")
    real = read["local"].dt.year().is_between(1900, 2199)
    read = read.with_columns(pl.when(real).then(pl.col(name)).alias(name) for name in PARSED)
    joined = texts.to_frame("text").join(read, on="text", how="left", maintain_order="left")
    return joined.select(list(PARSED))


def _ways(text: pl.Expr, name: str, from_1904: bool) -> list[pl.Expr]:
    if name == "excel":
        return [_serial(text, from_1904)]
    return [_quick(text, name), _written(text, name)]


def _quick(text: pl.Expr, name: str) -> pl.Expr:
    """Read the usual form, with all its zeros and a time, three times as fast as `_written` would."""
    day = "".join(
        "[0-9]{4}" if one == "yyyy" else "[0-9]{2}" if one.isalpha() else re.escape(one)
        for one in _parts(name)
    )
    code = "".join({"yyyy": "%Y", "mm": "%m", "dd": "%d"}.get(one, one) for one in _parts(name))
    whole = pl.when(text.str.contains(f"^{day} [0-9]{{2}}:[0-5][0-9]$")).then(text + ":00").otherwise(text)
    usual = whole.str.contains(f"^{day} [0-9]{{2}}:[0-5][0-9]:[0-5][0-9]$")
    local = pl.when(usual).then(whole).str.to_datetime(f"{code} %H:%M:%S", strict=False, time_unit="us")
    made = pl.struct(local=local, timed=pl.lit(True), offset=pl.lit(None, dtype=pl.Int32))
    return pl.when(local.is_not_null()).then(made)


def _parts(name: str) -> list[str]:
    """The parts of a way of writing and the marks between them."""
    return re.findall("[a-z]+|[./-]", name)


def _written(text: pl.Expr, name: str) -> pl.Expr:
    """Read one way of writing, as a struct of PARSED; null where the text is written otherwise."""
    offset = _OFFSET if name == "yyyy-mm-dd" else "(?P<z>Z{0})?"
    groups = text.str.extract_groups(f"^{_PATTERNS[name]}(?:{_CLOCK}{offset})$")
    part = {one: groups.struct.field(one) for one in "dmyHMSz"}
    timed = part["H"].is_not_null()
    fits = (
        (part["H"].cast(pl.Int8, strict=False).fill_null(0) < 24)
        & (part["M"].cast(pl.Int8, strict=False).fill_null(0) < 60)
        & (part["S"].cast(pl.Int8, strict=False).fill_null(0) < 60)
    )
    day = part["y"] + "-" + part["m"].str.zfill(2) + "-" + part["d"].str.zfill(2)
    clock = "T" + part["H"].fill_null("0").str.zfill(2) + ":" + part["M"].fill_null("00") + ":"
    whole = day + clock + part["S"].fill_null("00")
    local = whole.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, time_unit="us")
    zone = part["z"].str.replace(":", "")
    hours, minutes = zone.str.slice(1, 2).cast(pl.Int32, strict=False), zone.str.slice(3, 2)
    size = hours * 3600 + minutes.cast(pl.Int32, strict=False) * 60
    given = part["z"].is_not_null() & (part["z"] != "")
    zulu = pl.when(zone.str.to_uppercase() == "Z").then(0)
    east = zulu.when(zone.str.starts_with("-")).then(-size).otherwise(size)
    # an offset without a time of day, or beyond a day, is no offset
    right = ~given | (
        timed & (hours.fill_null(0) < 24) & (minutes.cast(pl.Int8, strict=False).fill_null(0) < 60)
    )
    made = pl.struct(local=local, timed=timed, offset=pl.when(given).then(east).cast(pl.Int32))
    return pl.when(local.is_not_null() & fits & right).then(made)


def _serial(text: pl.Expr, from_1904: bool) -> pl.Expr:
    """Read the number of a day; its fraction is the time, to the nearest second."""
    number = pl.when(text.str.contains(SERIAL)).then(
        text.str.replace(",", ".").cast(pl.Float64, strict=False)
    )
    seconds = (number * 86_400).round(mode="half_away_from_zero").cast(pl.Int64)
    zero = DAY_ZERO_1904 if from_1904 else DAY_ZERO
    local = pl.lit(zero).cast(pl.Datetime("us")) + pl.duration(seconds=seconds)
    made = pl.struct(local=local, timed=seconds % 86_400 != 0, offset=pl.lit(None, dtype=pl.Int32))
    return pl.when((seconds >= FIRST_SERIAL * 86_400) & (seconds < (LAST_SERIAL + 1) * 86_400)).then(made)

"""Judge records one by one, but all at once: which rows are good, and what they say in the frame's columns.

What depends on type, municipality and norm is judged once for each distinct combination, so that a log of ten
million rows asks a few hundred questions. Why a row is bad is said elsewhere, for bad rows only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from math import prod
from operator import or_
from typing import Final

import polars as pl

from poryadok.log.canonical import canonical
from poryadok.log.names import coded
from poryadok.log.periods import GRANULARITIES, granularity_code
from poryadok.log.record import FIELDS, REQUIRED
from poryadok.log.tables import Tables, faults_of
from poryadok.log.times import DATE, T_MAX, T_MIN, day_end, instant, typed_instant

__all__ = ["AMOUNT", "AMOUNT_LIMIT", "OUTPUT", "WORDS", "Judged", "complete", "judge", "output_schema"]

OUTPUT: Final = tuple("t" if name == "time" else name for name in FIELDS)
"""Columns of a judged frame, after `_line`."""

AMOUNT: Final = r"^[1-9][0-9]{0,4}$"
AMOUNT_LIMIT: Final = 36_500
"""Largest amount that an extension may carry: with a hundred years of days dates stay within their range."""

WORDS: Final = ("norm", "period", "channel", "sector", "track", "priority", "actor")
"""Fields that draw on few words: kept as categories, a quarter of the text's size and quick to compare."""

_TEXTS: Final = ("id", "case", "data")
_TEXT_TYPES: Final = (pl.String, pl.Categorical, pl.Enum)
_NAMES: Final = ("type", "municipality")
_LINE: Final = "_line"


@dataclass(frozen=True)
class Judged:
    """rows: `_line` and those of OUTPUT that have values, normalised (see ``complete``);
    bad: the raw rows that are kept aside.

    ``refused`` marks the bad ones among the rows (None: there are none): they leave together with the
    repeats, since every removal copies all the rest.
    """

    rows: pl.DataFrame
    bad: pl.DataFrame
    refused: pl.Series | None = None


def output_schema(tables: Tables) -> dict[str, pl.DataType]:
    """Types of the columns of a judged frame."""
    schema: dict[str, pl.DataType] = {_LINE: pl.Int64()}
    for name in OUTPUT:
        schema[name] = pl.Int64() if name in ("t", "due", "recorded") else pl.String()
        if name in WORDS:
            schema[name] = pl.Categorical()
    schema["type"], schema["municipality"] = tables.types, tables.municipalities
    return schema


def judge(raw: pl.DataFrame, tables: Tables) -> Judged:
    """Judge raw rows.

    raw: `_line` and any of FIELDS; String, for time, due and recorded also Datetime with a zone, for
    due also Date, for names also any categorical type. A column may be missing. "" stands for no value.
    """
    raw = _without_empty(raw)
    rows = _converted(raw, tables)
    bad = _bad(raw, rows, tables)
    if bad is not None and bad.any():
        return Judged(rows, raw.filter(bad), bad)
    return Judged(rows, raw.clear())


def _without_empty(raw: pl.DataFrame) -> pl.DataFrame:
    """Drop columns without values and make empty texts null, touching only columns that hold some."""
    raw = raw.select(name for name in raw.columns if name == _LINE or raw[name].null_count() < raw.height)
    # An empty type or municipality is no name and becomes null anyway.
    texts = [name for name in raw.columns if name not in _NAMES and _may_be_empty(raw.schema[name])]
    if not texts or raw.is_empty():
        return raw
    empty = [pl.col(name) for name in texts if _has_empty(raw[name])]
    return raw.with_columns(pl.when(column != "").then(column.cast(pl.String)) for column in empty)


def _has_empty(column: pl.Series) -> bool:
    given = column.drop_nulls() if column.null_count() * 2 > len(column) else column
    return bool((given == "").any())


def _may_be_empty(dtype: pl.DataType) -> bool:
    return dtype in (pl.String, pl.Categorical) or (isinstance(dtype, pl.Enum) and "" in dtype.categories)


def _converted(raw: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Bring every column to its type; a value that cannot be brought there becomes null."""
    columns: list[pl.Expr] = [pl.col(_LINE)]
    for name in _TEXTS:
        if name in raw.columns and name != "data":
            columns.append(pl.col(name).cast(pl.String))
    for name in WORDS:
        if name in raw.columns:
            # an integer code is taken for a name as its digits
            text = pl.col(name) if isinstance(raw.schema[name], _TEXT_TYPES) else pl.col(name).cast(pl.String)
            columns.append(text.cast(pl.Categorical))
    for name, enum in (("type", tables.types), ("municipality", tables.municipalities)):
        if name in raw.columns:
            columns.append(pl.lit(coded(raw[name], enum).alias(name)))
    for name, target in (("time", "t"), ("recorded", "recorded")):
        if name in raw.columns:
            columns.append(_instant(name, raw.schema[name]).alias(target))
    rows = raw.select(columns)
    if "due" in raw.columns:
        rows = rows.with_columns(_due_where_given(raw, rows, tables))
    if "data" in raw.columns:
        rows = rows.with_columns(canonical(raw["data"].cast(pl.String)).alias("data"))
    return rows


def _instant(name: str, dtype: pl.DataType) -> pl.Expr:
    if isinstance(dtype, pl.Datetime):
        return typed_instant(pl.col(name), dtype)
    return instant(pl.col(name))


def _due_where_given(raw: pl.DataFrame, rows: pl.DataFrame, tables: Tables) -> pl.Series:
    """Few events set a term: only theirs is read."""
    given = raw["due"].is_not_null().arg_true()
    if len(given) == raw.height:
        return _due(raw, rows, tables)
    names = [name for name in rows.columns if name == "municipality"]
    due = _due(raw.select("due")[given], rows.select(names)[given], tables)
    return pl.repeat(None, raw.height, dtype=pl.Int64(), eager=True).scatter(given, due).alias("due")


def _due(raw: pl.DataFrame, rows: pl.DataFrame, tables: Tables) -> pl.Series:
    """An instant, or a date: the end of that local day. Needs the municipality, so null without it."""
    dtype = raw.schema["due"]
    if isinstance(dtype, pl.Datetime):
        return raw.select(typed_instant(pl.col("due"), dtype).alias("due"))["due"]
    due = raw["due"]
    if dtype == pl.Date:
        day, result = due, pl.Series([None], dtype=pl.Int64)
    else:
        dated = due.str.contains(DATE)
        day = due.zip_with(dated, due.clear(1)).str.to_date("%Y-%m-%d", strict=False)
        none = pl.Series([None], dtype=pl.Int64)
        result = none if dated.all() else raw.select(instant(pl.col("due")))["due"]
    if day.null_count() == len(day) or "municipality" not in rows.columns:
        return (
            result.alias("due")
            if len(result) == len(due)
            else result.new_from_index(0, len(due)).alias("due")
        )
    seen = set(rows["municipality"].filter(day.is_not_null()).unique().drop_nulls().to_list())
    zones = {zone: sorted(seen.intersection(names)) for zone, names in tables.zones.items()}
    zones = {zone: names for zone, names in zones.items() if names}
    ends = pl.DataFrame({"day": day, "municipality": rows["municipality"]}).select(
        end=day_end(pl.col("day"), pl.col("municipality"), zones)
    )["end"]
    if len(result) < len(due):
        return ends.alias("due")
    return pl.select(pl.coalesce(result, ends)).to_series().alias("due")


def _bad(raw: pl.DataFrame, rows: pl.DataFrame, tables: Tables) -> pl.Series | None:
    """Mark bad rows; None if there is certainly none."""
    required = ["t" if name == "time" else name for name in REQUIRED]
    if raw.height and any(name not in rows.columns for name in required):
        return pl.Series([True]).new_from_index(0, raw.height)
    faults = [rows[name].is_null() for name in required if name in rows.columns and rows[name].null_count()]
    for name in ("t", "due", "recorded"):
        source = "time" if name == "t" else name
        if isinstance(raw.schema.get(source), pl.Datetime):
            low, high = rows.select(low=pl.col(name).min(), high=pl.col(name).max()).row(0)
            if low < T_MIN or high > T_MAX:
                faults.append(~rows[name].is_between(T_MIN, T_MAX))
    for name in ("due", "recorded", "data"):
        if name in rows.columns and rows[name].null_count() > raw[name].null_count():
            faults.append(rows[name].is_null() & raw[name].is_not_null())
    codes, more = _codes(rows, tables)
    faults += more
    by_rules = _by_rules(codes, tables)
    if by_rules is not None:
        faults.append(by_rules)
    return reduce(or_, faults).fill_null(False) if faults else None


def _codes(rows: pl.DataFrame, tables: Tables) -> tuple[dict[str, pl.Series], list[pl.Series]]:
    """What the rules ask of a row, as codes: kind, place, norm and period (0: none), case, amounts (0 or 1).

    A code that is 0 in every row is left out. Also the faults of single columns: a norm that no profile
    knows, a period that is none.
    """
    faults: list[pl.Series] = []
    codes = {"kind": rows["type"].to_physical(), "place": rows["municipality"].to_physical()}
    for name in ("norm", "period"):
        if name not in rows.columns:
            continue
        given = rows[name].is_not_null().arg_true()
        few = rows[name].gather(given)
        if name == "norm":
            code = coded(few, tables.norms).to_physical().cast(pl.UInt32) + 1
        else:
            code = granularity_code(few.cast(pl.String))
        if len(given) < rows.height:
            code = pl.repeat(None, rows.height, dtype=code.dtype, eager=True).scatter(given, code)
        if code.null_count() > rows[name].null_count():
            faults.append(code.is_null() & rows[name].is_not_null())
        codes[name] = code.fill_null(0)
    if "case" in rows.columns:
        codes["case"] = rows["case"].is_not_null()
    for field, kinds in tables.amounts.items():
        amount = _amount(rows, field, kinds)
        if amount is not None:
            codes[f"amount {field}"] = amount
    return codes, faults


def _amount(rows: pl.DataFrame, field: str, kinds: list[str]) -> pl.Series | None:
    """Mark rows whose `data` carries a good amount in `field`; None if no row is asked for it."""
    if "data" not in rows.columns or not rows["type"].is_in(kinds).any():
        return None
    texts = rows["data"].unique().drop_nulls()
    path = "$" + "".join(f'["{part}"]' for part in field.split("."))
    # "30" counts like 30: conditions compare as text as well, and exports often know nothing but text.
    amount = texts.str.json_path_match(path)
    good = amount.str.contains(AMOUNT) & (amount.cast(pl.Int64, strict=False) <= AMOUNT_LIMIT)
    return rows["data"].is_in(texts.filter(good.fill_null(False)).implode()).fill_null(False)


def _by_rules(codes: dict[str, pl.Series], tables: Tables) -> pl.Series | None:
    """Ask the rules once for each distinct combination of codes; mark the rows whose combination is bad.

    The combination is one number, with `kind` as its lowest digit; nulls (unknown names) are bad elsewhere.
    """
    sizes = {
        "kind": len(tables.rules.event_types),
        "place": len(tables.rules.municipalities),
        "norm": len(tables.norms.categories) + 1,
        "period": len(GRANULARITIES) + 1,
    }
    sizes = {name: max(sizes.get(name, 2), 1) for name in codes}
    width = pl.UInt32 if prod(sizes.values()) < 2**32 else pl.UInt64
    key, factor = pl.lit(0, width), 1
    for name, size in sizes.items():
        digit = pl.col(name).cast(width)
        key, factor = (digit if factor == 1 else key + digit * factor), factor * size
    keys = pl.DataFrame(codes).select(key=key)["key"]
    parts, rest = [], pl.col("key")
    for name, size in sizes.items():
        parts.append((rest % size).alias(name))
        rest = rest // size
    asked = keys.unique().drop_nulls().to_frame().select("key", *parts)
    asked = asked.with_columns(set=tables.set_of.gather(asked["place"]))
    question = ["set", *(name for name in sizes if name != "place")]
    wrong = [row for row in asked.select(question).unique().iter_rows(named=True) if not _fits(row, tables)]
    if not wrong:
        return None
    refused = pl.DataFrame(wrong, schema={name: asked.schema[name] for name in question})
    bad = asked.join(refused, on=question, how="semi")["key"]
    return keys.is_in(bad.implode())


def _fits(row: dict[str, int], tables: Tables) -> bool:
    """Answer one question; a code that was left out is 0."""
    one = tables.sets[row["set"]]
    kind = tables.rules.event_types[row["kind"]]
    norm, period = row.get("norm", 0), row.get("period", 0)
    field = one.carried.get(kind)
    if field is not None and not row.get(f"amount {field}", 0):
        return False
    return not faults_of(
        one,
        kind,
        tables.norms.categories[norm - 1] if norm else None,
        bool(row.get("case", 0)),
        GRANULARITIES[period - 1] if period else None,
    )


def complete(rows: pl.DataFrame, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Add the columns that are absent; a column of nulls costs nothing until it is touched."""
    return rows.with_columns(
        pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in rows.columns
    ).select(list(schema))

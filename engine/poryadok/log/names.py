"""Names as codes: each distinct name is looked up once."""

import polars as pl

__all__ = ["coded"]


def coded(names: pl.Series, enum: pl.Enum) -> pl.Series:
    """Names as categories of ``enum``; null for those that are none.

    names: String or any categorical type. Categories already are numbers, and few: only those are compared.
    """
    if names.dtype != pl.Categorical or names.is_empty():
        return names.cast(enum, strict=False)
    own = names.to_physical()
    known = names.unique().drop_nulls()
    codes = known.cast(enum, strict=False).to_physical()
    size = int(known.to_physical().max() or 0) + 1  # type: ignore[arg-type]
    table = pl.repeat(None, size, dtype=codes.dtype, eager=True).scatter(known.to_physical(), codes)
    return table.gather(own).cat.to(enum).alias(names.name)

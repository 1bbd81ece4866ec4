"""Events of one case at one instant: the only ones whose order the sort by time leaves open."""

import polars as pl

__all__ = ["reordered"]


def reordered(frame: pl.DataFrame, rank: pl.Series, *, by_source: bool = False) -> pl.DataFrame:
    """Put rows of one ``key`` and one ``t`` in the order of ``rank``; equal ranks keep theirs.

    ``frame`` is sorted by (key, t). ``rank`` has a value for each row or, with ``by_source``, for each row of
    the log, to be looked up by ``src``. Only rows in ties are looked at, and nothing is moved without need.
    """
    tied = frame.select(
        ((pl.col("key") == pl.col("key").shift()) & (pl.col("t") == pl.col("t").shift())).fill_null(False)
    ).to_series()
    if not tied.any():
        return frame
    rows = (tied | tied.shift(-1, fill_value=False)).arg_true()
    ranks = rank.gather(frame["src"].gather(rows)) if by_source else rank.gather(rows)
    ties = pl.DataFrame({"run": (~tied).cum_sum().gather(rows), "rank": ranks, "row": rows})
    moved = ties.sort("run", "rank", maintain_order=True)["row"]
    if (moved == rows).all():
        return frame
    order = pl.int_range(frame.height, dtype=pl.UInt32, eager=True).scatter(rows, moved)
    return frame[order]

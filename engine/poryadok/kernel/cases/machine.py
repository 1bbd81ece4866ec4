"""Open and close: which obligations one norm opens in each case, and what ends each of them (DESIGN §7).

Works on a coded frame of one group, put in order by ``ordered``, with Boolean columns ``opens``, ``closes``,
``cancels``, ``extends`` and the version column ``ver`` (which version's day the event falls on).

An opening counts when nothing is open, an ending when something is: both follow from the *nearest earlier*
event of either sort in the same case, so that two shifts find them all, however long the case.
"""

from collections.abc import Callable

import polars as pl

from poryadok.kernel.cases.order import reordered

__all__ = ["cycles", "extensions", "numbered", "ordered"]

Judge = Callable[[pl.DataFrame], pl.Series]


def ordered(frame: pl.DataFrame, first: pl.Expr) -> pl.DataFrame:
    """Number the rows (``pos``) in the order in which they count.

    A frame comes in the order of ``order.by_case``; at equal instants of one case the rows where ``first``
    holds go before the others, and the smallest id first (DESIGN §7: an opening comes before a closing).
    """
    return reordered(frame, frame.select(first).to_series()).with_row_index("pos")


def _state(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``true_open`` and ``is_open`` (something is open just before the row)."""
    new_case = pl.col("key").ne_missing(pl.col("key").shift())
    state = (
        pl.when(pl.col("opens"))
        .then(True)
        .when(pl.col("closes") | pl.col("cancels"))
        .then(False)
        .when(new_case)
        .then(False)
        .otherwise(None)
    )
    before = state.forward_fill().shift().fill_null(False) & ~new_case
    return frame.with_columns(before.alias("is_open")).with_columns(
        (pl.col("opens") & ~pl.col("is_open")).alias("true_open")
    )


def _pair(frame: pl.DataFrame) -> pl.DataFrame:
    """One row an obligation: the opening's columns, and ``end_t``, ``end_src`` and so on of its ending."""
    stated = _state(frame)
    ending = (pl.col("closes") | pl.col("cancels")) & pl.col("is_open") & ~pl.col("opens")
    marks = stated.filter(pl.col("true_open") | ending)
    ended = (pl.col("key") == pl.col("key").shift(-1)).fill_null(False)
    ends = [
        pl.when(ended).then(pl.col(name).shift(-1)).alias(alias)
        for name, alias in (
            ("t", "end_t"),
            ("src", "end_src"),
            ("pos", "end_pos"),
            ("type", "end_type"),
            ("cancels", "end_cancels"),
        )
    ]
    return (
        marks.with_columns(ends).filter("true_open").drop("closes", "cancels", "extends", "opens", "is_open")
    )


def numbered(opened: pl.DataFrame) -> pl.DataFrame:
    """Add ``n``, the obligation's number within its case, from 0."""
    row = pl.int_range(pl.len(), dtype=pl.UInt32)
    start = pl.when(pl.col("key").ne_missing(pl.col("key").shift())).then(row).forward_fill()
    return opened.with_columns((row - start).alias("n"))


def cycles(frame: pl.DataFrame, ineffective: Judge | None = None) -> pl.DataFrame:
    """Find the obligations of each case.

    ``ineffective`` tells which of the found endings do not end their obligation after all (a cancellation
    after the due instant, a closing that the obligation's own version does not know). The earliest such
    ending of each case is struck out and the case is run again, until none is left.
    """
    if ineffective is None:
        return numbered(_pair(frame))
    done: list[pl.DataFrame] = []
    while True:
        found = _pair(frame)
        struck = (
            found.filter(ineffective(found)).group_by("key").agg(pl.col("end_src").sort_by("end_pos").first())
        )
        if struck.is_empty():
            done.append(found)
            break
        again = frame.join(struck, on="key", how="inner", maintain_order="left")
        done.append(found.join(struck, on="key", how="anti", maintain_order="left"))
        is_struck = pl.col("src") == pl.col("end_src")
        frame = again.with_columns(
            (pl.col("closes") & ~is_struck).alias("closes"), (pl.col("cancels") & ~is_struck).alias("cancels")
        ).drop("end_src")
    return numbered(pl.concat(done).sort("pos"))


def extensions(frame: pl.DataFrame, opened: pl.DataFrame, times: int, amount: pl.Expr) -> pl.DataFrame:
    """Add to ``opened`` the first ``times`` extension events of each obligation.

    Columns ``ext_t_I``, ``ext_src_I``, ``ext_n_I`` (amount, where the event carries it), I from 1; null where
    there is none. Whether one counts depends on the due instant and is decided later.
    """
    events = frame.filter("extends").select("key", "pos", "t", "src", amount.alias("ext_n"))
    spans = opened.select("key", "n", pl.col("pos").alias("from"), pl.col("end_pos").alias("until"))
    inside = (pl.col("pos") > pl.col("from")) & (pl.col("pos") < pl.col("until")).fill_null(True)
    held = events.join(spans, on="key", how="inner").filter(inside).sort("pos")
    held = held.with_columns(nth=pl.int_range(pl.len()).over("key", "n"))
    result = opened
    for number in range(1, times + 1):
        one = held.filter(pl.col("nth") == number - 1).select(
            "key",
            "n",
            pl.col("t").alias(f"ext_t_{number}"),
            pl.col("src").alias(f"ext_src_{number}"),
            pl.col("ext_n").alias(f"ext_n_{number}"),
        )
        result = result.join(one, on=["key", "n"], how="left", maintain_order="left")
    return result

"""The order in which events count: case by case, by instant, at one instant by rank and id (DESIGN §7).

A case is told by two independent 64-bit hashes of its municipality and its text: comparing the text of many
millions of events costs more than all the rest, and 128 bits leave no room for two cases to meet.
"""

import polars as pl

__all__ = ["by_case", "reordered", "rows_by_case"]


def by_case(events: pl.DataFrame, ids: pl.Series, ranks: pl.Series) -> pl.DataFrame:
    """Put coded events in order of (case, t, rank of the type, id).

    ``events`` has ``h``, ``h2``, ``t``, ``type``, ``src``; ``ids`` are the ids of the log's rows, ``ranks``
    the rank of each type code: one that most norms agree with, so that few have to move rows again.
    Adds ``key``, the number of the case, and ``tie``: 0, or among the events of one case at one instant the
    number of this one by id, from 1. Drops the hashes.
    """
    # A column without any value need not be moved about.
    idle = {name: kind for name, kind in events.schema.items() if events[name].null_count() == events.height}
    if events.is_empty():
        none = pl.lit(None, dtype=pl.UInt32)
        return events.drop("h", "h2").with_columns(none.alias("key"), none.alias("tie"))
    rows, first = rows_by_case(events)
    t = events["t"].gather(rows)
    if (~first & (t < t.shift())).fill_null(False).any():
        timed = pl.DataFrame({"case": first.cum_sum(), "t": t, "row": rows}).sort(
            "case", "t", maintain_order=True
        )
        rows, t = timed["row"], timed["t"]
    tied = (~first & (t == t.shift())).fill_null(False)
    key = first.cum_sum().cast(pl.UInt32).alias("key")
    tie = pl.repeat(0, events.height, dtype=pl.UInt32, eager=True).alias("tie")
    if tied.any():
        at = (tied | tied.shift(-1, fill_value=False)).arg_true()
        moved, numbers = _settled(events, rows.gather(at), (~tied).cum_sum().gather(at), ids, ranks)
        rows, tie = rows.scatter(at, moved), tie.scatter(at, numbers)
    rest = events.select(name for name in events.columns if name not in ("h", "h2", "t", *idle))[rows]
    empty = [pl.lit(None, dtype=kind).alias(name) for name, kind in idle.items()]
    return rest.with_columns(key, t, tie, *empty)


def reordered(frame: pl.DataFrame, first: pl.Series) -> pl.DataFrame:
    """Put rows of one case and one instant in the order: those where ``first`` holds, then by id.

    ``frame`` is some of the rows of ``by_case``. Only rows in ties are looked at; nothing moves without need.
    """
    at = (frame["tie"] > 0).arg_true()
    if at.is_empty():
        return frame
    ties = frame.select("key", "t", "tie")[at].with_columns((~first.gather(at)).alias("last"))
    same = ~(_changed(ties["key"]) | _changed(ties["t"]))
    order = ties.select((pl.col("last").cast(pl.UInt64) * 2**32 + pl.col("tie")).alias("order"))["order"]
    if not (same & (order < order.shift())).fill_null(False).any():
        return frame
    runs = pl.DataFrame({"run": (~same).cum_sum(), "order": order, "row": at})
    moved = runs.sort("run", "order")["row"]
    rows = pl.int_range(frame.height, dtype=pl.UInt32, eager=True).scatter(at, moved)
    return frame[rows]


def rows_by_case(events: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """The rows case by case, in their order within each, and where a case begins.

    The upper bits of the hash and the number of the row are sorted as one integer: several times quicker than
    sorting rows by a column.
    """
    low = max(events.height - 1, 1).bit_length()
    high = pl.lit(2**64 - 2**low, dtype=pl.UInt64)
    row = pl.int_range(events.height, dtype=pl.UInt64, eager=True)
    packed = events.select((pl.col("h") & high) | pl.lit(row)).to_series().sort()
    rows = (packed & (2**low - 1)).cast(pl.UInt32)
    cut = packed.to_frame("p").select(pl.col("p") & high).to_series()
    other, second = _changed(cut), events["h2"].gather(rows)
    if not (~other & _changed(second)).any():
        return rows, other
    # Cases that share the upper bits lie among each other: part them by both hashes.
    meeting = ~other & _changed(second)
    at = cut.is_in(cut.filter(meeting).implode()).arg_true()
    mixed = pl.DataFrame({"cut": cut.gather(at), "row": rows.gather(at)}).with_columns(
        events["h"].gather(rows.gather(at)), events["h2"].gather(rows.gather(at))
    )
    rows = rows.scatter(at, mixed.sort("cut", "h", "h2", "row")["row"])
    return rows, _changed(events["h"].gather(rows)) | _changed(events["h2"].gather(rows))


def _changed(values: pl.Series) -> pl.Series:
    """Whether a value differs from the one before it; the first one does."""
    return values.ne_missing(values.shift()).scatter(0, True) if len(values) else values.cast(pl.Boolean)


def _settled(
    events: pl.DataFrame, rows: pl.Series, runs: pl.Series, ids: pl.Series, ranks: pl.Series
) -> tuple[pl.Series, pl.Series]:
    """Rows in ties, in the order of (run, rank, id), and the number of each within its run by id."""
    tied = events.select("src", "type")[rows]
    ties = pl.DataFrame(
        {
            "run": runs,
            "id": ids.gather(tied["src"]).cast(pl.String),
            "rank": ranks.gather(tied["type"]),
            "row": rows,
        }
    )
    same = ties["run"] == ties["run"].shift()
    if (same & (ties["id"] < ties["id"].shift())).fill_null(False).any():
        ties = ties.sort("run", "id", maintain_order=True)
    row = pl.int_range(pl.len(), dtype=pl.UInt32)
    start = pl.when(pl.col("run").ne_missing(pl.col("run").shift())).then(row).forward_fill()
    ties = ties.select("run", "rank", "row", (row - start + 1).alias("tie"))
    if (same & (ties["rank"] < ties["rank"].shift())).fill_null(False).any():
        ties = ties.sort("run", "rank", "tie")
    return ties["row"], ties["tie"]

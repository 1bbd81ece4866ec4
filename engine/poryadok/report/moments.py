"""Instants of whole columns as RFC 3339 text in each municipality's offset: ``zones.iso`` for frames."""

from collections.abc import Sequence

import polars as pl

from poryadok.clock.zones import transitions

__all__ = ["with_texts"]


def with_texts(frame: pl.DataFrame, names: Sequence[str], zones: Sequence[str]) -> pl.DataFrame:
    """Replace the epoch-second columns ``names`` by text; column ``zone`` indexes ``zones``. Null stays."""
    if not names:
        return frame
    spans = _spans(frame, names, zones)
    return frame.with_columns(_text(pl.col(name), spans).alias(name) for name in names)


def _spans(frame: pl.DataFrame, names: Sequence[str], zones: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Offsets of each zone over the instants of the frame, cut to the minute: RFC 3339 has no seconds."""
    low, high = frame.select(
        pl.min_horizontal(pl.col(names).min()).alias("low"),
        pl.max_horizontal(pl.col(names).max()).alias("high"),
    ).row(0)
    if low is None:
        return [[(0, 0)] for _ in zones]
    return [[(since, offset // 60 * 60) for since, offset in transitions(zone, low, high)] for zone in zones]


def _text(t: pl.Expr, spans: Sequence[Sequence[tuple[int, int]]]) -> pl.Expr:
    offset: pl.Expr | None = None
    for code, span in enumerate(spans):
        own = pl.lit(span[0][1], dtype=pl.Int32)
        for since, seconds in span[1:]:
            own = pl.when(t >= since).then(pl.lit(seconds, dtype=pl.Int32)).otherwise(own)
        offset = own if offset is None else pl.when(pl.col("zone") == code).then(own).otherwise(offset)
    assert offset is not None  # a plan without municipalities has no obligations
    local = pl.from_epoch(t + offset.cast(pl.Int64), time_unit="s").dt.strftime("%Y-%m-%dT%H:%M:%S")
    tails = {seconds: _suffix(seconds) for span in spans for _, seconds in span}
    return local + offset.replace_strict(tails, return_dtype=pl.String)


def _suffix(seconds: int) -> str:
    sign, minutes = "-" if seconds < 0 else "+", abs(seconds) // 60
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"

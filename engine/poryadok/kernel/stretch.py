"""Stretches of a log, coded one by one as they are read, and put together piece by piece for the work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import polars as pl

__all__ = ["Block", "Events", "Stretch", "parted"]

LARGE = 0.01  # share of a stretch from which on a piece is worth a look at all rows
Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The coded events of ``height`` consecutive rows of a log (see ``coding``); ``src`` counts from 0.

    Events of cases are cut into pieces by type code and part, parts by the hash of the case; within a piece they
    stand as in the log. ``pieces`` are the large ones; ``rest`` has the others, with ``lot``, the number of the
    piece. ``performing``: events of norms by periods, with ``id`` and ``period``. ``counted``: those that are only
    counted for a sample.
    """

    height: int
    pieces: Mapping[int, pl.DataFrame]
    rest: pl.DataFrame
    performing: pl.DataFrame
    counted: pl.DataFrame


def parted(coded: pl.DataFrame, mine: pl.Series, parts: int) -> tuple[dict[int, pl.DataFrame], pl.DataFrame]:
    """Cut the rows marked in ``mine`` by type and by the hash of their case: large pieces, and the rest.

    A look at all rows for each large piece costs much less than putting the rows in order.
    """
    lots = pl.col("type").cast(pl.UInt32) * parts + (pl.col("h") % parts).cast(pl.UInt32)
    lot = coded.select(pl.when(pl.lit(mine)).then(lots).alias("lot")).to_series()
    sizes = dict(lot.value_counts().drop_nulls().iter_rows())
    large = sorted(number for number, size in sizes.items() if size >= LARGE * coded.height)
    pieces = {number: coded.filter(lot == number) for number in large}
    few = lot.is_not_null() & ~lot.is_in(large)
    return pieces, coded.filter(few).with_columns(lot.filter(few))


@dataclass(frozen=True, slots=True)
class Block:
    """Where the events of one type stand in a frame."""

    start: int
    size: int

    @property
    def end(self) -> int:
        """The row after the last one."""
        return self.start + self.size


class Events:
    """All stretches of a log, in the order of the log; ``stays`` marks its rows that count (None: all).

    ``parts``: into how many the cases are cut.
    """

    def __init__(self, stretches: Sequence[Stretch], parts: int, stays: pl.Series | None) -> None:
        self._parts, self._stays = parts, stays
        starts = [0, *accumulate(one.height for one in stretches)]
        numbered = list(zip(stretches, starts, strict=False))
        self._pieces: dict[int, list[pl.DataFrame]] = {}
        for one, start in numbered:
            for number, frame in one.pieces.items():
                self._pieces.setdefault(number, []).append(_moved(frame, start))
        self._rest = pl.concat([_moved(one.rest, start) for one, start in numbered]).rechunk()
        self._performing = pl.concat([_moved(one.performing, start) for one, start in numbered])
        self._counted = pl.concat([_moved(one.counted, start) for one, start in numbered])

    @property
    def performing(self) -> pl.DataFrame:
        """Events that perform duties by periods."""
        return self._staying(self._performing)

    @property
    def counted(self) -> pl.DataFrame:
        """Events that are counted for samples."""
        return self._staying(self._counted)

    def sizes(self) -> dict[int, int]:
        """How many events of cases there are of each type code."""
        lots = {number: sum(map(len, frames)) for number, frames in self._pieces.items()}
        for number, size in self._rest["lot"].value_counts().iter_rows():
            lots[number] = lots.get(number, 0) + size
        sizes: dict[int, int] = {}
        for number, size in lots.items():
            sizes[number // self._parts] = sizes.get(number // self._parts, 0) + size
        return sizes

    def of(self, codes: Sequence[int], part: int | None) -> tuple[pl.DataFrame, dict[int, Block]]:
        """The events of these types in one part (None: in all), type by type, and where each type stands.

        With the rows that do not count: see ``left``.
        """
        frames, blocks, start = [self._rest.head(0).drop("lot")], {}, 0
        for code in codes:
            parts = range(self._parts) if part is None else (part,)
            lots = [code * self._parts + number for number in parts]
            rest = self._rest.filter(pl.col("lot").is_between(lots[0], lots[-1])).drop("lot")
            found = [*(frame for number in lots for frame in self._pieces.get(number, ())), rest]
            size = sum(map(len, found))
            if size:
                blocks[code] = Block(start, size)
                start += size
                frames += found
        return pl.concat(frames).rechunk(), blocks

    def left(self, frame: pl.DataFrame) -> pl.Series | None:
        """Mark the events of a frame that do not count (None: all do)."""
        return None if self._stays is None else ~self._stays.gather(frame["src"])

    def _staying(self, frame: pl.DataFrame) -> pl.DataFrame:
        left = self.left(frame)
        return frame if left is None else frame.filter(~left)


def _moved(frame: pl.DataFrame, start: int) -> pl.DataFrame:
    return frame.with_columns(pl.col("src") + pl.lit(start, dtype=pl.UInt32)) if start else frame

"""Stretches of a log, coded one by one as they are read, and put together piece by piece for the work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import polars as pl

__all__ = ["Block", "Events", "Stretch", "parted"]


DAY = 86_400


@dataclass(frozen=True, slots=True)
class Block:
    """Where the events of one type stand in a frame."""

    start: int
    size: int

    @property
    def end(self) -> int:
        """The row after the last one."""
        return self.start + self.size


@dataclass(frozen=True, slots=True)
class Stretch:
    """The coded events of ``height`` consecutive rows of a log (see ``coding``); ``src`` counts from 0.

    ``cases``: events of cases, lot by lot; a lot is a type and a part, parts being cut by the hash of the
    case; within a lot they stand as in the log, without their type. ``lots``: where each lot stands.
    ``performing``: events of norms by periods, with ``id`` and ``period``. ``counted``: those that are only
    counted for a sample. ``span``: the first and last instant of all of them (None: there are none).
    """

    height: int
    span: tuple[int, int] | None
    cases: pl.DataFrame
    lots: Mapping[int, Block]
    performing: pl.DataFrame
    counted: pl.DataFrame


def parted(coded: pl.DataFrame, lots: pl.Series) -> tuple[pl.DataFrame, dict[int, Block]]:
    """Put rows together by their lot (null: they belong to none), whose numbers are small.

    Adds their numbers as ``src``. The rows of each lot are gathered as a group: much quicker than a sort, and
    than a filter for each lot.
    """
    groups = lots.to_frame("lot").with_row_index("row").group_by("lot").agg("row").drop_nulls("lot")
    rows = groups["row"].explode().cast(pl.UInt32) if groups.height else pl.Series([], dtype=pl.UInt32)
    ordered = coded[rows].insert_column(0, rows.alias("src"))
    sizes = groups["row"].list.len()
    starts = sizes.cum_sum() - sizes
    blocks = {lot: Block(start, size) for lot, start, size in zip(groups["lot"], starts, sizes, strict=True)}
    return ordered, blocks


class Events:
    """All stretches of a log, in the order of the log; ``stays`` marks its rows that count (None: all).

    ``parts``: into how many the cases are cut. ``days``: the local days of the events, wherever they are.
    """

    def __init__(self, stretches: Sequence[Stretch], parts: int, stays: pl.Series | None) -> None:
        self._parts, self._stays = parts, stays
        spans = [one.span for one in stretches if one.span is not None]
        # a local day is at most a day from that of UTC
        self.days = (
            range(min(low for low, _ in spans) // DAY - 1, max(high for _, high in spans) // DAY + 2)
            if spans
            else range(0)
        )
        starts = [0, *accumulate(one.height for one in stretches)]
        numbered = list(zip(stretches, starts, strict=False))
        self._cases = [(_moved(one.cases, start), one.lots) for one, start in numbered]
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
        sizes: dict[int, int] = {}
        for _, lots in self._cases:
            for lot, block in lots.items():
                code = lot // self._parts
                sizes[code] = sizes.get(code, 0) + block.size
        return sizes

    def of(self, codes: Sequence[int], part: int | None) -> tuple[pl.DataFrame, dict[int, Block]]:
        """The events of these types in one part (None: in all), type by type, and where each type stands.

        With those that do not count: see ``left``.
        """
        frames, blocks, start = [self._cases[0][0].clear()], {}, 0
        for code in codes:
            parts = range(self._parts) if part is None else (part,)
            found = [
                frame.slice(block.start, block.size)
                for frame, lots in self._cases
                for block in (lots.get(code * self._parts + number) for number in parts)
                if block is not None
            ]
            if found:
                blocks[code] = Block(start, sum(frame.height for frame in found))
                start = blocks[code].end
                frames += found
        kinds = [
            pl.repeat(code, block.size, dtype=pl.UInt16, eager=True).alias("type")
            for code, block in blocks.items()
        ]
        none = pl.Series("type", [], dtype=pl.UInt16)
        together = pl.concat(frames).rechunk()
        return together.with_columns(pl.concat([none, *kinds], rechunk=True)), blocks

    def left(self, frame: pl.DataFrame) -> pl.Series | None:
        """Mark the events of a frame that do not count (None: all do)."""
        return None if self._stays is None else ~self._stays.gather(frame["src"])

    def _staying(self, frame: pl.DataFrame) -> pl.DataFrame:
        left = self.left(frame)
        return frame if left is None else frame.filter(~left)


def _moved(frame: pl.DataFrame, start: int) -> pl.DataFrame:
    """The frame with its rows numbered from ``start``."""
    return frame.with_columns(pl.col("src") + pl.lit(start, dtype=pl.UInt32)) if start else frame

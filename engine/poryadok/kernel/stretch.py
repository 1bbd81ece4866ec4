"""Stretches of a log, coded one by one as they are read, and put together piece by piece for the work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import polars as pl

__all__ = ["Block", "Events", "Stretch", "parted"]


DAY = 86_400


@dataclass(frozen=True, slots=True)
class Stretch:
    """The coded events of ``height`` consecutive rows of a log (see ``coding``); ``src`` counts from 0.

    ``pieces``: events of cases by lot, which is a type and a part, parts being cut by the hash of the case;
    within a piece they stand as in the log, without their type. ``empty`` has the columns of a piece.
    ``performing``: events of norms by periods, with ``id`` and ``period``. ``counted``: those that are only
    counted for a sample. ``span``: the first and last instant of all of them (None: there are none).
    """

    height: int
    span: tuple[int, int] | None
    pieces: Mapping[int, pl.DataFrame]
    empty: pl.DataFrame
    performing: pl.DataFrame
    counted: pl.DataFrame


def parted(coded: pl.DataFrame, lots: pl.Series) -> dict[int, pl.DataFrame]:
    """Cut rows by their lot (null: they belong to none), whose numbers are small.

    The rows of each lot are gathered as a group: much quicker than a sort, and than a filter for each lot.
    """
    groups = lots.to_frame("lot").with_row_index("row").group_by("lot").agg("row").drop_nulls("lot")
    ordered = coded[groups["row"].explode()] if groups.height else coded.clear()
    sizes = groups["row"].list.len()
    starts = sizes.cum_sum() - sizes
    return {
        lot: ordered.slice(start, size) for lot, start, size in zip(groups["lot"], starts, sizes, strict=True)
    }


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

    ``parts``: into how many the cases are cut. ``days``: the local days of the events, wherever they are.
    """

    def __init__(self, stretches: Sequence[Stretch], parts: int, stays: pl.Series | None) -> None:
        self._parts, self._stays, self._empty = parts, stays, stretches[0].empty
        spans = [one.span for one in stretches if one.span is not None]
        # a local day is at most a day from that of UTC
        self.days = (
            range(min(low for low, _ in spans) // DAY - 1, max(high for _, high in spans) // DAY + 2)
            if spans
            else range(0)
        )
        starts = [0, *accumulate(one.height for one in stretches)]
        numbered = list(zip(stretches, starts, strict=False))
        self._pieces: dict[int, list[tuple[pl.DataFrame, int]]] = {}
        for one, start in numbered:
            for lot, frame in one.pieces.items():
                self._pieces.setdefault(lot, []).append((frame, start))
        self._performing = _joined([(one.performing, start) for one, start in numbered])
        self._counted = _joined([(one.counted, start) for one, start in numbered])

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
        for lot, pieces in self._pieces.items():
            code = lot // self._parts
            sizes[code] = sizes.get(code, 0) + sum(frame.height for frame, _ in pieces)
        return sizes

    def of(self, codes: Sequence[int], part: int | None) -> tuple[pl.DataFrame, dict[int, Block]]:
        """The events of these types in one part (None: in all), type by type, and where each type stands.

        With those that do not count: see ``left``.
        """
        pieces, blocks, start = [(self._empty, 0)], {}, 0
        for code in codes:
            parts = range(self._parts) if part is None else (part,)
            found = [one for number in parts for one in self._pieces.get(code * self._parts + number, ())]
            if found:
                size = sum(frame.height for frame, _ in found)
                blocks[code] = Block(start, size)
                start += size
                pieces += found
        kinds = [
            pl.repeat(code, block.size, dtype=pl.UInt16, eager=True).alias("type")
            for code, block in blocks.items()
        ]
        none = pl.Series("type", [], dtype=pl.UInt16)
        return _joined(pieces).with_columns(pl.concat([none, *kinds], rechunk=True)), blocks

    def left(self, frame: pl.DataFrame) -> pl.Series | None:
        """Mark the events of a frame that do not count (None: all do)."""
        return None if self._stays is None else ~self._stays.gather(frame["src"])

    def _staying(self, frame: pl.DataFrame) -> pl.DataFrame:
        left = self.left(frame)
        return frame if left is None else frame.filter(~left)


def _joined(pieces: Sequence[tuple[pl.DataFrame, int]]) -> pl.DataFrame:
    """Pieces one below the other, each with the number of rows that the log has before its stretch."""
    frame = pl.concat([frame for frame, _ in pieces]).rechunk()
    before = pl.concat(
        [pl.repeat(start, frame.height, dtype=pl.UInt32, eager=True) for frame, start in pieces], rechunk=True
    )
    return frame.with_columns(frame["src"] + before)

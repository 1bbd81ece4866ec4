"""One record for each id: repeats are counted once, contradictions are kept aside."""

from dataclasses import dataclass
from typing import Final

import polars as pl

__all__ = ["Slice", "Unique", "unique"]

_PLACE: Final = ("_file", "_line")


@dataclass(frozen=True)
class Unique:
    """frame: the first row of each id that stands for one content (without `_file`, `_line`, `recorded`);
    duplicates: number of its repeats;
    conflicts: `_file`, `_line`, `id` of all rows of the other ids, sorted by place."""

    frame: pl.DataFrame
    duplicates: int
    conflicts: pl.DataFrame


@dataclass(frozen=True)
class Slice:
    """Judged rows of one stretch of a file; ``refused`` marks those that are none (None: all are good)."""

    rows: pl.DataFrame
    refused: pl.Series | None = None

    def good(self, of: pl.Series) -> pl.Series:
        """The values of the good rows."""
        return of if self.refused is None else of.filter(~self.refused)


def unique(slices: list[Slice]) -> Unique:
    """Find repeated ids among judged rows (in the order of files and lines) and settle them.

    Cheap first: neighbours among the sorted hashes. Only rows whose hash occurs twice are compared whole.
    ``slices`` is emptied on the way, so that rows are not held twice.
    """
    none = pl.DataFrame(schema={"_file": pl.UInt32, "_line": pl.Int64, "id": pl.String})
    hashes = [part.rows["id"].hash() for part in slices]
    ordered = pl.concat([part.good(ids) for part, ids in zip(slices, hashes, strict=True)]).sort()
    repeated = ordered.filter((ordered == ordered.shift()).fill_null(False)).unique()
    if repeated.is_empty():
        return Unique(_without(slices, pl.Series([], dtype=pl.UInt32)), 0, none)
    suspects, start = [], 0
    for part, ids in zip(slices, hashes, strict=True):
        suspect = ids.is_in(repeated.implode())
        here = (suspect if part.refused is None else suspect & ~part.refused).arg_true()
        suspects.append(part.rows[here].with_columns((here + start).alias("_row")))
        start += part.rows.height
    group = pl.concat(suspects)
    # Rows of one id with one content each are one row here; a real repeat has more rows than contents.
    content = [name for name in group.columns if name not in (*_PLACE, "_row")]
    contents = group.unique(content, keep="first", maintain_order=True)
    several = contents.group_by("id").len().filter(pl.col("len") > 1)["id"]
    conflicting = pl.col("id").is_in(several.implode())
    conflicts = group.filter(conflicting).select(*_PLACE, "id").sort(_PLACE)
    kept = contents.filter(~conflicting)["_row"]
    dropped = group.filter(~pl.col("_row").is_in(kept.implode()))["_row"]
    return Unique(_without(slices, dropped), len(dropped) - conflicts.height, conflicts)


def _without(slices: list[Slice], dropped: pl.Series) -> pl.DataFrame:
    """All good rows but those numbered in ``dropped``, without the columns that served to settle repeats."""
    start, parts = 0, []
    while slices:
        part = slices.pop(0)
        rows, stays = part.rows.drop(*_PLACE, "recorded"), part.refused
        here = dropped.filter(dropped.is_between(start, start + rows.height, closed="left")) - start
        start += rows.height
        if stays is not None:
            stays = ~stays
        if len(here):
            stays = pl.repeat(True, rows.height, dtype=pl.Boolean, eager=True) if stays is None else stays
            stays = stays.scatter(here, False)
        parts.append(rows if stays is None else rows.filter(stays))
    return pl.concat(parts, rechunk=False)

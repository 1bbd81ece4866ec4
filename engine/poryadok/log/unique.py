"""One record for each id: repeats are counted once, contradictions are kept aside."""

from dataclasses import dataclass
from typing import Final

import polars as pl

__all__ = ["Unique", "unique"]

_PLACE: Final = ("_file", "_line")


@dataclass(frozen=True)
class Unique:
    """frame: the first row of each id that stands for one content (without `_file`, `_line`, `recorded`);
    duplicates: number of its repeats;
    conflicts: `_file`, `_line`, `id` of all rows of the other ids, sorted by place."""

    frame: pl.DataFrame
    duplicates: int
    conflicts: pl.DataFrame


def unique(slices: list[pl.DataFrame]) -> Unique:
    """Find repeated ids among judged rows (in the order of files and lines) and settle them.

    Cheap first: neighbours among the sorted hashes. Only rows whose hash occurs twice are compared whole.
    ``slices`` is emptied on the way, so that rows are not held twice.
    """
    none = pl.DataFrame(schema={"_file": pl.UInt32, "_line": pl.Int64, "id": pl.String})
    hashes = [part["id"].hash() for part in slices]
    ordered = pl.concat(hashes).sort()
    repeated = ordered.filter((ordered == ordered.shift()).fill_null(False)).unique()
    if repeated.is_empty():
        return Unique(_joined(slices), 0, none)
    suspects, start = [], 0
    for part, ids in zip(slices, hashes, strict=True):
        here = ids.is_in(repeated.implode()).arg_true()
        suspects.append(part[here].with_columns((here + start).alias("_row")))
        start += part.height
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


def _without(slices: list[pl.DataFrame], dropped: pl.Series) -> pl.DataFrame:
    """All rows but those numbered in ``dropped``."""
    start = 0
    for at, part in enumerate(slices):
        here = dropped.filter(dropped.is_between(start, start + part.height - 1)) - start
        start += part.height
        if len(here):
            stays = pl.repeat(True, part.height, dtype=pl.Boolean, eager=True).scatter(here, False)
            slices[at] = part.filter(stays)
    return _joined(slices)


def _joined(slices: list[pl.DataFrame]) -> pl.DataFrame:
    """All rows as one frame, without the columns that only served to settle repeats; nothing is copied."""
    return pl.concat([part.drop(*_PLACE, "recorded") for part in slices], rechunk=False)

"""One record for each id: repeats are counted once, contradictions are kept aside."""

from dataclasses import dataclass
from typing import Final

import polars as pl

__all__ = ["Unique", "unique"]

_PLACE: Final = ("_file", "_line")


@dataclass(frozen=True)
class Unique:
    """frame: the first row of each id that stands for one content; duplicates: number of its repeats;
    conflicts: `_file`, `_line`, `id` of all rows of the other ids, sorted by place."""

    frame: pl.DataFrame
    duplicates: int
    conflicts: pl.DataFrame


def unique(rows: pl.DataFrame) -> Unique:
    """Find repeated ids among judged rows (in the order of files and lines) and settle them.

    Cheap first: the number of distinct hashes. Only rows whose hash occurs twice are compared by content.
    """
    none = pl.DataFrame(schema={"_file": pl.UInt32, "_line": pl.Int64, "id": pl.String})
    ids = rows["id"].hash()
    if ids.n_unique() == len(ids):
        return Unique(rows, 0, none)
    repeated = ids.to_frame("hash").group_by("hash").len().filter(pl.col("len") > 1)["hash"]
    suspect = ids.is_in(repeated.implode()).arg_true()
    group = rows[suspect].with_columns(suspect.alias("_row"))
    # Rows of one id with one content each are one row here; a real repeat has more rows than contents.
    content = [name for name in rows.columns if name not in _PLACE]
    contents = group.unique(content, keep="first", maintain_order=True)
    several = contents.group_by("id").len().filter(pl.col("len") > 1)["id"]
    conflicting = pl.col("id").is_in(several.implode())
    conflicts = group.filter(conflicting).select(*_PLACE, "id").sort(_PLACE)
    kept = contents.filter(~conflicting)["_row"]
    dropped = group.filter(~pl.col("_row").is_in(kept.implode()))["_row"]
    everyone = pl.int_range(rows.height, dtype=pl.UInt32, eager=True)
    frame = rows.filter(~everyone.is_in(dropped.implode())) if len(dropped) else rows
    return Unique(frame, len(dropped) - conflicts.height, conflicts)

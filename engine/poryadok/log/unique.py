"""One record for each id: repeats are counted once, contradictions are kept aside."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import polars as pl

from poryadok.log.judge import complete

__all__ = ["Slice", "Unique", "unique"]

_PLACE: Final = ("_file", "_line")


@dataclass(frozen=True)
class Unique:
    """stays: which rows are records of the log, each once (None: all are);
    duplicates: number of repeats that leave;
    conflicts: `_file`, `_line`, `id` of all rows of ids that stand for several contents, sorted by place."""

    stays: pl.Series | None
    duplicates: int
    conflicts: pl.DataFrame


@dataclass(frozen=True)
class Slice:
    """Judged rows of one stretch of a file; ``refused`` marks those that are none (None: all are good).

    ``file`` and ``lines`` say where they come from: a number for each row, or that of the first where they
    follow each other. ``hashes`` are those of the ids.
    """

    rows: pl.DataFrame
    refused: pl.Series | None
    hashes: pl.Series
    file: int
    lines: pl.Series | int

    def suspects(self, repeated: pl.Series) -> pl.Series:
        """The good rows whose hash is one of these."""
        found = self.hashes.is_in(repeated.implode())
        return (found if self.refused is None else found & ~self.refused).arg_true()

    def placed(self, at: pl.Series, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
        """Some of the rows, with all columns of ``schema``, `_file` and `_line`."""
        line = self.lines.gather(at) if isinstance(self.lines, pl.Series) else at.cast(pl.Int64) + self.lines
        rows = self.rows[at].with_columns(line.alias("_line"))
        return complete(rows, schema).with_columns(pl.lit(self.file, dtype=pl.UInt32).alias("_file"))


def unique(slices: Sequence[Slice], schema: Mapping[str, pl.DataType]) -> Unique:
    """Find repeated ids among judged rows (in the order of files and lines) and settle them.

    schema: all columns of judged rows. Cheap first: neighbours among the sorted hashes. Only rows whose hash
    occurs twice are compared whole.
    """
    none = pl.DataFrame(schema={"_file": pl.UInt32, "_line": pl.Int64, "id": pl.String})
    ordered = pl.concat([part.hashes for part in slices]).sort()
    repeated = ordered.filter((ordered == ordered.shift()).fill_null(False)).unique()
    if repeated.is_empty():
        return Unique(_staying(slices, repeated), 0, none)
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        found = list(pool.map(lambda part: part.suspects(repeated), slices))
    suspects, start = [], 0
    for part, here in zip(slices, found, strict=True):
        suspects.append(part.placed(here, schema).with_columns((here + start).alias("_row")))
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
    return Unique(_staying(slices, dropped), len(dropped) - conflicts.height, conflicts)


def _staying(slices: Sequence[Slice], dropped: pl.Series) -> pl.Series | None:
    """Mark the good rows but those numbered in ``dropped``; None where all stay."""
    if dropped.is_empty() and all(part.refused is None for part in slices):
        return None
    good = [
        pl.repeat(True, part.rows.height, dtype=pl.Boolean, eager=True)
        if part.refused is None
        else ~part.refused
        for part in slices
    ]
    stays = pl.concat(good).rechunk()
    return stays.scatter(dropped, False) if len(dropped) else stays

"""How many obligations there are, by municipality, norm, modality, status and contested.

The counting is over millions of rows and groups of five fields; each group is one number until the end.
"""

from collections.abc import Sequence
from typing import NamedTuple, get_args

import polars as pl

from poryadok.kernel.judge import Status
from poryadok.kernel.matching import Part, modality_of
from poryadok.kernel.norm_table.plan import Plan
from poryadok.norms.model import Modality

__all__ = ["Counts", "counted", "summed"]

MODALITIES = tuple(sorted(get_args(Modality)))
STATUSES = tuple(sorted(Status, key=lambda status: status.text))
KEYS = ("municipality", "norm", "modality", "status", "contested")


class Counts(NamedTuple):
    """The counts of one norm: ``key`` (UInt32, see ``counted``) and ``n``."""

    norm_id: str
    rows: pl.DataFrame


def counted(part: Part) -> Counts:
    """The counts of one part. The digits of a key: municipality, modality, status, contested."""
    modality = modality_of(part).cast(pl.Enum(MODALITIES)).to_physical().cast(pl.UInt32)
    key = pl.col("mun").cast(pl.UInt32) * len(MODALITIES) + modality
    key = (key * len(Status) + pl.col("status").cast(pl.UInt32)) * 2 + pl.col("contested").cast(pl.UInt32)
    rows = part.frame if part.counted is None else part.counted
    keys = rows.select(key.alias("key")).to_series()
    return Counts(part.group.norm_id, keys.value_counts(name="n"))


def summed(counts: Sequence[Counts], plan: Plan) -> pl.DataFrame:
    """All counts as ``KEYS`` and ``n``, sorted by them."""
    norms = sorted({one.norm_id for one in counts})
    frames = [pl.DataFrame(schema={"key": pl.UInt32, "n": pl.UInt32, "norm": pl.UInt64})]
    for one in counts:
        norm = pl.lit(norms.index(one.norm_id), dtype=pl.UInt64).alias("norm")
        frames.append(one.rows.with_columns(norm))
    key, rank = pl.col("key"), pl.Series([STATUSES.index(status) for status in Status], dtype=pl.UInt64)
    contested, status = key % 2, pl.lit(rank).gather(key // 2 % len(Status))
    modality = key // (2 * len(Status)) % len(MODALITIES)
    town = pl.lit(plan.towns["rank"]).gather(key // (2 * len(Status) * len(MODALITIES)))
    # the digits in the order of the answer, each in the order of its texts
    number = town.cast(pl.UInt64) * max(len(norms), 1) + pl.col("norm")
    for digit, size in ((modality, len(MODALITIES)), (status, len(Status)), (contested, 2)):
        number = number * size + digit.cast(pl.UInt64)
    found = pl.concat(frames).select(number.alias("key"), "n").group_by("key").agg(pl.col("n").sum())
    return _told(found.sort("key"), norms, plan)


def _told(found: pl.DataFrame, norms: Sequence[str], plan: Plan) -> pl.DataFrame:
    """The words of each key of ``summed``, by its digits from the last one on."""
    texts = {
        "status": [status.text for status in STATUSES],
        "modality": MODALITIES,
        "norm": norms,
        "municipality": plan.towns.sort("rank")["municipality"].to_list(),
    }
    columns = [(pl.col("key") % 2 == 1).alias("contested")]
    rest = pl.col("key") // 2
    for name, words in texts.items():
        size = max(len(words), 1)
        columns.append(pl.lit(pl.Series(words, dtype=pl.String)).gather(rest % size).alias(name))
        rest = rest // size
    return found.with_columns(columns).select(*KEYS, "n")

"""Obligations of several readings made one: matched by order within norm and case, and judged (DESIGN §6)."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from poryadok.kernel.judge import Status, judged
from poryadok.kernel.norm_table.plan import Group
from poryadok.kernel.structures import Run

__all__ = ["Part", "judged_parts", "modality_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """Judged obligations of one version of one group; ``used`` are the log's rows that bore on any norm.

    ``counted``: ``mun``, ``status``, ``contested`` and ``variant`` of all obligations, where ``frame`` has
    only some of them.
    """

    group: Group
    version: int
    frame: pl.DataFrame
    used: tuple[pl.Series, ...]
    counted: pl.DataFrame | None = None


def modality_of(part: Part) -> pl.Expr:
    """The modality of each obligation of a part: that of its norm, or of the exception it falls under."""
    norm = part.group.norms[part.version]
    rule = norm.readings[norm.verdict[0]].rule
    modality = pl.lit(rule.modality)
    for number, exception in enumerate(rule.exceptions, start=1):
        if exception.rule.modality != rule.modality:
            own = pl.lit(exception.rule.modality)
            modality = pl.when(pl.col("variant") == number).then(own).otherwise(modality)
    return modality.alias("modality")


def judged_parts(
    group: Group, runs: Sequence[tuple[Run, list[pl.DataFrame]]], used: tuple[pl.Series, ...]
) -> list[Part]:
    """Match the runs and judge each version; ``runs`` hold a frame for each version.

    Obligations are matched by order within norm and case, through all versions: where these ask the same
    questions, one reading's obligation may fall to another version than the leading reading's.
    """
    asked = {tuple(reading.choice for reading in norm.readings) for norm in group.norms}
    through = len(group.norms) > 1 and len(asked) == 1
    parts = []
    for version, norm in enumerate(group.norms):
        served = [
            (pl.concat(frames, how="diagonal") if through else frames[version], run.readings[version])
            for run, frames in runs
            if run.readings[version]
        ]
        joined = _join_runs(served, norm.verdict)
        if through:
            joined = joined.filter(pl.col("ver") == version)
        frame = judged(joined, len(norm.readings), norm.verdict)
        parts.append(Part(group, version, frame, used if version == 0 else ()))
    return parts


def _join_runs(served: list[tuple[pl.DataFrame, tuple[int, ...]]], verdict: Sequence[int]) -> pl.DataFrame:
    """Match the runs by order within norm and case; the verdict's runs say which obligations there are."""
    shaped = [_per_reading(frame, readings) for frame, readings in served]
    leading = [i for i, (_, readings) in enumerate(served) if set(readings) & set(verdict)]
    leading.sort(key=lambda i: min(set(served[i][1]) & set(verdict)))
    base = shaped[leading[0]]
    for i in leading[1:]:
        base = _outer(base, shaped[i])
    for i, other in enumerate(shaped):
        if i not in leading:
            base = base.join(_only_readings(other), on=["key", "n"], how="left", maintain_order="left")
    absent = [name for name in base.columns if name.startswith("st_")]
    return base.with_columns(pl.col(name).fill_null(int(Status.NOT_APPLICABLE)) for name in absent)


SHARED = ("key", "n", "mun", "line", "t", "src", "as_of", "variant", "ver", "place", "day")


def _per_reading(frame: pl.DataFrame, readings: tuple[int, ...]) -> pl.DataFrame:
    kept = [*SHARED, *(f"{name}_{r}" for r in readings for name in ("due", "nom", "unk", "st", "cnt"))]
    ends = [pl.col(name).alias(f"{name}_{r}") for r in readings for name in ("end_t", "end_src")]
    extended = [name for name in frame.columns if name.startswith("ext_")]
    renamed = {name: f"{name}_{readings[0]}" for name in extended}
    # a run with openings of its own keeps them: its due instants are counted from there
    own = [pl.col(name).alias(f"own_{name}_{readings[0]}") for name in ("t", "src", "variant", "ver")]
    return frame.select(*kept, *ends, *own, *extended).rename(renamed)


def _only_readings(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.drop([name for name in SHARED if name not in ("key", "n")])


def _outer(base: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    joined = base.join(other, on=["key", "n"], how="full", coalesce=True, suffix="_right")
    both = [name for name in SHARED if name not in ("key", "n")]
    filled = [pl.coalesce(name, f"{name}_right").alias(name) for name in both]
    return joined.with_columns(filled).drop([f"{name}_right" for name in both])

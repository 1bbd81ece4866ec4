"""Responses and requests: the machine's obligations, due and judged under every reading."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from poryadok.kernel.coding import Coder, holds
from poryadok.kernel.dues import Openings, Places
from poryadok.kernel.judge import Status, judged, reading_status
from poryadok.kernel.machine import cycles, extensions, ordered
from poryadok.kernel.plan import Group, OfficeKey
from poryadok.kernel.structures import Run, runs_of, variants
from poryadok.norms.model import Rule

__all__ = ["Part", "case_parts", "events_of", "judged_parts", "type_in", "with_lines"]


@dataclass(frozen=True, slots=True)
class Part:
    """Judged obligations of one version of one group; ``used`` are the log's rows that bore on any norm."""

    group: Group
    version: int
    frame: pl.DataFrame
    used: tuple[pl.Series, ...]


def type_in(coder: Coder, names: Sequence[str]) -> pl.Expr:
    """Whether the coded type is one of these event types."""
    codes = sorted(coder.type_codes[name] for name in names if name in coder.type_codes)
    return pl.col("type").is_in(codes) if codes else pl.lit(False)


def with_lines(group: Group, places: Places, coder: Coder) -> pl.DataFrame:
    """The group's lines with the number of their ``place`` and their ``as_of`` instant."""
    lines = group.frame()
    table = pl.DataFrame(
        {"tz": [tz for tz, _ in places.pairs], "cal": [cal for _, cal in places.pairs]},
        schema={"tz": pl.String, "cal": pl.String},
    ).with_row_index("place")
    placed = lines.join(table, on=["tz", "cal"], how="left", maintain_order="left").drop("tz", "cal")
    return placed.with_columns(coder.municipalities["as_of"].gather(lines["mun"]))


def events_of(group: Group, coder: Coder, events: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The group's events with ``line``, and ``ver``, the version in force on their day (null: none)."""
    norm_code = coder.norm_ids.index(group.norm_id)
    line_of = pl.repeat(None, len(coder.plan.profiles), dtype=pl.UInt32, eager=True)
    line = pl.lit(line_of.scatter(lines["mun"], lines["line"])).gather("mun")
    mine = type_in(coder, sorted(group.types)) & (pl.col("norm").is_null() | (pl.col("norm") == norm_code))
    found = events.lazy().filter(mine).with_columns(line.alias("line"))
    if len(group.lines) < len(coder.plan.profiles):
        found = found.filter(pl.col("line").is_not_null())
    version = pl.lit(None, dtype=pl.UInt8)
    for k in range(len(group.norms)):
        first, last = (pl.lit(lines[f"{name}_{k}"]).gather("line") for name in ("first", "last"))
        inside = pl.col("day").is_between(first, last)
        version = pl.when(inside).then(pl.lit(k, dtype=pl.UInt8)).otherwise(version)
    return found.with_columns(version.alias("ver")).collect(engine="in-memory")


def case_parts(group: Group, coder: Coder, cases: pl.DataFrame, places: Places) -> list[Part]:
    """Compute a group of responses or requests over the coded cases (sorted by key, t, id)."""
    lines = with_lines(group, places, coder)
    events = events_of(group, coder, cases, lines)
    runs = [(run, _run(group, run, coder, events, lines, places)) for run in runs_of(group.norms)]
    used = tuple(series for _, (_, found) in runs for series in found)
    return judged_parts(group, [(run, frames) for run, (frames, _) in runs], used)


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
        joined = join_runs(served, norm.verdict)
        if through:
            joined = joined.filter(pl.col("ver") == version)
        frame = judged(joined, len(norm.readings), norm.verdict)
        parts.append(Part(group, version, frame, used if version == 0 else ()))
    return parts


def _flags(run: Run, coder: Coder, names: str) -> pl.Expr:
    flag = pl.lit(False)
    for version, rule in enumerate(run.rules):
        types = getattr(rule, names) if names != "extend" else _extending(rule)
        inside = type_in(coder, types)
        if names == "opens":
            inside = inside & holds(coder.plan.predicates, rule.where) & (pl.col("ver") == version)
        flag = flag | inside.fill_null(False)
    return flag.fill_null(False)


def _extending(rule: Rule) -> list[str]:
    return sorted({t for one in variants(rule) if one.extend for t in one.extend.events})


def _run(
    group: Group, run: Run, coder: Coder, events: pl.DataFrame, lines: pl.DataFrame, places: Places
) -> tuple[list[pl.DataFrame], list[pl.Series]]:
    """One run of the machine: the obligations of each version with the columns of the readings it serves."""
    has_cancel = any(rule.cancel for rule in run.rules)
    flagged = events.with_columns(
        _flags(run, coder, "opens").alias("opens"),
        _flags(run, coder, "closes").alias("closes"),
        (_flags(run, coder, "cancel") if has_cancel else pl.lit(False)).alias("cancels"),
        _flags(run, coder, "extend").alias("extends"),
    ).rename({"due": "due_set"})
    flagged = ordered(
        flagged.filter(pl.any_horizontal("opens", "closes", "cancels", "extends")), pl.col("opens")
    )
    at_line = [pl.lit(lines[name]).gather("line").alias(name) for name in ("place", "as_of")]
    several = has_cancel or len(run.rules) > 1
    judge = _Endings(group, run, coder, flagged, at_line, places) if several else None
    opened = cycles(flagged, judge).with_columns(at_line)
    frames, used = [], [opened["src"], opened["end_src"].drop_nulls()]
    for version, served in enumerate(run.readings):
        mine = opened.filter(pl.col("ver") == version) if len(run.rules) > 1 else opened
        norm = group.norms[version]
        if not served:
            frames.append(mine.head(0))
            continue
        rules = {index: norm.readings[index].rule for index in served}
        frame = _due(mine, flagged, rules, coder, places, group.offices[version])
        used.extend(_counted_extensions(frame, rules))
        frame = frame.with_columns(
            reading_status(
                pl.col(f"due_{r}"), pl.col(f"unk_{r}"), pl.col("t"), pl.col("end_t"), pl.col("end_cancels")
            ).alias(f"st_{r}")
            for r in served
        )
        frames.append(frame)
    return frames, used


def _due(
    opened: pl.DataFrame,
    flagged: pl.DataFrame,
    rules: dict[int, Rule],
    coder: Coder,
    places: Places,
    office: OfficeKey,
) -> pl.DataFrame:
    """Add the due columns of every reading, by the exception that each opening falls under."""
    some = next(iter(rules.values()))
    which = pl.lit(0, dtype=pl.UInt8)
    for number, exception in enumerate(some.exceptions, start=1):
        caught = holds(coder.plan.predicates, exception.where)
        which = pl.when(caught).then(pl.lit(number, dtype=pl.UInt8)).otherwise(which)
    opened = opened.with_columns(which.alias("variant"))
    parts = []
    for variant in range(len(some.exceptions) + 1):
        part = opened.filter(pl.col("variant") == variant) if some.exceptions else opened
        forms = {index: variants(rule)[variant] for index, rule in rules.items()}
        times = max(rule.extend.times if rule.extend else 0 for rule in forms.values())
        if times:
            part = _with_extensions(part, flagged, next(r for r in forms.values() if r.extend), times, coder)
        openings = Openings(part, places, office)
        columns = [
            openings.due(rule).rename({name: f"{name}_{index}" for name in ("due", "nom", "unk", "cnt")})
            for index, rule in forms.items()
        ]
        parts.append(pl.concat([part, *columns], how="horizontal"))
    return pl.concat(parts, how="diagonal") if len(parts) > 1 else parts[0]


def _with_extensions(
    part: pl.DataFrame, flagged: pl.DataFrame, rule: Rule, times: int, coder: Coder
) -> pl.DataFrame:
    assert rule.extend is not None  # the caller picks a rule that has one
    field = rule.extend.field
    amount = pl.lit(None, dtype=pl.Int64) if field is None else pl.col(f"x_{field.removeprefix('data.')}")
    mine = flagged.with_columns((pl.col("extends") & type_in(coder, rule.extend.events)).alias("extends"))
    return extensions(mine, part, times, amount)


def _counted_extensions(frame: pl.DataFrame, rules: dict[int, Rule]) -> list[pl.Series]:
    found = []
    columns = [name for name in frame.columns if name.startswith("ext_src_")]
    for name in columns:
        number = int(name.rsplit("_", 1)[1])
        counted = pl.any_horizontal([(pl.col(f"cnt_{r}") >= number).fill_null(False) for r in rules])
        found.append(frame.filter(counted)[name].drop_nulls())
    return found


class _Endings:
    """Tells the endings that are none: not known to the obligation's version, or a cancellation too late."""

    def __init__(
        self,
        group: Group,
        run: Run,
        coder: Coder,
        flagged: pl.DataFrame,
        at_line: list[pl.Expr],
        places: Places,
    ) -> None:
        self.group, self.run, self.coder, self.flagged = group, run, coder, flagged
        self.at_line, self.places = at_line, places

    def __call__(self, found: pl.DataFrame) -> pl.Series:
        found = found.with_columns(self.at_line).with_row_index("row")
        wrong = [pl.Series("row", [], dtype=pl.UInt32)]
        for version, rule in enumerate(self.run.rules):
            mine = found.filter((pl.col("ver") == version) & pl.col("end_t").is_not_null())
            known = type_in(self.coder, rule.closes).fill_null(False), type_in(self.coder, rule.cancel)
            of_end = mine.rename({"type": "open_type", "end_type": "type"})
            stray = of_end.filter(~(known[0] | known[1]))
            wrong.append(stray["row"])
            cancels = of_end.filter(known[1]).rename({"type": "end_type", "open_type": "type"})
            if rule.cancel and not cancels.is_empty():
                wrong.append(self._late(cancels, version, rule))
        late = pl.concat(wrong).implode()
        return found.select(pl.col("row").is_in(late)).to_series()

    def _late(self, cancels: pl.DataFrame, version: int, rule: Rule) -> pl.Series:
        numbered = cancels.with_columns(n=pl.col("row"))
        due = _due(numbered, self.flagged, {0: rule}, self.coder, self.places, self.group.offices[version])
        return due.filter((pl.col("end_t") > pl.col("due_0")).fill_null(False))["row"]


def join_runs(served: list[tuple[pl.DataFrame, tuple[int, ...]]], verdict: Sequence[int]) -> pl.DataFrame:
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

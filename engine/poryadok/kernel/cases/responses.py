"""Responses and requests: their obligations found, and due under every reading."""

from abc import ABC, abstractmethod
from functools import partial

import polars as pl

from poryadok.kernel.cases.envelope import enveloped, verdicts
from poryadok.kernel.cases.machine import cycles, extensions, ordered
from poryadok.kernel.cases.share import Cases
from poryadok.kernel.cases.single import Singles
from poryadok.kernel.events.coding import Coder, holds
from poryadok.kernel.judge import reading_status
from poryadok.kernel.matching import Part, judged_parts
from poryadok.kernel.norm_table.lines import events_of, line_of, type_in, with_lines
from poryadok.kernel.norm_table.plan import Group
from poryadok.kernel.structures import Run, extending, runs_of, variants
from poryadok.kernel.terms.dues import Openings, Places
from poryadok.norms.model import Rule

__all__ = ["case_parts"]


def case_parts(
    group: Group, coder: Coder, cases: Cases, places: Places, keep: pl.Expr | None = None
) -> list[Part]:
    """Compute a group of responses or requests over the coded cases of a share.

    ``keep``: which obligations will be shown, by ``status`` and ``contested`` (None: all); the others need
    only be counted.
    """
    lines = with_lines(group, coder)
    singles, others = cases.of(group)
    works: list[tuple[_Repeating | _Single, pl.DataFrame | None]] = []
    parts = []
    if singles is not None:
        single, opened = _Single(group, coder, lines, places, cases, singles), None
        if keep is not None and enveloped(group):
            part, opened = _enveloped(single, keep)
            parts.append(part)
        works.append((single, opened))
    if singles is None or not others.is_empty():
        events = events_of(group, coder, others, lines)
        works.append((_Repeating(group, coder, lines, places, cases, events), None))
    runs, used = [], []
    for run in runs_of(group.norms):
        found = [work.run(run, opened) for work, opened in works]
        frames = [
            pl.concat(frames, how="diagonal") for frames in zip(*(one for one, _ in found), strict=True)
        ]
        runs.append((run, frames))
        used += [series for _, some in found for series in some]
    return [*parts, *judged_parts(group, runs, tuple(used))]


def _enveloped(work: "_Single", keep: pl.Expr) -> tuple[Part, pl.DataFrame]:
    """Judge by the envelope of the readings what need only be counted.

    Also the openings that remain to be judged by each reading: those that are to be shown, and those with an
    extension, whose due instant does not follow from the day.
    """
    (run,) = runs_of(work.group.norms)
    opened = work.begun(run)
    rule = next((rule for rule in work.group.norms[0].rules if rule.extend), None)
    longer = opened.clear()
    if rule is not None:
        extended = work.extended(opened, rule, 1)["ext_t_1"].is_not_null()
        opened, longer = opened.filter(~extended), opened.filter(extended)
    openings = Openings(opened, work.places, work.group.offices[0])
    told = opened.hstack(verdicts(work.group, opened, openings))
    shown = told.select(keep).to_series()
    only = told.filter(~shown)
    counted = only.select("mun", "status", "contested", pl.lit(0, dtype=pl.UInt8).alias("variant"))
    part = Part(work.group, 0, told.clear(), (only["src"], only["end_src"].drop_nulls()), counted)
    return part, pl.concat([opened.filter(shown), longer])


class _Work(ABC):
    """Cases of a group: how its obligations and their extensions are found; the rest is the same for all."""

    def __init__(self, group: Group, coder: Coder, lines: pl.DataFrame, places: Places, cases: Cases) -> None:
        self.group, self.coder, self.lines, self.places = group, coder, lines, places
        self.cases = cases
        self.at_line = [pl.lit(lines[name]).gather("line").alias(name) for name in ("place", "as_of")]

    @abstractmethod
    def opened(self, run: Run) -> pl.DataFrame:
        """One row an obligation."""

    @abstractmethod
    def extended(self, part: pl.DataFrame, rule: Rule, times: int) -> pl.DataFrame:
        """Add the extension events of each obligation that the rule counts."""

    def begun(self, run: Run) -> pl.DataFrame:
        """The openings with ``place`` and ``as_of``."""
        return self.opened(run).with_columns(self.at_line)

    def run(self, run: Run, begun: pl.DataFrame | None) -> tuple[list[pl.DataFrame], list[pl.Series]]:
        """The obligations of each version, with columns for each reading that the run serves; rows used.

        ``begun``: of these openings only.
        """
        opened = self.begun(run) if begun is None else begun
        frames, used = [], [opened["src"], opened["end_src"].drop_nulls()]
        for version, served in enumerate(run.readings):
            mine = opened.filter(pl.col("ver") == version) if len(run.rules) > 1 else opened
            norm = self.group.norms[version]
            if not served:
                frames.append(mine.head(0))
                continue
            rules = {index: norm.readings[index].rule for index in served}
            frame = self.due(mine, rules, version)
            used.extend(_counted_extensions(frame, rules))
            status = [
                reading_status(
                    pl.col(f"due_{r}"),
                    pl.col(f"unk_{r}"),
                    pl.col("t"),
                    pl.col("end_t"),
                    pl.col("end_cancels"),
                ).alias(f"st_{r}")
                for r in served
            ]
            frames.append(frame.with_columns(status))
        return frames, used

    def due(self, opened: pl.DataFrame, rules: dict[int, Rule], version: int) -> pl.DataFrame:
        """Add the due columns of every reading, by the exception that each opening falls under."""
        some = next(iter(rules.values()))
        which = pl.lit(0, dtype=pl.UInt8)
        for number, exception in enumerate(some.exceptions, start=1):
            caught = holds(self.coder.plan.predicates, exception.where)
            which = pl.when(caught).then(pl.lit(number, dtype=pl.UInt8)).otherwise(which)
        opened = opened.with_columns(which.alias("variant"))
        parts = []
        for variant in range(len(some.exceptions) + 1):
            part = opened.filter(pl.col("variant") == variant) if some.exceptions else opened
            forms = {index: variants(rule)[variant] for index, rule in rules.items()}
            times = max(rule.extend.times if rule.extend else 0 for rule in forms.values())
            if times:
                part = self.extended(part, next(rule for rule in forms.values() if rule.extend), times)
            if any(rule.term and rule.term.from_event for rule in forms.values()):
                part = part.with_columns(self.cases.dues(part["src"]).alias("due_set"))
            openings = Openings(part, self.places, self.group.offices[version])
            columns = [
                openings.due(rule).rename({name: f"{name}_{index}" for name in ("due", "nom", "unk", "cnt")})
                for index, rule in forms.items()
            ]
            parts.append(pl.concat([part, *columns], how="horizontal"))
        return pl.concat(parts, how="diagonal") if len(parts) > 1 else parts[0]


class _Single(_Work):
    """Cases in which nothing repeats."""

    def __init__(
        self, group: Group, coder: Coder, lines: pl.DataFrame, places: Places, cases: Cases, singles: Singles
    ) -> None:
        super().__init__(group, coder, lines, places, cases)
        self.singles = singles

    def opened(self, run: Run) -> pl.DataFrame:
        rule = run.rules[0]
        where = holds(self.coder.plan.predicates, rule.where)
        found = self.singles.opened(self.coder.codes(rule.opens), where, self.coder.codes(rule.closes))
        found = self.coder.dated(found).with_columns(line_of(self.coder, self.lines))
        first, last = (pl.lit(self.lines[name]).gather("line") for name in ("first_0", "last_0"))
        known = pl.col("line").is_not_null() & pl.col("day").is_between(first, last)
        return found.filter(known).with_columns(pl.lit(0, dtype=pl.UInt8).alias("ver"))

    def extended(self, part: pl.DataFrame, rule: Rule, times: int) -> pl.DataFrame:
        assert rule.extend is not None  # the caller picks a rule that has one
        codes = self.coder.codes(rule.extend.events)
        field = rule.extend.field
        return self.singles.extended(part, codes, times, field and field.removeprefix("data."))


class _Repeating(_Work):
    """Cases in order of (case, t): the machine."""

    def __init__(
        self,
        group: Group,
        coder: Coder,
        lines: pl.DataFrame,
        places: Places,
        cases: Cases,
        events: pl.DataFrame,
    ) -> None:
        super().__init__(group, coder, lines, places, cases)
        self.events = events
        self.flagged = self.events

    def opened(self, run: Run) -> pl.DataFrame:
        cancels = any(rule.cancel for rule in run.rules)
        flagged = self.events.with_columns(
            _flags(run, self.coder, "opens").alias("opens"),
            _flags(run, self.coder, "closes").alias("closes"),
            (_flags(run, self.coder, "cancel") if cancels else pl.lit(False)).alias("cancels"),
            _flags(run, self.coder, "extend").alias("extends"),
        )
        flagged = flagged.filter(pl.any_horizontal("opens", "closes", "cancels", "extends"))
        self.flagged = ordered(flagged, pl.col("opens"))
        several = cancels or len(run.rules) > 1
        return cycles(self.flagged, partial(self._ineffective, run) if several else None)

    def extended(self, part: pl.DataFrame, rule: Rule, times: int) -> pl.DataFrame:
        assert rule.extend is not None  # the caller picks a rule that has one
        field = rule.extend.field
        amount = pl.lit(None, dtype=pl.Int64) if field is None else pl.col(f"x_{field.removeprefix('data.')}")
        counts = pl.col("extends") & type_in(self.coder, rule.extend.events)
        return extensions(self.flagged.with_columns(counts.alias("extends")), part, times, amount)

    def _ineffective(self, run: Run, found: pl.DataFrame) -> pl.Series:
        """The endings that are none: not known to the obligation's version, or a cancellation too late."""
        found = found.with_columns(self.at_line).with_row_index("row")
        wrong = [pl.Series("row", [], dtype=pl.UInt32)]
        for version, rule in enumerate(run.rules):
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
        due = self.due(cancels.with_columns(n=pl.col("row")), {0: rule}, version)
        return due.filter((pl.col("end_t") > pl.col("due_0")).fill_null(False))["row"]


def _flags(run: Run, coder: Coder, names: str) -> pl.Expr:
    flag = pl.lit(False)
    for version, rule in enumerate(run.rules):
        types = getattr(rule, names) if names != "extend" else extending(rule)
        inside = type_in(coder, types)
        if names == "opens":
            inside = inside & holds(coder.plan.predicates, rule.where) & (pl.col("ver") == version)
        flag = flag | inside.fill_null(False)
    return flag.fill_null(False)


def _counted_extensions(frame: pl.DataFrame, rules: dict[int, Rule]) -> list[pl.Series]:
    found = []
    columns = [name for name in frame.columns if name.startswith("ext_src_")]
    for name in columns:
        number = int(name.rsplit("_", 1)[1])
        counted = pl.any_horizontal([(pl.col(f"cnt_{r}") >= number).fill_null(False) for r in rules])
        found.append(frame.filter(counted)[name].drop_nulls())
    return found

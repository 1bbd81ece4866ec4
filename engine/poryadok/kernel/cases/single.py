"""Cases in which nothing repeats: most of them, and there is nothing to put in order.

Where a case has at most one event to open a norm, one to close it and one to extend it, the obligation
follows from comparing two instants: at one instant an opening comes before a closing (DESIGN §7). The other
cases, in which some event comes twice, go to the ``machine``; both give the same answer where both can.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from poryadok.kernel.cases.order import rows_by_case
from poryadok.kernel.events.stretch import Block
from poryadok.kernel.norm_table.plan import Group
from poryadok.kernel.structures import extending, runs_of
from poryadok.norms.model import Rule

__all__ = ["Roles", "Singles", "comparable", "roles_of", "split"]

ROW = pl.UInt32


@dataclass(frozen=True, slots=True)
class Roles:
    """What the norms ask of event types: ``alike`` are sets of which a case may have one event only.

    ``apart`` are pairs (extending, closing) of which a case may not have both at one instant: ids decide.
    """

    alike: frozenset[frozenset[str]]
    apart: frozenset[tuple[frozenset[str], frozenset[str]]]


def roles_of(groups: Iterable[Group]) -> Roles:
    """The roles that event types play in groups that are ``comparable``."""
    alike: set[frozenset[str]] = set()
    apart: set[tuple[frozenset[str], frozenset[str]]] = set()
    for group in groups:
        for run in runs_of(group.norms):
            opens, closes, extends = _roles(run.rules[0])
            alike |= {opens, closes, extends}
            apart |= {(extends, closes)} if extends else set()
    return Roles(frozenset(alike), frozenset(apart))


def comparable(group: Group) -> bool:
    """Whether obligations follow from comparing instants: one version, no cancellation, no double role."""
    if group.family != "machine" or len(group.norms) > 1:
        return False
    rules = [run.rules[0] for run in runs_of(group.norms)]
    roles = [_roles(rule) for rule in rules]
    apart = all(len(one | two | three) == len(one) + len(two) + len(three) for one, two, three in roles)
    return apart and not any(rule.cancel for rule in rules)


def _roles(rule: Rule) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return frozenset(rule.opens), frozenset(rule.closes), frozenset(extending(rule))


@dataclass(frozen=True, slots=True)
class Singles:
    """Events type by type, with ``key``, the number of the case (null: of a case that repeats).

    ``blocks``: where the events of each type code stand. ``tables``: for each type code, which row is the
    event of each case (null: none).
    """

    events: pl.DataFrame
    blocks: Mapping[int, Block]
    tables: dict[int, pl.Series]
    count: int

    def opened(self, opens: Sequence[int], where: pl.Expr, closes: Sequence[int]) -> pl.DataFrame:
        """One row an obligation: the opening (for which ``where`` holds), and what ends it."""
        blocks = [self.blocks[code] for code in opens if code in self.blocks]
        mine = pl.col("key").is_not_null() & where
        openings = [self.events.slice(one.start, one.size).filter(mine) for one in blocks]
        found = pl.concat(openings or [self.events.clear()]).rechunk()
        row = self._rows(closes).gather(found["key"])
        end = self.events["t"].gather(row).rename("end_t")
        ended = (end >= found["t"]).fill_null(False)
        return found.with_columns(
            end.zip_with(ended, end.clear(1)),
            self.events["src"].gather(row).zip_with(ended, found["src"].clear(1)).alias("end_src"),
            pl.lit(False).alias("end_cancels"),
            pl.lit(0, dtype=pl.UInt32).alias("n"),
        )

    def extended(
        self, part: pl.DataFrame, codes: Sequence[int], times: int, field: str | None
    ) -> pl.DataFrame:
        """Add the extension event of each obligation, as ``machine.extensions`` does: one at most."""
        row = self._rows(codes).gather(part["key"])
        at = self.events["t"].gather(row)
        inside = (at >= part["t"]) & ((at < part["end_t"]) | part["end_t"].is_null())
        row = row.zip_with(inside.fill_null(False), row.clear(1))
        none = pl.repeat(None, part.height, dtype=pl.Int64, eager=True)
        columns = {
            "t": self.events["t"].gather(row),
            "src": self.events["src"].gather(row),
            "n": none if field is None else self.events[f"x_{field}"].gather(row),
        }
        first = [series.alias(f"ext_{name}_1") for name, series in columns.items()]
        more = [
            pl.lit(None, dtype=series.dtype).alias(f"ext_{name}_{number}")
            for number in range(2, times + 1)
            for name, series in columns.items()
        ]
        return part.with_columns(*first, *more)

    def _rows(self, codes: Sequence[int]) -> pl.Series:
        """The row of each case's event of these types; there is one at most."""
        return _rows(self.tables, codes, self.count)


def split(
    events: pl.DataFrame,
    blocks: Mapping[int, Block],
    left: pl.Series | None,
    roles: Roles,
    codes: Mapping[str, int],
) -> tuple[Singles, pl.DataFrame]:
    """Part coded events, which stand type by type: cases in which nothing repeats; the events of the others.

    ``left`` marks the events that do not count: their cases are among the others, without them.
    """
    rows, first = rows_by_case(events)
    number = first.cum_sum().cast(ROW) - 1
    starts = first.arg_true()
    count = len(starts)
    key = pl.repeat(0, events.height, dtype=ROW, eager=True).scatter(rows, number)
    repeats = pl.repeat(False, count, dtype=pl.Boolean, eager=True)
    for special in (events["norm"] > 0, left):
        if special is not None and special.any():
            repeats = repeats.scatter(key.filter(special), True)
    tables: dict[int, pl.Series] = {}
    for code, block in blocks.items():
        mine = key.slice(block.start, block.size)
        at = pl.int_range(block.start, block.end, dtype=ROW, eager=True)
        tables[code] = pl.repeat(None, count, dtype=ROW, eager=True).scatter(mine, at)
    # some type comes twice where a case has more events than types
    sizes = starts.extend_constant(events.height, 1).diff().slice(1)
    types = pl.select(
        pl.sum_horizontal([pl.lit(one.is_not_null().cast(pl.UInt32)) for one in tables.values()])
    )
    repeats = repeats | (sizes > types.to_series())
    for role in roles.alike:
        present = [tables[codes[name]] for name in sorted(role) if codes.get(name) in tables]
        if len(present) > 1:
            some = pl.select(pl.sum_horizontal([pl.lit(one.is_not_null()) for one in present]))
            repeats = repeats | (some.to_series() > 1)
    for pair in roles.apart:
        extends, closes = ([codes[name] for name in sorted(role) if name in codes] for role in pair)
        one, other = _rows(tables, extends, count), _rows(tables, closes, count)
        case = (one.is_not_null() & other.is_not_null()).arg_true()
        same = events["t"].gather(one.gather(case)) == events["t"].gather(other.gather(case))
        repeats = repeats.scatter(case.filter(same), True)
    mixed = repeats.gather(key)
    keyed = events.drop("h", "h2").with_columns(key.zip_with(~mixed, key.clear(1)).alias("key"))
    others = mixed if left is None else mixed & ~left
    return Singles(keyed, blocks, tables, count), events.filter(others)


def _rows(tables: dict[int, pl.Series], codes: Sequence[int], count: int) -> pl.Series:
    found = [tables[code] for code in codes if code in tables]
    if not found:
        return pl.repeat(None, count, dtype=ROW, eager=True)
    return found[0] if len(found) == 1 else pl.select(pl.coalesce([pl.lit(one) for one in found])).to_series()

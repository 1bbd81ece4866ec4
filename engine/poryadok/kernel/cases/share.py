"""A share of the cases: their coded events, parted or put in order only as far as its norms need it."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import polars as pl

from poryadok.kernel.cases.order import by_case
from poryadok.kernel.cases.single import Singles, comparable, roles_of, split
from poryadok.kernel.events.coding import Coder
from poryadok.kernel.events.stretch import Events
from poryadok.kernel.norm_table.plan import Group, types_of

__all__ = ["Cases"]


class Cases:
    """The coded events of a share, which stand type by type; ``rows`` are those of the log."""

    def __init__(
        self,
        coder: Coder,
        events: Events,
        part: int | None,
        rows: pl.DataFrame,
        groups: Sequence[Group],
    ) -> None:
        self._rows, self._codes = rows, coder.type_codes
        found, self._blocks = events.of(coder.codes(types_of(groups)), part)
        self._coder, self._events = coder, found
        self._left = events.left(found)
        self._ranks = _ranks(groups)
        self._comparable = {id(group): group for group in groups if comparable(group)}

    def dues(self, src: pl.Series) -> pl.Series:
        """The terms that events set, by their rows in the log."""
        return self._rows["due"].gather(src)

    def of(self, group: Group) -> tuple[Singles | None, pl.DataFrame]:
        """What a group works on: cases in which nothing repeats, if it can, and the events of the others."""
        if id(group) in self._comparable and not self._events.is_empty():
            return self._parted
        return None, self._everything

    @cached_property
    def _everything(self) -> pl.DataFrame:
        return self._ordered(self._events if self._left is None else self._events.filter(~self._left))

    @cached_property
    def _parted(self) -> tuple[Singles, pl.DataFrame]:
        roles = roles_of(self._comparable.values())
        singles, others = split(self._events, self._blocks, self._left, roles, self._codes)
        return singles, self._ordered(others).with_columns(pl.col("key") + singles.count)

    def _ordered(self, events: pl.DataFrame) -> pl.DataFrame:
        by_code = pl.Series([self._ranks.get(name, 0) for name in self._codes], dtype=pl.UInt8)
        # logs come in the order of time, or nearly so: then the events of a case need not be put in it
        return by_case(self._coder.dated(events).sort("src"), self._rows["id"], by_code)


def _ranks(groups: Iterable[Group]) -> dict[str, int]:
    """A rank for each event type: what opens stands, as far as it goes, before what closes.

    At one instant an opening comes before a closing (DESIGN §7). Norms may disagree; most do not, and then
    the events need to be put in order only once for all of them.
    """
    after: set[tuple[str, str]] = set()
    for group in groups:
        for norm in group.norms:
            for rule in norm.rules:
                extending = rule.extend.events if rule.extend else ()
                later = {*rule.closes, *rule.cancel, *extending}
                after |= {(one, other) for one in rule.opens for other in later}
                after |= {(one, other) for one in rule.requires for other in rule.opens}
    found = dict.fromkeys(sorted({name for pair in after for name in pair}), 0)
    for _ in found:
        for one, other in sorted(after):
            found[other] = max(found[other], min(found[one] + 1, len(found)))
    return found

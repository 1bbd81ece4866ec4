"""The log as integers: cases numbered and put in order, conditions evaluated once for each event.

A coded frame has one row an event: ``key`` (number of the case within its municipality), ``mun``, ``t``
(epoch seconds), ``day`` (local epoch day), ``type`` (code of the event type), ``norm`` (code), ``w0…``
(bits of the predicates that hold), ``due``, ``src`` (row in the log's frame), ``x_FIELD`` (lengths carried).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from poryadok.clock.zones import transitions
from poryadok.kernel.plan import Plan
from poryadok.kernel.ties import reordered
from poryadok.norms.model import Condition

__all__ = ["AsOf", "Coder", "holds"]

WORD = 8  # predicates a byte: a narrow frame is quick to sort
SECONDS = 86_400
ODD = 0x9E3779B1  # spreads municipality numbers over the hash of the case
PLAIN = frozenset({"channel", "sector", "track", "priority", "actor", "norm", "period"})


def _predicate(where: Sequence[Condition]) -> pl.Expr:
    """All conditions of a ``where`` as one Boolean expression over the log's frame; never null."""
    result = pl.lit(True)
    for condition in where:
        if condition.field in PLAIN:
            column = pl.col(condition.field)
        else:
            path = "".join(f"['{part}']" for part in condition.field.removeprefix("data.").split("."))
            column = pl.col("data").str.json_path_match(f"${path}")
        holds = column.is_in(sorted(condition.values)).fill_null(False)
        result = result & (~holds if condition.negated else holds)
    return result


def _local_seconds(zones: Sequence[str], spans: Mapping[str, list[tuple[int, int]]], t: pl.Expr) -> pl.Expr:
    """Local epoch seconds of ``t`` (UTC) by the column ``tz_code``; exact over every change of offset."""
    result = pl.lit(None, dtype=pl.Int64)
    for code, zone in enumerate(zones):
        offset = pl.lit(spans[zone][0][1], dtype=pl.Int64)
        for since, seconds in spans[zone][1:]:
            offset = pl.when(t >= since).then(pl.lit(seconds, dtype=pl.Int64)).otherwise(offset)
        result = (
            offset if len(zones) == 1 else pl.when(pl.col("tz_code") == code).then(offset).otherwise(result)
        )
    return t + result


def _local_day(zones: Sequence[str], spans: Mapping[str, list[tuple[int, int]]], t: pl.Expr) -> pl.Expr:
    """The local epoch day (Int32) of an instant, by the column ``tz_code``."""
    return _local_seconds(zones, spans, t).floordiv(SECONDS).cast(pl.Int32)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The as-of instant of each municipality, in the plan's order (epoch seconds)."""

    instants: tuple[int, ...]


class Coder:
    """Codes a log's frame for one plan."""

    def __init__(self, plan: Plan, as_of: AsOf, types: Sequence[str]) -> None:
        self.plan = plan
        self.type_codes = {name: code for code, name in enumerate(types)}
        self.norm_ids = sorted({n.id for p in plan.profiles for v in p.versions for n in v.norms})
        self.zones = sorted({profile.timezone for profile in plan.profiles})
        zone_codes = {zone: code for code, zone in enumerate(self.zones)}
        self.municipalities = pl.DataFrame(
            {
                "municipality": [profile.id for profile in plan.profiles],
                "mun": range(len(plan.profiles)),
                "tz_code": [zone_codes[profile.timezone] for profile in plan.profiles],
                "as_of": as_of.instants,
            },
            schema={"municipality": pl.String, "mun": pl.UInt32, "tz_code": pl.UInt8, "as_of": pl.Int64},
        )

    def codes(self, names: Iterable[str]) -> list[int]:
        """Codes of event types; a type that the log's vocabulary lacks has none."""
        return sorted(self.type_codes[name] for name in names if name in self.type_codes)

    @staticmethod
    def hashes(log: pl.DataFrame) -> pl.DataFrame:
        """Two independent 64-bit hashes of each event's case (``h``, ``h2``); null where there is none."""
        has_case = pl.col("case").is_not_null()
        return log.select(
            pl.when(has_case).then(pl.col("case").hash(0)).alias("h"),
            pl.when(has_case).then(pl.col("case").hash(1)).alias("h2"),
        )

    def cases(
        self,
        log: pl.DataFrame,
        hashes: pl.DataFrame,
        types: Iterable[str],
        bucket: tuple[int, int] = (0, 1),
    ) -> pl.DataFrame:
        """Events of these types that have a case, in order of (key, t, id); ``bucket`` (i, n): one of n."""
        mine = pl.col("h").is_not_null()
        if bucket[1] > 1:
            mine = mine & (pl.col("h") % bucket[1] == bucket[0])
        events = self._coded(log.hstack(hashes), types, mine, ["h", "h2"])
        # A column without any value need not be moved about while sorting.
        idle = [name for name in events.columns if events[name].null_count() == events.height]
        kinds = {name: events.schema[name] for name in idle}
        if events.is_empty():
            return events.with_columns(pl.col("src").alias("key")).drop("h", "h2")
        events = _in_order(events.drop(idle), log["id"])
        return events.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in kinds.items())

    def others(self, log: pl.DataFrame, types: Iterable[str]) -> pl.DataFrame:
        """Events of these types, with a case or not, sorted by (t, id), with their ``period``."""
        text = [pl.col(name).cast(pl.String) for name in ("id", "period")]
        return self._coded(log, types, pl.lit(True), text).sort("t", "id").drop("id")

    def _coded(self, log: pl.DataFrame, types: Iterable[str], mine: pl.Expr, also: list[Any]) -> pl.DataFrame:
        """The known events of these types of the profiles' municipalities, as integers."""
        looked_up = self._municipalities(log)
        code = pl.col("municipality").cast(pl.Enum(self.names(log)), strict=False).to_physical()
        places = {name: pl.lit(looked_up[name]).gather(code) for name in looked_up.columns}
        kind = pl.col("type").to_physical().cast(pl.UInt16)
        known = (pl.col("t") <= places["as_of"]).fill_null(False)
        found = (
            log.lazy()
            .with_row_index("src")
            .filter(kind.is_in(self.codes(types)) & mine & known)
            .select(
                "src",
                places["mun"].alias("mun"),
                places["tz_code"].alias("tz_code"),
                "t",
                kind.alias("type"),
                self._norm(log),
                "due",
                *self._words(),
                *self._carried(),
                *also,
            )
            .collect(engine="in-memory")
        )
        low, high = found.select(pl.col("t").min().alias("low"), pl.col("t").max().alias("high")).row(0)
        spans = {zone: transitions(zone, low or 0, high or 0) for zone in self.zones}
        return found.with_columns(_local_day(self.zones, spans, pl.col("t")).alias("day")).drop("tz_code")

    @staticmethod
    def names(log: pl.DataFrame) -> list[str]:
        """The municipalities' names, in the order of the log's codes."""
        dtype = log.schema["municipality"]
        return list(dtype.categories) if isinstance(dtype, pl.Enum) else sorted(log["municipality"].unique())

    def _municipalities(self, log: pl.DataFrame) -> pl.DataFrame:
        """What each municipality code of the log means: mun, tz_code, as_of; null for those not asked for."""
        names = pl.DataFrame({"municipality": self.names(log)}, schema={"municipality": pl.String})
        table = names.join(self.municipalities, on="municipality", how="left", maintain_order="left")
        return table.select("mun", "tz_code", "as_of")

    def _norm(self, log: pl.DataFrame) -> pl.Expr:
        if log["norm"].null_count() == log.height:
            return pl.lit(None, dtype=pl.Int32).alias("norm")
        code = pl.col("norm").cast(pl.Enum(self.norm_ids), strict=False).to_physical()
        return code.cast(pl.Int32).alias("norm")

    def _words(self) -> list[pl.Expr]:
        words = []
        predicates = self.plan.predicates
        for start in range(0, len(predicates), WORD):
            word = pl.lit(0, dtype=pl.UInt8)
            for bit, where in enumerate(predicates[start : start + WORD]):
                word = word | (_predicate(where).cast(pl.UInt8) * (1 << bit))
            words.append(word.alias(f"w{start // WORD}"))
        return words

    def _carried(self) -> list[pl.Expr]:
        def path(field: str) -> str:
            return "$" + "".join(f"['{part}']" for part in field.split("."))

        return [
            pl.col("data").str.json_path_match(path(field)).cast(pl.Int64, strict=False).alias(f"x_{field}")
            for field in self.plan.data_fields
        ]


def holds(predicates: Sequence[tuple[Condition, ...]], where: tuple[Condition, ...]) -> pl.Expr:
    """Whether a predicate holds, read from the bits of a coded frame."""
    if not where:
        return pl.lit(True)
    index = predicates.index(where)
    return (pl.col(f"w{index // WORD}") & (1 << (index % WORD))) != 0


def _in_order(events: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """Sort by (municipality, case, t, id) and number the cases (``key``).

    A case is told by its municipality and two independent 64-bit hashes of its text: comparing text of many
    millions of events costs more than all the rest, and 128 bits leave no room for two cases to meet.
    """
    if not events["t"].is_sorted():
        events = events.sort("t", maintain_order=True)
    spread = pl.col("mun").cast(pl.UInt64) * ODD
    events = events.with_columns(pl.col("h") ^ spread).sort("h", maintain_order=True)
    first = _new_case(events)
    if (first & (events["h"] == events["h"].shift())).any():
        # Two cases share the first hash (1 chance in millions): let the second one part them.
        events = events.sort("h", "h2", "mun", "t", maintain_order=True)
        first = _new_case(events)
    events = events.drop("h", "h2").with_columns(first.cum_sum().cast(pl.UInt32).alias("key"))
    return reordered(events, ids, by_source=True)


def _new_case(events: pl.DataFrame) -> pl.Series:
    changed = [pl.col(name).ne_missing(pl.col(name).shift()) for name in ("h", "h2", "mun")]
    return events.select(pl.any_horizontal(changed).alias("first")).to_series()

"""The log as integers: cases numbered and put in order, conditions evaluated once for each event.

A coded frame has one row an event: ``key`` (number of the case within its municipality), ``mun``, ``t``
(epoch seconds), ``day`` (local epoch day), ``type`` (code of the event type), ``norm`` (code), ``w0…``
(bits of the predicates that hold), ``due``, ``src`` (row in the log's frame), ``x_FIELD`` (lengths carried).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from poryadok.clock.zones import transitions
from poryadok.kernel.plan import Plan
from poryadok.norms.model import Condition

__all__ = ["AsOf", "Coded", "Coder", "holds"]

WORD = 62
SECONDS = 86_400
ODD = 0x9E3779B1  # spreads municipality numbers over the hash of the case
PLAIN = frozenset({"channel", "sector", "track", "priority", "actor", "norm", "period"})


def _predicate(where: Sequence[Condition]) -> pl.Expr:
    """All conditions of a ``where`` as one Boolean expression over the log's frame; never null."""
    result = pl.lit(True)
    for condition in where:
        if condition.field in PLAIN:
            column = pl.col(condition.field).cast(pl.String)
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


@dataclass(frozen=True, slots=True)
class Coded:
    """``cases``: case norms' events, sorted by (key, t, id). ``others``: period norms' events, by (t, id)."""

    cases: pl.DataFrame
    others: pl.DataFrame


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

    def types_of(self, families: frozenset[str]) -> list[int]:
        """Codes of the event types that norms of these families look at."""
        names = {t for g in self.plan.groups if g.family in families for t in g.types}
        return sorted(self.type_codes[name] for name in names if name in self.type_codes)

    def code(self, log: pl.DataFrame, bucket: tuple[int, int] = (0, 1)) -> Coded:
        """Code the events known at the as-of instant; ``bucket`` (i, n): the i-th of n parts of the cases."""
        frame = self._joined(log)
        low, high = frame.select(pl.col("t").min().alias("low"), pl.col("t").max().alias("high")).row(0)
        spans = {zone: transitions(zone, low or 0, high or 0) for zone in self.zones}
        columns = [
            pl.col("src"),
            pl.col("mun"),
            pl.col("t"),
            _local_day(self.zones, spans, pl.col("t")).alias("day"),
            pl.col("type").to_physical().cast(pl.UInt16).alias("type"),
            pl.col("norm")
            .cast(pl.Enum(self.norm_ids), strict=False)
            .to_physical()
            .cast(pl.Int32)
            .alias("norm"),
            pl.col("due"),
            *self._words(),
            *self._carried(),
        ]
        known = frame.filter(pl.col("t") <= pl.col("as_of"))
        case_types = self.types_of(frozenset({"machine", "precedence"}))
        other_types = self.types_of(frozenset({"report", "activity", "once"}))
        physical = pl.col("type").to_physical()
        in_case = known.filter(physical.is_in(case_types) & pl.col("case").is_not_null())
        if bucket[1] > 1:
            in_case = in_case.filter(pl.col("case").hash(0) % bucket[1] == bucket[0])
        others = known.filter(physical.is_in(other_types)).select(*columns, "id", "period")
        return Coded(_in_order(in_case, columns), others.sort("t", "id").drop("id"))

    def _joined(self, log: pl.DataFrame) -> pl.DataFrame:
        """Give each event its municipality's number, zone and as-of; events of others fall away."""
        indexed = log.with_row_index("src")
        dtype = log.schema["municipality"]
        table = self.municipalities
        if isinstance(dtype, pl.Enum):
            names = pl.DataFrame({"municipality": dtype.categories}).with_row_index("m_code")
            table = names.join(table, on="municipality").drop("municipality")
            table = table.with_columns(pl.col("m_code").cast(pl.UInt32))
            indexed = indexed.with_columns(
                pl.col("municipality").to_physical().cast(pl.UInt32).alias("m_code")
            )
            return indexed.join(table, on="m_code", how="inner", maintain_order="left")
        return indexed.join(table, on="municipality", how="inner", maintain_order="left")

    def _words(self) -> list[pl.Expr]:
        words = []
        predicates = self.plan.predicates
        for start in range(0, max(len(predicates), 1), WORD):
            word = pl.lit(0, dtype=pl.Int64)
            for bit, where in enumerate(predicates[start : start + WORD]):
                word = word | pl.when(_predicate(where)).then(pl.lit(1 << bit, dtype=pl.Int64)).otherwise(0)
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


def _in_order(events: pl.DataFrame, columns: list[pl.Expr]) -> pl.DataFrame:
    """Sort by (municipality, case, t, id) and number the cases.

    Sorting by a hash of the case is several times quicker than by its text; neighbours of one hash that are
    not one case (a collision) are found, and then the text itself is sorted.
    """
    mixed = pl.col("case").hash(0) ^ (pl.col("mun").cast(pl.UInt64) * ODD)
    coded = events.select(*columns, "case", "id", h=mixed)
    coded = coded.sort("h", "t")
    changes = pl.col("case").ne_missing(pl.col("case").shift()) | pl.col("mun").ne_missing(
        pl.col("mun").shift()
    )
    same_hash = pl.col("h") == pl.col("h").shift()
    collided = bool(coded.select((changes & same_hash).any()).item())
    if collided:
        coded = coded.sort("mun", "case", "t", "id")
    else:
        tied = (pl.col("h") == pl.col("h").shift()) & (pl.col("t") == pl.col("t").shift())
        if coded.select(tied.any()).item():
            coded = _ties_by_id(coded, tied)
    return coded.with_columns(changes.cum_sum().cast(pl.UInt32).alias("key")).drop("h", "case", "id")


def _ties_by_id(coded: pl.DataFrame, tied: pl.Expr) -> pl.DataFrame:
    """Put events of one case and one instant in the order of their ids; only such events are moved."""
    runs = coded.with_columns((~tied.fill_null(False)).cum_sum().alias("run"))
    in_tie = tied.fill_null(False) | tied.shift(-1).fill_null(False)
    flagged = runs.with_columns(in_tie.alias("tie"))
    places = flagged.select(pl.arg_where(pl.col("tie"))).to_series()
    moved = flagged.filter("tie").with_columns(pos=places).sort("run", "id")
    order = pl.int_range(flagged.height, dtype=pl.UInt32, eager=True).scatter(
        places, moved["pos"].cast(pl.UInt32)
    )
    return coded[order]

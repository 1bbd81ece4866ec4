"""The log as integers: cases told by hashes, conditions evaluated once for each event.

A coded frame has one row an event: ``mun``, ``t`` (epoch seconds), ``day`` (local epoch day), ``type`` (code
of the event type), ``norm`` (code), ``w0…`` (bits of the predicates that hold), ``due``, ``src`` (row in the
log's frame), ``x_FIELD`` (lengths carried), and ``h``, ``h2``, by which ``share`` tells the cases.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from poryadok.clock.zones import transitions
from poryadok.kernel.plan import Plan
from poryadok.norms.model import Condition

__all__ = ["AsOf", "Coder", "Share", "holds"]

WORD = 8  # predicates a byte: a narrow frame is quick to sort
SECONDS = 86_400
HASHES = ("h", "h2")
ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)  # spread the municipality over the hashes of the case
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
class Share:
    """A share of the work: the cases whose events are of these types, one part ``of`` so many.

    The shares of the same types stand next to each other.
    """

    types: frozenset[str]
    of: int


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

    def shares(self, log: pl.DataFrame, shares: Sequence["Share"]) -> pl.DataFrame:
        """Which share of the work each event falls to (``share``; null: none), and its case's hashes.

        An event counts if its type is one of a share's, its municipality was asked for, it has a case and
        happened by the as-of instant. The shares of one set of types part the cases among them by hash.
        """
        base = {name: number for number, one in reversed(list(enumerate(shares))) for name in one.types}
        parts = {name: one.of for one in shares for name in one.types}
        codes = pl.Series("base", [base.get(name) for name in self.type_codes], dtype=pl.UInt16, strict=True)
        cut = pl.Series("of", [parts.get(name, 1) for name in self.type_codes], dtype=pl.UInt64)
        as_of = self._municipalities(log)["as_of"]
        town = pl.col("municipality").cast(pl.Enum(self.names(log)), strict=False).to_physical()
        kind = pl.col("type").to_physical()
        numbers = set(parts.values())
        part = pl.col("h") % (pl.lit(cut).gather(kind) if len(numbers) > 1 else max(numbers, default=1))
        mine = pl.col("h").is_not_null() & (pl.col("t") <= pl.lit(as_of).gather(town))
        share = pl.when(mine).then(pl.lit(codes).gather(kind) + part.cast(pl.UInt16))
        coded = log.lazy().select(*self.hashes(), "t", "type", "municipality")
        # the streaming engine uses all cores and keeps the order
        return coded.select(*HASHES, share.alias("share")).collect(engine="streaming")

    @staticmethod
    def hashes() -> list[pl.Expr]:
        """Two independent 64-bit hashes of each event's case (``h``, ``h2``); null where there is none."""
        case = pl.col("case")
        return [
            pl.when(case.is_not_null()).then(case.hash(seed)).alias(name) for seed, name in enumerate(HASHES)
        ]

    def cases(self, log: pl.DataFrame, shared: pl.DataFrame, number: int) -> pl.DataFrame:
        """The events of one share, as they come in the log, with hashes that tell municipality and case."""
        mine = (shared["share"] == number).fill_null(False)
        events = self._coded(log.hstack(shared.drop("share")), mine, list(HASHES))
        town = pl.col("mun").cast(pl.UInt64)
        spread = [
            pl.col(name) ^ (town * pl.lit(odd, dtype=pl.UInt64))
            for name, odd in zip(HASHES, ODD, strict=True)
        ]
        return events.with_columns(spread).rechunk()

    def others(self, log: pl.DataFrame, types: Iterable[str]) -> pl.DataFrame:
        """Events of these types, with a case or not, sorted by (t, id), with their ``period``."""
        text = [pl.col(name).cast(pl.String) for name in ("id", "period")]
        kind = pl.col("type").to_physical()
        events = self._coded(log, kind.is_in(self.codes(types)), text)
        as_of = self.municipalities["as_of"].gather(events["mun"])
        return events.filter(events["t"] <= as_of).sort("t", "id").drop("id")

    def known(self, log: pl.DataFrame, types: Iterable[str]) -> pl.DataFrame:
        """Events of these types by the as-of instant, to be counted: in no order."""
        events = self._coded(log, pl.col("type").to_physical().is_in(self.codes(types)), [])
        as_of = self.municipalities["as_of"].gather(events["mun"])
        return events.filter(events["t"] <= as_of)

    def _coded(self, log: pl.DataFrame, mine: pl.Expr | pl.Series, also: list[Any]) -> pl.DataFrame:
        """These events, as far as they are of the profiles' municipalities, as integers."""
        looked_up = self._municipalities(log)
        code = pl.col("municipality").cast(pl.Enum(self.names(log)), strict=False).to_physical()
        places = {name: pl.lit(looked_up[name]).gather(code) for name in looked_up.columns}
        kind = pl.col("type").to_physical().cast(pl.UInt16)
        found = (
            log.lazy()
            .with_row_index("src")
            .filter(mine & places["mun"].is_not_null())
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

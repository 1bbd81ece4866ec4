"""The log as integers: cases told by hashes, conditions evaluated once for each event.

A coded frame has one row an event: ``src`` (its row in the log), ``mun``, ``t`` (epoch seconds), ``type``
(code of the event type), ``norm`` (code of the norm that it names; 0: none), ``w0…`` (bits of the predicates
that hold), ``x_FIELD`` (lengths carried), and ``h``, ``h2``, by which ``order`` tells the cases. ``day`` (the
local epoch day) is added where it is needed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from poryadok.clock.zones import transitions
from poryadok.kernel.events.stretch import Stretch, parted
from poryadok.kernel.norm_table.plan import CASE_FAMILIES, Plan, types_of
from poryadok.log.names import coded
from poryadok.norms.model import Condition

__all__ = ["AsOf", "Coder", "holds"]

WORD = 8  # predicates a byte: a narrow frame is quick to sort
SECONDS = 86_400
HASHES = ("h", "h2")
_TEXTS = ("id", "period")
ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)  # spread the municipality over the hashes of the case
PLAIN = frozenset({"channel", "sector", "track", "priority", "actor", "norm", "period"})


@dataclass(frozen=True, slots=True)
class AsOf:
    """The as-of instant of each municipality, in the plan's order (epoch seconds)."""

    instants: tuple[int, ...]


class Coder:
    """Codes the rows of a log for one plan. Immutable: stretches of a log may be coded side by side.

    ``types`` and ``towns`` are the categories of the log's columns ``type`` and ``municipality``; the events
    of cases are cut into ``parts`` by hash.
    """

    def __init__(
        self, plan: Plan, as_of: AsOf, types: Sequence[str], towns: Sequence[str], parts: int = 1
    ) -> None:
        self.plan, self.as_of, self.parts = plan, as_of, parts
        self.type_codes = {name: code for code, name in enumerate(types)}
        self.norm_ids = sorted({n.id for p in plan.profiles for v in p.versions for n in v.norms})
        self.zones = sorted({profile.timezone for profile in plan.profiles})
        zone_codes = {zone: code for code, zone in enumerate(self.zones)}
        self.municipalities = pl.DataFrame(
            {
                "municipality": [profile.id for profile in plan.profiles],
                "mun": range(len(plan.profiles)),
                "zone": [zone_codes[profile.timezone] for profile in plan.profiles],
                "as_of": as_of.instants,
            },
            schema={"municipality": pl.String, "mun": pl.UInt32, "zone": pl.UInt16, "as_of": pl.Int64},
        )
        names = pl.DataFrame({"municipality": towns}, schema={"municipality": pl.String})
        # what each municipality code of the log means; null for those that were not asked for
        self._towns = names.join(
            self.municipalities, on="municipality", how="left", maintain_order="left"
        ).select("mun", "as_of")
        by_cases = [group for group in plan.groups if group.family in CASE_FAMILIES]
        by_periods = [group for group in plan.groups if group.family not in CASE_FAMILIES]
        self._of_cases = self.codes(types_of(by_cases))
        self._performing = self.codes(types_of(by_periods))
        self._counted = self.codes(name for group in by_periods for name in group.sampled)

    def codes(self, names: Iterable[str]) -> list[int]:
        """Codes of event types; a type that the log's vocabulary lacks has none."""
        return sorted({self.type_codes[name] for name in names if name in self.type_codes})

    def stretch(self, rows: pl.DataFrame, refused: pl.Series | None = None) -> Stretch:
        """Code rows of a log's frame; those marked in ``refused`` are no events.

        An event counts if its municipality was asked for and it happened by the as-of instant; one of a case,
        if it names the case.
        """
        town, kind = (pl.col(name).to_physical() for name in ("municipality", "type"))
        mine = pl.col("t") <= pl.lit(self._towns["as_of"]).gather(town)
        if refused is not None:
            mine = mine & ~pl.lit(refused)
        made = (
            rows.lazy()
            .select(
                pl.int_range(pl.len(), dtype=pl.UInt32).alias("src"),
                pl.lit(self._towns["mun"]).gather(town).alias("mun"),
                "t",
                kind.cast(pl.UInt16).alias("type"),
                pl.lit(self._norm(rows["norm"])),
                *self._words(),
                *self._carried(),
                *self.hashes(),
                mine.alias("mine"),
                *_TEXTS,
            )
            .collect(engine="in-memory")
        )
        plain = [name for name in made.columns if name not in (*HASHES, "mine", *_TEXTS)]
        performing, counted = (
            made["mine"] & made["type"].is_in(codes) for codes in (self._performing, self._counted)
        )
        # the hashes tell the municipality as well as the case
        number = pl.col("mun").cast(pl.UInt64)
        spread = [
            pl.col(name) ^ (number * pl.lit(odd, dtype=pl.UInt64))
            for name, odd in zip(HASHES, ODD, strict=True)
        ]
        cases = made.select(*(name for name in plain if name not in ("src", "type")), *spread)
        happened = made["t"].filter(made["mine"])
        low, high = happened.min(), happened.max()
        return Stretch(
            rows.height,
            (low, high) if isinstance(low, int) and isinstance(high, int) else None,
            *parted(cases, self._lots(made)),
            made.select(*plain, *_TEXTS).filter(performing).with_columns(pl.col(_TEXTS).cast(pl.String)),
            made.select(plain).filter(counted),
        )

    def _lots(self, made: pl.DataFrame) -> pl.Series:
        """The lot of each event of a case: its type and its part; null for other events."""
        number = len(self.type_codes) * self.parts
        width = pl.UInt8 if number <= 2**8 else pl.UInt16 if number <= 2**16 else pl.UInt32
        first = [code * self.parts if code in self._of_cases else None for code in self.type_codes.values()]
        base = pl.lit(pl.Series(first, dtype=width)).gather("type")
        part = (pl.col("h") % self.parts).cast(width)
        return made.select(pl.when("mine").then(base + part).alias("lot")).to_series()

    def dated(self, events: pl.DataFrame) -> pl.DataFrame:
        """Add ``day``, the local epoch day; exact over every change of a zone's offset."""
        t = pl.col("t")
        low, high = events.select(t.min().alias("low"), t.max().alias("high")).row(0)
        spans = [transitions(zone, low or 0, high or 0) for zone in self.zones]
        zone_of = self.municipalities["zone"]
        if all(len(one) == 1 for one in spans):
            offsets = pl.Series([one[0][1] for one in spans], dtype=pl.Int64)
            offset = pl.lit(offsets.gather(zone_of)).gather("mun")
        else:
            offset = pl.lit(None, dtype=pl.Int64)
            for code, span in enumerate(spans):
                there = pl.lit(span[0][1], dtype=pl.Int64)
                for since, seconds in span[1:]:
                    there = pl.when(t >= since).then(pl.lit(seconds, dtype=pl.Int64)).otherwise(there)
                offset = pl.when(pl.lit(zone_of).gather("mun") == code).then(there).otherwise(offset)
        return events.with_columns((t + offset).floordiv(SECONDS).cast(pl.Int32).alias("day"))

    @staticmethod
    def hashes() -> list[pl.Expr]:
        """Two independent 64-bit hashes of each event's case; null where there is none."""
        case = pl.col("case")
        return [
            pl.when(case.is_not_null()).then(case.hash(seed)).alias(name) for seed, name in enumerate(HASHES)
        ]

    def norm_code(self, norm: str) -> int:
        """The code of a norm id; 0 stands for none."""
        return self.norm_ids.index(norm) + 1

    def _norm(self, norms: pl.Series) -> pl.Series:
        """The codes of the norms that events name; few do."""
        given = norms.is_not_null().arg_true()
        codes = coded(norms.gather(given), pl.Enum(self.norm_ids)).to_physical().cast(pl.UInt16) + 1
        none = pl.repeat(0, len(norms), dtype=pl.UInt16, eager=True)
        return none.scatter(given, codes.fill_null(0)).alias("norm")

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
        return [
            pl.col("data").str.json_path_match(_path(field)).cast(pl.Int64, strict=False).alias(f"x_{field}")
            for field in self.plan.data_fields
        ]


def _path(field: str) -> str:
    return "$" + "".join(f"['{part}']" for part in field.split("."))


def _predicate(where: Sequence[Condition]) -> pl.Expr:
    """All conditions of a ``where`` as one Boolean expression over the log's frame; never null."""
    result = pl.lit(True)
    for condition in where:
        if condition.field in PLAIN:
            column = pl.col(condition.field)
        else:
            column = pl.col("data").str.json_path_match(_path(condition.field.removeprefix("data.")))
        holds = column.is_in(sorted(condition.values)).fill_null(False)
        result = result & (~holds if condition.negated else holds)
    return result


def holds(predicates: Sequence[tuple[Condition, ...]], where: tuple[Condition, ...]) -> pl.Expr:
    """Whether a predicate holds, read from the bits of a coded frame."""
    if not where:
        return pl.lit(True)
    index = predicates.index(where)
    return (pl.col(f"w{index // WORD}") & (1 << (index % WORD))) != 0

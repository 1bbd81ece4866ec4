"""Generate an event log as an export would write it: one Parquet file, a line an event, ordered by time.

    python benchmarks/generate_log.py --events 10000000 --municipalities 5 --seed 1 --out log.parquet
    python benchmarks/generate_log.py --municipalities 5000 --out log.parquet --configs-out DIR

The same options give the same events. The log spans twelve months (2025-11-01 to 2026-10-25, local);
``places.AS_OF`` is an instant a little after its last event. With more than five municipalities,
``--configs-out`` writes the profiles of all of them; give that folder to ``poryadok --configs``. What the log
holds, besides a plausible mix of courses:

- events of one instant (times in whole minutes, dates without a time), sub-second times, repeats of
  openings and of closings, one in two thousand lines twice, a few lines of a type that is not in the
  vocabulary;
- case numbers that start anew in each municipality and for each kind of case, as registers do.

Columns: id, case, due, period: string; time: timestamp[us, UTC]; type, municipality, norm, channel, track,
sector: dictionary string. Channel and track are known where a case is entered (received, registered,
routed), not later.
"""

import argparse
from pathlib import Path

import numpy as np
import polars as pl

from events import CHANNELS, DAY, NORMS, SECTORS, TRACKS, TYPES, Ints, Sheet, Weights
from generate_profiles import write_profiles
from places import AS_OF, KINDS, Place, places
from stories import Stories

__all__ = ["generate"]

SHARES = {"messages": (0.20, 3.1), "misinfo": (0.04, 8.0), "requests": (0.03, 1.9), "pairs": (0.008, 1.9)}
"""Share of the events, and events a case (roughly: appeals fill up to the exact number)."""
NOTICES = 0.012
TWICE = 0.0005
NEW_YEAR = 20_454 * DAY
"""2026-01-01, local: case numbers carry the year."""
ENTERED = [
    TYPES.index(t) for t in ("appeal.received", "appeal.registered", "message.received", "message.routed")
]
COLUMNS = ("mun", "letter", "year", "number", "channel", "track", "sector", "norm", "due", "named", "period")


def generate(events: int, towns: list[Place], seed: int) -> pl.DataFrame:
    """A log of exactly ``events`` lines. Raises ValueError if periodic duties alone take half of them."""
    rng = np.random.default_rng(seed)
    kinds = np.array([KINDS.index(town.kind) for town in towns])
    stories = Stories(Weights.of(kinds, rng), rng)
    periods = [""]
    blocks = [_block(stories.analyses(kinds), 0)]
    for label, sheet in stories.reports(kinds):
        periods.append(label)
        blocks.append(_block(sheet, len(periods) - 1))
    twice = int(events * TWICE)
    room = events - twice - sum(block[1].size for block in blocks)
    if room < events // 2:
        raise ValueError(f"{events} events are too few for {len(towns)} municipalities")
    for name, (share, each) in SHARES.items():
        blocks.append(_block(getattr(stories, name)(int(room * share / each)), 0))
    notices = int(room * NOTICES)
    need = events - twice - notices - sum(block[1].size for block in blocks)
    appeals = _block(stories.appeals(int(need / 2.5) + 10), 0)
    appeals = _cut(appeals, need)
    blocks.append(appeals)
    blocks.append(_block(stories.notices(notices + need - appeals[1].size), 0))
    return _written(blocks, towns, periods, twice, rng)


Block = tuple[dict[str, Ints], Ints, Ints, Ints]
"""Columns of the cases; then case, type and local instant of each event, by case."""


def _block(sheet: Sheet, period: int) -> Block:
    case, kind, t = sheet.events()
    count = sheet.mun.size
    zero = np.zeros(count, dtype=np.int64)
    columns = {name: sheet.columns.get(name, zero) for name in COLUMNS}
    columns["mun"] = sheet.mun
    columns["letter"] = zero + (ord(sheet.letter) if sheet.letter else 0)
    columns["period"] = columns["named"] * period
    first = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(first, case, t)
    columns["year"] = np.where(first < NEW_YEAR, 25, 26)
    columns["number"] = _numbers(sheet.mun, first)
    return columns, case, kind, t


def _numbers(mun: Ints, first: Ints) -> Ints:
    """Number the cases of each municipality from 1, in the order of their first events."""
    order = np.lexsort((first, mun))
    ordered = mun[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if mun.size else order
    lengths = np.diff(np.r_[starts, mun.size])
    numbers = np.empty(mun.size, dtype=np.int64)
    numbers[order] = np.arange(mun.size) - np.repeat(starts, lengths) + 1
    return numbers


def _cut(block: Block, events: int) -> Block:
    """The first cases of a block with at most ``events`` events in all."""
    columns, case, kind, t = block
    if case.size < events:
        raise ValueError("too few appeals were drawn")
    end = events
    while end and end < case.size and case[end] == case[end - 1]:
        end -= 1
    return columns, case[:end], kind[:end], t[:end]


def _written(
    blocks: list[Block], towns: list[Place], periods: list[str], twice: int, rng: np.random.Generator
) -> pl.DataFrame:
    offsets = np.cumsum([0, *(block[0]["mun"].size for block in blocks)])
    cases = {name: np.concatenate([block[0][name] for block in blocks]) for name in COLUMNS}
    case = np.concatenate([block[1] + start for block, start in zip(blocks, offsets, strict=False)])
    kind = np.concatenate([block[2] for block in blocks])
    local = np.concatenate([block[3] for block in blocks])
    hours = np.array([town.kind.offset for town in towns])
    mun = cases["mun"][case]
    t = (local - hours[mun] * 3600) * 1_000_000
    channel = cases["channel"][case]
    t += np.where(channel >= 2, rng.integers(0, 1_000_000, t.size), 0)  # citizens' systems write microseconds
    order = np.lexsort((rng.integers(0, 1 << 16, t.size, dtype=np.int64), t))
    # the same line twice: as the export was joined from two queries
    again = np.sort(rng.choice(order.size, twice, replace=False))
    order = np.insert(order, again, order[again])
    serial = _serials(order.size, again)
    case, kind, t, mun, channel = case[order], kind[order], t[order], mun[order], channel[order]
    entered = np.isin(kind, ENTERED)
    asked = kind == TYPES.index("request.received")
    due = np.where(asked, cases["due"][case], 0)
    frame = pl.DataFrame(
        {
            "serial": serial,
            "source": np.array([0, 0, 1, 2])[channel],
            "time": t,
            "due": due,
            "hours": hours[mun],
            **{name: cases[name][case] for name in ("letter", "year", "number")},
        }
    )
    return frame.select(
        pl.format("{}-{}", _named(frame["source"] + 1, ["sed", "pos", "inc"]), _padded("serial", 9)).alias(
            "id"
        ),
        pl.from_epoch("time", time_unit="us").dt.replace_time_zone("UTC").alias("time"),
        _named(kind + 1, TYPES).alias("type"),
        _named(mun + 1, [town.id for town in towns]).alias("municipality"),
        _case().alias("case"),
        _named(cases["norm"][case], NORMS[1:]).alias("norm"),
        _named(cases["period"][case], periods[1:]).cast(pl.String).alias("period"),
        _due().alias("due"),
        _named(np.where(entered, channel, 0), CHANNELS[1:]).alias("channel"),
        _named(np.where(entered, cases["track"][case], 0), TRACKS[1:]).alias("track"),
        _named(cases["sector"][case], SECTORS).alias("sector"),
    )


def _serials(count: int, again: Ints) -> Ints:
    """Numbers of the lines; a line that repeats the one before it (inserted at ``again``) has its number."""
    step = np.ones(count, dtype=np.int64)
    step[again + np.arange(again.size) + 1] = 0
    return np.cumsum(step)


def _named(codes: pl.Series | Ints, names: list[str] | tuple[str, ...]) -> pl.Series:
    """Dictionary strings by code; 0 is null."""
    return pl.Series([None, *names], dtype=pl.Categorical()).gather(codes)


def _padded(name: str, width: int) -> pl.Expr:
    return pl.col(name).cast(pl.String).str.zfill(width)


def _case() -> pl.Expr:
    letters = "ОСНЗК"
    letter = pl.col("letter").replace_strict(
        {ord(x): x for x in letters}, default=None, return_dtype=pl.String
    )
    return pl.format("{}-{}/{}", letter, pl.col("year"), _padded("number", 7))


def _due() -> pl.Expr:
    """An instant with the local offset; a bare date where the term is the whole day."""
    local = pl.from_epoch("due", time_unit="s")
    instant = pl.format("{}+0{}:00", local.dt.to_string("%Y-%m-%dT%H:%M:%S"), pl.col("hours"))
    whole = pl.col("due") % DAY == 0
    text = pl.when(whole).then(local.dt.to_string("%Y-%m-%d")).otherwise(instant)
    return pl.when(pl.col("due") > 0).then(text)


def main() -> None:
    """Write the log and, if asked, the profiles."""
    parser = argparse.ArgumentParser(description="generate a log for benchmarks")
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--municipalities", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--configs-out", type=Path)
    options = parser.parse_args()
    towns = places(options.municipalities)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    generate(options.events, towns, options.seed).write_parquet(options.out, compression="zstd")
    if options.configs_out:
        write_profiles(towns, options.configs_out)
    print(f"{options.out}: {options.events} events, {options.municipalities} municipalities, as of {AS_OF}")


if __name__ == "__main__":
    main()

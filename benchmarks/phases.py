"""Where the time of `check` goes: its steps through the Python API, with seconds and peak memory.

    python benchmarks/phases.py log.parquet [--configs DIR] [--buckets N]

Steps and the peak so far go to stderr. Stdout gets the four counts of fz59.answer as JSON, which `run.py`
compares with the counts of the hand-written SQL.
"""

import argparse
import json
import resource
import sys
import time
from datetime import datetime
from pathlib import Path

import polars as pl

from places import AS_OF
from poryadok.clock.calendars import load_calendars
from poryadok.data import data_root
from poryadok.kernel.assess import assess_coded, coder_of
from poryadok.kernel.events.stretch import Stretch
from poryadok.kernel.log_rules import log_rules
from poryadok.log.read import read_log
from poryadok.log.rules import municipality_enum, type_enum
from poryadok.norms.library import Library
from poryadok.norms.readings import ProfileBuilder

__all__ = ["answers"]

STATUSES = ("fulfilled", "late", "overdue", "pending")


class Laps:
    """Says how long each step took."""

    def __init__(self) -> None:
        self.since = time.perf_counter()

    def done(self, name: str) -> None:
        """One step is over."""
        now = time.perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(f"{name:<24}{now - self.since:8.3f} s   peak {peak:5.2f} GB", file=sys.stderr)
        self.since = now


def answers(log: str, configs: Path | None, buckets: int) -> dict[str, int]:
    """Run all steps; the counts of fz59.answer by status."""
    laps, builder = Laps(), ProfileBuilder()
    library = Library.open(configs)
    resolved = [library.resolve(name) for name in library.ids()]
    laps.done(f"resolve {len(resolved)} profiles")
    profiles = [
        builder.build(one.id, [(v.first, v.last, v.doc) for v in one.versions], one.digest)
        for one in resolved
        if one.valid
    ]
    calendars = load_calendars([Path(str(data_root() / "configs" / "calendars"))])
    laps.done("compile")
    rules = log_rules(tuple(library.vocabulary.event_types), profiles)
    laps.done("rules of the log")
    types, towns = (tuple(one.categories) for one in (type_enum(rules), municipality_enum(rules)))
    moment = datetime.fromisoformat(AS_OF)
    coder = coder_of(profiles, calendars, moment, types, towns, buckets if buckets > 1 else None)
    laps.done("plan")
    events = read_log([log], rules, code=coder.stretch)
    laps.done("read, check, code the log")
    stretches = [one for one in events.coded if isinstance(one, Stretch)]
    found = assess_coded(coder, stretches, events.rows, events.stays, detail=False, buckets=buckets)
    laps.done("assess")
    print(
        f"read {events.read}, accepted {events.accepted}, duplicates {events.duplicates}, "
        f"rejected {events.rejected}, unused {int(found.unused.sum())}, "
        f"obligations {found.counts['n'].sum()}",
        file=sys.stderr,
    )
    mine = found.counts.filter(pl.col("norm") == "fz59.answer").group_by("status").agg(pl.col("n").sum())
    by_status = {str(status): int(count) for status, count in mine.iter_rows()}
    return {status: by_status.get(status, 0) for status in STATUSES}


def main() -> None:
    """Run once and print."""
    parser = argparse.ArgumentParser(description="where the time of check goes")
    parser.add_argument("log")
    parser.add_argument("--configs", type=Path)
    parser.add_argument("--buckets", type=int, default=1)
    options = parser.parse_args()
    print(json.dumps(answers(options.log, options.configs, options.buckets)))


if __name__ == "__main__":
    main()

"""Measure `poryadok` against what else one could do, and print medians and ratios.

    python benchmarks/run.py                        everything, 10 million events, files in a temporary folder
    python benchmarks/run.py check --dir DIR        one part; files in DIR are made once and used again
    python benchmarks/run.py check --events 1000000 --rounds 3

Parts: `check` (against a bare scan, hand-written SQL and pandas), `width` (five municipalities against five
thousand, the same number of events), `validate` (a thousand profiles against check-jsonschema), `start`
(`poryadok --version` against a bare interpreter). Processes run in turn, two threads each. Nothing passes
or fails here: a figure depends on the machine, only a ratio can be compared. `check` also says whether the
counts of the SQL are those of the kernel.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from baselines import THREADS
from generate_profiles import write_profiles
from places import AS_OF, places
from processes import Command, Summary, in_turn, measure

__all__ = ["PARTS"]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WIDE = 5000


class Bench:
    """The options, the files and the environment of all parts."""

    def __init__(self, folder: Path, events: int, rounds: int, profiles: int) -> None:
        self.folder, self.events, self.rounds, self.count = folder, events, rounds, profiles
        path = os.pathsep.join(filter(None, (str(ROOT / "engine"), os.environ.get("PYTHONPATH"))))
        self.environment = {**os.environ, "PYTHONPATH": path, "POLARS_MAX_THREADS": str(THREADS)}

    def log(self, towns: int) -> Path:
        """The log of so many municipalities; made if it is not there."""
        path = self.folder / f"log-{self.events}-{towns}.parquet"
        if not path.exists():
            # in a process of its own: a child's peak is never below what its parent had in memory at the fork
            options = ("--events", str(self.events), "--municipalities", str(towns), "--out", str(path))
            measure(script("generator", "generate_log.py", *options), self.environment)
        return path

    def profiles(self, towns: int, *, full: bool = False) -> Path:
        """The folder of so many profiles; made anew, since the bundled ones may have changed."""
        path = self.folder / f"configs-{towns}{'-full' if full else ''}"
        write_profiles(places(towns), path, full=full)
        return path

    def run(self, commands: Sequence[Command]) -> list[Summary]:
        """Run all in turn and print the table; ratios are to the first."""
        found = in_turn(commands, self.rounds, self.environment)
        first = found[0].seconds
        for one in found:
            print(
                f"  {one.name:<34}{one.seconds:9.3f} s {one.seconds / first:7.2f} x{one.peak / 2**20:8.0f} MB"
            )
        return found


def poryadok(name: str, *arguments: str, accept: Sequence[int] = (0,)) -> Command:
    """The command line as a process, begun as its installed script begins it."""
    begin = "from poryadok.cli.main import run; run()"
    return Command(name, (sys.executable, "-c", begin, *arguments), frozenset(accept))


def script(name: str, file: str, *arguments: str) -> Command:
    """One of our own scripts as a process."""
    return Command(name, (sys.executable, str(HERE / file), *arguments))


def checked(log: Path, configs: Path | None = None) -> tuple[str, ...]:
    """The arguments of `check` for a log."""
    own = ("--configs", str(configs)) if configs else ()
    return ("check", "--events", str(log), "--as-of", AS_OF, "--fail-on", "never", *own)


def check(bench: Bench) -> None:
    """`check` against (a) a scan, (b) SQL for one norm under one reading, (c) pandas for the same."""
    log = bench.log(5)
    print(f"check, {bench.events} events, 5 municipalities (ratio to the SQL)")
    sql, *_ = bench.run(
        [
            script("(b) DuckDB, one norm", "baselines.py", "duckdb", str(log)),
            script("(a) scan of four columns", "baselines.py", "scan", str(log)),
            script("(c) pandas, one norm", "baselines.py", "pandas", str(log)),
            poryadok("poryadok check, all norms", *checked(log)),
        ]
    )
    kernel = measure(script("kernel", "phases.py", str(log)), bench.environment)
    agree = json.loads(kernel.output) == json.loads(sql.output)
    print(f"  counts of fz59.answer {'agree' if agree else 'DIFFER'}: {json.loads(kernel.output)}")
    if not agree:
        print(f"  the SQL says: {json.loads(sql.output)}")


def width(bench: Bench) -> None:
    """The same number of events from five municipalities and from five thousand."""
    print(f"width, {bench.events} events (ratio to 5 municipalities)")
    narrow, wide = bench.log(5), bench.log(WIDE)
    configs = bench.profiles(WIDE)
    bench.run(
        [
            poryadok("5 municipalities", *checked(narrow)),
            poryadok(f"{WIDE} municipalities", *checked(wide, configs)),
        ]
    )


def validate(bench: Bench) -> None:
    """A thousand profiles: ours checks the schema and everything after it, the other one the schema only."""
    schema = ROOT / "schemas" / "profile.schema.json"
    for full in (False, True):
        folder = bench.profiles(bench.count, full=full)
        files = [str(path) for path in sorted(folder.glob("*/*.yaml")) if not path.name.startswith("_")]
        arguments = ("-m", "check_jsonschema", "--schemafile", str(schema), *files)
        print(f"validate, {len(files)} {'whole' if full else 'small'} profiles (ratio to poryadok)")
        bench.run(
            [
                poryadok("poryadok validate", "validate", "--configs", str(folder), accept=(0, 1)),
                Command("check-jsonschema", (sys.executable, *arguments)),
            ]
        )


def start(bench: Bench) -> None:
    """How soon the command line is there."""
    print("start (ratio to the bare interpreter)")
    bench.rounds, rounds = max(bench.rounds, 15), bench.rounds
    bench.run(
        [
            Command("python -c pass", (sys.executable, "-c", "pass")),
            poryadok("poryadok --version", "--version"),
        ]
    )
    bench.rounds = rounds


PARTS: dict[str, Callable[[Bench], None]] = {
    "check": check,
    "width": width,
    "validate": validate,
    "start": start,
}


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description="measure poryadok and print ratios")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="all of them if none is named")
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profiles", type=int, default=1000, help="for validate")
    parser.add_argument("--dir", type=Path, help="where the files are kept; a temporary folder otherwise")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.dir or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, options.events, options.rounds, options.profiles)
        for part in options.parts or PARTS:
            PARTS[part](bench)


if __name__ == "__main__":
    main()

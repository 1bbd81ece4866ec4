"""What `poryadok check` is measured against: three tasks on the same file, each run as a whole process.

    python benchmarks/baselines.py scan   log.parquet
    python benchmarks/baselines.py duckdb log.parquet
    python benchmarks/baselines.py pandas log.parquet

`scan` only reads the columns case, type, time and municipality into memory. `duckdb` and `pandas` count the
four statuses of one norm under one reading, the answer in thirty days (59-ФЗ): opened by the earliest
registration of a 59-ФЗ appeal that is not redirected, closed by the earliest answer, due at the end of the
thirtieth local day, or of the sixtieth if an extension came by the end of the thirtieth. They judge nothing
else, check nothing, and rest on what the generator promises (no answer before its registration, no second
registration after an answer). Both print the counts as JSON. Municipalities' zones are fixed offsets, which
is quicker than looking zones up by name.
"""

import json
import os
import sys
from collections.abc import Callable

from places import AS_OF, KINDS

__all__ = ["SQL", "TASKS", "THREADS"]

THREADS = 2

SQL = """
WITH cases AS (
    SELECT municipality, "case",
        min(CASE WHEN type = 'appeal.registered' THEN time END) AS opened,
        min(CASE WHEN type = 'appeal.answered' THEN time END) AS answered,
        min(CASE WHEN type = 'appeal.extended' THEN time END) AS extended
    FROM read_parquet($file)
    WHERE time <= $as_of AND (
        type IN ('appeal.answered', 'appeal.extended')
        OR (type = 'appeal.registered' AND channel = '59-fz' AND track IS DISTINCT FROM 'redirect')
    )
    GROUP BY municipality, "case"
    HAVING opened IS NOT NULL
), offsets AS (
    SELECT unnest($kinds) AS kind, unnest($hours) AS hours
), days AS (
    SELECT
        (epoch_us(opened) // 3600000000 + hours) // 24 + 30 AS last_day,
        (epoch_us(answered) // 3600000000 + hours) // 24 AS answered_day,
        (epoch_us(extended) // 3600000000 + hours) // 24 AS extended_day,
        (epoch_us($as_of::TIMESTAMPTZ) // 3600000000 + hours) // 24 AS today
    FROM cases JOIN offsets ON kind = split_part(municipality, '-', 1)
), terms AS (
    SELECT answered_day, today,
        CASE WHEN extended_day <= last_day THEN last_day + 30 ELSE last_day END AS due_day
    FROM days
)
SELECT
    count(*) FILTER (answered_day <= due_day) AS fulfilled,
    count(*) FILTER (answered_day > due_day) AS late,
    count(*) FILTER (answered_day IS NULL AND due_day < today) AS overdue,
    count(*) FILTER (answered_day IS NULL AND due_day >= today) AS pending
FROM terms
"""


def scan(path: str) -> None:
    """Read four columns."""
    import polars as pl

    frame = pl.read_parquet(path, columns=["case", "type", "time", "municipality"])
    print(json.dumps({"rows": frame.height}))


def duckdb(path: str) -> None:
    """One GROUP BY, then arithmetic on what is left of it."""
    import duckdb as db

    connection = db.connect(config={"threads": THREADS})
    found = connection.execute(
        SQL,
        {
            "file": path,
            "as_of": AS_OF,
            "kinds": [kind.id for kind in KINDS],
            "hours": [kind.offset for kind in KINDS],
        },
    )
    names = [column[0] for column in found.description]
    row = found.fetchone()
    assert row is not None
    print(json.dumps(dict(zip(names, row, strict=True))))


def pandas(path: str) -> None:
    """The same: filter, a column for each type, one groupby."""
    import pandas as pd  # type: ignore[import-untyped]

    columns = ["municipality", "case", "type", "time", "channel", "track"]
    types = ["appeal.registered", "appeal.answered", "appeal.extended"]
    log = pd.read_parquet(path, columns=columns, filters=[("type", "in", types)])
    log = log[log["time"] <= pd.Timestamp(AS_OF)]
    registered = (log["type"] == types[0]) & (log["channel"] == "59-fz") & ~(log["track"] == "redirect")
    for name, where in (
        ("opened", registered),
        ("answered", log["type"] == types[1]),
        ("extended", log["type"] == types[2]),
    ):
        log[name] = log["time"].where(where)
    keys = ["municipality", "case"]
    cases = log.groupby(keys, observed=True, sort=False)[["opened", "answered", "extended"]].min()
    cases = cases[cases["opened"].notna()]
    town = cases.index.get_level_values("municipality").astype(str).str.split("-").str[0]
    hours = town.map({kind.id: kind.offset for kind in KINDS})
    shift = pd.to_timedelta(hours, unit="h")
    day = {name: (cases[name] + shift).dt.floor("D") for name in ("opened", "answered", "extended")}
    today = (pd.Timestamp(AS_OF) + shift).floor("D")
    month = pd.Timedelta(days=30)
    due = day["opened"] + month
    due = due.where(~(day["extended"] <= due), due + month)
    done = day["answered"].notna()
    counts = {
        "fulfilled": done & (day["answered"] <= due),
        "late": done & (day["answered"] > due),
        "overdue": ~done & (due < today),
        "pending": ~done & (due >= today),
    }
    print(json.dumps({name: int(found.sum()) for name, found in counts.items()}))


TASKS: dict[str, Callable[[str], None]] = {"scan": scan, "duckdb": duckdb, "pandas": pandas}

if __name__ == "__main__":
    os.environ.setdefault("POLARS_MAX_THREADS", str(THREADS))
    TASKS[sys.argv[1]](sys.argv[2])

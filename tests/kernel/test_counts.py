"""The counts of an assessment are those of its obligations, norm by norm."""

from collections import Counter

import polars as pl
from hypothesis import HealthCheck, given, settings

from kernel.kernel_world import answer, calendars, compiled
from poryadok.kernel.assess import assess
from poryadok.kernel.counts import KEYS, summed
from poryadok.kernel.norm_table.plan import build_plan
from strategies import scenario

SCHEMA = {**dict.fromkeys(KEYS, pl.String), "contested": pl.Boolean, "n": pl.UInt32}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenario())
def test_the_counts_are_those_of_the_rows(drawn):
    profiles, events, as_of = drawn
    plan = compiled(profiles)[::-1]
    rows, found, log = answer(plan, [events], as_of)
    counts = found.counts
    assert counts.schema == SCHEMA
    assert counts.equals(counts.sort(KEYS))
    wanted = Counter(tuple(row[key] for key in KEYS) for row in rows)
    assert {tuple(key): n for *key, n in counts.iter_rows()} == wanted
    assert assess(plan, calendars(), log.frame, as_of, detail=False).counts.equals(counts)


def test_nothing_counted_is_an_empty_table():
    assert summed([], build_plan([], calendars())).schema == SCHEMA

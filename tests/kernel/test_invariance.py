"""What must not change the answer: order, files, buckets, repeated records; and what time may not undo."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.kernel_world import answer, answer_at_once, calendars, compiled, logged
from poryadok.kernel import assess as assess_module
from poryadok.kernel.cases import share as share_module
from poryadok.kernel.events.coding import Coder
from poryadok.report.order import BREACH, ids_of, index_of
from poryadok.report.rows import obligation_rows
from strategies import scenario

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def text(rows: list[dict[str, Any]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()


def one_hash() -> list[pl.Expr]:
    case = pl.col("case")
    first = pl.lit(7, dtype=pl.UInt64)
    return [
        pl.when(case.is_not_null()).then(value).alias(name)
        for name, value in (("h", first), ("h2", case.hash(1)))
    ]


def assert_same_counts(built: Any, events: Any, as_of: Any) -> None:
    log = logged(built, [events])
    whole = assess_module.assess(built, calendars(), log.frame, as_of)
    ids = ids_of(index_of(whole, log.frame, lambda _: BREACH | pl.col("contested"))).to_list()
    only = assess_module.assess(built, calendars(), log.frame, as_of, detail=False)
    kept = assess_module.assess(built, calendars(), log.frame, as_of, keep=BREACH | pl.col("contested"))
    assert only.counts.equals(whole.counts) and kept.counts.equals(whole.counts)
    assert only.unused.equals(whole.unused) and kept.unused.equals(whole.unused)
    assert ids_of(index_of(kept, log.frame)).to_list() == ids
    shown = {row["id"]: row for row in obligation_rows(whole, log.frame)}
    assert obligation_rows(kept, log.frame) == [shown[name] for name in ids]


@SETTINGS
@given(scenario(), st.randoms(use_true_random=False), st.integers(2, 5))
def test_order_files_buckets_and_repeats_change_nothing(drawn: Any, random: Any, parts: int) -> None:
    profiles, events, as_of = drawn
    built = compiled(profiles)
    plain = text(answer(built, [events], as_of)[0])

    shuffled = random.sample(events, len(events))
    assert text(answer(built, [shuffled], as_of)[0]) == plain
    assert text(answer(built, [shuffled[i::parts] for i in range(parts)], as_of)[0]) == plain
    # as if every component were heavy: cut into parts for the cores
    with patch.object(assess_module, "HEAVY", 0):
        assert text(answer(built, [events], as_of)[0]) == plain
        assert text(answer(built, [events], as_of, buckets=parts)[0]) == plain
    # as if all cases of a municipality shared their first hash: the second one parts them
    with patch.object(Coder, "hashes", staticmethod(one_hash)):
        assert text(answer(built, [events], as_of)[0]) == plain
    # as if every case had something that repeats: the machine answers alone
    with patch.object(share_module, "comparable", lambda _: False):
        assert text(answer(built, [events], as_of)[0]) == plain
    # what is only counted, and what is kept of it, is what the whole answer says
    assert_same_counts(built, events, as_of)
    # as if the log had been read before it was coded
    assert text(answer_at_once(built, [events[i::parts] for i in range(parts)], as_of)) == plain
    repeated = events + random.sample(events, len(events) // 2)
    bad = [{**event, "id": f"{event['id']}-bad", "type": "none"} for event in events[::3]]
    more = random.sample(repeated + bad, len(repeated) + len(bad))
    rows, _, log = answer(built, [more[i::parts] for i in range(parts)], as_of)
    assert text(rows) == plain
    assert (log.duplicates, log.rejected) == (len(events) // 2, len(bad))


@SETTINGS
@given(scenario(), st.sampled_from([1, 3600, 86_400, 30 * 86_400]))
def test_a_later_as_of_never_un_closes_anything(drawn: Any, later: int) -> None:
    profiles, events, as_of = drawn
    if not isinstance(as_of, datetime):
        as_of = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    built = compiled(profiles)
    before = answer(built, [events], as_of)[0]
    after = {row["id"]: row for row in answer(built, [events], as_of + timedelta(seconds=later))[0]}
    for row in before:
        now = after[row["id"]]
        assert row["closed_at"] is None or now["closed_at"] is not None
        for was, is_ in zip(row["readings"], now["readings"], strict=True):
            if was["status"] in ("fulfilled", "late", "violated", "cancelled"):
                assert is_ == was

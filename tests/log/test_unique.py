"""Repeats are counted once, contradictions are kept aside, and the numbers always add up."""

import random
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from log.support import csv_file, event, jsonl, parquet, read, reasons

SAME = [
    event(time="2024-05-02T12:00:00+03:00", data={"a": 1, "b": 2.0}),
    event(time="2024-05-02T09:00:00.400Z", data={"b": 2, "a": 1}, channel=""),
]


def test_same_content_in_other_words(tmp_path: Path) -> None:
    log = read(jsonl(tmp_path / "log.jsonl", SAME))
    assert (log.accepted, log.duplicates, log.rejected) == (1, 1, 0)


def test_across_files_and_formats(tmp_path: Path) -> None:
    one = [event(id="e1"), event(id="e2"), event(id="e3")]
    two = [event(id="e2"), event(id="e3", case="other")]
    log = read(
        jsonl(tmp_path / "a.jsonl", one),
        csv_file(tmp_path / "b.csv", two),
        parquet(tmp_path / "c.parquet", one[:2]),
    )
    assert (log.read, log.accepted, log.duplicates, log.rejected) == (7, 2, 3, 2)
    assert log.frame["id"].to_list() == ["e1", "e2"]
    assert [(one.line, one.reason) for one in log.rejections] == [(3, "conflicting-id")] * 2
    assert log.rejections[0].expected == f"{tmp_path / 'b.csv'}:3"


def test_every_record_of_a_contested_id_is_rejected(tmp_path: Path) -> None:
    records = [event(), event(), event(case="other"), event(id="e2")]
    log = read(jsonl(tmp_path / "log.jsonl", records))
    assert (log.accepted, log.duplicates, log.rejected) == (1, 0, 3)
    assert reasons(log) == [(line, "id", "conflicting-id") for line in (1, 2, 3)]


def test_a_rejected_record_contradicts_nobody(tmp_path: Path) -> None:
    log = read(jsonl(tmp_path / "log.jsonl", [event(), event(time="never")]))
    assert (log.accepted, log.rejected) == (1, 1)


def test_the_same_file_twice(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "log.jsonl", [event(), event(id="e2")])
    log = read(path, path)
    assert (log.read, log.accepted, log.duplicates) == (4, 2, 2)


def test_recorded_is_content(tmp_path: Path) -> None:
    records = [event(recorded="2024-05-03T00:00:00Z"), event()]
    assert read(jsonl(tmp_path / "log.jsonl", records)).rejected == 2


RECORD = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a", "b", "c", "d", ""]),
        "time": st.sampled_from(["2024-05-02T12:00:00+03:00", "2024-05-02T09:00:00Z", "2024-05-02"]),
        "type": st.sampled_from(["appeal.registered", "page.posted", "nonsense"]),
        "municipality": st.just("kuzhmara"),
    },
    optional={
        "case": st.sampled_from(["c1", "c2"]),
        "channel": st.sampled_from(["59-fz", 'другой; "канал"']),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORD, max_size=12), st.integers(0, 12), st.randoms(use_true_random=False))
def test_numbers_add_up(records: list[dict[str, Any]], cut: int, rng: random.Random) -> None:
    """Against a plain count; and neither order, split nor format changes the numbers."""
    contents: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    good = 0
    for one in records:
        fits = one["id"] and len(one["time"]) > 10 and one["type"] != "nonsense"
        if fits and (one["type"] == "page.posted" or "case" in one):
            good += 1
            contents[one["id"]].add((one["type"], one.get("case"), one.get("channel")))
    accepted = sum(len(some) == 1 for some in contents.values())
    with TemporaryDirectory() as folder:
        path = Path(folder)
        log = read(jsonl(path / "a.jsonl", records))
        mixed = rng.sample(records, len(records))
        other = read(jsonl(path / "b.jsonl", mixed[:cut]), csv_file(path / "c.csv", mixed[cut:] or [event()]))
    assert (log.read, log.accepted) == (len(records), accepted)
    assert log.rejected >= len(records) - good
    if mixed[cut:]:
        assert (other.accepted, other.duplicates, other.rejected) == (
            log.accepted,
            log.duplicates,
            log.rejected,
        )
        assert sorted(other.frame.rows()) == sorted(log.frame.rows()) if log.accepted else True

"""Which files are read, and what is said of those that cannot be."""

import os
from pathlib import Path

import polars as pl
import pytest

from log.support import event, jsonl, read
from poryadok.report.diagnostics import message_of
from poryadok.report.rejections import LOG_MESSAGES


def rules(*paths: Path | str) -> list[str]:
    return [one.rule for one in read(*paths).findings]


def test_no_paths_are_an_empty_log() -> None:
    log = read()
    assert log.read == 0 and log.frame.height == 0 and log.frame.columns[:2] == ["id", "t"]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.docx").touch()
    (tmp_path / "x.XLSX").touch()
    (tmp_path / "x.parquet").write_bytes(b"PAR1 is not enough")
    (tmp_path / "empty.parquet").touch()
    assert rules(tmp_path) == ["log.directory"]
    assert rules(tmp_path / "none.jsonl") == ["log.missing-file"]
    assert rules(tmp_path / "*.jsonl") == ["log.no-match"]
    assert rules(tmp_path / "x.docx") == ["log.format"]
    assert rules(tmp_path / "x.XLSX") == ["log.xlsx-not"]
    assert rules(tmp_path / "x.parquet") == ["log.broken-parquet"]
    assert rules(tmp_path / "empty.parquet") == ["log.broken-parquet"]


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", lambda: 0)() == 0, reason="needs a common user")
def test_unreadable(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "log.jsonl", [event()])
    path.chmod(0)
    assert rules(path) == ["log.unreadable"]


def test_cut_parquet(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    pl.DataFrame([event(id=f"e{at}") for at in range(1000)]).write_parquet(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert rules(path) == ["log.broken-parquet"]
    middle = bytearray(data)
    middle[40:200] = b"\xff" * 160
    path.write_bytes(bytes(middle))
    assert rules(path) in (["log.broken-parquet"], [])


def test_all_faults_at_once_and_the_rest_is_read(tmp_path: Path) -> None:
    good = jsonl(tmp_path / "good.jsonl", [event()])
    log = read(tmp_path / "a.jsonl", good, tmp_path / "b.csv", tmp_path)
    assert len(log.findings) == 3 and log.accepted == 1


def test_globs(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    jsonl(tmp_path / "b[1].jsonl", [event(id="e1")])
    jsonl(tmp_path / "deep" / "a.ndjson", [event(id="e2")])
    jsonl(tmp_path / "deep" / "b.jsonl", [event(id="e3")])
    assert read(tmp_path / "b[1].jsonl").accepted == 1, "a path that exists is itself"
    assert read(str(tmp_path / "**" / "*.*json*")).frame["id"].to_list() == ["e1", "e2", "e3"]


def test_bad_columns_of_parquet(tmp_path: Path) -> None:
    frame = pl.DataFrame([event()])
    naive = frame.with_columns(pl.col("time").str.to_datetime(time_zone="UTC").dt.replace_time_zone(None))
    cases = [
        (naive, ["log.naive-time"]),
        (frame.with_columns(time=pl.lit(1.5)), ["log.column-type"]),
        (frame.with_columns(case=pl.lit(1.5)), ["log.column-type"]),
        (frame.with_columns(data=pl.lit(1)), ["log.column-type"]),
        (frame.with_columns(pl.lit(b"x").alias("data.x")), ["log.column-type"]),
        (frame.with_columns(chanel=pl.lit("x")).drop("id"), ["log.missing-column", "log.unknown-column"]),
    ]
    for table, expected in cases:
        table.write_parquet(tmp_path / "log.parquet")
        assert sorted(rules(tmp_path / "log.parquet")) == expected


def test_every_finding_has_words(tmp_path: Path) -> None:
    import re

    import poryadok.log.read as module

    used = set()
    for file in Path(module.__file__).parent.glob("*.py"):
        used |= set(re.findall(r'"(log\.[a-z0-9-]+)"', file.read_text(encoding="utf-8")))
    assert used == set(LOG_MESSAGES)
    for finding in read(tmp_path / "x.jsonl", tmp_path).findings:
        assert LOG_MESSAGES[finding.rule].text and isinstance(message_of(finding), str)

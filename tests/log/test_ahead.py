"""Reading ahead changes nothing: the same rows, in the same order, and the same faults."""

from typing import Any

import pytest
from polars.testing import assert_frame_equal

from log.support import RULES, event, parquet
from poryadok.log import parquet as parquet_module
from poryadok.log.ahead import Ahead
from poryadok.log.read import read_log
from poryadok.log.record import Log


def both(paths: list[str]) -> tuple[Log, Log]:
    plain = read_log(paths, RULES)
    with Ahead(paths) as ahead:
        return plain, read_log(paths, RULES, ahead=ahead)


@pytest.mark.parametrize("rows", [1, 3, 4, 5, 23])
def test_the_rows_are_those_of_the_files(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(parquet_module, "SLICE", 4)
    paths = [
        str(parquet(tmp_path / f"{name}.parquet", [event(id=f"{name}{number}") for number in range(rows)]))
        for name in ("a", "b")
    ]
    plain, ahead = both(paths)
    assert ahead.accepted == 2 * rows
    assert_frame_equal(ahead.frame, plain.frame)
    assert (ahead.digest, ahead.read) == (plain.digest, plain.read)


def test_a_broken_file_and_one_that_is_missing_are_told_of_alike(tmp_path: Any) -> None:
    sound = parquet(tmp_path / "sound.parquet", [event()])
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(sound.read_bytes()[:-20])
    plain, ahead = both([str(sound), str(broken), str(tmp_path / "none.parquet")])
    assert [(one.rule, dict(one.args)) for one in ahead.findings] == [
        (one.rule, dict(one.args)) for one in plain.findings
    ]
    assert {one.rule for one in ahead.findings} >= {"log.broken-parquet"}
    assert ahead.accepted == plain.accepted == 1


def test_what_is_not_asked_for_is_let_go_of(tmp_path: Any) -> None:
    path = str(parquet(tmp_path / "a.parquet", [event()]))
    with Ahead([path]) as ahead:
        readers, findings = ahead.slices(path)
        assert (findings, [read().height for read in readers]) == ([], [1])
        again, _ = ahead.slices(path)
        assert [read().height for read in again] == [1]

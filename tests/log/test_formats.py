"""The same events give the same frame, whatever the file."""

import random
from pathlib import Path
from typing import Literal

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from log.support import RULES, csv_file, event, jsonl, parquet, read, reasons, xlsx
from poryadok.log.read import read_log

RECORDS = [
    event(),
    event(
        id="e2", time="2024-05-02T09:00:00.750Z", channel="59-fz", track="accelerated", actor="Отдел; «ЖКХ»"
    ),
    event(
        id="e3", type="appeal.extended", data={"days": 30, "note": 'кавычки " и ; и, запятая', "urgent": True}
    ),
    event(id="e4", type="report.submitted", case=None, norm="report.statistics", period="2024-Q1"),
    event(id="e5", type="report.submitted", case=None, municipality="reftinsky", period="2024-Q1"),
    event(id="e6", type="request.received", due="2024-05-10", sector="roads", priority="high"),
    event(id="e7", type="request.received", due="2024-05-10T18:00:00+05:00", recorded="2024-05-03T00:00:00Z"),
    event(id="e8", case="строка\nвторая", data={"code": "00123", "rate": 2.5}),
]


@pytest.fixture
def expected(tmp_path: Path) -> pl.DataFrame:
    return read(jsonl(tmp_path / "log.jsonl", RECORDS)).frame


def test_frame_is_as_agreed(expected: pl.DataFrame) -> None:
    assert expected.schema == {
        "id": pl.String,
        "t": pl.Int64,
        "type": pl.Enum(RULES.event_types),
        "municipality": pl.Enum(["kuzhmara", "reftinsky"]),
        "case": pl.String,
        **dict.fromkeys(("norm", "period"), pl.Categorical()),
        "due": pl.Int64,
        **dict.fromkeys(("channel", "sector", "track", "priority", "actor"), pl.Categorical()),
        "data": pl.String,
    }
    assert expected["t"].to_list()[:2] == [1714640400, 1714640400]
    assert expected["due"][5] == 1715374799, "23:59:59 in Moscow"
    assert expected["data"][2] == '{"days":30,"note":"кавычки \\" и ; и, запятая","urgent":true}'
    assert expected["data"][7] == '{"code":"00123","rate":2.5}'


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_csv(tmp_path: Path, expected: pl.DataFrame, separator: str, encoding: str) -> None:
    log = read(csv_file(tmp_path / "log.CSV", RECORDS, separator, encoding))
    assert not log.rejections
    assert_frame_equal(log.frame, expected)


@pytest.mark.parametrize("typed", [False, True])
def test_parquet(tmp_path: Path, expected: pl.DataFrame, typed: bool) -> None:
    log = read(parquet(tmp_path / "log.parquet", RECORDS, typed))
    assert not log.rejections
    assert_frame_equal(log.frame, expected)


def test_xlsx(tmp_path: Path, expected: pl.DataFrame) -> None:
    log = read(xlsx(tmp_path / "log.XLSX", RECORDS))
    assert not log.rejections and not log.findings
    assert_frame_equal(log.frame, expected)


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_parquet_types(tmp_path: Path, unit: Literal["ms", "us", "ns"]) -> None:
    frame = pl.DataFrame(
        {"id": [1, 2], "case": [7, 8], "type": ["appeal.registered"] * 2, "unused": [None, None]}
    )
    frame = frame.drop("unused").with_columns(
        time=pl.Series(["2024-05-02T09:00:00.9", "1950-01-01T00:00:00.9"]).str.to_datetime(
            time_unit=unit, time_zone="UTC"
        ),
        municipality=pl.lit("kuzhmara").cast(pl.Enum(["x", "kuzhmara"])),
        due=pl.Series(["2024-05-10", None]).str.to_date(),
        data=pl.struct(days=pl.Series([30, None]), text=pl.Series([None, "а"])),
        sector=pl.lit(None),
    )
    path = tmp_path / "log.parquet"
    frame.write_parquet(path)
    log = read(path)
    assert not log.rejections and not log.findings
    assert log.frame["t"].to_list() == [1714640400, -631152000]
    assert log.frame["id"].to_list() == ["1", "2"]
    assert log.frame["due"].to_list() == [1715374799, None]
    assert log.frame["data"].to_list() == ['{"days":30}', '{"text":"а"}']


def test_split_over_files_and_formats(tmp_path: Path, expected: pl.DataFrame) -> None:
    jsonl(tmp_path / "1.jsonl", RECORDS[:3])
    csv_file(tmp_path / "2.csv", RECORDS[3:5])
    parquet(tmp_path / "3.parquet", RECORDS[5:])
    assert_frame_equal(read(str(tmp_path / "*")).frame, expected)


def test_large_log_with_few_bad_lines(tmp_path: Path) -> None:
    rng = random.Random(1)
    count = 60_000
    lines = [event(id=f"e{at}", case=f"c{rng.randrange(1000)}") for at in range(count)]
    raw: list[dict[str, object] | str] = list(lines)
    for at in range(0, count, 5000):
        raw[at] = '{"id": "broken", '
        raw[at + 1] = lines[at + 1] | {"case": 7}
        raw[at + 2] = ""
    log = read(jsonl(tmp_path / "log.jsonl", raw))
    blank = count // 5000
    assert (log.read, log.rejected, log.accepted) == (count - blank, 2 * blank, count - 3 * blank)
    assert reasons(log)[:2] == [(1, "", "malformed-json"), (2, "case", "wrong-type")]


def test_digest_is_of_bytes_not_of_names(tmp_path: Path) -> None:
    one, two = jsonl(tmp_path / "a.jsonl", RECORDS[:2]), jsonl(tmp_path / "b.jsonl", RECORDS[2:])
    digest = read(one, two).digest
    assert digest == read(two, one).digest == read(str(tmp_path / "?.jsonl")).digest
    one.rename(tmp_path / "c.jsonl")
    assert digest == read(tmp_path / "c.jsonl", two).digest
    assert digest != read(two).digest
    assert read().digest == read_log([], RULES).digest

"""Each reason for which a record is kept aside, by one record or one file; and how it is told."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from log.support import event, jsonl, read, reasons
from poryadok.log.record import LINE_LIMIT
from poryadok.report.rejections import REASONS, describe

BIG = 123456789012345678901234567890

RECORDS: list[tuple[dict[str, Any] | str | bytes, list[tuple[str, str]]]] = [
    # the line
    ('{"id": "e1", "time"', [("", "malformed-json")]),
    ('{"id": "e1"}}', [("", "malformed-json")]),
    ('{"id": "e1"} {"id": "e2"}', [("", "malformed-json")]),
    ('{"id": "e1", "actor": NaN}', [("", "malformed-json")]),
    (event(data={"id": 1e300}), [("", "number-out-of-range")]),
    ('{"id": "\\ud800"}', [("", "malformed-json")]),
    ("{'id': 'e1'}", [("", "malformed-json")]),
    ("[1, 2]", [("", "not-an-object")]),
    ("null", [("", "not-an-object")]),
    ('"text"', [("", "not-an-object")]),
    ('{"id": "e1", "id": "e2"}', [("id", "repeated-key")]),
    ('{"id": "e1", "case": "x", "case": null}', [("case", "repeated-key")]),
    ('{"id": "e1", "\\u0069d" : "e2"}', [("id", "repeated-key")]),
    ("[" * 100_000, [("", "too-deep")]),
    ('{"id":"e1","data":{"x":' + "[" * 100_000 + "]" * 100_000 + "}}", [("", "too-deep")]),
    ('{"id":"e1","data":{"x":' + "[" * 70 + "]" * 70 + "}}", [("", "too-deep")]),
    (b'{"id": "\xe4"}', [("", "not-utf8")]),
    (b'{"id": "a\x00b"}', [("", "nul-character")]),
    (b"\x00\x00", [("", "nul-character")]),
    ('{"id": "' + "x" * LINE_LIMIT + '"}', [("", "line-too-long")]),
    # fields
    (event(case=5), [("case", "wrong-type")]),
    (event(id=True), [("id", "wrong-type")]),
    (event(data=[1]), [("data", "wrong-type")]),
    (event(data="x"), [("data", "wrong-type")]),
    (event(time=1714640400), [("time", "wrong-type")]),
    (event(chanel="59-fz"), [("chanel", "unknown-field")]),
    (event(id=None), [("id", "missing-field")]),
    (event(id=""), [("id", "missing-field")]),
    (
        '{"id": null, "time": "2024-05-02T12:00:00Z"}',
        [("id", "missing-field"), ("type", "missing-field"), ("municipality", "missing-field")],
    ),
    ("{}", [(name, "missing-field") for name in ("id", "time", "type", "municipality")]),
    (event(time="2024-05-02T12:00:00"), [("time", "naive-time")]),
    (event(time="2024-05-02 12:00"), [("time", "naive-time")]),
    (event(time="2024-02-30T12:00:00Z"), [("time", "bad-time")]),
    (event(time="2023-02-29T12:00:00Z"), [("time", "bad-time")]),
    (event(time="2024-05-02T24:00:00Z"), [("time", "bad-time")]),
    (event(time="2024-05-02T12:00:60Z"), [("time", "bad-time")]),
    (event(time="2024-05-02T12:00:00+25:00"), [("time", "bad-time")]),
    (event(time="2024-05-02T12:00:00+0300"), [("time", "bad-time")]),
    (event(time="2024-05-02T12:00:00+03:60"), [("time", "bad-time")]),
    (event(time="2024-05-02 12:00:00Z"), [("time", "bad-time")]),
    (event(time="2024-05-02"), [("time", "bad-time")]),
    (event(time="02.05.2024"), [("time", "bad-time")]),
    (event(time="2024-05-02T12:00:00Z\n"), [("time", "bad-time")]),
    (event(time="٢٠٢٤-05-02T12:00:00Z"), [("time", "bad-time")]),
    (event(time="0224-05-02T12:00:00Z"), [("time", "time-out-of-range")]),
    (event(time="9999-12-31T23:59:59-23:59"), [("time", "time-out-of-range")]),
    (event(recorded="вчера"), [("recorded", "bad-time")]),
    (event(due="2024-06-31"), [("due", "bad-due")]),
    (event(due="2024-06-01T00:00:00"), [("due", "naive-time")]),
    (event(due="скоро"), [("due", "bad-due")]),
    (event(due="0024-06-30"), [("due", "bad-due")]),
    (event(type="apeal.registered"), [("type", "unknown-type")]),
    (event(municipality="kuzmara"), [("municipality", "unknown-municipality")]),
    (event(norm="fz59.anser"), [("norm", "unknown-norm")]),
    (event(norm="indicators.quarterly"), [("norm", "unknown-norm")]),
    (event(type="report.submitted", norm="report.statistics", period="2024Q1"), [("period", "bad-period")]),
    (event(period="2024-W54"), [("period", "bad-period")]),
    (event(period="2023-W53"), [("period", "bad-period")]),
    (event(period="2023-02-29"), [("period", "bad-period")]),
    (event(period="2024-H3"), [("period", "bad-period")]),
    (event(type="report.submitted"), [("norm", "missing-norm")]),
    (event(case=None), [("case", "missing-case")]),
    (event(case=""), [("case", "missing-case")]),
    (event(type="request.received", case=None), [("case", "missing-case")]),
    (event(type="report.submitted", norm="report.statistics", period="2024"), [("period", "wrong-period")]),
    (
        event(type="report.submitted", municipality="reftinsky", period="2024-03"),
        [("period", "wrong-period")],
    ),
    (event(type="appeal.extended"), [("data", "bad-amount")]),
    (event(type="appeal.extended", data={"days": 0}), [("data", "bad-amount")]),
    (event(type="appeal.extended", data={"days": -3}), [("data", "bad-amount")]),
    (event(type="appeal.extended", data={"days": 2.5}), [("data", "bad-amount")]),
    (event(type="appeal.extended", data={"days": True}), [("data", "bad-amount")]),
    (event(type="appeal.extended", data={"days": [30]}), [("data", "bad-amount")]),
    (event(type="appeal.extended", data={"days": 40_000}), [("data", "bad-amount")]),
    (event(type="appeal.extended", data={"weeks": 3}), [("data", "bad-amount")]),
    (event(data={"x": BIG}), [("data", "bad-data")]),
    (event(data={"x": 1e300}), [("data", "bad-data")]),
    # several at once
    (
        event(time="2024", type="x", municipality="y", chanel="z"),
        [
            ("time", "bad-time"),
            ("type", "unknown-type"),
            ("municipality", "unknown-municipality"),
            ("chanel", "unknown-field"),
        ],
    ),
    (event(type="report.submitted", period="2024-13"), [("norm", "missing-norm"), ("period", "bad-period")]),
]
GOOD: list[dict[str, Any] | str | bytes] = [
    event(),
    event(time="2024-05-02t12:00:00.123456789z"),
    event(time="2024-02-29T23:59:59-00:00"),
    event(norm="fz59.answer"),
    event(case=None, type="page.posted", norm="fz59.answer", period="2024-W17"),
    event(type="report.submitted", norm="note.periodic", period="2024-03"),
    event(type="report.submitted", municipality="reftinsky", norm="note.weekly", period="2020-W53"),
    event(type="report.submitted", municipality="reftinsky", case=None),
    event(type="appeal.extended", data={"days": 30.0}),
    event(type="appeal.extended", data={"days": "30"}),
    event(channel="", data={}),
    event(channel="неведомый", sector="?"),
    event(due="2024-02-29", recorded="2024-06-01T00:00:00Z"),
    event(data={"id": 1, "case": None, "x": '\u0000\u001f"\\ 🙂', "y": {"data": [{"id": 2}]}}),
    '{"id":"e1","time":"2024-05-02T12:00:00Z","type":"page.posted","municipality":"kuzhmara","case":null,"actor":"\\ud83d\\ude42"}',
    '  {"id" : "e1" , "time":"2024-05-02T12:00:00Z","type":"page.posted","municipality":"kuzhmara"}  \r',
    b'\xef\xbb\xbf{"id":"e1","time":"2024-05-02T12:00:00Z","type":"page.posted","municipality":"kuzhmara"}',
    '{"id":"e1","time":"2024-05-02T12:00:00Z","type":"page.posted","municipality":"kuzhmara","data":{"x":'
    + "[" * 60
    + "]" * 60
    + "}}",
]


@pytest.mark.parametrize(("record", "expected"), RECORDS)
@pytest.mark.parametrize("company", [False, True])
def test_bad_record(
    tmp_path: Path, record: dict[str, Any] | str | bytes, expected: list[tuple[str, str]], company: bool
) -> None:
    """Alone and among good records, which must stay untouched."""
    before = [event(id=f"g{at}") for at in range(3)] if company else []
    after = [event(id=f"h{at}", case=None, type="page.posted") for at in range(3)] if company else []
    log = read(jsonl(tmp_path / "log.jsonl", [*before, record, *after]))
    assert reasons(log) == [(len(before) + 1, *one) for one in expected]
    assert log.accepted == len(before) + len(after)
    assert log.rejected == 1
    for one in log.rejections:
        text = describe(one)
        assert text.startswith(f"{tmp_path / 'log.jsonl'}:{len(before) + 1}") and "\n" not in text
        assert "{" not in text.replace("{…}", "").replace(one.value, "")


@pytest.mark.parametrize("record", GOOD)
def test_good_record(tmp_path: Path, record: dict[str, Any] | str | bytes) -> None:
    log = read(jsonl(tmp_path / "log.jsonl", [record]))
    assert reasons(log) == []
    assert log.accepted == 1
    again = read(jsonl(tmp_path / "again.jsonl", [record, "", "broken"]))
    assert again.frame.equals(log.frame)


def test_canonical_data(tmp_path: Path) -> None:
    data = {"b": 2.0, "a": {"z": 1, "y": '\u0000\u001f"\\ 🙂'}, "c": [0.1, 1e5, None]}
    log = read(jsonl(tmp_path / "log.jsonl", [event(data=data)]))
    assert log.frame["data"][0] == '{"a":{"y":"\\u0000\\u001f\\"\\\\ 🙂","z":1},"b":2,"c":[0.1,100000,null]}'


def test_nearest_names(tmp_path: Path) -> None:
    record = event(type="apeal.registered", municipality="kuzmara", chanel="x")
    texts = [describe(one) for one in read(jsonl(tmp_path / "a.jsonl", [record])).rejections]
    assert ["«appeal.registered»" in texts[0], "«kuzhmara»" in texts[1], "«channel»" in texts[2]] == [
        True
    ] * 3
    other = read(jsonl(tmp_path / "b.jsonl", [event(norm="fz59.anser")])).rejections[0]
    assert other.nearest == "fz59.answer"


def test_every_reason_has_words() -> None:
    told = {reason for _, faults in RECORDS for _, reason in faults}
    elsewhere = {"conflicting-id", "invalid-record", "short-row", "long-row", "unclosed-quote", "bad-quote"}
    assert told | elsewhere == set(REASONS)


def test_details_are_capped_but_numbers_exact(tmp_path: Path) -> None:
    from log.support import RULES
    from poryadok.log.read import read_log

    bad = [event(id=f"e{at}", time="never") for at in range(50)]
    path = jsonl(tmp_path / "log.jsonl", [*bad, *(["{"] * 50), event(), event(case="other")])
    log = read_log([str(path)], RULES, details=10)
    assert (log.read, log.rejected, len(log.rejections)) == (102, 102, 10)


def test_line_of_many_blocks(tmp_path: Path) -> None:
    """A line of 40 MB is refused without being held, and the lines after it keep their numbers."""
    path = tmp_path / "log.jsonl"
    with path.open("wb") as handle:
        jsonl_line = (
            b'{"id":"%d","time":"2024-05-02T12:00:00Z","type":"page.posted","municipality":"kuzhmara"}\n'
        )
        handle.write(jsonl_line % 1 + b'{"id":"')
        for _ in range(40):
            handle.write(b"x" * (1 << 20))
        handle.write(b'"}\n' + jsonl_line % 2 + b"{\n")
    log = read(path)
    assert log.frame["id"].to_list() == ["1", "2"]
    assert reasons(log) == [(2, "", "line-too-long"), (4, "", "malformed-json")]


def test_empty_categories_are_no_values(tmp_path: Path) -> None:
    frame = pl.DataFrame([event(id="e1", channel=""), event(id="e2", channel="59-fz", case="")])
    for dtype in (pl.Categorical(), pl.Enum(["", "59-fz", "c1"])):
        frame.with_columns(pl.col("channel", "case").cast(dtype)).write_parquet(tmp_path / "log.parquet")
        log = read(tmp_path / "log.parquet")
        assert log.frame["channel"].to_list() == [None]
        assert reasons(log) == [(2, "case", "missing-case")]


def test_parquet_rows(tmp_path: Path) -> None:
    frame = pl.DataFrame([event(), event(id="e2", type="x"), event(id=None, time=None)]).with_columns(
        pl.col("time").str.to_datetime(time_zone="UTC", time_unit="us")
    )
    far = frame.head(1).with_columns(
        pl.lit(2**60).cast(pl.Datetime("us", "UTC")).alias("time"), id=pl.lit("e4")
    )
    pl.concat([frame.select(far.columns), far]).write_parquet(tmp_path / "log.parquet")
    log = read(tmp_path / "log.parquet")
    assert reasons(log) == [
        (2, "type", "unknown-type"),
        (3, "id", "missing-field"),
        (3, "time", "missing-field"),
        (4, "time", "time-out-of-range"),
    ]

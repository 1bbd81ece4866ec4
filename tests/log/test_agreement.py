"""Two ways of judging must agree: the quick one with the slow one, and both with the published schema."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import jsonschema_rs
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

import poryadok
from log.support import RULES, event, jsonl, read
from poryadok.log.explain import Explainer
from poryadok.log.periods import GRANULARITIES, granularity_code, granularity_of
from poryadok.log.tables import build_tables
from poryadok.log.times import instant, is_instant

SCHEMA = json.loads(
    (Path(poryadok.__file__).parents[2] / "schemas" / "event.schema.json").read_text(encoding="utf-8")
)
PLAIN = jsonschema.Draft202012Validator(SCHEMA)
QUICK = jsonschema_rs.Draft202012Validator(SCHEMA)
SHAPE = {
    "missing-field",
    "wrong-type",
    "unknown-field",
    "naive-time",
    "bad-time",
    "bad-due",
    "bad-period",
    "time-out-of-range",
}

TIMES = st.sampled_from(
    [
        "2024-05-02T12:00:00+03:00",
        "2024-05-02t12:00:00.5z",
        "2024-05-02T12:00:00",
        "2024-13-02T12:00:00Z",
        "2024-05-02T12:00:00+24:00",
        "2024-05-02 12:00:00Z",
        "2024-05-02T12:00:00Z ",
        "",
    ]
)
VALUE = st.one_of(
    st.none(), st.text(max_size=3), st.integers(), st.booleans(), st.lists(st.none(), max_size=1)
)
RECORD = st.fixed_dictionaries(
    {},
    optional={
        "id": st.one_of(VALUE, st.text(min_size=1, max_size=3)),
        "time": st.one_of(TIMES, TIMES, TIMES, VALUE),
        "type": st.one_of(st.sampled_from(RULES.event_types), st.sampled_from(RULES.event_types), VALUE),
        "municipality": st.one_of(st.sampled_from(["kuzhmara", "reftinsky", "reft"]), VALUE),
        "case": st.one_of(st.just("c1"), VALUE),
        "norm": st.one_of(st.sampled_from(["fz59.answer", "report.statistics", "note.weekly", "x"]), VALUE),
        "period": st.one_of(
            st.sampled_from(["2024", "2024-Q1", "2024-H2", "2024-W53", "2024-W00", "2024-02-30", "2024-12"]),
            VALUE,
        ),
        "due": st.one_of(TIMES, st.sampled_from(["2024-05-02", "2024-05-32"]), VALUE),
        "recorded": st.one_of(TIMES, VALUE),
        "data": st.one_of(
            st.dictionaries(st.text(max_size=3), VALUE, max_size=2),
            st.fixed_dictionaries(
                {"days": st.one_of(st.integers(-1, 40_000), st.floats(allow_nan=False), VALUE)}
            ),
            VALUE,
        ),
        "channel": VALUE,
        "chanel": VALUE,
    },
)
# What only a calendar can say, the schema's patterns cannot.
CALENDAR = ("2024-W53", "2024-02-30", "2024-05-32")


@settings(max_examples=400, deadline=None)
@given(RECORD, st.booleans())
def test_quick_slow_and_schema(record: dict[str, Any], fill: bool) -> None:
    if fill:
        record = event(type="page.posted") | record
    found = {one.reason for one in Explainer(build_tables(RULES)).explain("f", 1, record)} - {
        "invalid-record"
    }
    with TemporaryDirectory() as folder:
        alone = read(jsonl(Path(folder) / "a.jsonl", [record]))
        company = read(jsonl(Path(folder) / "b.jsonl", [event(id="g1"), record, "broken", event(id="g2")]))
    reasons = {one.reason for one in alone.rejections}
    assert "invalid-record" not in reasons
    assert bool(alone.rejected) == bool(found)
    if record.get("id") not in ("g1", "g2"):
        assert company.rejected == alone.rejected + 1
    fits = PLAIN.is_valid(record)
    assert fits == QUICK.is_valid(record)
    unclear = "number-out-of-range" in reasons
    if not unclear and not any(
        record.get(name) in CALENDAR for name in ("period", "due") if isinstance(record.get(name), str)
    ):
        assert fits == (not (reasons & SHAPE))


PERIODS = st.one_of(
    st.from_regex(r"\A(18|19|20|21|22)[0-9]{2}(-[HQW]?[0-9]{1,2}(-[0-9]{2})?)?\n?\Z"),
    st.dates().map(str),
    st.text(max_size=8),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PERIODS, max_size=30))
def test_two_ways_to_read_a_period(periods: list[str]) -> None:
    codes = granularity_code(pl.Series(periods, dtype=pl.String)).to_list()
    assert [None if code is None else GRANULARITIES[code - 1] for code in codes] == [
        granularity_of(one) for one in periods
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(datetime(1890, 1, 1), datetime(2210, 1, 1)),  # noqa: DTZ001 - the offset follows
    st.integers(-1500, 1500),
    st.sampled_from("Tt "),
)
def test_two_ways_to_read_an_instant(local: datetime, offset: int, letter: str) -> None:
    hours, minutes = divmod(abs(offset), 60)
    text = f"{local.isoformat(letter)}{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"
    seconds = pl.select(instant(pl.lit(text))).item()
    assert (seconds is not None) == is_instant(text)
    if seconds is not None:
        zone = timezone(timedelta(minutes=offset))
        assert seconds == int(local.replace(microsecond=0, tzinfo=zone).timestamp())


def test_schema_is_closed_and_in_russian() -> None:
    from poryadok.log.record import FIELDS, REQUIRED

    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["additionalProperties"] is False
    assert tuple(SCHEMA["properties"]) == FIELDS and tuple(SCHEMA["required"]) == REQUIRED
    for part in SCHEMA["properties"].values():
        assert part["title"] and part["description"]

"""Two ways of mapping rows must agree: all at once, and one by one."""

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from log.mapping.mapping_world import DOC, PLACES, mapping
from poryadok.log.mapping.bulk import apply
from poryadok.log.mapping.dates import FORMATS, parse_dates
from poryadok.log.mapping.one_date import DateError, parse_date
from poryadok.log.mapping.rows import RowMapper
from poryadok.log.mapping.text import clean, clean_cells

DATES = st.sampled_from(
    [
        "01.02.2024 10:00",
        "1.2.2024 9:05:07",
        "01.02.2024",
        "01.02.2024 г.",
        "31.02.2024 10:00",
        "01.02.24",
        "01/02/2024 10:00",
        "13-02-2024 10:00",
        "2024-02-01T10:00:00+05:00",
        "2024-02-01 10:00Z",
        "2024-02-01 00:00:00",
        "2024-02-01",
        "2024.02.01 24:00",
        # the clock was put back in Moscow that night, and forward the other one
        "26.10.2014 01:30",
        "27.03.2011 02:30",
        "27.03.2011",
        "45323.4375",
        "45323,5",
        "45323",
        "1024",
        "0099-01-01 10:00",
        "2300-01-01 10:00",
        "#N/A",
        "########",
        "в работе",
        "01.02.2024 10:0\ufffd",
    ]
)
UGLY = st.text(st.sampled_from("0123456789.:-/ TZг,+а\u00a0\u202f\t\n\r\u200b\ufeffЁё№İßΣ"), max_size=12)
TEXT = st.one_of(st.none(), st.sampled_from(["А-1", "А-2", "1\u00a0002", "-", "#REF!", "x\ufffd"]), UGLY)
ROW = st.fixed_dictionaries(
    {
        "number": TEXT,
        "created": st.one_of(st.none(), DATES, DATES, UGLY),
        "closed": st.one_of(st.none(), DATES, UGLY),
        "place": st.sampled_from(
            ["kuzhmara", "КУЖМАРИНСКОЕ  поселение", "reftinsky", "Рефтинский", "#N/A", None]
        ),
        "topic": st.one_of(st.none(), st.sampled_from(["дороги", " ЖКХ", "Парк", "#ЗНАЧ!"]), UGLY),
        "days": st.one_of(st.none(), st.sampled_from(["30", "1 234,50", "-0", "007", "1e3", "−5"]), UGLY),
        "state": st.sampled_from([None, "Черновик", "В работе", "закрыт", "ё"]),
    }
)
NO_TIME = st.sampled_from(["refuse", "start-of-day", "end-of-day", "02:30", "09:00"])
OTHERWISE = st.sampled_from(["reject", "keep", "empty", {"default": "other"}])


def variant(no_time: str, otherwise: Any, zone: str, formats: list[str], due: bool) -> Any:
    events = dict(DOC["events"])
    if due:
        more = {
            "due": {"column": "closed"},
            "recorded": {"column": "closed"},
            "actor": {"column": "state", "required": True},
        }
        events["registered"] = events["registered"] | {"fields": events["registered"]["fields"] | more}
    return mapping(
        dates={"formats": formats, "no_time": no_time, "timezone": zone},
        tables={"sectors": DOC["tables"]["sectors"] | {"otherwise": otherwise}},
        key=["number", "created"] if due else ["number"],
        events=events,
    )


@settings(max_examples=250, deadline=None)
@given(
    st.lists(ROW, min_size=1, max_size=8),
    NO_TIME,
    OTHERWISE,
    st.sampled_from(["profile", "Europe/Moscow", "UTC"]),
    st.lists(st.sampled_from(FORMATS), min_size=1, max_size=4, unique=True),
    st.booleans(),
    st.booleans(),
)
def test_all_at_once_and_one_by_one(
    rows: list[dict[str, str | None]],
    no_time: str,
    otherwise: Any,
    zone: str,
    formats: list[str],
    native: bool,
    due: bool,
) -> None:
    by = variant(no_time, otherwise, zone, formats, due)
    frame = pl.DataFrame({name: pl.Series([row[name] for row in rows], dtype=pl.String) for name in rows[0]})
    frame = frame.select(clean_cells(pl.col(name)).alias(name) for name in frame.columns)
    cleaned = [{name: (clean(text) or None) if text else None for name, text in row.items()} for row in rows]
    assert frame.to_dicts() == cleaned
    made = apply(frame.with_row_index("_line", 1).cast({"_line": pl.Int64}), by, PLACES, native, False)
    one = RowMapper(by, PLACES, native, False)
    results = [one.map(row) for row in cleaned]
    assert made.used == sum(result.state == "used" for result in results)
    assert made.filtered == sum(result.state == "filtered" for result in results)
    assert made.bad["_line"].to_list() == [at for at, one in enumerate(results, 1) if one.state == "rejected"]
    assert all(result.reasons for result in results if result.state == "rejected")
    expected = [(at, event) for at, result in enumerate(results, 1) for event in result.events]
    found = [
        (
            row.pop("_line"),
            {name: value for name, value in row.items() if value is not None and name != "_event"},
        )
        for row in made.events.to_dicts()
    ]
    assert found == expected


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.one_of(
            DATES,
            UGLY,
            st.from_regex(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}( [0-9]{1,2}:[0-9]{2})?", fullmatch=True),
        )
    ),
    st.lists(st.sampled_from(FORMATS), max_size=7, unique=True),
    st.booleans(),
    st.booleans(),
)
def test_two_ways_to_read_a_date(texts: list[str], formats: list[str], native: bool, old: bool) -> None:
    texts = [clean(text) for text in texts]
    for text, row in zip(
        texts, parse_dates(pl.Series(texts, dtype=pl.String), formats, native, old).iter_rows(), strict=True
    ):
        try:
            one = parse_date(text, formats, native, old)
        except DateError:
            assert row == (None, None, None), text
        else:
            assert row == (one.local, one.timed, one.offset), text

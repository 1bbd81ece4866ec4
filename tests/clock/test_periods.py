"""Periods as people write them, and the due days of reports."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poryadok.clock.periods import (
    EVERY,
    add_months,
    due_day,
    granularity,
    parse_period,
    period_of,
    periods_between,
)

DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 20))

WRITTEN = {
    "2024": ("year", date(2024, 1, 1), date(2024, 12, 31)),
    "2024-H1": ("half-year", date(2024, 1, 1), date(2024, 6, 30)),
    "2024-H2": ("half-year", date(2024, 7, 1), date(2024, 12, 31)),
    "2024-Q1": ("quarter", date(2024, 1, 1), date(2024, 3, 31)),
    "2024-Q4": ("quarter", date(2024, 10, 1), date(2024, 12, 31)),
    "2024-02": ("month", date(2024, 2, 1), date(2024, 2, 29)),
    "2023-02": ("month", date(2023, 2, 1), date(2023, 2, 28)),
    "2024-W17": ("week", date(2024, 4, 22), date(2024, 4, 28)),
    "2025-W01": ("week", date(2024, 12, 30), date(2025, 1, 5)),  # begins in the old year
    "2020-W53": ("week", date(2020, 12, 28), date(2021, 1, 3)),  # 2020 began on a Wednesday of a leap year
    "2026-W53": ("week", date(2026, 12, 28), date(2027, 1, 3)),  # 2026 begins on a Thursday
    "2024-04-26": ("day", date(2024, 4, 26), date(2024, 4, 26)),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_written_periods(text: str) -> None:
    period = parse_period(text)
    assert period is not None
    assert (period.every, period.first, period.last, period.label) == (*WRITTEN[text], text)
    assert granularity(text) == WRITTEN[text][0]


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-Q5", "2024-Q0", "2024-H3", "2024-13", "2024-00", "2024-1", "2024-W00", "2024-W54",
     "2024-W53", "2024-W7", "2023-02-29", "2024-04-31", "2024-q1", "2024-w17", " 2024", "2024\n",
     "2024-04-26\n", "0000", "0001", "9999-12", "1899", "2200", "２０２４", "٢٠٢٤-Q1", "2024-К1",
     "I квартал 2024", "2024-04-26T00:00:00"],
)  # fmt: skip
def test_what_is_not_a_period(text: str) -> None:
    assert parse_period(text) is None


def test_granularity_of_a_period_that_does_not_exist() -> None:
    # The form is a week's though 2024 has 52: a message can then speak of weeks.
    assert granularity("2024-W53") == "week"
    assert granularity("2024-Q5") is None


@given(DAYS, st.sampled_from(EVERY))
def test_a_day_lies_in_its_period_and_the_label_reads_back(d: date, every: str) -> None:
    period = period_of(d, every)
    assert period.first <= d <= period.last
    assert parse_period(period.label) == period
    assert period_of(period.first, every) == period_of(period.last, every) == period
    assert period_of(period.last + timedelta(days=1), every).first == period.last + timedelta(days=1)


@given(DAYS, st.integers(-5, 900), st.sampled_from(EVERY))
def test_periods_between_tile_the_span(first: date, length: int, every: str) -> None:
    last = min(first + timedelta(days=length), date(2199, 12, 20))
    found = periods_between(first, last, every)
    if last < first:
        assert found == []
        return
    assert found[0].first <= first and last <= found[-1].last
    assert found == sorted(found)
    for one, two in itertools.pairwise(found):
        assert one.last + timedelta(days=1) == two.first


def test_add_months_clips() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert add_months(date(2024, 11, 30), 3) == date(2025, 2, 28)
    assert add_months(date(2024, 3, 31), 12) == date(2025, 3, 31)
    with pytest.raises(ValueError, match="year"):
        add_months(date(9999, 12, 1), 1)


DUE = [
    ("2024-Q1", {"day": 5, "of": "next_month"}, date(2024, 4, 5)),
    (
        "2024-Q4",
        {"day": 5, "of": "next_month"},
        date(2025, 1, 5),
    ),  # a holiday, and a Sunday: written all the same
    ("2024-Q1", {"day": 25, "of": "last_month"}, date(2024, 3, 25)),
    ("2024-01", {"day": 31, "of": "next_month"}, date(2024, 2, 29)),  # beyond the month: its last day
    ("2023-02", {"day": 30, "of": "last_month"}, date(2023, 2, 28)),
    ("2025", {"month": 12, "day": 20}, date(2025, 12, 20)),  # a Saturday: the roll is another step
    ("2025", {"month": 1, "day": 20, "year": "next"}, date(2026, 1, 20)),
    ("2025", {"month": 2, "day": 29, "year": "same"}, date(2025, 2, 28)),
    (
        "2020-W53",
        {"month": 2, "day": 1, "year": "same"},
        date(2021, 2, 1),
    ),  # the year of the last day, 3 January
    ("2024-W17", {"end_of": "period"}, date(2024, 4, 28)),
    ("2024-W17", {"weekday": "friday"}, date(2024, 4, 26)),
    ("2024-W17", {"weekday": "monday", "of": "next_week"}, date(2024, 4, 29)),
    ("2024-03", {"weekday": "friday", "of": "same_week"}, date(2024, 3, 29)),  # 31 March is the week's Sunday
    ("2024-04-26", {"day": 5, "of": "next_month"}, date(2024, 5, 5)),
]


@pytest.mark.parametrize(("text", "due", "expected"), DUE)
def test_due_days(text: str, due: dict[str, object], expected: date) -> None:
    period = parse_period(text)
    assert period is not None
    assert due_day(period, due) == expected


@pytest.mark.parametrize(
    "due",
    [{}, {"day": 5}, {"day": 0, "of": "next_month"}, {"day": 5, "of": "month"}, {"month": 13, "day": 1},
     {"weekday": "пятница"}, {"end_of": "year"}, {"month": 1, "day": 1, "year": "last"},
     {"end_of": "period", "day": 5}],
)  # fmt: skip
def test_what_is_not_a_due_day(due: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a due day"):
        due_day(period_of(date(2024, 1, 1), "month"), due)

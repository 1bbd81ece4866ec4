"""Which event counts for which obligation: numbers of slots and codes of periods against plain counting."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poryadok.clock.periods import EVERY, period_of
from poryadok.kernel.norm_table.spans import epoch_day
from poryadok.kernel.periods.performance import counted, day_codes


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 5)), st.integers(1, 4))
def test_the_first_of_each_slot_count(slots: list[int], count: int) -> None:
    matches = pl.DataFrame(
        {"slot": slots, "t": [10 * n for n in range(len(slots))], "src": list(range(len(slots)))},
        schema={"slot": pl.UInt32, "t": pl.Int64, "src": pl.UInt32},
    )
    seen: dict[int, int] = {}
    counts, ends = set(), set()
    for row, slot in enumerate(slots):
        seen[slot] = seen.get(slot, 0) + 1
        if seen[slot] <= count:
            counts.add((slot, 10 * row, row))
        if seen[slot] == count:
            ends.add((slot, 10 * row, row))
    found = [set(frame.select("slot", "t", "src").iter_rows()) for frame in counted(matches, count)]
    assert found == [counts, ends]


@pytest.mark.parametrize("every", EVERY)
def test_each_day_has_the_code_of_its_period(every: str) -> None:
    days = [date(2023, 12, 28) + timedelta(days=3 * n) for n in range(150)]
    names = [period_of(day, every).label for day in days]
    labels = {name: code for code, name in enumerate(sorted(set(names) - {names[70]}))}
    frame = pl.DataFrame({"day": [epoch_day(day) for day in days]}, schema={"day": pl.Int32})
    assert day_codes(every, frame, labels).to_list() == [labels.get(name) for name in names]


def test_days_of_no_period_have_no_code() -> None:
    frame = pl.DataFrame({"day": [19000, 19001]}, schema={"day": pl.Int32})
    assert day_codes(None, frame, {}).to_list() == [None, None]
    assert day_codes("week", frame.clear(), {}).to_list() == []

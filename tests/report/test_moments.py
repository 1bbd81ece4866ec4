"""Whole columns of instants are written as ``clock.zones.iso`` writes each of them."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from poryadok.clock.zones import iso
from poryadok.report.moments import with_texts

ZONES = ("Asia/Kamchatka", "Asia/Yekaterinburg", "Europe/Moscow", "Europe/Samara", "UTC")
INSTANTS = st.integers(-2_208_988_800, 4_102_444_800) | st.integers(1_300_000_000, 1_420_000_000)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(ZONES) - 1), INSTANTS | st.none(), INSTANTS), max_size=30))
def test_equal_to_the_clock(rows):
    frame = pl.DataFrame(rows, schema={"zone": pl.UInt16, "a": pl.Int64, "b": pl.Int64}, orient="row")
    found = with_texts(frame, ["a", "b"], ZONES)
    for (zone, a, b), (_, text_a, text_b) in zip(rows, found.iter_rows(), strict=True):
        assert text_a == (None if a is None else iso(a, ZONES[zone]))
        assert text_b == iso(b, ZONES[zone])


def test_a_column_of_nulls():
    frame = pl.DataFrame({"zone": [0], "a": [None]}, schema={"zone": pl.UInt16, "a": pl.Int64})
    assert with_texts(frame, ["a"], ZONES)["a"].to_list() == [None]

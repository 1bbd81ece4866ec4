"""Day terms with dates derived by hand, and properties against a brute-force count."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poryadok.clock.calendars import Calendar, load_calendars
from poryadok.clock.terms import DAY_UNITS, DayTerm, DueDay, last_day, roll_day
from poryadok.data import data_root

RU = load_calendars([data_root() / "configs" / "calendars"])["ru"]
D = date.fromisoformat


def nominal(term: DayTerm, opened: str) -> str:
    return str(last_day(term, D(opened), RU).nominal)


def codes(due: DueDay) -> list[str]:
    return [step.code for step in due.steps]


# unit, count, day_zero, opened, last day
COUNTED = [
    # The opening day is not counted: 30 days from 1 March end on 31 March.
    ("days", 30, "exclude", "2024-03-01", "2024-03-31"),
    ("calendar_days", 30, "include", "2024-03-01", "2024-03-30"),
    ("days", 0, "exclude", "2024-03-01", "2024-03-01"),
    ("days", 0, "include", "2024-03-01", "2024-03-01"),
    ("days", 1, "include", "2024-03-01", "2024-03-01"),
    ("weeks", 1, "exclude", "2024-04-26", "2024-05-03"),
    ("weeks", 2, "include", "2024-04-26", "2024-05-09"),  # 7 * 2 - 1 = 13 days on
    ("months", 1, "exclude", "2024-01-31", "2024-02-29"),  # leap year
    ("months", 1, "exclude", "2023-01-31", "2023-02-28"),  # common year
    ("months", 1, "exclude", "2023-02-28", "2023-03-28"),  # the same day number, not the month's end
    ("months", 1, "include", "2024-01-31", "2024-02-28"),  # a day before 29 February
    ("months", 12, "exclude", "2024-02-29", "2025-02-28"),
    ("months", 0, "include", "2024-01-31", "2024-01-31"),
    # 26.04 is Friday; Saturday 27.04 is worked, 28.04-01.05 are off, 02.05 is worked.
    ("working_days", 1, "exclude", "2024-04-26", "2024-04-27"),
    ("working_days", 2, "exclude", "2024-04-26", "2024-05-02"),
    ("working_days", 2, "include", "2024-04-26", "2024-04-27"),
    # 01.11 is Friday; Saturday 02.11 is worked, Sunday and Monday (holiday 04.11) are not.
    ("working_days", 1, "exclude", "2024-11-01", "2024-11-02"),
    ("working_days", 2, "exclude", "2024-11-01", "2024-11-05"),
    # Opened on Sunday: "include" has nothing to include, Monday is day 1 either way.
    ("working_days", 1, "include", "2024-03-03", "2024-03-04"),
    ("working_days", 1, "exclude", "2024-03-03", "2024-03-04"),
    ("working_days", 0, "exclude", "2024-03-03", "2024-03-03"),
    # 27.12.2024 is Friday; Saturday 28.12 is worked; 29.12-08.01 off; 9.01 is Thursday.
    ("working_days", 2, "exclude", "2024-12-27", "2025-01-09"),
    # The opening year has no data, but the first counted day has: 31.12.2018 + 1 = 9.01.2019 (1-8.01 off).
    ("working_days", 1, "exclude", "2018-12-31", "2019-01-09"),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "count", "day_zero", "opened", "expected"), COUNTED)
def test_last_days(unit: str, count: int, day_zero: str, opened: str, expected: str) -> None:
    assert nominal(DayTerm(unit, count, day_zero), opened) == expected


def test_presidential_days_move_a_term_only_if_the_norm_says_so() -> None:
    # 27.03.2020 is Friday. Decreed non-working: 30.03-03.04, 06.04-30.04, 06-08.05. Holidays and weekends
    # 01-05.05 and 09-11.05. The first working day left after 27.03 is Tuesday 12.05.
    assert nominal(DayTerm("working_days", 1), "2020-03-27") == "2020-03-30"
    assert nominal(DayTerm("working_days", 1, presidential_rest=True), "2020-03-27") == "2020-05-12"
    # Wednesday 24.06.2020 by decree; the roll goes to Thursday only under "rest".
    assert roll_day(D("2020-06-24"), "next", RU).effective == D("2020-06-24")
    assert roll_day(D("2020-06-24"), "next", RU, True).effective == D("2020-06-25")
    # Thursday 05.11.2020 is plain, so is 01.07.2021, unlike 01.07.2020.
    assert roll_day(D("2020-07-01"), "previous", RU, True).effective == D("2020-06-30")
    counted = last_day(DayTerm("working_days", 1), D("2020-03-27"), RU).steps
    assert [s.code for s in counted] == ["opened", "skip", "skip", "presidential", "count"]


def test_fifth_of_january_falls_on_a_holiday() -> None:
    # 1-8 January are holidays. 2024: 5.01 is Friday; next is Tuesday 9.01; previous is Friday 29.12.2023
    # (30 and 31 December 2023 are a Saturday and a Sunday).
    assert roll_day(D("2024-01-05"), "next", RU).effective == D("2024-01-09")
    assert roll_day(D("2024-01-05"), "previous", RU).effective == D("2023-12-29")
    kept = roll_day(D("2024-01-05"), "keep", RU)
    assert (kept.nominal, kept.effective) == (D("2024-01-05"), D("2024-01-05"))
    assert codes(kept) == ["given", "roll-keep"]
    assert kept.steps[1].args["reason"] == "нерабочий праздничный день"
    # 2025: 29-31 December 2024 are off (30 and 31 were moved there), Saturday 28 December is worked.
    assert roll_day(D("2025-01-05"), "previous", RU).effective == D("2024-12-28")


def test_twentieth_of_december_2025_is_a_saturday() -> None:
    due = roll_day(D("2025-12-20"), "next", RU)
    assert (due.nominal, due.effective, due.missing_year) == (D("2025-12-20"), D("2025-12-22"), None)
    assert codes(due) == ["given", "skip", "skip", "roll"]
    last = due.steps[-1]
    assert (last.before, last.after) == (D("2025-12-20"), D("2025-12-22"))
    assert last.args["reason"] == "выходной день, суббота" and last.args["roll"] == "next"
    assert roll_day(D("2025-12-20"), "previous", RU).effective == D("2025-12-19")
    assert codes(roll_day(D("2025-12-19"), "next", RU)) == ["given"]


def test_a_last_day_on_a_working_saturday_does_not_roll() -> None:
    due = last_day(DayTerm("days", 1, roll="next"), D("2024-04-26"), RU)
    assert due.nominal == due.effective == D("2024-04-27")


def test_skipped_days_are_steps_with_their_reason_and_act() -> None:
    due = last_day(DayTerm("working_days", 2), D("2024-04-26"), RU)
    assert codes(due) == ["opened", "working-weekend", "skip", "skip", "skip", "skip", "count"]
    moved = due.steps[4]
    assert (moved.before, moved.after) == (D("2024-04-30"), D("2024-05-01"))
    assert moved.args["reason"] == "выходной день, перенесённый с 2 ноября"
    assert moved.args["act"] == "постановление Правительства РФ от 10.08.2023 № 1314"
    assert dict(due.steps[-1].args) == {"unit": "working_days", "n": 2, "day_zero": "exclude"}


def test_extensions_add_to_the_unrolled_day_and_the_roll_comes_once() -> None:
    # 30 days from 2024-05-09 end on Saturday 8 June; rolled that would be Monday 10 June. The extension by 30
    # counts from the 8th: Monday 8 July. Counting from the 10th would give the 10th.
    term = DayTerm("days", 30, roll="next", extensions=(("days", 30),))
    due = last_day(term, D("2024-05-09"), RU)
    assert (due.nominal, due.effective) == (D("2024-07-08"), D("2024-07-08"))
    # day_zero touches only the first term: 7 June + 30 = 7 July, a Sunday, rolled to Monday.
    term = DayTerm("days", 30, day_zero="include", roll="next", extensions=(("days", 30),))
    due = last_day(term, D("2024-05-09"), RU)
    assert (due.nominal, due.effective) == (D("2024-07-07"), D("2024-07-08"))
    # By working days, from the unrolled Saturday 8 June: Monday 10 and Tuesday 11 June.
    term = DayTerm("days", 30, extensions=(("working_days", 2),))
    assert nominal(term, "2024-05-09") == "2024-06-11"
    # One after another: 31.01 + 1 month = 29.02, + 1 month = 29.03 (not the 31st).
    term = DayTerm("days", 0, extensions=(("months", 1), ("months", 1)))
    due = last_day(term, D("2024-01-31"), RU)
    assert due.nominal == D("2024-03-29")
    assert [dict(s.args) for s in due.steps if s.code == "extend"] == [
        {"unit": "months", "n": 1, "number": 1, "clipped": 1},
        {"unit": "months", "n": 1, "number": 2},
    ]


def test_years_without_a_calendar() -> None:
    # Calendar units are counted without a calendar; only the roll needs one.
    kept = last_day(DayTerm("days", 30), D("2030-01-10"), RU)
    assert (kept.nominal, kept.effective, kept.missing_year) == (D("2030-02-09"), D("2030-02-09"), None)
    rolled = last_day(DayTerm("days", 30, roll="next"), D("2030-01-10"), RU)
    assert (rolled.nominal, rolled.effective, rolled.missing_year) == (D("2030-02-09"), None, 2030)
    assert codes(rolled) == ["opened", "count", "year-missing"]
    # 30.12.2026 is Wednesday, 31.12 is off; the next working day lies in 2027.
    counted = last_day(DayTerm("working_days", 1), D("2026-12-30"), RU)
    assert (counted.nominal, counted.effective, counted.missing_year) == (None, None, 2027)
    assert dict(counted.steps[-1].args) == {"year": 2027, "calendar": "ru", "phase": "count"}
    # Rolling back out of the known years.
    back = roll_day(D("2019-01-05"), "previous", RU)
    assert (back.nominal, back.effective, back.missing_year) == (D("2019-01-05"), None, 2018)
    assert last_day(DayTerm("days", 3), D("2024-01-01"), Calendar.empty("xx")).effective == D("2024-01-04")


@pytest.mark.parametrize("term", [DayTerm("days", 10**12), DayTerm("months", 10**6), DayTerm("weeks", 10**6)])
def test_a_term_past_the_last_date_is_a_missing_year(term: DayTerm) -> None:
    due = last_day(term, D("2024-01-01"), RU)
    assert (due.nominal, due.effective, due.missing_year) == (None, None, 10_000)


def test_words_that_are_not_units_or_rolls() -> None:
    with pytest.raises(ValueError, match="unit"):
        last_day(DayTerm("hours", 1), D("2024-01-01"), RU)
    with pytest.raises(ValueError, match="roll"):
        roll_day(D("2024-01-01"), "forward", RU)
    for unit in DAY_UNITS:
        with pytest.raises(ValueError, match="negative"):
            last_day(DayTerm(unit, -1), D("2024-01-01"), RU)


OPENED = st.dates(date(2019, 1, 1), date(2026, 6, 30))


@given(OPENED, st.integers(1, 120), st.booleans(), st.booleans())
def test_working_days_equal_a_brute_force_count(opened: date, n: int, include: bool, rest: bool) -> None:
    term = DayTerm("working_days", n, "include" if include else "exclude", presidential_rest=rest)
    first = opened if include else opened + timedelta(days=1)
    every = [first + timedelta(days=k) for k in range(600)]
    worked = [d for d in every if d.year in RU.years and RU.is_working(d, presidential_rest=rest)]
    due = last_day(term, opened, RU)
    if len(worked) < n:
        assert due.missing_year == 2027
        return
    assert due.nominal == due.effective == worked[n - 1]
    skipped = [s.before for s in due.steps if s.code == "skip"]
    assert skipped == [d for d in every if d <= worked[n - 1] and d not in worked]


@given(
    OPENED, st.sampled_from(["days", "weeks", "months", "working_days"]), st.integers(0, 24), st.booleans()
)
def test_rolls_bracket_the_nominal_day(opened: date, unit: str, n: int, rest: bool) -> None:
    found = {
        roll: last_day(DayTerm(unit, n, roll=roll, presidential_rest=rest), opened, RU)
        for roll in ("previous", "keep", "next")
    }
    if any(due.missing_year for due in found.values()):
        return
    before, kept, after = (due.effective for due in found.values())
    assert before is not None and kept is not None and after is not None
    assert before <= kept <= after
    assert len({due.nominal for due in found.values()}) == 1
    assert RU.is_working(before, presidential_rest=rest) and RU.is_working(after, presidential_rest=rest)
    gap = [before + timedelta(days=k) for k in range(1, (after - before).days)]
    assert not any(RU.is_working(d, presidential_rest=rest) for d in gap)


@given(OPENED, st.integers(0, 400), st.sampled_from(["days", "calendar_days"]))
def test_calendar_days_are_plain_addition(opened: date, n: int, unit: str) -> None:
    assert last_day(DayTerm(unit, n), opened, RU).nominal == opened + timedelta(days=n)


@given(OPENED, st.lists(st.integers(0, 40), max_size=4))
def test_extensions_in_days_add_up(opened: date, parts: list[int]) -> None:
    term = DayTerm("days", 3, extensions=tuple(("days", n) for n in parts))
    assert last_day(term, opened, RU).nominal == opened + timedelta(days=3 + sum(parts))


@given(OPENED, st.integers(0, 30), st.sampled_from(DAY_UNITS), st.sampled_from(["keep", "next", "previous"]))
def test_steps_lead_from_the_opening_day_to_the_effective_day(
    opened: date, n: int, unit: str, roll: str
) -> None:
    due = last_day(DayTerm(unit, n, roll=roll), opened, RU)
    assert due.steps[0].after == opened
    chain = [s for s in due.steps if s.code in ("opened", "count", "extend", "roll", "roll-keep")]
    for one, two in itertools.pairwise(chain):
        assert one.after == two.before
    if due.effective is not None:
        assert chain[-1].after == due.effective

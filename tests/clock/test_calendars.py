"""The shipped calendars, held against the counts of the acts and against an independent library."""

import json
from datetime import date, timedelta
from pathlib import Path

import holidays
import jsonschema
import jsonschema_rs
import pytest
import yaml

from poryadok.clock.calendars import Calendar, CalendarError, MissingYear, load_calendars
from poryadok.data import data_root

FOLDER = data_root() / "configs" / "calendars"
RU = load_calendars([FOLDER])["ru"]
YEARS = range(2019, 2027)

# Working days of a five-day week, as published for each year.
WORKING = {2019: 247, 2020: 248, 2021: 247, 2022: 247, 2023: 247, 2024: 248, 2025: 247, 2026: 247}
# 2020: 5 + 19 + 3 + 1 + 1 (30.03-03.04, 06.04-30.04, 06-08.05, 24.06, 01.07); 2021: 4 + 3.
PRESIDENTIAL = {2020: 29, 2021: 7}


def days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]


def test_years_are_those_whose_acts_are_published() -> None:
    assert RU.years == frozenset(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_an_independent_library(year: int) -> None:
    other = holidays.country_holidays("RU", years=year)
    assert [d for d in days(year) if RU.is_working(d) != other.is_working_day(d)] == []


@pytest.mark.parametrize("year", YEARS)
def test_number_of_working_days(year: int) -> None:
    assert sum(RU.is_working(d) for d in days(year)) == WORKING[year]
    rest = sum(RU.is_working(d, presidential_rest=True) for d in days(year))
    assert rest == WORKING[year] - PRESIDENTIAL.get(year, 0)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_that_differs_from_a_plain_week_names_its_act(year: int) -> None:
    for d in days(year):
        what = RU.day(d)
        if what.working != (d.weekday() < 5) or what.kind == "holiday" or what.shortened or what.presidential:
            assert what.act, d
        else:
            assert what.act is None, d


@pytest.mark.parametrize("year", YEARS)
def test_eves_of_holidays_are_shortened_and_transfers_carry_it_along(year: int) -> None:
    """Art. 95: the working day right before a holiday; a day worked in exchange takes the eve's length."""
    for d in days(year):
        what = RU.day(d)
        stands_for = what.instead_of if what.kind == "working-weekend" and what.instead_of else d
        following = stands_for + timedelta(days=1)
        if following.year > max(RU.years):
            eve = (following.month, following.day) == (1, 1)
        elif following.year in RU.years:
            eve = RU.day(following).kind == "holiday"
        assert what.shortened == (what.working and eve), d


def test_holidays_stay_holidays_on_a_sunday() -> None:
    # 5 January 2025 is a Sunday; the reason for people is the holiday, not the Sunday.
    assert date(2025, 1, 5).weekday() == 6
    assert (RU.day(date(2025, 1, 5)).kind, RU.day(date(2025, 1, 5)).reason) == (
        "holiday",
        "нерабочий праздничный день",
    )


def test_kinds_of_days_and_their_reasons() -> None:
    moved = RU.day(date(2024, 4, 29))
    assert (moved.working, moved.kind, moved.instead_of) == (False, "moved-off", date(2024, 4, 27))
    assert moved.reason == "выходной день, перенесённый с 27 апреля"
    assert moved.act == "постановление Правительства РФ от 10.08.2023 № 1314"
    worked = RU.day(date(2024, 11, 2))
    assert (worked.working, worked.kind, worked.instead_of) == (True, "working-weekend", date(2024, 4, 30))
    assert worked.reason == "рабочая суббота: выходной перенесён на 30 апреля, сокращён на час"
    assert not RU.day(date(2024, 4, 27)).shortened  # stands in for 29 April, which is not an eve
    decreed = RU.day(date(2020, 6, 24))
    assert (decreed.working, decreed.kind, decreed.presidential) == (True, "workday", True)
    assert not RU.is_working(date(2020, 6, 24), presidential_rest=True)
    assert RU.day(date(2025, 12, 20)).reason == "выходной день, суббота"


def test_a_year_without_an_act_is_missing() -> None:
    with pytest.raises(MissingYear) as caught:
        RU.day(date(2027, 1, 1))
    assert (caught.value.year, caught.value.calendar_id) == (2027, "ru")
    with pytest.raises(MissingYear):
        RU.is_working(date(2018, 12, 31))
    with pytest.raises(MissingYear):
        Calendar.empty("xx").is_working(date(2024, 1, 9))


def test_shipped_files_satisfy_the_schema() -> None:
    schema = json.loads((data_root() / "schemas" / "calendar.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    slow, fast = jsonschema.Draft202012Validator(schema), jsonschema_rs.Draft202012Validator(schema)
    files = sorted(FOLDER.glob("*/*.yaml"))
    assert [f.stem for f in files] == [str(year) for year in YEARS]
    for file in files:
        document = plain(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
        assert [e.message for e in slow.iter_errors(document)] == []
        assert fast.is_valid(document)
    for wrong in (
        {"kind": "moved-off", "act": "a"},
        {"act": "a"},
        {"kind": "holiday"},
        {"kind": "x", "act": "a"},
    ):
        document = {"format": 1, "calendar": "ru", "year": 2024, "days": {"2024-01-01": wrong}}
        assert not slow.is_valid(document) and not fast.is_valid(document)
    assert slow.is_valid({"format": 1, "calendar": "ru-xx", "base": "ru", "yearly": True})


def plain(value: object) -> object:
    """Give the texts of the base loader the types that files mean; dates stay text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if value in ("true", "false"):
        return value == "true"
    return int(value) if isinstance(value, str) and value.isdecimal() else value


# --- folders, overlays, mistakes ---------------------------------------------------------------------------


def write(root: Path, name: str, text: str) -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return root


def year(calendar: str, number: int, *days: str) -> str:
    rows = "".join(f"  {day}\n" for day in days) or "  {}\n"
    return f"format: 1\ncalendar: {calendar}\nyear: {number}\nacts:\n  a: закон\ndays:\n{rows}"


def test_an_earlier_folder_replaces_the_same_year_and_adds_others(tmp_path: Path) -> None:
    mine = write(tmp_path, "ru/2024.yaml", year("ru", 2024, "2024-01-09: {kind: holiday, act: a}"))
    write(tmp_path, "ru/2027.yaml", year("ru", 2027))
    both = load_calendars([mine, FOLDER])["ru"]
    assert both.years == RU.years | {2027}
    assert not both.is_working(date(2024, 1, 9))
    assert both.is_working(date(2024, 5, 9))  # the file replaces the year as a whole
    assert not both.is_working(date(2023, 5, 9))
    assert both.digest != RU.digest
    assert load_calendars([FOLDER, mine])["ru"].is_working(date(2024, 1, 9))


def test_the_digest_is_of_what_is_said_not_how(tmp_path: Path) -> None:
    one = write(tmp_path / "1", "ru/2024.yaml", year("ru", 2024, "2024-01-09: {kind: holiday, act: a}"))
    two = write(
        tmp_path / "2", "ru/2024.yaml", "# note\n" + year("ru", 2024, "2024-01-09: {act: a, kind: holiday}")
    )
    assert load_calendars([one])["ru"].digest == load_calendars([two])["ru"].digest


def test_folders_that_are_not_there_hold_nothing(tmp_path: Path) -> None:
    assert load_calendars([tmp_path / "none"]) == {}


def test_an_overlay_adds_to_its_base(tmp_path: Path) -> None:
    # Bryansk, 2023: Saturday 22 April worked instead of Tuesday 25 April.
    write(tmp_path, "ru-xx/_calendar.yaml", "format: 1\ncalendar: ru-xx\nbase: ru\n")
    swap = (
        "2023-04-22: {kind: working-weekend, instead_of: 2023-04-25, act: a}",
        "2023-04-25: {kind: moved-off, instead_of: 2023-04-22, act: a}",
    )
    write(tmp_path, "ru-xx/2023.yaml", year("ru-xx", 2023, *swap))
    write(tmp_path, "ru-xx/2027.yaml", year("ru-xx", 2027, "2027-03-10: {kind: holiday, act: a}"))
    overlay = load_calendars([tmp_path, FOLDER])["ru-xx"]
    assert overlay.is_working(date(2023, 4, 22)) and not overlay.is_working(date(2023, 4, 25))
    assert not overlay.is_working(date(2023, 5, 9))
    assert overlay.years == RU.years  # 2027 has no base year, so it is missing
    with pytest.raises(MissingYear) as caught:
        overlay.day(date(2027, 3, 10))
    assert caught.value.calendar_id == "ru-xx"


def test_a_yearly_overlay_misses_the_years_without_a_file(tmp_path: Path) -> None:
    write(tmp_path, "ru-xx/_calendar.yaml", "format: 1\ncalendar: ru-xx\nbase: ru\nyearly: true\n")
    write(tmp_path, "ru-xx/2025.yaml", year("ru-xx", 2025, "2025-06-06: {kind: holiday, act: a}"))
    overlay = load_calendars([tmp_path, FOLDER])["ru-xx"]
    assert overlay.years == {2025}
    assert not overlay.is_working(date(2025, 6, 6)) and not overlay.is_working(date(2025, 6, 12))


MISTAKES = {
    "not a date": (year("ru", 2024, "2024-02-30: {kind: holiday, act: a}"), 7, "не дата"),
    "other year": (year("ru", 2024, "2023-02-20: {kind: holiday, act: a}"), 7, "не из 2024 года"),
    "no act": (year("ru", 2024, "2024-01-09: {kind: holiday}"), 7, "не назван акт"),
    "unknown act": (year("ru", 2024, "2024-01-09: {kind: holiday, act: b}"), 7, "не описан"),
    "unknown kind": (year("ru", 2024, "2024-01-09: {kind: feast, act: a}"), 7, "не вид дня"),
    "unknown key": (
        year("ru", 2024, "2024-01-09: {kind: holiday, act: a, why: x}"),
        7,
        "неизвестный ключ «why»",
    ),
    "nothing said": (year("ru", 2024, "2024-01-09: {act: a}"), 7, "чем день отличается"),
    "not true": (year("ru", 2024, "2024-01-09: {shortened: yes, act: a}"), 7, "true или false"),
    "twice": (
        year("ru", 2024, "2024-01-09: {kind: holiday, act: a}", "2024-01-09: {kind: holiday, act: a}"),
        8,
        "повторяется",
    ),
    "one side": (
        year("ru", 2024, "2024-04-27: {kind: working-weekend, instead_of: 2024-04-29, act: a}"),
        7,
        "не отмечен как moved-off",
    ),
    "from a plain weekend": (
        year("ru", 2024, "2024-04-29: {kind: moved-off, instead_of: 2024-04-27, act: a}"),
        7,
        "не праздник",
    ),
    "no other side": (year("ru", 2024, "2024-04-29: {kind: moved-off, act: a}"), 7, "требует instead_of"),
    "weekday worked": (
        year("ru", 2024, "2024-04-26: {kind: working-weekend, instead_of: 2024-04-29, act: a}"),
        7,
        "только для субботы",
    ),
    "moved to a weekend": (
        year(
            "ru",
            2024,
            "2024-01-06: {kind: holiday, act: a}",
            "2024-04-27: {kind: moved-off, instead_of: 2024-01-06, act: a}",
        ),
        8,
        "только для понедельника",
    ),
    "shortened holiday": (
        year("ru", 2024, "2024-01-09: {kind: holiday, shortened: true, act: a}"),
        7,
        "рабочий",
    ),
    "instead of nothing": (
        year("ru", 2024, "2024-01-09: {kind: holiday, instead_of: 2024-01-10, act: a}"),
        7,
        "не имеет смысла",
    ),
    "wrong calendar": (year("by", 2024), 2, "«calendar» должно быть ru"),
    "wrong year": (year("ru", 2023), 3, "«year» должно быть 2024"),
    "future format": (year("ru", 2024).replace("format: 1", "format: 2"), 1, "«format» должно быть 1"),
    "yaml": ("format: [1\n", 2, "YAML"),
    "alias": ("format: &a 1\nyear: *a\n", 2, "ссылки YAML"),
    "deep": ("days: " + "[" * 40_000, 1, "вложенность"),
    "list": ("- 1\n", 1, "ключ: значение"),
    "empty": ("", 0, "ключ: значение"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_file_and_line(name: str, tmp_path: Path) -> None:
    text, line, words = MISTAKES[name]
    write(tmp_path, "ru/2024.yaml", text)
    with pytest.raises(CalendarError) as caught:
        load_calendars([tmp_path])
    found = caught.value.problems
    assert any(p.line == line and words in p.text for p in found), found
    assert all(p.file.endswith("2024.yaml") for p in found)
    assert isinstance(caught.value, ValueError) and words in str(caught.value)


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    write(tmp_path, "ru/2023.yaml", year("ru", 2023, "2023-01-09: {kind: holiday}"))
    write(tmp_path, "ru/2024.yaml", year("ru", 2024, "2024-01-09: {kind: feast, act: b}"))
    write(tmp_path, "ru/2025.yml", year("ru", 2025))
    write(tmp_path, "xx/_calendar.yaml", "format: 1\ncalendar: xx\nbase: none\n")
    write(tmp_path, "yy/_calendar.yaml", "format: 1\ncalendar: yy\nbase: yy\n")
    with pytest.raises(CalendarError) as caught:
        load_calendars([tmp_path])
    assert len(caught.value.problems) == 6


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    write(tmp_path, "ru/2024.yaml", "")
    (tmp_path / "ru/2024.yaml").write_bytes("дни".encode("cp1251"))
    with pytest.raises(CalendarError, match="UTF-8"):
        load_calendars([tmp_path])

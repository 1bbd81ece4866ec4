"""Russian words: agreement with numbers, dates, periods, terms."""

from datetime import date

import pytest

from poryadok.report import words
from poryadok.report.step_words import accusative, start_words


@pytest.mark.parametrize(
    "n, text",
    [
        (0, "0 дней"),
        (1, "1 день"),
        (2, "2 дня"),
        (5, "5 дней"),
        (11, "11 дней"),
        (12, "12 дней"),
        (21, "21 день"),
        (22, "22 дня"),
        (111, "111 дней"),
        (112, "112 дней"),
        (121, "121 день"),
    ],
)
def test_nouns_agree_with_numbers(n, text):
    assert words.amount(n, "days") == text


@pytest.mark.parametrize(
    "n, unit, text",
    [
        (3, "hours", "3 часа"),
        (1, "minutes", "1 минута"),
        (30, "calendar_days", "30 календарных дней"),
        (1, "working_days", "1 рабочий день"),
        (2, "working_hours", "2 рабочих часа"),
        (2, "weeks", "2 недели"),
        (6, "months", "6 месяцев"),
    ],
)
def test_every_unit_has_its_words(n, unit, text):
    assert words.amount(n, unit) == text


@pytest.mark.parametrize(
    "n, unit, text", [(1, "weeks", "1 неделю"), (21, "minutes", "21 минуту"), (11, "weeks", "11 недель")]
)
def test_an_extension_is_said_in_the_accusative(n, unit, text):
    assert accusative(words.amount(n, unit), n) == text


@pytest.mark.parametrize(
    "seconds, text",
    [(0, "0 секунд"), (13_200, "3 часа 40 минут"), (3601, "1 час 1 секунда"), (60, "1 минута")],
)
def test_durations(seconds, text):
    assert words.duration(seconds) == text


@pytest.mark.parametrize(
    "label, text",
    [
        ("2024", "2024 год"),
        ("2024-H2", "II полугодие 2024 года"),
        ("2024-Q1", "I квартал 2024 года"),
        ("2024-03", "март 2024 года"),
        ("2024-W07", "7-я неделя 2024 года"),
        ("2024-04-26", "26 апреля 2024 года"),
    ],
)
def test_periods(label, text):
    assert words.period(label) == text


def test_instants_are_local_with_their_offset():
    assert words.instant(1717613999, "Asia/Yekaterinburg") == "5 июня 2024, 23:59:59 (+05:00)"
    assert words.written("2024-06-05T23:59:59+05:00") == "5 июня 2024, 23:59:59 (+05:00)"
    assert words.written(None) == "—"


def test_text_from_a_log_cannot_steer_a_terminal():
    assert words.printable("a\x1b[31m\nb\u202e") == "a [31m b "


def test_whether_the_opening_day_counts():
    day = date(2024, 5, 5)
    assert "в срок не входит" in start_words(day, "exclude", 3)
    assert "первым днём" in start_words(day, "include", 3)
    assert "не входит" not in start_words(day, "exclude", 0)

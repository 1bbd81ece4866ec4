"""Rows of days of a year and of a week."""

import re
from datetime import date
from typing import Any

from poryadok.onboard.draft.numbers import DAY, day_of
from poryadok.onboard.draft.patterns import Pattern
from poryadok.onboard.draft.term_values import AT_LATEST, Value

__all__ = ["DATE_PATTERNS"]

_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_WEEKDAYS = {
    "понедельник": "monday",
    "вторник": "tuesday",
    "сред": "wednesday",
    "четверг": "thursday",
    "пятниц": "friday",
    "суббот": "saturday",
    "воскресен": "sunday",
}
# «среда» is a day, «в среде жителей» is not
_WEEKDAY = r"(?P<weekday>понедельник|вторник|сред(?=[уы]\b|ам\b|а\b)|четверг|пятниц|суббот|воскресен)\w*"
_OF_YEAR = (
    r"(?P<tail>,?\s+(?:года,?\s+следующего\s+(?:за|после)|(?:следующего|"
    r"очередного)(?:\s+за\s+отчетным)?(?=\s+год)|"
    r"каждого(?=\s+год)|текущего(?=\s+год)|отчетного(?=\s+год)|ежегодно)"
    r"(?:\s+(?:года|годом|отчетным|истекшим|прошедшим|периодом))*)?"
)


def _date(match: "re.Match[str]") -> Value | None:
    day, number = day_of(match["day"]), match.groupdict().get("number")
    month = int(number) if number else _MONTHS.index(match["month"]) + 1
    try:
        # the 29th of February is a day of some years
        found = date(int(match["year"] or 2024), month, day or 0)
    except ValueError:
        return None
    if match["year"]:
        return {"once": found.isoformat()}
    tail = match["tail"] or ""
    due: dict[str, Any] = {"month": month, "day": found.day}
    if "следующ" in tail or "очередн" in tail:
        due["year"] = "next"
    of_period = re.search(r"за (?:отчетн|истекш|прошедш)|каждого|отчетного|ежегодно", tail)
    # the 29th of February may be no day of the year that is meant
    if "текущ" in tail and (month, found.day) != (2, 29):
        return {"due": due, "this_year": True}
    return {"due": due, "of_period": "year"} if of_period else {"due": due}


def _dates(match: "re.Match[str]") -> Value | None:
    days = re.findall(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})", match[0])
    months = {_MONTHS.index(month) + 1 for _, month in days}
    if len({day for day, _ in days}) == 1 and 1 <= int(days[0][0]) <= 31:
        due = {"day": int(days[0][0]), "of": "next_month"}
        if months == {1, 4, 7, 10}:
            return {"every": "quarter", "due": due}
        if months == {1, 7}:
            return {"every": "half-year", "due": due}
    return {"unsaid": "which-period"}


def _weekday(match: "re.Match[str]") -> Value | None:
    name = next(value for stem, value in _WEEKDAYS.items() if match["weekday"].startswith(stem))
    following = {"of": "next_week"} if match["next"] or match["tail"] else {}
    return {"every": "week", "due": {"weekday": name, **following}}


DATE_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "dates-of-quarters",
        "«До 10 апреля, 10 июля, 10 октября, 10 января»: the months tell the period.",
        rf"{AT_LATEST}\s+\d{{1,2}} (?:{'|'.join(_MONTHS)})"
        rf"(?:(?:,| и|, и) (?:до )?\d{{1,2}} (?:{'|'.join(_MONTHS)})){{1,3}}(?!\w)",
        _dates,
        (
            (
                "до 10 апреля, 10 июля, 10 октября и 10 января",
                {"every": "quarter", "due": {"day": 10, "of": "next_month"}},
            ),
            ("до 15 июля и до 15 января", {"every": "half-year", "due": {"day": 15, "of": "next_month"}}),
            ("до 1 марта и 15 сентября", {"unsaid": "which-period"}),
        ),
    ),
    Pattern(
        "date",
        "By a date: once if it has a year, else of each year.",
        rf"(?<!действует )(?<!действуют ){AT_LATEST}\s+{DAY}\s+{_MONTH}(?!\w)"
        rf"(?:\s+(?P<year>\d{{4}})(?:\s*года|\s*г\.)?)?{_OF_YEAR}",
        _date,
        (
            ("не позднее 20 декабря", {"due": {"month": 12, "day": 20}}),
            ("до 1 марта 2026 года", {"once": "2026-03-01"}),
            ("в срок до первого марта 2026 г.", {"once": "2026-03-01"}),
            (
                "до 1 февраля года, следующего за отчетным",
                {"due": {"month": 2, "day": 1, "year": "next"}, "of_period": "year"},
            ),
            ("к 15 января следующего года", {"due": {"month": 1, "day": 15, "year": "next"}}),
            ("до 20 декабря каждого года", {"due": {"month": 12, "day": 20}, "of_period": "year"}),
            ("до 25 декабря текущего года", {"due": {"month": 12, "day": 25}, "this_year": True}),
            ("действует до 31 декабря 2027 года", None),
        ),
    ),
    Pattern(
        "date-in-figures",
        "By a date in figures: «до 01.03.2026».",
        rf"(?<!действует )(?<!действуют ){AT_LATEST}\s+(?P<day>\d{{1,2}})\.(?P<number>\d{{2}})\."
        r"(?P<year>\d{4})(?!\d)(?:\s*года|\s*г\.)?",
        _date,
        (("не позднее 01.03.2026", {"once": "2026-03-01"}), ("до 40.03.2026", None)),
    ),
    Pattern(
        "weekday",
        "Each week by a day: «по пятницам», «каждый понедельник», «не позднее пятницы».",
        rf"(?<!\w)(?:(?<=[:.]\d\d )|(?:по(?=\s+\w+ам\b)|кажд\w+|в|во|до|к|ко|не позднее|не позже)"
        rf"(?: конца| окончания)?(?: рабочего дня)?\s+)(?P<next>следующ\w+\s+)?{_WEEKDAY}"
        # «в пятницу с 8 до 16 часов» are hours of work
        r"(?!\w|\s+с\s+\d)(?:(?P<tail> следующей недели| недели,? следующей за отчетной)|"
        r" (?:кажд\w+ |отчетн\w+ |текущ\w+ )?недели)?",
        _weekday,
        (
            (
                "не позднее понедельника следующей недели",
                {"every": "week", "due": {"weekday": "monday", "of": "next_week"}},
            ),
            ("до следующей среды", {"every": "week", "due": {"weekday": "wednesday", "of": "next_week"}}),
            ("с понедельника по четверг, в пятницу с 8 до 16 часов", None),
            ("по пятницам", {"every": "week", "due": {"weekday": "friday"}}),
            ("каждый понедельник", {"every": "week", "due": {"weekday": "monday"}}),
            ("во вторник каждой недели", {"every": "week", "due": {"weekday": "tuesday"}}),
            ("до конца рабочего дня пятницы", {"every": "week", "due": {"weekday": "friday"}}),
            ("до 12:00 пятницы", {"every": "week", "due": {"weekday": "friday"}}),
            ("по средам", {"every": "week", "due": {"weekday": "wednesday"}}),
            ("в среде жителей", None),
            ("в среднем", None),
        ),
    ),
)

"""Rows of periods and of days in them: how often, and by which day."""

import re
from datetime import date
from typing import Any

from poryadok.onboard.draft.numbers import COUNT, count_of
from poryadok.onboard.draft.patterns import Pattern
from poryadok.onboard.draft.term_values import AT_LATEST, Value, fixed

__all__ = ["PERIOD_PATTERNS"]

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = r"(?P<month>янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)\w*"
_WEEKDAYS = {
    "понедельник": "monday",
    "вторник": "tuesday",
    "сред": "wednesday",
    "четверг": "thursday",
    "пятниц": "friday",
    "суббот": "saturday",
    "воскресен": "sunday",
}
_WEEKDAY = r"(?P<weekday>понедельник|вторник|сред(?=[уаые])|четверг|пятниц|суббот|воскресен)\w*"
_PERIODS = {
    "half-year": r"полугоди\w*|полгода",
    "quarter": r"квартал\w*",
    "month": r"месяц\w*",
    "week": r"недел\w*",
    "year": r"год\w*",
    "day": r"дня|день|дней|сутки",
}
_PERIOD = "|".join(f"(?P<p_{name.replace('-', '_')}>{form})" for name, form in _PERIODS.items())


def _period_of(match: "re.Match[str]") -> str:
    return next(name for name in _PERIODS if match[f"p_{name.replace('-', '_')}"])


def _every(match: "re.Match[str]") -> Value | None:
    return {"every": _period_of(match)}


def _counted_either(match: "re.Match[str]") -> Value | None:
    """The count and the period of either way to say it."""
    groups = match.groupdict()
    period = next(
        (
            name
            for name in _PERIODS
            if groups.get(f"p_{name.replace('-', '_')}") or groups.get(f"q_{name.replace('-', '_')}")
        ),
        None,
    )
    said = groups.get("count") or groups.get("count2")
    count = count_of(said) if said else 1
    return None if period is None or count is None else {"every": period, "count": count}


def _adverb(match: "re.Match[str]") -> Value | None:
    names = {"дневн": "day", "недельн": "week", "месячн": "month", "квартальн": "quarter", "годн": "year"}
    return {"every": names[match["stem"]]}


def _day(match: "re.Match[str]") -> Value | None:
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None
    tail = match["tail"] or ""
    every = next((name for name, form in _PERIODS.items() if re.search(rf"отчетн\w+ (?:{form})", tail)), None)
    last = re.search(r"^\s*(?:отчетного месяца|последнего месяца)", tail) is not None
    following = re.search(r"следующ", tail) is not None
    if not (last or following):
        return {"unsaid": "which-month"}
    value: dict[str, Any] = {"due": {"day": day, "of": "last_month" if last else "next_month"}}
    return {**value, "of_period": every} if every and following else value


def _date(match: "re.Match[str]") -> Value | None:
    month = next(n for n, stem in enumerate(_MONTHS, 1) if match["month"].startswith(stem))
    try:
        # the 29th of February is a day of some years
        day = date(int(match["year"] or 2024), month, int(match["day"]))
    except ValueError:
        return None
    if match["year"]:
        return {"once": day.isoformat()}
    tail = match["tail"] or ""
    due: dict[str, Any] = {"month": month, "day": int(match["day"])}
    return {"due": {**due, "year": "next"} if tail else due}


def _weekday(match: "re.Match[str]") -> Value | None:
    name = next(value for stem, value in _WEEKDAYS.items() if match["weekday"].startswith(stem))
    following = {"of": "next_week"} if match["next"] or match["tail"] else {}
    return {"every": "week", "due": {"weekday": name, **following}}


PERIOD_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "count-in-period",
        "N things a period: «не реже двух раз в неделю», «не менее пяти публикаций в месяц».",
        rf"(?:не (?:реже|менее)(?: чем)?\s+)?(?:{COUNT}\s+)?раз(?:а|у)? в (?:{_PERIOD})|"
        rf"не (?:реже|менее)(?: чем)?\s+{COUNT.replace('count', 'count2')}\s+(?!раз)[а-я]+(?:\s[а-я]+)?\s+в "
        rf"(?:{_PERIOD.replace('p_', 'q_')})",
        lambda match: _counted_either(match),
        (
            ("не реже двух раз в неделю", {"every": "week", "count": 2}),
            ("не менее пяти публикаций в месяц", {"every": "month", "count": 5}),
            ("раз в полгода", {"every": "half-year", "count": 1}),
            ("2 раза в год", {"every": "year", "count": 2}),
        ),
    ),
    Pattern(
        "count-of-things",
        "N things, where the period is said by another word: «не менее пяти заметок ежемесячно».",
        rf"не (?:реже|менее)(?: чем)?\s+{COUNT}\s+(?!раз|дн|час|минут|рабоч|календ|недел|"
        rf"месяц)[а-я]+(?=[^.;]*еже[днмкг])",
        lambda match: None if count_of(match["count"]) is None else {"count": count_of(match["count"])},
        (("не менее пяти заметок ежемесячно", {"count": 5}), ("не менее двух недель", None)),
    ),
    Pattern(
        "last-day-of-period",
        "On the last day of each period.",
        rf"(?:в|на|не позднее|до) последн\w+ (?:рабоч\w+ )?д\w+ (?:кажд\w+ )?(?:{_PERIOD})",
        lambda match: (
            {"every": _period_of(match), "due": {"end_of": "period"}}
            if "рабоч" not in match[0]
            else {"unsaid": "last-working-day"}
        ),
        (
            ("в последний день каждого квартала", {"every": "quarter", "due": {"end_of": "period"}}),
            ("в последний рабочий день месяца", {"unsaid": "last-working-day"}),
        ),
    ),
    Pattern(
        "day-of-month",
        "By a day of the month after the period, or of its last month.",
        rf"{AT_LATEST}\s+(?P<day>\d{{1,2}})(?:\s*-?\s*(?:го|ого|е))?\s+числа(?P<tail>"
        r"(?:\s+(?:отчетного месяца|последнего месяца[^,;.]{0,30}|следующего(?: за ним)? месяца|"
        r"месяца,?\s+следующего(?:\s+за\s+(?:отчетн\w+)(?:\s+(?:период|месяц|квартал|полугоди|год)\w*)?)?))?)",
        _day,
        (
            ("до 05 числа месяца, следующего за отчетным", {"due": {"day": 5, "of": "next_month"}}),
            ("до 5-го числа следующего месяца", {"due": {"day": 5, "of": "next_month"}}),
            (
                "не позднее 15 числа месяца, следующего за отчетным кварталом",
                {"due": {"day": 15, "of": "next_month"}, "of_period": "quarter"},
            ),
            ("до 25 числа отчетного месяца", {"due": {"day": 25, "of": "last_month"}}),
            ("до 7 числа", {"unsaid": "which-month"}),
        ),
    ),
    Pattern(
        "date",
        "By a date: once if it has a year, else of each year.",
        rf"(?<!действует )(?<!действуют ){AT_LATEST}\s+(?P<day>\d{{1,2}})\s+{_MONTH}"
        r"(?:\s+(?P<year>\d{4})(?:\s*года|\s*г\.)?)?"
        r"(?P<tail>\s+(?:года,?\s+следующего за|следующего (?:за отчетным )?год)\w*(?:\s+отчетным)?)?",
        _date,
        (
            ("не позднее 20 декабря", {"due": {"month": 12, "day": 20}}),
            ("до 1 марта 2026 года", {"once": "2026-03-01"}),
            ("до 1 февраля года, следующего за отчетным", {"due": {"month": 2, "day": 1, "year": "next"}}),
            ("действует до 31 декабря 2027 года", None),
        ),
    ),
    Pattern(
        "weekday",
        "Each week by a day: «по пятницам», «каждый понедельник», «не позднее пятницы».",
        rf"(?:по(?=\s+\w+ам\b)|кажд\w+|в|до|не позднее|не позже)\s+(?P<next>следующ\w+\s+)?{_WEEKDAY}"
        r"(?!\w|\s+с\s+\d)(?P<tail>\s+следующей недели|\s+недели,? следующей за отчетной)?",
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
        ),
    ),
    Pattern(
        "every-working-day",
        "Each working day.",
        r"кажд\w+ рабоч\w+ день|по рабочим дням|ежедневно (?:по|в) рабоч\w+ дн\w+",
        fixed(every="day", day_kind="working"),
        (("каждый рабочий день", {"every": "day", "day_kind": "working"}),),
    ),
    Pattern(
        "every-adverb",
        "«Ежеквартально», «ежемесячный», «еженедельной», «ежедневно», «ежегодно».",
        r"еже(?P<stem>дневн|недельн|месячн|квартальн|годн)\w+",
        _adverb,
        (
            ("ежеквартально", {"every": "quarter"}),
            ("еженедельной", {"every": "week"}),
            ("ежегодно", {"every": "year"}),
        ),
    ),
    Pattern(
        "every-period",
        "«Каждый квартал», «каждое полугодие», «по итогам квартала».",
        rf"(?:кажд\w+|по (?:итогам|результатам)(?: кажд\w+)?)\s+(?:{_PERIOD})(?!\w)",
        _every,
        (("каждый квартал", {"every": "quarter"}), ("по итогам полугодия", {"every": "half-year"})),
    ),
)

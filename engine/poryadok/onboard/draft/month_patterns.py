"""Rows of days of a month, of the first and the last day of a period."""

import re
from typing import Any

from poryadok.onboard.draft.numbers import DAY, day_of
from poryadok.onboard.draft.patterns import Pattern
from poryadok.onboard.draft.periods import PERIOD, PERIODS, period_of
from poryadok.onboard.draft.term_values import AT_LATEST, Value, fixed

__all__ = ["EARLY", "MONTH_PATTERNS"]

# «ежемесячно до 5 числа» can only be of the month after what is told of; a later day may be of either
EARLY = 15

# «месяца, следующего за отчётным кварталом», «каждого месяца», «первого месяца следующего квартала»
_OF_MONTH = (
    r"(?P<tail>(?:(?:\s+(?:отчетного|последнего|первого|второго|третьего|текущего|каждого|следующего|"
    r"очередного|"
    r"соответствующего|того же|этого же|предыдущего|за (?:ним|(?:отчетн|истекш|прошедш)\w+(?: (?:квартал|"
    r"период|месяц|полугоди|год)\w*)?)))*\s+месяца"
    r"(?:,?\s+(?:следующ\w+|идущ\w+|наступа\w+|после|за|по|отчетн\w+|истекш\w+|прошедш\w+|предыдущ\w+|"
    r"каждого|ним|"
    r"окончани\w+|завершени\w+|истечени\w+|период\w*|месяц\w*|квартал\w*|полугоди\w*|год\w*))*)?)"
)


def _day(match: "re.Match[str]") -> Value | None:
    day, tail = day_of(match["day"]), match["tail"] or ""
    by = match.groupdict().get("by")
    if not match["named"] and not re.search(r"^\s+(?:\w+ ){0,4}месяца", tail):
        return None
    if day is None or not (by or "каждого месяца" in tail or "ежемесячн" in match.string):
        return None
    if "второго" in tail or "третьего" in tail:
        return {"unsaid": "which-month"}
    every = next(
        (
            name
            for name, form in PERIODS.items()
            if re.search(
                rf"(?:отчетн|истекш|прошедш|кажд|предыдущ)\w+ (?:{form})|(?:за|после) (?:{form})", tail
            )
            or (name != "month" and re.search(rf"следующего (?:{form})", tail))
        ),
        None,
    )
    month = "каждого месяца" in tail
    following = month or re.search(r"следующ|очередн|идущ|наступа|после|первого месяца|по окончани", tail)
    last = not following and re.search(r"(?:отчетного|последнего|текущего|того же|этого же) месяца", tail)
    if not (last or following):
        return {"unsaid": "which-month", "day": day}
    if month and day > EARLY:
        return {"unsaid": "which-month", "day": day}
    value: dict[str, Any] = {"due": {"day": day, "of": "last_month" if last else "next_month"}}
    every = "month" if month else every if following else None
    return {**value, "of_period": every} if every else value


def _after_period(match: "re.Match[str]") -> Value | None:
    period = period_of(match.groupdict())
    if match["days"] or int(match["n"]) > 28 or period in ("day", "week"):
        return {"unsaid": "day-of-period"}
    if period == "year":
        return {"every": period, "due": {"month": 1, "day": int(match["n"]), "year": "next"}}
    return {"every": period, "due": {"day": int(match["n"]), "of": "next_month"}}


MONTH_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "last-day-of-period",
        "On the last day of each period.",
        rf"(?:в|на|не позднее|до) последн\w+ (?:рабоч\w+ |календарн\w+ )?(?:д\w+|числ\w+) "
        rf"(?:(?:кажд|отчетн|текущ)\w+ )?(?:{PERIOD})",
        lambda match: (
            {"every": period_of(match.groupdict()), "due": {"end_of": "period"}}
            if "рабоч" not in match[0]
            else {"unsaid": "last-working-day"}
        ),
        (
            ("в последний день каждого квартала", {"every": "quarter", "due": {"end_of": "period"}}),
            ("до последнего числа отчетного месяца", {"every": "month", "due": {"end_of": "period"}}),
            ("в последний рабочий день месяца", {"unsaid": "last-working-day"}),
        ),
    ),
    Pattern(
        "end-of-period",
        "By the end of each period.",
        r"(?:(?:в конце|к концу|до конца|до окончания|до истечения|на исходе|к исходу) (?:кажд|отчетн)\w+|"
        rf"в конце|на исходе) (?:{PERIOD})",
        lambda match: (
            None
            if period_of(match.groupdict()) == "day"
            else {"every": period_of(match.groupdict()), "due": {"end_of": "period"}}
        ),
        (
            ("в конце каждого месяца", {"every": "month", "due": {"end_of": "period"}}),
            ("в конце недели", {"every": "week", "due": {"end_of": "period"}}),
            ("в конце дня", None),
            ("до конца отчетной недели", {"every": "week", "due": {"end_of": "period"}}),
            ("до конца года", None),
        ),
    ),
    Pattern(
        "days-after-period",
        "«В течение 10 дней после окончания квартала»: the tenth of the month after it.",
        r"(?:в течени[еи]|не (?:позднее|позже)(?: чем)?(?: через)?|до) (?P<n>\d{1,2})(?:-?ти)?(?: \([а-я "
        r"]+\))? "
        r"(?:календарн\w+ |(?P<days>рабоч\w+ ))?д(?:ней|ня|ень) (?:после|по|со дня|с момента|с даты) "
        rf"(?:окончани|завершени|истечени)\w+ (?:(?:кажд|отчетн|календарн|соответствующ|истекш)\w+ "
        rf")*(?:{PERIOD})(?!\w)",
        _after_period,
        (
            (
                "в течение 10 дней после окончания отчетного квартала",
                {"every": "quarter", "due": {"day": 10, "of": "next_month"}},
            ),
            (
                "не позднее 20 календарных дней по окончании года",
                {"every": "year", "due": {"month": 1, "day": 20, "year": "next"}},
            ),
            ("в течение 5 рабочих дней после окончания месяца", {"unsaid": "day-of-period"}),
        ),
    ),
    Pattern(
        "working-day-of-month",
        "A day of a month that is not said by its number: «до 5-го рабочего дня месяца».",
        rf"(?:{AT_LATEST}|в|во|кажд\w+)\s+(?:{DAY.replace('(?P<day>', '(?:')}|перв\w+|втор\w+|трет\w+|"
        rf"последн\w+)\s+"
        r"(?:рабоч\w+ д\w+|понедельник\w*|вторник\w*|сред\w+|четверг\w*|пятниц\w+)(?: (?:кажд|следующ|"
        r"отчетн)\w+)?"
        r" (?:месяца|квартала|недели|года|полугодия)",
        fixed(unsaid="day-of-period"),
        (
            ("до 5-го рабочего дня следующего месяца", {"unsaid": "day-of-period"}),
            ("в первый понедельник месяца", {"unsaid": "day-of-period"}),
        ),
    ),
    Pattern(
        "day-of-quarter",
        "By a day of a quarter or a half-year: of which month, the act does not say.",
        rf"(?:{AT_LATEST}\s+)?{DAY}\s+числ[ау]\s+(?:(?:кажд|следующ|отчетн|перв|втор)\w+\s+)?(?:квартала|"
        rf"полугодия)",
        fixed(unsaid="which-month"),
        (("до первого числа каждого квартала", {"unsaid": "which-month"}),),
    ),
    Pattern(
        "first-day-of-month",
        "On the first day of the month after the period.",
        r"(?:в|на) перв(?:ый|ое) (?:день|число)(?: (?:кажд|следующ|очередн)\w+)? месяца",
        lambda match: (
            {"due": {"day": 1, "of": "next_month"}, "of_period": "month"}
            if "кажд" in match[0]
            else {"due": {"day": 1, "of": "next_month"}}
        ),
        (
            ("в первый день следующего месяца", {"due": {"day": 1, "of": "next_month"}}),
            (
                "на первое число каждого месяца",
                {"due": {"day": 1, "of": "next_month"}, "of_period": "month"},
            ),
            ("в первый день обращения", None),
        ),
    ),
    Pattern(
        "day-of-month",
        "By a day of the month after the period, or of its last month.",
        rf"(?:(?P<by>{AT_LATEST})|(?<!\w)по состоянию на|"
        rf"(?<!с)(?<!со)(?<!от)(?<!\w))\s*{DAY}(?P<named>\s+числ[ау])?{_OF_MONTH}",
        lambda match: None if "по состоянию" in match[0] else _day(match),
        (
            ("до 05 числа месяца, следующего за отчетным", {"due": {"day": 5, "of": "next_month"}}),
            ("до 5-го числа следующего месяца", {"due": {"day": 5, "of": "next_month"}}),
            (
                "не позднее 15 числа месяца, следующего за отчетным кварталом",
                {"due": {"day": 15, "of": "next_month"}, "of_period": "quarter"},
            ),
            (
                "в срок до десятого числа первого месяца, следующего за отчетным кварталом",
                {"due": {"day": 10, "of": "next_month"}, "of_period": "quarter"},
            ),
            ("до 25 числа отчетного месяца", {"due": {"day": 25, "of": "last_month"}}),
            (
                "десятого числа каждого месяца",
                {"due": {"day": 10, "of": "next_month"}, "of_period": "month"},
            ),
            ("не позднее 3 числа месяца после отчетного", {"due": {"day": 3, "of": "next_month"}}),
            ("до 10 числа второго месяца, следующего за отчетным кварталом", {"unsaid": "which-month"}),
            (
                "до 10 числа следующего за отчетным кварталом месяца",
                {"due": {"day": 10, "of": "next_month"}, "of_period": "quarter"},
            ),
            ("двадцать пятого числа каждого месяца", {"unsaid": "which-month", "day": 25}),
            ("не позднее десятого следующего месяца", {"due": {"day": 10, "of": "next_month"}}),
            ("к 3-му числу", {"unsaid": "which-month", "day": 3}),
            ("до 7 числа", {"unsaid": "which-month", "day": 7}),
            ("с 1 числа", None),
            ("по состоянию на 1 число", None),
        ),
    ),
)

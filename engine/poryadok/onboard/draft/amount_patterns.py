"""Rows of amounts of time, of standards without a number, of requests and of agreements."""

import re

from poryadok.onboard.draft.numbers import COUNT, STEMS, count_of, stem_number
from poryadok.onboard.draft.patterns import Pattern
from poryadok.onboard.draft.term_values import Value, fixed, within

__all__ = ["AMOUNT_PATTERNS"]

_UNITS = {
    "minutes": r"минут(?:ы|у|а)?",
    "working_hours": r"(?:рабоч\w+|служебн\w+)\s+час(?:а|ов)?",
    "hours": r"(?:астрономическ\w+\s+)?час(?:а|ов)?",
    "working_days": r"рабоч\w+\s+д(?:ень|ня|ней)",
    "calendar_days": r"календарн\w+\s+д(?:ень|ня|ней)",
    "days": r"д(?:ень|ня|ней)",
    "weeks": r"недел(?:ь|и|ю)",
    "months": r"месяц(?:а|ев)?",
}
_UNIT = "|".join(f"(?P<{name}>{form})" for name, form in _UNITS.items())
_STEM = "|".join(sorted(STEMS, key=len, reverse=True))


def _amount(match: "re.Match[str]") -> Value | None:
    count = count_of(match["count"]) if match["count"] else 1
    unit = next(name for name in _UNITS if match[name])
    if count is None:
        return {"unsaid": "number-disagrees"}
    return {"within": {unit: count}}


def _amount_of_one(match: "re.Match[str]") -> Value | None:
    unit = next(name for name in _UNITS if match[name])
    return {"within": {unit: 1}} if unit in ("hours", "weeks", "months") else {"unsaid": "within-the-unit"}


def _compound(match: "re.Match[str]") -> Value | None:
    count = stem_number(match["stem"]) if match["stem"] else 1
    if match["half"]:
        return {"within": {"minutes": 30}} if match["unit"] == "час" else {"unsaid": "half-of-a-unit"}
    names = {"днев": "days", "недел": "weeks", "месяч": "months", "час": "hours", "минут": "minutes"}
    return None if count is None else {"within": {names[match["unit"]]: count}}


def _standard(match: "re.Match[str]") -> Value | None:
    return {"within": {"standard": match["word"]}}


def _standard_of_adjective(match: "re.Match[str]") -> Value | None:
    return {"within": {"standard": match["stem"] + "о"}}


AMOUNT_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "next-working-day",
        "By the next working day.",
        r"не позднее (?:следующего|очередного) (?:за ним )?рабочего дня|"
        r"(?:на|в) следующий рабочий день|"
        r"не позднее рабочего дня, (?:следующего|который следует) за(?: \w+){1,3}",
        fixed(within={"working_days": 1}),
        (
            ("не позднее следующего рабочего дня", within("working_days", 1)),
            ("не позднее рабочего дня, следующего за днем получения", within("working_days", 1)),
        ),
    ),
    Pattern(
        "same-day",
        "On the day itself.",
        r"в (?:тот же день|день (?:поступления|получения|регистрации|обнаружения)(?: \w+)?)",
        fixed(within={"calendar_days": 0}),
        (("в день поступления", within("calendar_days", 0)),),
    ),
    Pattern(
        "amount",
        "«В течение N …», «не позднее N …», «в срок до N …», «не более N …».",
        # «с 8 до 17 часов» are hours of the clock
        r"(?<!с \d )(?<!с \d\d )"
        rf"(?:в течени[еи]|в первые|срок[^.;,]{{0,40}} составляет|не позднее(?: чем)?(?: через)?|"
        rf"не позже(?: чем)?(?: через)?|в срок,? (?:до|"
        rf"не более(?: чем)?|не превыша\w+)|не более(?: чем)?(?: за)?|до|за)\s+{COUNT}(?:-?ти|-?х|-?и)?\s+"
        rf"(?:{_UNIT})(?!\w)",
        _amount,
        (
            ("в течение 3 (трех) часов", within("hours", 3)),
            ("в течение трех часов", within("hours", 3)),
            ("в течение 30 (тридцати) минут", within("minutes", 30)),
            ("в течение девяти рабочих часов", within("working_hours", 9)),
            ("в течение двадцати четырех часов", within("hours", 24)),
            ("не позднее одного рабочего дня", within("working_days", 1)),
            ("не позднее чем через 2 недели", within("weeks", 2)),
            ("в срок до 30 календарных дней", within("calendar_days", 30)),
            ("с 8 до 17 часов, обед с 12 до 13 часов", None),
            ("в срок, не превышающий 8 рабочих дней", within("working_days", 8)),
            ("в течение 3 (четырех) дней", {"unsaid": "number-disagrees"}),
            ("в первые два часа", within("hours", 2)),
            ("срок проверки составляет 3 рабочих дня", within("working_days", 3)),
            ("за последние 3 года", None),
        ),
    ),
    Pattern(
        "amount-of-one",
        "«В течение часа», «в течение месяца»; a day or a minute without a number is not clear.",
        rf"в течени[еи]\s+(?:{_UNIT})(?!\w)",
        _amount_of_one,
        (
            ("в течение часа", within("hours", 1)),
            ("в течение рабочего дня", {"unsaid": "within-the-unit"}),
        ),
    ),
    Pattern(
        "amount-of-days-and-nights",
        "«В течение суток»: hours or a day, the act does not say.",
        r"в течени[еи]\s+(?:[\w()]+\s+){0,2}сут(?:ок|ки)",
        fixed(unsaid="day-and-night"),
        (("в течение суток", {"unsaid": "day-and-night"}),),
    ),
    Pattern(
        "compound",
        "«В трёхдневный срок», «в 10-дневный срок», «в месячный срок», «в двухчасовой срок».",
        rf"в (?P<half>полу)?(?P<stem>\d{{1,3}}-?|{_STEM})?(?P<unit>днев|недел|месяч|час|минут)(?:н|"
        rf"ов|ьн)\w+ срок",
        _compound,
        (
            ("в трехдневный срок", within("days", 3)),
            ("в 10-дневный срок", within("days", 10)),
            ("в месячный срок", within("months", 1)),
            ("в двухчасовой срок", within("hours", 2)),
            ("в получасовой срок", within("minutes", 30)),
        ),
    ),
    Pattern(
        "standard",
        "A vague standard without a number, as an adverb.",
        r"(?<!\w)(?P<word>незамедлительно|немедленно|безотлагательно|оперативно|своевременно|"
        r"в кратчайший срок|в кратчайшие сроки|без промедлени[яй]|без задержк[и]?|без отлагательства?)(?!\w)",
        _standard,
        (
            ("незамедлительно", {"within": {"standard": "незамедлительно"}}),
            ("своевременности", None),
            ("оперативного", None),
        ),
    ),
    Pattern(
        "standard-adjective",
        "A vague standard of an action: «для оперативной её проверки».",
        r"для (?P<stem>незамедлительн|немедленн|безотлагательн|оперативн|своевременн)\w+ "
        r"(?:ее |их |его )?(?:верификаци|проверк|подтвержден|уточнен|опровержен|направлен)\w+",
        _standard_of_adjective,
        (("для оперативной ее проверки", {"within": {"standard": "оперативно"}}),),
    ),
    Pattern(
        "on-request",
        "On a request of somebody.",
        r"(?:по|на основании)(?: (?:официальн|письменн|устн|отдельн|их|его|ее)\w*)? "
        r"(?:запрос(?:у|ам|а|ов)|требовани(?:ю|ям|я|й))(?!\w)",
        fixed(request=True),
        (
            ("по официальному запросу", {"request": True}),
            ("по их требованию", {"request": True}),
            ("запрашивать сведения", None),
        ),
    ),
    Pattern(
        "after-agreement",
        "Only after an agreement, or by agreement with somebody.",
        r"по согласованию с(?:о)?(?!\w)|(?:только )?после (?:\w+ )?согласовани\w+|"
        r"после получения (?:согласи|одобрени)\w+|при наличии согласовани\w+|"
        r"(?:только |лишь )?с (?:предварительного |письменного )?согласия",
        fixed(precedence=True),
        (
            ("по согласованию с советом", {"precedence": True}),
            ("после согласования", {"precedence": True}),
            ("лишь с письменного согласия собственника", {"precedence": True}),
            ("представителя (по согласованию)", None),
        ),
    ),
)

"""Rows of periods: how often."""

import re

from poryadok.onboard.draft.numbers import COUNT, count_of
from poryadok.onboard.draft.patterns import Pattern
from poryadok.onboard.draft.periods import PERIOD, period_of
from poryadok.onboard.draft.term_values import UNIT, Value, fixed, unit_of

__all__ = ["PERIOD_PATTERNS"]

_AT_LEAST = (
    r"(?:не (?:реже|менее),?(?: чем)?(?: по)?|как минимум|минимум|по меньшей мере|хотя бы|по крайней мере)"
)
# «не чаще раза в месяц» forbids more and demands nothing
_LIMIT = r"(?P<limit>не (?:чаще|более|больше),?(?: чем)?\s+)?"
# what is counted: never a unit of time
_THINGS = (
    r"(?!раз|дн|ден|час|минут|рабоч|календ|недел|месяц|процент|балл|лет\b|год|человек|член|лиц|"
    r"экземпляр)[а-я]+"
)
_OFTEN = {"дважды": 2, "трижды": 3, "однократно": 1, "единожды": 1}
_MONTHS_OF = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}
_STEMS = {
    "дневн": "day",
    "суточн": "day",
    "недельн": "week",
    "месячн": "month",
    "квартальн": "quarter",
    "полугодов": "half-year",
    "годн": "year",
    "годов": "year",
}
_REPORT = (
    r"(?:отчет(?!н)|доклад|сводк|обзор|справк|анализ|рейтинг|записк|информаци|сведени|итог|показател|"
    r"статистик)"
)


def _adverbs(text: str) -> bool:
    return re.search(r"(?<!\w)еже[дснмкгп]\w+|кажд\w+ (?:день|недел|месяц|квартал|год)", text) is not None


def _counted(match: "re.Match[str]") -> Value | None:
    groups = match.groupdict()
    said = groups.get("count") or groups.get("count2")
    count = count_of(said) if said else _OFTEN.get(groups.get("often") or "", 1)
    if count is None or groups.get("limit"):
        return None
    value = {"every": period_of(groups), "count": count}
    return {**value, "day_kind": "working"} if groups.get("office") else value


def _count_beside(match: "re.Match[str]") -> Value | None:
    """The count alone: its period is said by another word of the same sentence."""
    said = match.groupdict().get("count")
    count = count_of(said) if said else _OFTEN[match["often"]]
    before = re.split(r"[.;]", match.string[: match.start()])[-1]
    after = re.split(r"[.;]", match.string[match.end() :])[0]
    return None if count is None or not (_adverbs(before) or _adverbs(after)) else {"count": count}


def _once_in(match: "re.Match[str]") -> Value | None:
    """Once in N units: a period if the language has such a one."""
    unit, count = unit_of(match.groupdict()), count_of(match["count"])
    times = re.match(r"(?:не реже,?(?: чем)?\s+)?(?:(?:1|один|одного) )?раза?\s|кажд", match[0])
    every = None
    if times is not None:
        one = {"weeks": "week", "days": "day", "calendar_days": "day"}
        every = _MONTHS_OF.get(count or 0) if unit == "months" else one.get(unit) if count == 1 else None
    return {"every": every, "count": 1} if every else {"unsaid": "every-n"}


PERIOD_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "once-in-n",
        "Once in N units: «раз в три месяца» is a quarter, «раз в десять дней» no period of the language.",
        rf"(?:не реже,?(?: чем)?\s+)?(?:[\d\w]+(?: \([а-я ]+\))? )?раз(?:а|у)? в {COUNT}\s+(?:{UNIT})(?!\w)|"
        rf"кажд(?:ые|ых) {COUNT.replace('count', 'count2')}\s+(?:дн\w+|час\w+|недел\w+|месяц\w+|минут\w*|"
        rf"рабоч\w+ \w+)",
        lambda match: _once_in(match) if match["count"] else {"unsaid": "every-n"},
        (
            ("не реже чем один раз в три месяца", {"every": "quarter", "count": 1}),
            ("раз в 6 месяцев", {"every": "half-year", "count": 1}),
            ("один раз в десять дней", {"unsaid": "every-n"}),
            ("не реже 1 раза в 2 недели", {"unsaid": "every-n"}),
            ("каждые два часа", {"unsaid": "every-n"}),
        ),
    ),
    Pattern(
        "count-in-period",
        "N times a period: «не реже двух раз в неделю», «дважды в месяц», «раз в полгода».",
        rf"(?<!\w){_LIMIT}(?:{_AT_LEAST}\s+)?(?:(?:{COUNT}(?:\s*-\s*\w+)?\s+)?раз(?:а|у)?|"
        rf"(?P<often>{'|'.join(_OFTEN)}))"
        rf"(?: в| за)(?: кажд\w+| одн\w+| течени[еи])? (?P<office>рабоч\w+ )?(?:{PERIOD})(?!\w)",
        _counted,
        (
            ("не реже двух раз в течение рабочего дня", {"every": "day", "count": 2, "day_kind": "working"}),
            ("не реже двух раз в неделю", {"every": "week", "count": 2}),
            ("раз в полгода", {"every": "half-year", "count": 1}),
            ("2 раза в год", {"every": "year", "count": 2}),
            ("не реже двух-трех раз в неделю", {"every": "week", "count": 2}),
            ("дважды в месяц", {"every": "month", "count": 2}),
            ("не чаще одного раза в месяц", None),
            ("не реже, чем один раз в квартал", {"every": "quarter", "count": 1}),
            ("два раза в день", {"every": "day", "count": 2}),
        ),
    ),
    Pattern(
        "things-in-period",
        "N things a period: «не менее пяти публикаций в месяц», «по две заметки в день».",
        rf"(?<!\w){_LIMIT}(?:(?:{_AT_LEAST}|по)?\s*(?<!\w){COUNT}\s+{_THINGS}(?:\s+[а-я-]+){{0,4}}?|"
        rf"{_AT_LEAST}\s+{COUNT.replace('count', 'count2')})\s+(?:в|за)"
        rf"(?: кажд\w+| одн\w+)? (?:{PERIOD})(?!\w)",
        _counted,
        (
            ("не менее пяти публикаций в месяц", {"every": "month", "count": 5}),
            ("как минимум 3 (три) записи о решенных вопросах в неделю", {"every": "week", "count": 3}),
            ("по две заметки в день", {"every": "day", "count": 2}),
            ("публикаций - не менее 3 в неделю", {"every": "week", "count": 3}),
            ("не более трех публикаций в день", None),
            ("не менее двух рабочих дней в неделю", None),
        ),
    ),
    Pattern(
        "count-beside-period",
        "N times or things, where the period is said by another word: «не менее пяти заметок ежемесячно».",
        rf"(?<!\w)(?:(?:{_AT_LEAST}|по)\s+{COUNT}\s+(?:раза?(?!\w)|{_THINGS})|(?P<often>дважды|"
        rf"трижды)(?!\w))",
        _count_beside,
        (
            ("не менее пяти заметок ежемесячно", {"count": 5}),
            ("еженедельно не менее двух раз", {"count": 2}),
            ("каждую неделю дважды", {"count": 2}),
            ("ежедневно по одной публикации", {"count": 1}),
            ("не менее двух недель", None),
            ("не менее двух человек", None),
        ),
    ),
    Pattern(
        "every-working-day",
        "Each working day.",
        r"кажд\w+ рабоч\w+ д(?:ень|ня)|по (?:всем )?рабочим дням|ежедневно,? (?:по|в) рабоч\w+ дн\w+|"
        r"ежедневно,? кроме (?:выходн|суббот)\w+|(?:по|в) рабочие дни,? ежедневно|каждодневно в рабочие дни",
        fixed(every="day", day_kind="working"),
        (
            ("каждый рабочий день", {"every": "day", "day_kind": "working"}),
            ("ежедневно, кроме выходных", {"every": "day", "day_kind": "working"}),
        ),
    ),
    Pattern(
        "every-adverb",
        "«Ежеквартально», «ежемесячный», «еженедельной», «ежедневно», «ежегодно».",
        r"(?<!\w)еже(?P<stem>дневн|суточн|недельн|месячн|квартальн|полугодов|годн)\w+",
        lambda match: {"every": _STEMS[match["stem"]]},
        (
            ("ежеквартально", {"every": "quarter"}),
            ("еженедельной", {"every": "week"}),
            ("ежегодно", {"every": "year"}),
        ),
    ),
    Pattern(
        "every-by-itself",
        "«Поквартально», «помесячно», «понедельно», «посуточно».",
        r"(?<!\w)по(?P<stem>квартальн|месячн|недельн|суточн)о(?!\w)",
        lambda match: {"every": _STEMS[match["stem"]]},
        (("поквартально", {"every": "quarter"}),),
    ),
    Pattern(
        "every-period",
        "«Каждый квартал», «каждое полугодие», «по итогам квартала».",
        rf"(?<!\w)(?:кажд\w+|по (?:итогам|результатам|окончании|завершении)"
        rf"(?: (?:работы за|кажд\w+|отчетн\w+|прошедш\w+|истекш\w+|соответствующ\w+|перв\w+|втор\w+|"
        rf"i{1, 3}v?|iv))*)\s+(?:{PERIOD})(?!\w)",
        lambda match: {"every": period_of(match.groupdict())},
        (
            ("каждый квартал", {"every": "quarter"}),
            ("по итогам полугодия", {"every": "half-year"}),
            ("по окончании отчетного месяца", {"every": "month"}),
        ),
    ),
    Pattern(
        "period-of-report",
        "«Годовой доклад», «квартальный отчёт», «за отчётный месяц»: the period of a day said beside.",
        rf"(?<!\w)(?:(?P<stem>квартальн|месячн|полугодов|недельн|годов)\w+ (?:\w+ )?{_REPORT}|"
        rf"за (?:отчетн|прошедш|истекш|прошл|предыдущ)\w+ (?:{PERIOD})(?!\w))",
        lambda match: {"of_period": _STEMS[match["stem"]] if match["stem"] else period_of(match.groupdict())},
        (
            ("годовой доклад", {"of_period": "year"}),
            ("за истекший квартал", {"of_period": "quarter"}),
            ("годовой план", None),
        ),
    ),
)

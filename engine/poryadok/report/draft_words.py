"""Words of a draft: what is to be decided, how sure it is, what a term says."""

from collections.abc import Mapping
from typing import Any

from poryadok.onboard.draft.model import Hole
from poryadok.report import words

__all__ = ["CONFIDENCE", "KINDS", "hole_words", "term_words"]

CONFIDENCE = {"high": "высокая", "medium": "средняя", "low": "низкая"}

HOLES: Mapping[str, str] = {
    "act-kind": "вид акта в тексте не назван",
    "act-kinds-differ": "вид акта назван по-разному: {values}",
    "act-number": "номер акта не найден",
    "act-date": "дата акта не найдена",
    "act-dates-differ": "в другом грифе иная дата: {values}",
    "act-issuer": "кто издал акт, в заголовке не сказано",
    "act-title": "о чём акт, в заголовке не сказано",
    "in-force-silent": "о вступлении в силу акт молчит",
    "in-force": "день вступления в силу назван так, что даты не получить",
    "in-force-publication": "вступает в силу после опубликования: нужен его день",
    "municipality": "название муниципалитета в заголовках не найдено",
    "municipality-kind": "вид муниципалитета в заголовках не найден",
    "region": "регион в тексте не назван",
    "timezone": "пояс муниципалитета по имени IANA; в команде draft – --timezone или --region",
    "sector-unknown": "отрасль «{words}» словарю неизвестна",
    "sector-only-in-staff": "отрасль есть только в составе: основная она или дополнительная?",
    "sector-two-heads": "у отрасли в составе два руководителя",
    "bearer": "кто обязан, из текста не видно",
    "concept": "срок понят («{words}»), но что это за норма — нет",
    "events": "норма {norm}: какие события её открывают и исполняют",
    "second-term": "норма {norm}: в пункте есть и другой срок — «{words}»",
    "other-term": "норма {norm}: в другом пункте у неё иной срок — «{words}»; одна это норма или две",
    "scope": "норма {norm}: пункт говорит об одном канале («{words}»): нужно ли where {{channel: {channel}}}",
    "term": "срок в пункте не назван",
    "office-hours": "срок в рабочих часах: нужны часы работы",
    "day-inclusive": "входит ли в срок сам названный день: общий вопрос написан для 5-го числа",
    "parameter": "как назвать параметр; его значение назначит местное решение",
    "family-norm": "норма {norm} есть в семье, а в акте не узнана: здесь она снята",
    "repealed": "акт отменяет прежний ({values}): как тот называется",
    "unsaid-clock-time": "срок до часа дня («{words}»): в языке профилей такого нет",
    "unsaid-set-each-time": "срок назначают каждый раз («{words}»): within {{field: due}}, если он в событии",
    "unsaid-shift": "перенос начала счёта («{words}»): after_hours в тех нормах, которых он касается",
    "unsaid-extension": "продление («{words}»): запишите extend в той норме, которую продлевают",
    "unsaid-number-disagrees": "число цифрами и прописью разное («{words}»)",
    "unsaid-within-the-unit": "«{words}»: до конца того же или следующего — не сказано",
    "unsaid-day-and-night": "«{words}»: 24 часа или один день — не сказано",
    "unsaid-which-month": "«{words}»: какого месяца, не сказано",
    "unsaid-half-of-a-unit": "«{words}»: половину такой единицы язык профилей не считает",
    "unsaid-last-working-day": "«{words}»: запишите end_of: period и roll: previous, если это они",
    "unsaid-before-event": "«{words}»: срок кончается до события, а язык профилей считает только после",
    "unsaid-every-n": "«{words}»: такого периода в языке профилей нет",
    "unsaid-day-of-period": "«{words}»: день назван не числом месяца, в языке профилей такого нет",
    "unsaid-which-period": "«{words}»: за какой период, не сказано",
    "unused-clause": "пункт не понят",
}

KINDS = {
    "resolution": "постановление",
    "decision": "решение",
    "order": "распоряжение или приказ",
    "law": "закон",
}
_PERIODS = {
    "day": "каждый день",
    "week": "каждую неделю",
    "month": "каждый месяц",
    "quarter": "каждый квартал",
    "half-year": "каждое полугодие",
    "year": "каждый год",
}
_WEEKDAYS = {
    "monday": "понедельника",
    "tuesday": "вторника",
    "wednesday": "среды",
    "thursday": "четверга",
    "friday": "пятницы",
    "saturday": "субботы",
    "sunday": "воскресенья",
}
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def hole_words(hole: Hole) -> str:
    """What a hole asks, in one phrase."""
    args = dict(hole.args)
    if "values" in args:
        parts = [KINDS.get(one, ".".join(reversed(one.split("-")))) for one in args["values"].split(", ")]
        args["values"] = ", ".join(parts)
    return HOLES[hole.code].format_map(args)


def term_words(value: Mapping[str, Any]) -> str:
    """A term of a draft in a short phrase."""
    if "unsaid" in value:
        return "срок не записать"
    if "within" in value:
        return _within(value["within"])
    if "once" in value:
        return f"один раз, до {'.'.join(reversed(str(value['once']).split('-')))}"
    if value.get("every") == "parameter":
        return "периодичность назначит местное решение"
    if "every" in value:
        every = _PERIODS[value["every"]]
        if value.get("day_kind") == "working":
            every = "каждый рабочий день"
        if "due" in value:
            return f"{every}, {_due(value['due'])}"
        count = value.get("count", 1)
        return every if count == 1 else f"{every}, не меньше {words.plural(count, 'раза', 'раз', 'раз')}"
    if "precedence" in value:
        return "только после согласования"
    return "по запросу"


def _within(value: Mapping[str, Any]) -> str:
    ((unit, count),) = value.items()
    if unit == "standard":
        return f"«{count}», без числа"
    if unit == "field":
        return "срок называет запрос"
    if unit == "parameter":
        return "срок назначит местное решение"
    return words.amount(count, unit) if count else "в тот же день"


def _due(due: Mapping[str, Any]) -> str:
    if "weekday" in due:
        return f"до {_WEEKDAYS[due['weekday']]}{' следующей недели' if due.get('of') == 'next_week' else ''}"
    if "month" in due:
        following = " следующего года" if due.get("year") == "next" else ""
        return f"до {due['day']} {_MONTHS[due['month'] - 1]}{following}"
    if "day" in due:
        of = "месяца после периода" if due["of"] == "next_month" else "последнего месяца периода"
        return f"до {due['day']}-го числа {of}"
    return "к концу периода"

"""Terms, rolls, periods of the profile language as short Russian phrases; no names of a profile needed."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from poryadok.norms.vocabulary import UNIT_FAMILIES
from poryadok.report import words
from poryadok.report.step_words import accusative

__all__ = [
    "CODES",
    "due",
    "extension",
    "hours",
    "in_force",
    "sample",
    "short_day",
    "spoken",
    "times",
    "within",
]

_GENITIVE: Final = MappingProxyType(
    {
        "monday": "понедельника",
        "tuesday": "вторника",
        "wednesday": "среды",
        "thursday": "четверга",
        "friday": "пятницы",
        "saturday": "субботы",
        "sunday": "воскресенья",
    }
)

# fields whose values are words of the language
CODES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "kind": words.KINDS,
        "modality": {
            "duty": "обязанность",
            "target": "целевой показатель",
            "recommendation": "рекомендация",
            "right": "право",
        },
        "roll": {
            "keep": "не переносится",
            "next": "на следующий рабочий день",
            "previous": "на предшествующий рабочий день",
        },
        "day_zero": {
            "exclude": "не считается, счёт со следующего дня",
            "include": "считается первым днём срока",
        },
        "after_hours": {
            "keep": "срок идёт с самого события",
            "next_working_day": "срок идёт со следующего рабочего дня",
        },
        "presidential_days": {"working": "считаются рабочими", "rest": "считаются нерабочими"},
        "every": words.EVERY,
        "first_period": {
            "partial": "тот, в котором акт вступил в силу, даже неполный",
            "full-only": "первый полный период",
        },
        "day_kind": {"calendar": "календарные", "working": "рабочие"},
        "by_norm": {"true": "да", "false": "нет"},
    }
)


def short_day(text: object) -> str:
    """«03.06.2024» from an ISO date; other text as it is."""
    try:
        return f"{date.fromisoformat(str(text)):%d.%m.%Y}"
    except ValueError:
        return str(text)


def within(term: Mapping[str, Any] | None, parameter: Callable[[str], str]) -> str:
    """A term counted from an event: «3 часа»; ``parameter`` gives the title of an open one."""
    if not term:
        return "срока нет"
    for unit in UNIT_FAMILIES:
        count = term.get(unit)
        if isinstance(count, int):
            day_like = UNIT_FAMILIES[unit] == "day"
            return "до конца того же дня" if count == 0 and day_like else words.amount(count, unit)
    if term.get("standard") is not None:
        return f"«{term['standard']}», числа нет"
    if term.get("field") is not None:
        return "тот, что назван в запросе"
    if term.get("parameter") is not None:
        return f"по местному решению: {parameter(str(term['parameter']))}"
    return "срока нет"


def due(term: Mapping[str, Any] | None) -> str:
    """The due day of a report or of a single act: «до 5-го числа следующего месяца»."""
    if not term:
        return "срока нет"
    if term.get("date") is not None:
        return f"до {words.day_of_year(date.fromisoformat(str(term['date'])))}"
    if term.get("month") is not None:
        when = f"до {term.get('day')} {words.MONTHS[int(term['month']) - 1]}"
        return f"{when} следующего года" if term.get("year") == "next" else when
    if term.get("day") is not None:
        month = "последнего месяца периода" if term.get("of") == "last_month" else "следующего месяца"
        return f"до {term['day']}-го числа {month}"
    if term.get("weekday") is not None:
        week = "следующей недели" if term.get("of") == "next_week" else "недели, которой кончается период"
        name = str(term["weekday"])
        return f"до {_GENITIVE.get(name, name)} {week}"
    return "до конца периода"


def times(count: int) -> str:
    """«1 раз», «2 раза»."""
    return words.plural(count, "раз", "раза", "раз")


def sample(value: Mapping[str, Any], event: Callable[[Any], str], where: Callable[[Any], str]) -> str:
    """«не меньше 10 событий за период: сообщение поступило; канал: ПОС»."""
    least = value.get("at_least")
    parts = [f"не меньше {words.plural(least, 'события', 'событий', 'событий')} за период"] if least else []
    parts += [event(value["of"])] if value.get("of") else []
    said = ": ".join(parts)
    return "; ".join([said, where(value["where"])] if value.get("where") else [said])


def extension(value: Mapping[str, Any], event: Callable[[Any], str]) -> str:
    """«срок рассмотрения обращения продлён: на 30 дней, не более 1 раза»; ``event`` names event types."""
    by = value.get("by") or {}
    amount = ""
    for unit in UNIT_FAMILIES:
        if isinstance(by.get(unit), int):
            amount = f"на {accusative(words.amount(by[unit], unit), by[unit])}"
    if by.get("field") is not None:
        amount = "на столько, сколько сказано в событии"
    most = int(value.get("times") or 1)
    often = "один раз" if most == 1 else f"не более {most} раз"
    return (
        f"{event(value.get('event'))}: {amount}, {often}"
        if amount
        else f"{event(value.get('event'))}: {often}"
    )


def in_force(value: Mapping[str, Any] | None) -> str:
    """«с 03.06.2024», «с 01.01.2025 по 31.12.2025»."""
    value = value or {}
    parts = [f"с {short_day(value['from'])}"] if value.get("from") else []
    parts += [f"по {short_day(value['to'])}"] if value.get("to") else []
    return " ".join(parts) or "с какого дня, не сказано"


def hours(value: Any) -> str:
    """«08:00–12:00, 13:00–17:00»."""
    spans = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(one).replace("-", "–") for one in spans) or "нерабочий день"


def spoken(value: Any) -> str:
    """Any value of the language, where no better words are known."""
    if value is None:
        return "нет"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {spoken(one)}" for key, one in value.items()) or "пусто"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(spoken(one) for one in value) or "пусто"
    return words.printable(str(value))

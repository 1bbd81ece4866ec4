"""Russian words for what the kernel computes: amounts, dates, statuses, kinds."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from poryadok.clock.zones import iso

__all__ = [
    "EVERY",
    "KINDS",
    "MODALITIES",
    "MONTHS",
    "STATUSES",
    "WEEKDAYS",
    "amount",
    "day",
    "day_of_year",
    "duration",
    "instant",
    "listed",
    "period",
    "plural",
    "printable",
    "written",
]

MONTHS: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_MONTH_NAMES: Final = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip

STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fulfilled": "исполнено в срок",
        "late": "исполнено с нарушением срока",
        "overdue": "просрочено",
        "pending": "срок не наступил",
        "violated": "нарушен порядок",
        "cancelled": "прекращено",
        "undetermined": "не определено",
        "not-applicable": "обязанности нет",
        "rejected": "прочтение отброшено: срок раньше начала",
    }
)

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "response": "действие в ответ на событие",
        "request": "ответ на запрос",
        "report": "отчёт за период",
        "once": "разовое действие к дате",
        "activity": "действия в каждом периоде",
        "precedence": "порядок действий",
        "standing": "постоянная обязанность без срока",
        "right": "право",
        "power": "полномочие",
        "declaration": "положение",
    }
)

MODALITIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "duty": "обязанность",
        "target": "целевой показатель, нарушением не считается",
        "recommendation": "рекомендация, нарушением не считается",
        "right": "право, нарушением не считается",
    }
)

EVERY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "day": "каждый день",
        "week": "каждую неделю",
        "month": "каждый месяц",
        "quarter": "каждый квартал",
        "half-year": "каждое полугодие",
        "year": "каждый год",
    }
)

WEEKDAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "monday": "понедельник",
        "tuesday": "вторник",
        "wednesday": "среда",
        "thursday": "четверг",
        "friday": "пятница",
        "saturday": "суббота",
        "sunday": "воскресенье",
    }
)

_UNITS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "minutes": ("минута", "минуты", "минут"),
        "hours": ("час", "часа", "часов"),
        "working_hours": ("рабочий час", "рабочих часа", "рабочих часов"),
        "days": ("день", "дня", "дней"),
        "calendar_days": ("календарный день", "календарных дня", "календарных дней"),
        "working_days": ("рабочий день", "рабочих дня", "рабочих дней"),
        "weeks": ("неделя", "недели", "недель"),
        "months": ("месяц", "месяца", "месяцев"),
    }
)


def plural(n: int, one: str, few: str, many: str) -> str:
    """The number with the noun that agrees with it: «1 день», «2 дня», «5 дней»."""
    if n % 10 == 1 and n % 100 != 11:
        word = one
    elif n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14):
        word = few
    else:
        word = many
    return f"{n} {word}"


def amount(n: int, unit: str) -> str:
    """A length of time in its unit: «30 календарных дней»."""
    return plural(n, *_UNITS[unit])


def duration(seconds: int) -> str:
    """Hours, minutes and seconds: «3 часа 40 минут»."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = [plural(hours, "час", "часа", "часов")] if hours else []
    parts += [plural(minutes, "минута", "минуты", "минут")] if minutes else []
    parts += [plural(left, "секунда", "секунды", "секунд")] if left or not parts else []
    return " ".join(parts)


def day(d: date) -> str:
    """«5 июня»."""
    return f"{d.day} {MONTHS[d.month - 1]}"


def day_of_year(d: date) -> str:
    """«5 июня 2024 года»."""
    return f"{day(d)} {d.year} года"


def instant(t: int, tz: str) -> str:
    """An instant (epoch seconds) for people: «5 июня 2024, 23:59:59 (+05:00)»."""
    return written(iso(t, tz))


def listed(one: str, many: str, names: Sequence[str]) -> str:
    """«норма a», «нормы a, b»."""
    return f"{one if len(names) == 1 else many} {', '.join(names)}"


def printable(text: str) -> str:
    """Text that stays on its line and cannot steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def written(text: str | None) -> str:
    """The same from RFC 3339 text; «—» for null."""
    if text is None:
        return "—"
    moment = datetime.fromisoformat(text)
    return f"{day(moment)} {moment.year}, {moment:%H:%M:%S} ({text[19:]})"


def period(label: str) -> str:
    """A period for people: «I квартал 2024 года»."""
    year, _, rest = label.partition("-")
    if not rest:
        return f"{year} год"
    if rest[0] == "Q":
        return f"{('I', 'II', 'III', 'IV')[int(rest[1]) - 1]} квартал {year} года"
    if rest[0] == "H":
        return f"{('I', 'II')[int(rest[1]) - 1]} полугодие {year} года"
    if rest[0] == "W":
        return f"{int(rest[1:])}-я неделя {year} года"
    if len(rest) == 2:
        return f"{_MONTH_NAMES[int(rest) - 1]} {year} года"
    return day_of_year(date.fromisoformat(label))

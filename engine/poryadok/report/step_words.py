"""Russian reasons of counting steps: why the date is what it is."""

from collections.abc import Mapping
from datetime import date

from poryadok.clock.periods import Period
from poryadok.clock.terms import Step
from poryadok.norms.model import Rule, Sample
from poryadok.report import words

__all__ = [
    "accusative",
    "count_words",
    "day_step",
    "due_words",
    "interval_words",
    "missing_words",
    "opening_words",
    "sample_words",
    "start_words",
]

_ROLLS = {"next": "следующий", "previous": "предшествующий"}


def start_words(day: date, day_zero: str, count: int, moved: bool = False) -> str:
    """Whether the opening day counts; ``moved``: it is not the day of the event itself."""
    what = "этот день" if moved else "день события"
    if count == 0:
        return f"{words.day_of_year(day)}: {what}; срок считается от него самого"
    if day_zero == "include":
        return f"{words.day_of_year(day)}: {what} считается первым днём срока"
    return f"{words.day_of_year(day)}: {what} в срок не входит, счёт со следующего дня"


def day_step(step: Step) -> str:
    """The reason of one step of ``clock.terms`` other than ``opened`` and ``given``."""
    match step.code:
        case "count" | "extend":
            return count_words(step)
        case "skip":
            return _of_day(step)
        case "working-weekend":
            return f"{_of_day(step)}; считается рабочим днём"
        case "presidential":
            return f"{_of_day(step)}; срока не сдвигает, считается рабочим днём"
        case "roll-keep":
            return f"{_of_day(step)}; срок с нерабочего дня не переносится"
        case "roll":
            way = _ROLLS[str(step.args["roll"])]
            return f"срок перенесён на {way} рабочий день: с {_day(step.before)} на {_day(step.after, True)}"
        case "year-missing":
            return missing_words(step.args)
    raise ValueError(f"unknown step: {step.code}")


def missing_words(args: Mapping[str, str | int]) -> str:
    """A year without a published calendar."""
    return (
        f"нет производственного календаря «{args['calendar']}» на {args['year']} год: "
        "срок по этому прочтению вычислить нельзя"
    )


def _of_day(step: Step) -> str:
    """«5 января: нерабочий праздничный день (ст. 112 ТК РФ)»."""
    act = f" ({step.args['act']})" if "act" in step.args else ""
    return f"{_day(step.before)}: {step.args['reason']}{act}"


def _day(day: date | None, year: bool = False) -> str:
    assert day is not None  # the steps named here have both days
    return words.day_of_year(day) if year else words.day(day)


def count_words(step: Step) -> str:
    """How the last day was counted."""
    unit, n = str(step.args["unit"]), int(step.args["n"])
    length = words.amount(n, unit)
    if unit == "days":
        length += " (акт не сказал, какие это дни; считаются календарными)"
    last = _day(step.after, True)
    clipped = "; такого числа в месяце нет, взят последний день месяца" if "clipped" in step.args else ""
    if step.code == "extend":
        return f"продление на {accusative(length, n)}: последний день — {last}{clipped}"
    if n == 0:
        return f"{length}: последний день — день события, {last}"
    return f"{length}: последний день — {last}{clipped}"


def accusative(length: str, n: int) -> str:
    """«на 1 неделю», «на 1 минуту»; all other forms are those of the nominative."""
    if n % 10 == 1 and n % 100 != 11:
        return length.replace("неделя", "неделю").replace("минута", "минуту")
    return length


def interval_words(length: str, what: str) -> str:
    """A term in minutes or hours that runs from the instant itself."""
    return f"{length} {what}; действие ровно в этот момент — в срок"


def sample_words(sample: Sample, many: int) -> str:
    """How many events of the sample a period has, and how many the report asks for."""
    which = ", ".join(sample.of) + (" по условию выборки" if sample.where else "")
    times = words.plural(many, "событие", "события", "событий")
    return f"выборка за период: {times} ({which}), нужно не меньше {sample.at_least}"


def opening_words(period: Period, inside: bool, first_day: date | None, opened: date) -> str:
    """Why a period's duty opened on that day."""
    name = words.period(period.label)
    if not inside:
        return f"{name}: открывается на следующий день после периода"
    if first_day is not None and opened == first_day and opened != period.first:
        return f"{name}: срок внутри периода, открывается с первого дня действия нормы"
    return f"{name}: срок внутри периода, открывается с его начала"


def due_words(rule: Rule, day: date) -> str:
    """The due day of a report as its clause states it."""
    due = rule.due.mapping if rule.due else {"end_of": "period"}
    last = words.day_of_year(day)
    if due.get("end_of") == "period":
        return f"срок — последний день периода: {last}"
    if "weekday" in due:
        week = (
            "следующей за периодом недели"
            if due.get("of") == "next_week"
            else "недели, которой кончается период"
        )
        return f"срок — {words.WEEKDAYS[str(due['weekday'])]} {week}: {last}"
    number = int(due["day"])
    clipped = (
        "" if number == day.day else f"; {number}-го числа в этом месяце нет, взят последний день месяца"
    )
    if "month" in due:
        which = (
            "следующего за периодом года" if due.get("year") == "next" else "года, которым кончается период"
        )
        return f"срок — {number} {words.MONTHS[int(due['month']) - 1]} {which}: {last}{clipped}"
    month = "следующего за периодом месяца" if due.get("of") == "next_month" else "последнего месяца периода"
    return f"срок — {number}-е число {month}: {last}{clipped}"

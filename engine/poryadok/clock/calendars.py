"""Production calendars from their files: priorities of folders, overlays, and what days must agree on.

The years, days and acts lie in ``configs/calendars``; nothing about any year is written in code.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .calendar_files import CalendarError, Entry, Head, Problem, YearFile, read_head, read_year
from .days import Calendar, Day, MissingYear

__all__ = ["Calendar", "CalendarError", "Day", "MissingYear", "load_calendars"]

_WORKED = {5: "рабочая суббота", 6: "рабочее воскресенье"}
_YEAR = re.compile(r"[12][0-9]{3}")
_HEAD = "_calendar.yaml"
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def load_calendars(folders: Sequence[Path]) -> dict[str, Calendar]:
    """Read every calendar below ``folders``, each of which holds ``ID/YYYY.yaml``.

    A file of an earlier folder replaces the file of the same calendar and year of a later one. A folder that
    is not there holds nothing. ``ID/_calendar.yaml`` makes ``ID`` an overlay: its days are laid over those of
    ``base``, and a year which the base lacks is missing. A year without a file of its own is the base's,
    unless the overlay is ``yearly``: then it is missing.

    Raises CalendarError with everything that is wrong, naming file and line.
    """
    years, heads, problems = _files(folders)
    done: dict[str, Calendar] = {}
    for id in sorted(years.keys() | heads.keys()):
        _build(id, years, heads, done, problems, ())
    if problems:
        raise CalendarError(problems)
    return dict(sorted(done.items()))


_Years = dict[str, dict[int, YearFile]]


def _files(folders: Sequence[Path]) -> tuple[_Years, dict[str, Head], list[Problem]]:
    years: _Years = {}
    heads: dict[str, Head] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted({*folder.glob("*/*.yaml"), *folder.glob("*/*.yml")}):
            id, name = path.parent.name, path.stem
            try:
                if path.name == _HEAD:
                    if id not in heads:
                        heads[id] = read_head(path, id)
                elif path.suffix == ".yaml" and _YEAR.fullmatch(name):
                    if int(name) not in years.setdefault(id, {}):
                        years[id][int(name)] = read_year(path, id, int(name))
                else:
                    problems.append(Problem(str(path), 0, f"имя файла: ожидается ГГГГ.yaml или {_HEAD}"))
            except CalendarError as error:
                problems.extend(error.problems)
    return years, heads, problems


def _build(
    id: str,
    years: _Years,
    heads: dict[str, Head],
    done: dict[str, Calendar],
    problems: list[Problem],
    above: tuple[str, ...],
) -> Calendar:
    if id in done:
        return done[id]
    head, own = heads.get(id), years.get(id, {})
    known, special = frozenset(own), dict[date, Day]()
    if head is not None:
        base = Calendar.empty(head.base)
        if head.base in (*above, id):
            problems.append(Problem(head.file, 0, f"календарь «{id}» основан сам на себе"))
        elif head.base not in years and head.base not in heads:
            problems.append(Problem(head.file, 0, f"нет календаря «{head.base}», на котором он основан"))
        else:
            base = _build(head.base, years, heads, done, problems, (*above, id))
        known = base.years & frozenset(own) if head.yearly else base.years
        special = {day: what for day, what in base.special.items() if day.year in known}
    for year in sorted(own.keys() & known):
        special |= {day: _day(day, entry) for day, entry in own[year].days.items()}
    calendar = Calendar(id, known, special)
    for year in sorted(own.keys() & known):
        problems.extend(
            Problem(own[year].file, entry.line, f"{day}: {text}")
            for day, entry in own[year].days.items()
            for text in _disagreements(day, calendar)
        )
    done[id] = calendar
    return calendar


def _day(day: date, entry: Entry) -> Day:
    kind = entry.kind or ("workday" if day.weekday() < 5 else "weekend")
    working = kind in ("workday", "working-weekend")
    worked = _WORKED.get(day.weekday(), "рабочий день")
    plain = {
        "workday": "рабочий день",
        "weekend": "выходной день",
        "holiday": "нерабочий праздничный день",
        "moved-off": f"выходной день, перенесённый с {_date(entry.instead_of, day)}",
        "working-weekend": f"{worked}: выходной перенесён на {_date(entry.instead_of, day)}",
    }[kind]
    if entry.shortened:
        plain += ", сокращён на час"
    if entry.presidential:
        plain = "нерабочий день по указу Президента Российской Федерации"
    reason = entry.reason or plain
    return Day(working, kind, entry.shortened, entry.presidential, entry.instead_of, reason, entry.act)


def _date(day: date | None, beside: date) -> str:
    if day is None:
        return "другого дня"
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == beside.year else f"{text} {day.year} года"


def _disagreements(day: date, calendar: Calendar) -> list[str]:
    """Say in Russian what about ``day`` cannot be so, given the other days of the calendar."""
    what = calendar.day(day)
    found = []
    weekend = day.weekday() >= 5
    if what.kind in ("workday", "moved-off") and weekend:
        found.append(f"вид {what.kind} только для понедельника — пятницы")
    if what.kind in ("weekend", "working-weekend") and not weekend:
        found.append(f"вид {what.kind} только для субботы и воскресенья")
    if what.kind in ("moved-off", "working-weekend"):
        if what.instead_of is None:
            found.append(f"вид {what.kind} требует instead_of")
        else:
            found.extend(_exchange(day, what, what.instead_of, calendar))
    elif what.instead_of is not None:
        found.append(f"instead_of не имеет смысла для вида {what.kind}")
    if what.shortened and not what.working:
        found.append("сокращённым может быть только рабочий день")
    if what.presidential and not what.working:
        found.append("нерабочим по указу отмечается только день, который иначе был бы рабочим")
    return found


def _exchange(day: date, what: Day, other: date, calendar: Calendar) -> list[str]:
    """Check the other side of a transfer; a side that lies in a year without data is not judged."""
    if other.year not in calendar.years:
        return []
    there = calendar.day(other)
    if what.kind == "working-weekend":
        fits = there.kind == "moved-off" and there.instead_of == day
        return [] if fits else [f"{other} не отмечен как moved-off вместо {day}"]
    if there.kind == "working-weekend":
        return [] if there.instead_of == day else [f"{other} перенесён на другой день"]
    if there.kind != "holiday" or other.weekday() < 5:
        return [f"{other} не праздник, выпавший на выходной, и не рабочий выходной"]
    twice = [d for d, x in calendar.special.items() if x.instead_of == other and d != day]
    return [f"с {other} перенесён и {d}" for d in twice]

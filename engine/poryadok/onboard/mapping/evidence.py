"""How the dates of a sample are written: what can be told, what cannot, and why."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from poryadok.onboard.mapping.holes import UNDECIDED
from poryadok.onboard.mapping.sample import ColumnSample

__all__ = ["date_words", "decided_formats", "decided_no_time"]

_WORDS: Final = {
    "native": "даты Excel",
    "excel": "числа Excel",
    "short-year": "с двузначным годом (не читаются)",
    "slash-unclear": "с «/», где день и месяц не различить",
}


def date_words(one: ColumnSample) -> str:
    """How many dates of each kind a column has."""
    counts = [f"{_WORDS.get(shape, shape)} – {count}" for shape, count in sorted(one.shapes.items())]
    rest = one.filled - sum(one.shapes.values())
    counts += [f"не даты – {rest}"] if rest else []
    return f"{', '.join(counts)}; со временем – {one.timed}"


def decided_formats(columns: Sequence[ColumnSample], native: bool) -> tuple[list[str], str]:
    """The formats and the reason. With slashes the day is told from the month only by numbers above 12."""
    total: Counter[str] = Counter()
    for one in columns:
        total.update(one.shapes)
    found = [name for name in ("dd.mm.yyyy", "dd-mm-yyyy", "yyyy-mm-dd", "yyyy.mm.dd") if total[name]]
    words = [f"{name} – {total[name]}" for name in found]
    day, month, unclear = total["dd/mm/yyyy"], total["mm/dd/yyyy"], total["slash-unclear"]
    if day and not month:
        found.append("dd/mm/yyyy")
        words.append(f"dd/mm/yyyy: первое число больше 12 у {day}, второе – ни у одной")
    elif month and not day:
        found.append("mm/dd/yyyy")
        words.append(f"mm/dd/yyyy: второе число больше 12 у {month}, первое – ни у одной")
    elif day or unclear:
        found.append(UNDECIDED)
        why = "бывает и то и другое" if day else f"ни в одной из {unclear} не видно"
        words.append(f"dd/mm/yyyy или mm/dd/yyyy – {why}: спросите, кто ведёт выгрузку")
    if native:
        found.append("excel")
        words.append("excel – на случай чисел вместо дат")
    if total["short-year"]:
        words.append(f"дат с двузначным годом {total['short-year']}: такие строки отклоняются")
    if not found:
        return [UNDECIDED], "дат в образце не нашлось: dd.mm.yyyy, yyyy-mm-dd, dd/mm/yyyy, mm/dd/yyyy…"
    return found, "; ".join(words)


def decided_no_time(columns: Sequence[ColumnSample], like: str) -> tuple[str, str]:
    """What to do with dates without a time: asked for only where there are some."""
    dates = sum(one.dates for one in columns)
    bare = dates - sum(one.timed for one in columns)
    if not bare:
        return "refuse", f"в образце у всех дат ({dates}) есть время; дата без времени отклоняется"
    said = f"без времени {bare} из {dates}"
    if like != "refuse":
        return like, f"{said}; как в образце; для сроков в часах это меняет вывод"
    return UNDECIDED, (
        f"{said}: refuse – отклонять, start-of-day – 00:00, end-of-day – 23:59:59 или час '09:00'; "
        "для сроков в часах это меняет вывод"
    )

"""The example exports, made anew; the files in the repository are held to be these very bytes."""

import io
from datetime import datetime
from pathlib import Path

import xlsxwriter

from log.support import clock

__all__ = ["EXPORTS", "incidents", "journal"]

ROOT = Path(__file__).parents[2]
EXPORTS = ROOT / "examples" / "exports"

_JOURNAL = [
    ("Журнал обращений за I квартал 2026 года",),
    (),
    (
        "№ п/п",
        "Дата поступления",
        "Дата регистрации",
        "Регистрационный номер",
        "Заявитель",
        "Тема обращения",
        "Исполнитель",
        "Дата переадресации",
        "Дата ответа",
    ),
    tuple("123456789"),
    ("1", "02.02.2026", "03.02.2026", "О-21", "житель", "Дороги", "специалист", "", "02.03.2026"),
    ("2", "09.02.2026", "16.02.2026", "О-22", "житель", "Освещение", "специалист", "", ""),
    ("3", "10.02.2026", "11.02.2026", "О-23", "житель", "Газ", "специалист", "16.02.2026", ""),
    ("4", "31.02.2026", "02.03.2026", "О-24", "житель", "Дороги", "специалист", "", ""),
    ("5", "02.03.26", "03.03.2026", "О-25", "житель", "Дороги", "специалист", "", ""),
    ("Итого", "", "", "5"),
]


def journal() -> bytes:
    """A journal as Excel saves it on a Russian Windows: cp1251, semicolons, CRLF."""
    width = len(_JOURNAL[2])
    lines = [";".join([*row, *[""] * (width - len(row))]) for row in _JOURNAL]
    return "".join(line + "\r\n" for line in lines).encode("cp1251")


_INCIDENTS: list[tuple[object, ...]] = [
    ("Выгрузка инцидентов",),
    (),
    (
        "Номер инцидента",
        "Дата создания",
        "Дата закрытия",
        "Муниципалитет",
        "Группа тем",
        "Тема",
        "Тип инцидента",
        "Итог",
    ),
    (
        90001,
        clock(2026, 1, 12, 9, 30),
        clock(2026, 2, 5, 16, 0),
        "Борский",
        "Дороги",
        "Ямы",
        "Ускоренное решение",
        "Решено",
    ),
    (90002, "19.01.2026 10:15", None, "Борский", "ЖКХ", "Отопление", "Ускоренное решение", None),
    (90003, 46056.5, "20.02.2026 11:00", "Борский", "Благоустройство", "Двор", "Обычный", "Решено"),
    (),
    (90004, clock(2026, 3, 2, 8, 5), "в работе", "Борский", "Дороги", "Знаки", "Обычный", None),
    ("Всего", 4),
]


def incidents(place: str) -> bytes:
    """A workbook with dates as dates, as text and as numbers. ``place``: the municipality's name."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": clock(2026, 4, 1)})
    sheet = book.add_worksheet("Инциденты")
    form = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    for at, row in enumerate(_INCIDENTS):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(at, column, cell, form)
            elif cell is not None:
                sheet.write(at, column, place if cell == "Борский" else cell)
    book.close()
    return buffer.getvalue()

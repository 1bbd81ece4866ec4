"""Why a row of an export was kept aside, in Russian."""

from typing import Final

from poryadok.report.messages import Message

__all__ = ["ROW_REASONS"]

_DATE: Final = "дата в записи {expected}"

ROW_REASONS: Final[dict[str, Message]] = {
    "empty-cell": Message("ячейка пуста, а без неё строки не понять", "значение"),
    "cell-error": Message(
        "в ячейке ошибка таблицы вместо значения", "значение; исправьте формулу или ширину столбца"
    ),
    "garbled-text": Message("в ячейке нечитаемые знаки", "текст в кодировке файла"),
    "bad-date": Message("это не дата", _DATE),
    "no-such-day": Message("такого дня или времени нет", _DATE),
    "short-year": Message("год записан двумя цифрами", "год четырьмя цифрами: {expected}"),
    "date-out-of-range": Message("год слишком далёк", "с 1900 по 2199 год"),
    "no-time": Message(
        "у даты нет времени, а от часа может зависеть вывод",
        "дата и время; или dates/no_time в сопоставлении",
    ),
    "not-on-clock": Message(
        "этого часа не было или он был дважды: переводили часы", "другое время или время со смещением"
    ),
    "not-in-table": Message("значения нет в таблице «{expected}»", "значение из таблицы; или otherwise"),
    "not-a-number": Message("это не число", "число: 30 или 1 234,5"),
    "unknown-place": Message(
        "нет профиля такого муниципалитета", "название или имя профиля; или таблица значений"
    ),
    "no-events": Message(
        "из строки не вышло ни одного события: даты пусты или условия не выполнены", "хотя бы одна дата"
    ),
    "not-cloudevent": Message("это не CloudEvent", "объект с полями {expected}"),
    "invalid-row": Message("строка не принята", "строка по сопоставлению"),
}
"""Reason code -> what is wrong and what was expected, as in the catalogue of records."""

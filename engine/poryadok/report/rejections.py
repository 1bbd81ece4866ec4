"""Why a record of a log was kept aside, and why a log could not be read, in Russian."""

from typing import Final

from poryadok.log.record import DATA_DEPTH, LINE_LIMIT, Rejection
from poryadok.report.messages import Message

__all__ = ["LOG_MESSAGES", "REASONS", "describe", "parts"]

_INSTANT: Final = "дата и время со смещением, например 2024-05-02T12:00:00+03:00"
_PERIOD: Final = "2024, 2024-H1, 2024-Q1, 2024-03, 2024-W17 или 2024-04-26"

REASONS: Final[dict[str, Message]] = {
    # the line itself
    "malformed-json": Message("строка записана не по правилам JSON", "один объект JSON в строке"),
    "not-an-object": Message("в строке не объект JSON", "один объект JSON в строке: {{…}}"),
    "repeated-key": Message("поле записано дважды", "каждое поле один раз"),
    "line-too-long": Message("строка слишком длинная", f"не больше {LINE_LIMIT >> 20} МиБ"),
    "not-utf8": Message("строка не в кодировке UTF-8", "файл в кодировке UTF-8"),
    "nul-character": Message("в строке есть нулевой символ", "обычный текст"),
    "too-deep": Message("слишком глубокая вложенность", f"не глубже {DATA_DEPTH} уровней"),
    "number-out-of-range": Message("слишком большое число", "число не больше 64 бит"),
    "short-row": Message("в строке не хватает ячеек: их {value}", "столько, сколько в заголовке: {expected}"),
    "long-row": Message("в строке лишние ячейки: их {value}", "столько, сколько в заголовке: {expected}"),
    "unclosed-quote": Message("кавычка не закрыта", "закрывающая кавычка; кавычка внутри ячейки удваивается"),
    "bad-quote": Message("после закрывающей кавычки стоит лишний текст", "кавычка внутри ячейки удваивается"),
    # one field
    "wrong-type": Message("значение не того типа", "{expected}"),
    "unknown-field": Message("такого поля нет", "поле события; прочие сведения — внутри data"),
    "missing-field": Message("обязательное поле не заполнено", "{expected}"),
    "bad-time": Message("время записано неверно или такого момента нет", _INSTANT),
    "naive-time": Message("время указано без смещения", _INSTANT),
    "time-out-of-range": Message("год слишком далёк", "с 1900 по 2199 год"),
    "bad-due": Message("срок записан неверно или такого дня нет", f"дата ГГГГ-ММ-ДД или {_INSTANT}"),
    "unknown-type": Message("неизвестный тип события", "тип события из словаря"),
    "unknown-municipality": Message("неизвестный муниципалитет", "имя профиля муниципалитета"),
    "unknown-norm": Message("неизвестная норма", "норма этого муниципалитета"),
    "bad-period": Message("период записан неверно", _PERIOD),
    "bad-data": Message("дополнительные сведения не прочитаны", "объект JSON с числами не больше 64 бит"),
    # fields together
    "missing-norm": Message("не указано, к какой норме относится событие", "одна из: {expected}"),
    "missing-case": Message("не указано дело", "имя дела: по нему событие связывается с другими"),
    "wrong-period": Message("период не той длины", "{expected}"),
    "bad-amount": Message(
        "нет числа, на которое продлевается срок", "целое положительное число в {expected}, не больше 36500"
    ),
    # other records
    "conflicting-id": Message(
        "то же имя у другого события ({expected}), отклонены оба", "у каждого события своё имя"
    ),
    "invalid-record": Message("запись не принята", "событие по схеме event.schema.json"),
}
"""Reason code -> what is wrong and what was expected; `{value}` and `{expected}` come from the rejection."""

_EXPECTED: Final = {
    "string": "текст в кавычках",
    "object": "объект JSON: {…}",
    "day": "день, например 2024-04-26",
    "week": "неделя, например 2024-W17",
    "month": "месяц, например 2024-03",
    "quarter": "квартал, например 2024-Q1",
    "half-year": "полугодие, например 2024-H1",
    "year": "год, например 2024",
}
_MISSING: Final = {
    "id": "своё имя события",
    "time": _INSTANT,
    "type": "тип события из словаря",
    "municipality": "имя профиля муниципалитета",
}

LOG_MESSAGES: Final[dict[str, Message]] = {
    "log.no-match": Message("по этому шаблону файлов нет", "путь или шаблон, по которому есть файлы"),
    "log.missing-file": Message("файл не найден", "путь к существующему файлу"),
    "log.directory": Message("это папка", "файл или шаблон, например ПАПКА/*.jsonl"),
    "log.unreadable": Message("файл не читается: {error}", "файл, доступный для чтения"),
    "log.format": Message("неизвестный вид файла «{suffix}»", "одно из: {expected}"),
    "log.xls-old": Message(
        "это книга старого Excel (.xls)", "откройте её и сохраните как «Книга Excel (.xlsx)» или CSV"
    ),
    "log.xls-page": Message(
        "это веб-страница или таблица XML с именем книги Excel", "откройте её в Excel и сохраните как .xlsx"
    ),
    "log.xlsx-password": Message("книга Excel защищена паролем", "книга без пароля: сохраните копию"),
    "log.xlsx-not": Message("это не книга Excel, хотя имя такое", "книга .xlsx; для CSV — имя с .csv"),
    "log.xlsx-broken": Message("книга Excel повреждена: {error}", "целая книга .xlsx"),
    "log.xlsx-too-large": Message("книга Excel слишком велика", "не больше {limit} ГиБ в развёрнутом виде"),
    "log.xlsx-empty": Message("в книге нет ни одного видимого листа с данными", "лист с событиями"),
    "log.xlsx-sheets": Message("журнал есть на нескольких листах: {sheets}", "один лист с событиями"),
    "log.encoding": Message("файл в кодировке {encoding}", "UTF-8 или cp1251"),
    "log.repeated-column": Message("столбец «{column}» повторяется", "каждый столбец один раз"),
    "log.unknown-column": Message("неизвестный столбец «{column}»", "поле события или data.ИМЯ"),
    "log.not-a-log": Message(
        "это не журнал событий: столбцов id, time, type и municipality нет",
        "журнал; выгрузку из своей системы читают по сопоставлению: --mapping ИМЯ",
    ),
    "log.missing-column": Message(
        "нет обязательного столбца «{column}»", "столбцы id, time, type, municipality"
    ),
    "log.data-twice": Message("есть и столбец data, и столбцы data.ИМЯ", "что-то одно"),
    "log.naive-time": Message("в столбце «{column}» время без часового пояса", "время с часовым поясом"),
    "log.column-type": Message("в столбце «{column}» значения типа {type}", "текст; для времени — время"),
    "log.broken-parquet": Message("файл Parquet повреждён: {error}", "целый файл Parquet"),
}
"""Finding of a whole file -> message, in the form of the catalogue."""


def parts(rejection: Rejection) -> tuple[str, str]:
    """What is wrong and what was expected, without place and value."""
    message = REASONS.get(rejection.reason) or _of_row(rejection.reason)
    expected = _EXPECTED.get(rejection.expected, rejection.expected)
    if rejection.reason == "missing-field":
        expected = _MISSING.get(rejection.field, "значение")
    values = {"value": rejection.value, "expected": expected}
    return message.text.format_map(values), message.expected.format_map(values)


def describe(rejection: Rejection) -> str:
    """One line: place, field, what is wrong, the offending text, what was expected, the nearest name."""
    message = REASONS.get(rejection.reason) or _of_row(rejection.reason)
    place = f"{rejection.file}:{rejection.line}"
    if rejection.column:
        place += f":{rejection.column}"
    text, expected = parts(rejection)
    if rejection.field:
        text = f"поле «{rejection.field}»: {text}"
    if rejection.head:
        text = f"столбец «{_one_line(rejection.head)}»: {text}"
    if rejection.value and "{value}" not in message.text:
        text += f" («{_one_line(rejection.value)}»)"
    text += f"; ожидалось: {expected}"
    if rejection.nearest:
        text += f"; возможно, «{rejection.nearest}»"
    if rejection.id is not None and rejection.field != "id":
        text += f" [событие {_one_line(rejection.id)}]"
    return f"{place}: {text}"


def _of_row(reason: str) -> Message:
    """The message of a row of an export; loads them only where there is one."""
    from poryadok.report.row_reasons import ROW_REASONS

    return ROW_REASONS[reason]


def _one_line(text: str) -> str:
    """Text that stays on its line and cannot steer a terminal."""
    return "".join(one if one.isprintable() else " " for one in text)

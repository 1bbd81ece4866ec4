"""What is said of mapping files and of exports that cannot be read, in Russian."""

from poryadok.findings import Finding
from poryadok.report.messages import Message

__all__ = ["MAPPING_MESSAGES", "message_for"]


def message_for(finding: Finding) -> Message:
    """The message of a finding; the argument ``why`` chooses among those of one rule."""
    exact = f"{finding.rule}/{finding.args.get('why', '')}"
    return MAPPING_MESSAGES.get(exact) or MAPPING_MESSAGES.get(finding.rule) or Message(finding.rule)


_KNOWN = "одно из: {known}"
_AGAIN = "выгрузите файл заново в UTF-8 или cp1251, не пересохраняя"

MAPPING_MESSAGES: dict[str, Message] = {
    # the mapping file
    "mapping.unknown": Message(
        "нет сопоставления «{name}»", "имя из папки mappings или путь к файлу .yaml; есть: {known}"
    ),
    "mapping.undecided": Message(
        "здесь ещё не решено", "своё значение вместо слова РЕШИТЬ; что выбирать — в комментарии рядом"
    ),
    "mapping.column": Message("нет столбца «{name}» в разделе columns", _KNOWN),
    "mapping.table": Message("нет таблицы «{name}» в разделе tables", _KNOWN),
    "mapping.event-type": Message("нет типа событий «{name}»", _KNOWN),
    "mapping.place": Message("нет профиля «{name}»", _KNOWN),
    "mapping.timezone": Message(
        "нет часового пояса «{name}»", "profile или имя IANA: Europe/Moscow, Asia/Yekaterinburg"
    ),
    "mapping.no-dates": Message(
        "не сказано, как записаны даты", "раздел dates с formats, например [dd.mm.yyyy]"
    ),
    "mapping.ambiguous-dates": Message(
        "dd/mm/yyyy и mm/dd/yyyy вместе: 03/04/2026 читается двояко", "одно из двух"
    ),
    "mapping.date-constant": Message(
        "поле «{field}» не может быть одним на весь файл", "столбец с датой: {{column: имя}}"
    ),
    "mapping.date-field": Message(
        "у поля «{field}» — даты, ключ «{word}» не годится", "только {{column: имя}}"
    ),
    "mapping.header-twice": Message(
        "заголовок «{header}» назван у двух столбцов: «{first}» и «{second}»",
        "каждый заголовок у одного столбца",
    ),
    "mapping.value-twice": Message(
        "значение «{value}» переведено дважды по-разному (регистр, ё и пробелы не различаются)",
        "один перевод",
    ),
    "mapping.id-not-name": Message("имя «{id}» не совпадает с именем файла", "{stem}"),
    # an export
    "export.format": Message("неизвестный вид файла «{suffix}»", "одно из: {expected}; или source.format"),
    "export.has-mapping": Message(
        "для таких файлов сопоставление уже есть: {mapping}", "--mapping {mapping} или своя копия этого файла"
    ),
    "export.encoding": Message(
        "файл в кодировке {encoding}, а сказано: {wanted}", "UTF-8 или cp1251; в Excel — «CSV UTF-8»"
    ),
    "export.no-header": Message(
        "шапка не найдена: в первых строках (их {count}) нет столбцов сопоставления «{mapping}»",
        "строка с заголовками: {names}",
    ),
    "export.garbled/utf8-as-cp1251": Message(
        "текст испорчен: UTF-8 был прочитан как cp1251 и сохранён («Р”Р°С‚Р°» вместо «Дата»)", _AGAIN
    ),
    "export.garbled/cp1251-as-latin1": Message(
        "текст испорчен: cp1251 был прочитан как латиница и сохранён («Äàòà» вместо «Дата»)", _AGAIN
    ),
    "export.garbled/cp866": Message("файл в кодировке DOS (cp866)", _AGAIN),
    "export.garbled/koi8-r": Message("файл в кодировке KOI8-R", _AGAIN),
    "export.missing-column": Message(
        "нет столбца «{id}» ({names})",
        "один из этих заголовков; без столбца можно — required: false. Ещё не заняты: {headers}",
    ),
    "export.repeated-column": Message(
        "заголовок «{column}» стоит у нескольких столбцов (по счёту {at})", "один такой столбец"
    ),
    "export.no-municipality": Message(
        "в файле нет столбца муниципалитета ({names})",
        "такой столбец или один муниципалитет на весь файл: --municipality ИМЯ",
    ),
    "export.no-sheet": Message("нет листа «{sheet}»", "один из листов: {sheets}"),
    "export.several-sheets": Message(
        "нужные столбцы есть на нескольких листах: {sheets}", "имя листа в source.sheet"
    ),
    "export.hidden-sheet": Message(
        "нужные столбцы есть только на скрытом листе «{sheet}»", "видимый лист или это имя в source.sheet"
    ),
    "export.empty": Message("в книге нет ни одного видимого листа с данными", "лист с шапкой и строками"),
    "export.xml-broken": Message("файл XML повреждён", "целый журнал XES"),
    "export.xml-doctype": Message("в файле XML есть DOCTYPE или сущности", "журнал XES без них"),
    "export.xml-not-xes": Message("это не журнал XES", "файл XML с корнем <log>"),
    "export.xml-too-deep": Message("слишком глубокая вложенность XML", "журнал XES"),
    "export.json-broken": Message(
        "файл JSON повреждён", "CloudEvents: объект, массив или по объекту в строке"
    ),
    "export.json-too-large": Message(
        "файл больше {limit} МиБ, а в нём один массив", "по событию в строке (.jsonl)"
    ),
}

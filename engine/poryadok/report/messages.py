"""The one Russian catalogue: what each rule says, and what it expected. ``{name}`` stands for an argument."""

from typing import NamedTuple

__all__ = ["MESSAGES", "RANK_WORDS", "SEVERITY_WORDS", "VALUE_WORDS", "Message"]


class Message(NamedTuple):
    """``text`` says what is wrong, ``expected`` what is right, ``other`` what a second place is."""

    text: str
    expected: str = ""
    other: str = "см. также"


_HERE = "первое место"
_KNOWN = "одно из: {known}"

SEVERITY_WORDS = {
    "critical": "ошибка",
    "high": "серьёзное замечание",
    "medium": "замечание",
    "low": "мелкое замечание",
    "editorial": "редакционное замечание",
}

RANK_WORDS = {
    "federal": "федеральный",
    "family": "семейство актов",
    "region": "регион",
    "municipality": "муниципалитет",
    "amendment": "изменение",
    "decision": "местное решение",
    "what-if": "проба",
}

_TYPES = {
    "string": "текст",
    "integer": "целое число",
    "number": "число",
    "boolean": "true или false",
    "object": "набор «ключ: значение»",
    "array": "список",
    "null": "пусто (null)",
}
_FAMILIES = {"instant": "минуты и часы", "office": "рабочие часы", "day": "дни, недели и месяцы"}
_PARAMETERS = {"amount": "срок", "period": "период", "integer": "целое число", "text": "текст"}

# words for the codes that arguments carry: argument -> code -> words, which may name other arguments
VALUE_WORDS: dict[str, dict[str, str]] = {
    "types": _TYPES,
    "actual": _TYPES,
    "term": _FAMILIES,
    "by": _FAMILIES,
    "wanted": _PARAMETERS,
    "type": _PARAMETERS,
    "rank": RANK_WORDS,
    "decide": {
        "text": "текст",
        "date": "дата",
        "number": "номер акта",
        "integer": "целое число",
        "amount": "срок",
        "period": "период",
        "due": "день отчёта",
        "party": "сторона или роль",
        "event": "тип события",
        "clause": "место в акте",
        "choice": "одно из допустимых слов",
        "zone": "часовой пояс",
        "hours": "часы работы",
        "value": "значение параметра",
    },
    "bound": {
        "number": "число",
        "one_of": "одно из: {limit}",
        "min": "не меньше {limit}",
        "max": "не больше {limit}",
        "shorter": "не больше {limit} (можно только сократить)",
        "longer": "не меньше {limit} (можно только продлить)",
    },
}

MESSAGES: dict[str, Message] = {
    # files and YAML
    "file.missing": Message("файл не найден", "путь к существующему файлу YAML"),
    "file.unreadable": Message("файл не читается: {reason}", "файл, доступный для чтения"),
    "file.no-profiles": Message("в папке нет профилей", "папка с файлами РЕГИОН/ИМЯ.yaml"),
    "yaml.too-large": Message("файл слишком велик", "не больше {limit} МиБ"),
    "yaml.too-many-values": Message("в файле слишком много значений", "не больше {limit}"),
    "yaml.too-deep": Message("слишком глубокая вложенность", "не глубже {limit} уровней"),
    "yaml.not-utf8": Message("файл не в кодировке UTF-8: байт {byte}", "сохраните файл в UTF-8"),
    "yaml.control-character": Message("недопустимый управляющий знак {code}", "обычный текст"),
    "yaml.empty": Message("файл пуст", "поля профиля, начиная с «format: 1»"),
    "yaml.not-a-map": Message(
        "файл начинается не с набора полей", "поля «ключ: значение», начиная с «format: 1»"
    ),
    "yaml.many-documents": Message("в файле несколько документов YAML", "один документ, без второго «---»"),
    "yaml.anchor": Message("якоря YAML (&{name}) запрещены", "само значение, написанное целиком"),
    "yaml.alias": Message("ссылки YAML (*имя) запрещены", "само значение, написанное целиком"),
    "yaml.tag": Message("теги YAML ({name}) запрещены", "значение без тега"),
    "yaml.merge-key": Message("слияние YAML (<<) запрещено", "слой в extends"),
    "yaml.key-not-text": Message("ключ — не текст", "ключ словом; число или слово null возьмите в кавычки"),
    "yaml.duplicate-key": Message("ключ «{key}» повторяется", "каждый ключ один раз", _HERE),
    "yaml.tab": Message("отступ сделан табуляцией", "отступ пробелами"),
    "yaml.colon": Message("лишнее двоеточие в значении", "значение с двоеточием возьмите в кавычки"),
    "yaml.open-quote": Message("кавычка не закрыта", "закрывающая кавычка"),
    "yaml.open-bracket": Message("скобка не закрыта", "закрывающая скобка"),
    "yaml.syntax": Message(
        "текст не читается как YAML", "правильный YAML: отступы, двоеточия, кавычки, скобки"
    ),
    # schema
    "format.future": Message(
        "формат {format} новее этой программы", "формат {known}; обновите программу, чтобы читать этот файл"
    ),
    "schema.type": Message("значение «{value}» не того вида: {actual}", "{expected} ({types})"),
    "schema.not-allowed": Message("значение «{value}» не допускается", "одно из: {expected}"),
    "schema.form": Message("значение «{value}» записано не так", "{expected}"),
    "schema.empty": Message("пустое значение", "{expected}"),
    "schema.range": Message("число {value} вне допустимого", "{bound}"),
    "schema.repeated": Message("в списке есть повтор", "каждое значение один раз"),
    "schema.too-few-keys": Message("здесь мало полей", "{expected}"),
    "schema.too-many-keys": Message("здесь лишние поля", "{expected}"),
    "schema.other": Message("значение «{value}» не подходит", "{expected}"),
    "schema.unknown-key": Message("неизвестный ключ «{name}»", _KNOWN),
    "schema.key-of-other-kind": Message("ключ «{name}» не годится норме вида {kind}", _KNOWN),
    "schema.key-not-here": Message(
        "ключу «{name}» здесь не место", "слой другого ранга или другое соседнее поле"
    ),
    "schema.key-name": Message("имя «{name}» записано не так", "{expected}"),
    "schema.missing-key": Message("нет обязательного ключа «{name}»", "{expected}"),
    # the library: profiles and layers
    "profile.unknown": Message("нет профиля «{name}»", _KNOWN),
    "profile.id-twice": Message("профиль «{id}» есть в двух местах", "одно имя — один профиль"),
    "profile.id-not-name": Message("имя профиля «{id}» не совпадает с именем файла", "{stem}"),
    "profile.not-a-profile": Message("слой ранга «{rank}» — не профиль муниципалитета", "rank: municipality"),
    "vocabulary.missing": Message("нет словаря vocabulary.yaml", "файл vocabulary.yaml в корне конфигурации"),
    "vocabulary.unknown": Message("имени «{name}» нет в словаре (раздел {section})", _KNOWN),
    "layer.unknown": Message("нет слоя «{name}»", _KNOWN),
    "layer.for-other": Message("слой относится к профилю «{id}», а лежит у «{profile}»", "for: {profile}"),
    "layer.orphan": Message("папка слоёв без профиля «{profile}»", "файл {profile}.yaml рядом с папкой"),
    "layer.conflict": Message(
        "слои «{first}» и «{second}» одного ранга ({rank}) задают разное значение",
        "одно значение; порядок слоёв одного ранга ничего не решает",
        "второе значение",
    ),
    "layer.deletes-nothing": Message(
        "слой «{layer}» убирает то, чего ниже нет", "ключ, который задан слоем ниже, или без этой строки"
    ),
    "layer.changes-nothing": Message("слой «{layer}» ничего не меняет", "хотя бы одно изменение"),
    "bounds.nothing": Message(
        "граница «{key}» ни к чему не относится", "путь к значению: norms/имя/within/days"
    ),
    "bounds.outside": Message(
        "значение {value} слоя «{setter}» вне границ, которые поставил слой «{layer}» ({reason})",
        "{bound}",
        "граница",
    ),
    "bounds.value-gone": Message(
        "значения «{key}» больше нет, а слой «{layer}» поставил ему границу", "значение в границах", "граница"
    ),
    # open values
    "hole.open": Message("ещё не решено: {decide}", "{note}"),
    "hole.needed": Message(
        "ещё не решено: {decide}; без этого считать сроки нельзя",
        "само значение вместо {{decide: …}}: {note}",
    ),
    # places and dates
    "place.timezone": Message("нет часового пояса «{name}»", "имя IANA: Europe/Moscow, Asia/Yekaterinburg"),
    "place.calendar": Message("нет производственного календаря «{name}»", _KNOWN),
    "norm.kind-changes": Message(
        "норма «{norm}» меняет вид: было {before}, стало {kind}",
        "новая норма под своим именем",
        "прежний вид",
    ),
    "version.gap": Message(
        "нормы «{norm}» нет с {first} по {last}, хотя до и после этих дней она действует",
        "норма без перерыва или слой, который её на эти дни убирает: {norm}: null",
        "как было до перерыва",
    ),
    "version.overlap": Message(
        "слой «{second}» действует по {last}, и с {back} возвращается значение слоя «{first}»",
        "у «{second}» нет последнего дня или у «{first}» он не позже; если так и задумано — всё верно",
        "значение, которое возвращается",
    ),
    "version.before-act": Message(
        "слой «{layer}» действует с {day}, когда акт ещё не действует", "день не раньше {bound}"
    ),
    "version.after-act": Message(
        "слой «{layer}» действует и {day}, когда акт уже не действует", "день не позже {bound}"
    ),
    "calendar.wrong": Message("производственный календарь: {text}"),
    "place.office-hours": Message(
        "промежуток «{value}» невозможен", "начало раньше конца, промежутки по порядку и без наложений"
    ),
    "date.impossible": Message("такого дня нет: «{value}»", "существующая дата ГГГГ-ММ-ДД"),
    "in-force.reversed": Message(
        "последний день {last} раньше первого {first}", "to не раньше from", "первый день"
    ),
    # references
    "reference.actor": Message("нет ни стороны, ни роли «{name}»", _KNOWN),
    "reference.party": Message("нет стороны «{name}»", _KNOWN),
    "reference.norm": Message("нет нормы «{name}»", _KNOWN),
    "reference.concept": Message("нет понятия «{name}» в словаре (раздел norms)", _KNOWN),
    "reference.hidden-norm": Message(
        "огрех скрывает норму «{name}», а она в профиле есть",
        "в hides — только то, чего в профиле нет",
        "сама норма",
    ),
    "reference.event-type": Message("нет типа событий «{name}»", _KNOWN),
    "reference.question": Message("нет вопроса «{name}» ни здесь, ни в разделе readings", _KNOWN),
    "reference.parameter": Message("нет параметра «{name}»", _KNOWN),
    "reference.channel": Message("нет канала «{name}»", _KNOWN),
    "reference.sector": Message("нет сферы «{name}»", _KNOWN),
    "reference.track": Message("нет порядка рассмотрения «{name}»", _KNOWN),
    "reference.head-of": Message("непонятно, глава чего: «{name}»", "head_of: sector"),
    "reference.no-sectors": Message("обязанный — глава сферы, но в профиле нет сфер", "раздел sectors"),
    # norms
    "norm.opens-and-closes": Message(
        "событие «{name}» и открывает, и закрывает норму «{norm}»", "разные типы событий", "открывает здесь"
    ),
    "norm.nothing-opens": Message("норму «{norm}» ничто не открывает", "тип события в {key}", "сама норма"),
    "norm.nothing-closes": Message("норму «{norm}» ничто не закрывает", "тип события в {key}", "сама норма"),
    "norm.alongside": Message(
        "норма «{norm}» не может стоять рядом", "другая норма вида response или request", "названная норма"
    ),
    "norm.broken-by-patch": Message(
        "после этой правки норма «{norm}» неполна или неверна: {key}",
        "правка, после которой у нормы есть всё нужное",
        "сама норма",
    ),
    "term.extension-family": Message(
        "продление ({by}) и срок ({term}) нормы «{norm}» — в единицах разного рода",
        "единицы одного рода",
        "срок",
    ),
    "term.no-office-hours": Message(
        "рабочие часы в норме «{norm}», а office_hours нет", "раздел office_hours"
    ),
    "term.after-hours": Message(
        "норма «{norm}» считает по рабочему времени, а office_hours нет", "раздел office_hours"
    ),
    "term.sample-inside": Message(
        "срок отчёта «{norm}» бывает внутри периода: выборка за него ещё не собрана",
        "срок после периода: of: next_month, of: next_week или year: next",
        "сама норма",
    ),
    "term.units": Message(
        "у срока нормы «{norm}» не одна единица: {units}",
        "ровно одна; правка, которая ставит другую, прежнюю убирает: {{standard: null, hours: 1}}",
        "срок нормы",
    ),
    "term.vague-without-question": Message(
        "неопределённый срок «{standard}» нормы «{norm}» без толкований",
        "вопрос в readings с вариантами срока",
    ),
    "term.period-due": Message(
        "срок отчёта неполон: {value}",
        "{{day: 5, of: next_month}}, {{month: 12, day: 20}}, {{end_of: period}} или {{weekday: friday}}",
    ),
    "term.weekday-of-week": Message("день недели для периода {every}", "every: week"),
    "parameter.type": Message(
        "параметр «{name}» — {type}, а здесь нужен {wanted}", "параметр вида «{wanted}»", "параметр"
    ),
    "parameter.value": Message(
        "значение параметра «{name}» не его вида", "{wanted}: quarter, {{days: 3}}, 2 или текст"
    ),
    # readings and exceptions
    "reading.unused": Message(
        "вопрос «{question}» не задаёт ни одна норма", "норма с этим вопросом в readings"
    ),
    "reading.one-alternative": Message(
        "у вопроса «{question}» вариантов: {count}", "два варианта или больше"
    ),
    "reading.adopted-unknown": Message(
        "принят вариант «{name}», которого у вопроса «{question}» нет", _KNOWN
    ),
    "reading.deletes-nothing": Message(
        "вариант «{alternative}» вопроса «{question}» убирает «{key}», чего у нормы «{norm}» нет",
        "ключ, который у нормы есть",
    ),
    "reading.changes-nothing": Message(
        "вариант «{alternative}» вопроса «{question}» ничего не меняет в норме «{norm}»",
        "изменение; вариант, который и есть текст нормы, имеет пустую правку {{}}",
    ),
    "reading.fight": Message(
        "вопросы «{first}» и «{second}» нормы «{norm}» задают «{key}» по-разному",
        "каждое значение меняет один вопрос",
        "второе значение",
    ),
    "exception.overlap": Message(
        "исключения «{first}» и «{second}» нормы «{norm}» подходят к одному событию",
        "условия, которые не выполняются вместе",
        "второе исключение",
    ),
    "exception.never": Message(
        "условие исключения «{exception}» никогда не выполняется при условии нормы «{norm}»",
        "условие, совместимое с where нормы",
        "условие нормы",
    ),
    "exception.changes-nothing": Message(
        "исключение «{exception}» ничего не меняет в норме «{norm}»", "хотя бы одно изменение"
    ),
}

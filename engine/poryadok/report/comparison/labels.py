"""Russian names of what a comparison speaks about: classes of change, fields, ranks, kinds of defects."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from poryadok.compare.model import CHANGE_CLASSES, ChangeClass

__all__ = [
    "CLASSES",
    "CLASS_NOTES",
    "DEFECTS",
    "DEFECT_FIELDS",
    "PARTY_KINDS",
    "RANKS",
    "SEVERITIES",
    "STANDINGS",
    "field_title",
    "section_title",
]

CLASSES: Final[Mapping[ChangeClass, str]] = MappingProxyType(
    {
        "tightened": "строже",
        "relaxed": "мягче",
        "reassigned": "другой исполнитель",
        "duty-new": "новая обязанность",
        "duty-lifted": "обязанность снята",
        "right-gained": "право появилось",
        "right-lost": "право утрачено",
        "redefined": "иначе",
        "editorial": "редакционное",
    }
)
CLASS_NOTES: Final[Mapping[ChangeClass, str]] = MappingProxyType(
    {
        "tightened": "срок короче или требование строже для исполнителя",
        "relaxed": "срок длиннее или требование мягче для исполнителя",
        "reassigned": "то же самое должен другой",
        "duty-new": "в A обязанности нет, в B есть",
        "duty-lifted": "в A обязанность есть, в B нет",
        "right-gained": "в A права нет, в B есть",
        "right-lost": "в A право есть, в B нет",
        "redefined": "сказано другое, и ни строже, ни мягче это не назвать",
        "editorial": "записано по-разному, последствия те же",
    }
)
assert tuple(CLASSES) == tuple(CLASS_NOTES) == CHANGE_CLASSES

_NORM_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kind": "Вид нормы",
        "modality": "Обязательность",
        "bearer": "Исполнитель",
        "counterparty": "Перед кем",
        "opens": "Что начинает",
        "closes": "Что исполняет",
        "requires": "Что должно быть раньше",
        "where": "Когда применяется",
        "within": "Срок",
        "due": "Срок",
        "roll": "Перенос с нерабочего дня",
        "day_zero": "День события",
        "after_hours": "Событие вне рабочего времени",
        "presidential_days": "Нерабочие дни по указу Президента",
        "every": "Периодичность",
        "first_period": "Первый период",
        "sample": "Выборка",
        "count": "Сколько раз за период",
        "day_kind": "Какие дни считаются",
        "extend": "Продление",
        "cancel": "Что прекращает",
        "in_force": "Действует",
        "procedure": "Процедура",
        "step": "Шаг процедуры",
        "alongside": "Рядом с нормой",
        "by_norm": "Событие называет норму",
    }
)
_SECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "norms": "Нормы",
        "act": "Сведения об акте",
        "municipality": "Муниципалитет",
        "parties": "Стороны и должности",
        "roles": "Роли",
        "channels": "Каналы",
        "sectors": "Отрасли",
        "office_hours": "Часы работы",
        "parameters": "Открытые параметры",
        "readings": "Вопросы толкования",
        "defects": "Огрехи",
    }
)
# the rest of a path below its section and id -> words; "" is the entry itself
_FIELDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "municipality": {
            "name": "Название",
            "full_name": "Полное название",
            "kind": "Вид муниципалитета",
            "region": "Регион",
            "timezone": "Часовой пояс",
            "calendar": "Производственный календарь",
        },
        "act": {
            "kind": "Вид акта",
            "number": "Номер акта",
            "date": "Дата акта",
            "issuer": "Кто издал",
            "title": "Название акта",
            "document": "Что утверждено",
            "in_force": "Действует",
            "basis": "Основание",
            "publication": "Опубликование",
            "repeals": "Отменённый акт",
        },
        "sectors": {"": "Отрасль", "standing": "Основная или дополнительная", "head": "Руководитель отрасли"},
        "roles": {
            "": "Роль",
            "title": "Название роли",
            "party": "Чья роль",
            "holders": "Кто исполняет роль",
            "appointed/by": "Кто назначает",
            "appointed": "Кто назначает",
            "required_rank": "Должность не ниже",
            "requires_act": "Нужен ли правовой акт",
            "combined": "Несколько ролей у одной должности",
        },
        "channels": {"": "Канал", "title": "Название канала", "system": "Система"},
        "parties": {
            "": "Сторона",
            "title": "Как названа сторона",
            "kind": "Что это за сторона",
            "rank": "Ранг должности",
        },
        "parameters": {
            "": "Открытый параметр",
            "title": "Название параметра",
            "set_by": "Кто задаёт",
            "type": "Что задаётся",
            "value": "Значение",
        },
        "defects": {"": "Огрех акта"},
        "readings": {
            "": "Вопрос толкования",
            "adopted": "Принятый ответ",
            "alternatives": "Ответы на вопрос",
        },
    }
)

RANKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "head": "глава",
        "first-deputy-head": "первый заместитель главы",
        "deputy-head": "заместитель главы",
        "head-of-department": "начальник отдела",
        "specialist": "специалист",
        "other": "иная должность",
    }
)
STANDINGS: Final[Mapping[str, str]] = MappingProxyType({"main": "основная", "additional": "дополнительная"})
PARTY_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "body": "орган",
        "centre": "центр",
        "position": "должность",
        "person-group": "группа лиц",
        "media": "средство массовой информации",
        "press": "пресс-служба",
    }
)
SEVERITIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "critical": "критический",
        "high": "серьёзный",
        "medium": "средний",
        "low": "мелкий",
        "editorial": "редакционный",
    }
)
DEFECT_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "locator": "место",
        "kind": "вид",
        "severity": "тяжесть",
        "effect": "в чём дело",
        "norms": "каких норм касается",
        "hides": "каких норм из-за него нет",
    }
)
DEFECTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "foreign-name": "чужое имя",
        "missing-annex": "нет приложения",
        "inconsistent-date": "даты расходятся",
        "inconsistent-number": "номера расходятся",
        "inconsistent-kind-of-act": "вид акта назван по-разному",
        "numbering-gap": "пропуск в нумерации",
        "numbering-restart": "нумерация начата заново",
        "undefined-term": "понятие не определено",
        "broken-reference": "неверная ссылка",
        "competing-competence": "одно поручено двоим",
        "bearer-not-named": "исполнитель не назван",
        "addressee-not-named": "адресат не назван",
        "term-not-stated": "срок не назван",
        "term-start-not-stated": "начало срока не названо",
        "template-remnant": "остаток шаблона",
        "role-merged-or-split": "роли слиты или разделены",
        "assignment-without-object": "поручение без предмета",
        "impossible-term": "невыполнимый срок",
        "wording": "формулировка",
    }
)


def section_title(section: str) -> str:
    """What the entries of one section of a profile are called together."""
    return _SECTIONS.get(section, section)


def field_title(path: str) -> str:
    """What is compared at a path of a profile: «Срок», «Исполнитель», «Роль»."""
    section, *rest = path.split("/")
    if section == "norms":
        return _of_norm(rest[1:])
    if section == "office_hours":
        return "Часы работы"
    known = _FIELDS.get(section, {})
    if section in ("act", "municipality"):
        return known.get(rest[0] if rest else "", _SECTIONS.get(section, section))
    if section == "channels" and (not rest or rest[0] == "other"):
        return "Перечень каналов"
    if section == "roles" and rest[:1] == ["combined"]:
        return known["combined"]
    below = "/".join(rest[1:])
    return known.get(below) or known.get(rest[1] if rest[1:] else "", below or section_title(section))


def _of_norm(rest: list[str]) -> str:
    if not rest:
        return "Норма целиком"
    if rest[0] == "exceptions":
        own = rest[2] if rest[2:] else ""
        return f"Исключение: {_NORM_FIELDS.get(own, own).lower()}" if own else "Исключение"
    if rest[0] == "readings":
        return _FIELDS["readings"].get(rest[-1], _FIELDS["readings"][""])
    return _NORM_FIELDS.get(rest[0], rest[0])

"""What lint and the check of contact cards say, in Russian: the part of the catalogue that only they need.

A message may depend on the argument ``why``: its key is then ``rule/why``.
"""

from poryadok.findings import Finding
from poryadok.report.messages import Message

__all__ = ["LINT_MESSAGES", "message_for"]


def message_for(finding: Finding) -> Message:
    """The message of a finding of lint or of contacts; the rule id itself where there are no words."""
    exact = f"{finding.rule}/{finding.args.get('why', '')}"
    return LINT_MESSAGES.get(exact) or LINT_MESSAGES.get(finding.rule) or Message(finding.rule)


_BEARER = "обязанный: должность, орган или роль с исполнителями"
_INHERITED = "место в своём акте или «{name}: null»"
_ONE_ACT = "правовой акт о совмещении или разные должности"

LINT_MESSAGES: dict[str, Message] = {
    # the profile
    "lint.norm-without-bearer/not-named": Message("у нормы «{norm}» нет обязанного", _BEARER),
    "lint.norm-without-bearer/no-heads": Message(
        "норму «{norm}» несут руководители сфер, а их нет ни у одной сферы", _BEARER
    ),
    "lint.norm-without-bearer/empty-role": Message(
        "норму «{norm}» несёт роль «{role}», а её никто не исполняет", _BEARER, "роль"
    ),
    "lint.conflicting-terms": Message(
        "у норм «{first}» и «{second}» одно событие ({event}) и один обязанный, а сроки разные: "
        "{term} и {against}",
        "один срок или разные условия",
        "вторая норма",
    ),
    "lint.local-term-not-stricter": Message(
        "срок нормы «{norm}» ({term}) никогда не наступает раньше срока «{other}» ({against})",
        "срок короче, или одна норма вместо двух",
        "срок, рядом с которым он стоит",
    ),
    "lint.term-shorter-than-prior": Message(
        "срок нормы «{norm}» ({term}) не длиннее срока «{prior}» ({against}), от которой она зависит, "
        "и идёт рядом с ним",
        "срок от окончания предыдущего шага или длиннее",
        "см. также",
    ),
    "lint.total-shorter-than-steps": Message(
        "общий срок «{norm}» ({term}) короче шагов вместе: {steps}", "не короче суммы шагов", "шаг"
    ),
    "lint.rank-below-required/rank-below": Message(
        "роль «{role}» исполняет «{holder}» ранга {rank_held}", "ранг не ниже {wanted_rank}", "должность"
    ),
    "lint.rank-below-required/rank-unknown": Message(
        "роль «{role}» исполняет «{holder}», чей ранг с требуемым не сравнить: {rank_held}",
        "ранг не ниже {wanted_rank}",
        "должность",
    ),
    "lint.roles-combined-without-act/act-required": Message(
        "должность «{holder}» совмещает роли, а для этого нужен правовой акт: {roles}", _ONE_ACT, "роль"
    ),
    "lint.roles-combined-without-act/act-silent": Message(
        "должность «{holder}» совмещает роли, а акт о совмещении молчит: {roles}", _ONE_ACT, "роль"
    ),
    "lint.sector-without-head": Message("у сферы «{sector}» нет руководителя", "должность в head"),
    "lint.sector-with-two-heads": Message(
        "руководитель сферы «{sector}» — круг лиц «{heads}»", "одна должность", "сторона"
    ),
    "lint.head-without-sector": Message(
        "«{holder}» — руководитель сферы, но ни одной сферы не ведёт", "сфера, где это head"
    ),
    "lint.report-due-before-period-end": Message(
        "отчёт «{norm}» за {period} надо сдать {day}, а период кончается {last}", "день после конца периода"
    ),
    "lint.due-always-holiday": Message(
        "день срока нормы «{norm}» всегда нерабочий: {slots} (например, {examples})",
        "правило переноса (roll) или другой день",
    ),
    "lint.silently-inherited/norms": Message(
        "норма «{name}» взята из слоя «{layer}», места в своём акте у неё нет", _INHERITED
    ),
    "lint.silently-inherited/roles": Message(
        "роль «{name}» взята из слоя «{layer}», места в своём акте у неё нет", _INHERITED
    ),
    "lint.silently-inherited/parties": Message(
        "сторона «{name}» взята из слоя «{layer}», места в своём акте у неё нет", _INHERITED
    ),
    "lint.source-without-fingerprint": Message(
        "у источника нормы «{norm}» нет отпечатка: {locators}", "fingerprint пункта"
    ),
    "lint.defect-not-linked": Message(
        "огрех «{defect}» касается срока или сторон нормы «{norm}», но её не называет",
        "{norm} в списке norms огреха",
        "огрех",
    ),
    "lint.accepted-idle/rule-unknown": Message(
        "замечание «{accepted}» принято по правилу «{name}», а такого нет", "одно из: {known}"
    ),
    "lint.accepted-idle/idle": Message(
        "замечание «{accepted}» принято, а правило {rule} по пути «{place}» ничего не находит",
        "путь того, что есть, или без этой записи",
    ),
    # the act's text
    "lint.act-foreign-name": Message(
        "в тексте назван чужой муниципалитет: «{name}» ({count})", "{own}", "ещё место"
    ),
    "lint.act-numbering-gap/gap": Message(
        "после «{before}» идёт «{after}»: в нумерации пропуск", "«{expected}»"
    ),
    "lint.act-numbering-gap/repeat": Message("номер «{after}» повторён", "«{expected}»"),
    "lint.act-numbering-restart": Message(
        "в каждом разделе пункты нумеруются заново: ссылка «п. 1» без раздела неоднозначна",
        "сквозная нумерация или номер раздела в номере пункта",
        "нумерация начата заново",
    ),
    "lint.act-missing-annex/annex": Message(
        "текст ссылается на приложение{number}, а такого в нём нет", "приложение в тексте", "ещё ссылка"
    ),
    "lint.act-missing-annex/main": Message(
        "постановляющей части в тексте нет: он начинается с приложения", "сам акт, которым оно утверждено"
    ),
    "lint.act-number-differs": Message("гриф утверждения называет номер {given}", "№ {own}"),
    "lint.act-date-differs/stamp": Message("гриф утверждения называет дату {given}", "{own}"),
    "lint.act-date-differs/reference": Message(
        "один и тот же акт № {number} назван с разными датами: {given} и {own}", "одна дата", "другая дата"
    ),
    "lint.act-kind-differs/stamp": Message(
        "гриф утверждения называет вид акта «{given}»", "«{own}», как у самого акта", "другой гриф"
    ),
    "lint.act-kind-differs/self": Message("текст называет себя иначе: «{given}»", "«{own}»"),
    "lint.act-sector-with-two-heads": Message(
        "руководитель блока «{sector}» назван в составе не один раз", "одна должность", "другая строка"
    ),
    # contact cards: a message never says what is written in a field
    "contacts.no-cards": Message(
        "в файле нет карточек", "список cards: ФИО, должность, почта, телефон, роль"
    ),
    "contacts.not-a-card": Message("карточка {card} — не набор полей", "fio, position, email, phone, role"),
    "contacts.format": Message("формат файла не тот", "format: 1"),
    "contacts.missing-field": Message("карточка {card}: поле {field} не заполнено", "{field}"),
    "contacts.unknown-field": Message("неизвестное поле", "одно из: {known}"),
    "contacts.field-twice": Message("карточка {card}: поле {field} записано дважды", "одно имя поля"),
    "contacts.not-text": Message("поле {field} — не текст", "текст"),
    "contacts.fio-not-full": Message(
        "карточка {card}: фамилия, имя и отчество не полностью", "фамилия, имя и отчество целиком"
    ),
    "contacts.fio-initials": Message("карточка {card}: вместо имени инициалы", "имя и отчество целиком"),
    "contacts.fio-letters": Message(
        "карточка {card}: в поле fio не только имя", "фамилия, имя и отчество русскими буквами"
    ),
    "contacts.position-form": Message("карточка {card}: должность записана не так", "название должности"),
    "contacts.email-form": Message("карточка {card}: адрес почты записан не так", "имя@узел.ru"),
    "contacts.phone-form": Message("карточка {card}: телефон записан не так", "+7 и десять цифр, доб. N"),
    "contacts.phone-without-code": Message("карточка {card}: телефон без кода", "+7 и десять цифр, доб. N"),
    "contacts.role-unknown": Message("карточка {card}: такой роли нет", "одно из: {known}"),
    "contacts.role-without-card": Message("для роли «{role}» нет карточки", "карточка с этой ролью"),
    "contacts.not-private": Message(
        "файл назван так, что система версий может его увидеть", "имя.contacts.yaml или папка contacts/"
    ),
}

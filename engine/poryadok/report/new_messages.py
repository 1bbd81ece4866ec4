"""What is said when something new cannot be begun."""

from poryadok.report.messages import Message

__all__ = ["NEW_MESSAGES"]

NEW_MESSAGES: dict[str, Message] = {
    "new.missing": Message("{option}: не задано, а без этого начать нельзя", "{wanted}"),
    "new.id-form": Message(
        "{option}: «{value}» не годится в имена", "строчные латинские буквы, цифры, дефис: zarechnoe"
    ),
    "new.date": Message("{option}: «{value}» – не дата", "ГГГГ-ММ-ДД, например 2026-03-02"),
    "new.word": Message("{option}: «{name}» не допускается", "одно из: {known}"),
    "new.zone": Message(
        "{option}: нет часового пояса «{name}»", "имя IANA: Europe/Moscow, Asia/Yekaterinburg"
    ),
    "new.text": Message("{option}: пустой текст или текст с непечатными знаками", "одна строка текста"),
    "new.family-unknown": Message("{option}: нет семейства «{name}»", "одно из: {known}"),
    "new.family-needs": Message("{option}: семейство «{name}» – часть другого", "ещё и --family {needed}"),
    "new.like-unfit": Message("--like: профиль «{name}» негоден, по образцу негодного начинать нельзя"),
    "new.exists": Message("профиль «{id}» уже есть", "другое имя или правка этого файла"),
    "new.not-empty": Message("папка не пуста", "новая или пустая папка"),
    "new.not-written": Message("не записывается: {reason}", "папка, доступная для записи"),
    "new.would-differ": Message(
        "файл прочитался бы иначе, чем задумано; ничего не записано", "обычный текст без управляющих знаков"
    ),
}

"""What is said when a draft cannot be made."""

from poryadok.report.messages import Message

__all__ = ["DRAFT_MESSAGES"]

DRAFT_MESSAGES: dict[str, Message] = {
    "draft.region": Message("нет слоя региона «{name}»", "одно из: {known}"),
    "draft.family": Message("нет семьи актов «{name}»", "одно из: {known}"),
    "draft.id": Message("имя профиля «{name}» записано не так", "латинские строчные буквы, цифры и дефис"),
    "draft.exists": Message("файл «{name}» уже есть", "новое имя: черновик не заменяет того, что уже начато"),
    "draft.unwritable": Message(
        "черновик не записан: прочитанный назад, он говорил бы другое", "сообщите разработчикам"
    ),
}

"""Words of what can be wrong with the names of texts to compare, and with git. See ``messages``."""

from poryadok.report.messages import Message

__all__ = ["OPERAND_MESSAGES"]

_KNOWN = "одно из: {known}"

OPERAND_MESSAGES: dict[str, Message] = {
    "operand.no-file": Message("файла «{name}» нет", "путь к файлу профиля; рядом лежат: {known}"),
    "operand.date": Message("«{operand}»: «{name}» — не дата", "день после @ в виде ГГГГ-ММ-ДД"),
    "operand.before": Message("«{operand}»: на {day} акт ещё не действует", "день не раньше {first}"),
    "operand.after": Message("«{operand}»: на {day} акт уже не действует", "день не позже {last}"),
    "operand.git-form": Message(
        "«{operand}» записано не так", "git:РЕВИЗИЯ:ПУТЬ, например git:HEAD~1:configs/samara/borsky.yaml"
    ),
    "git.missing": Message("программа git не найдена", "установленный git, доступный по PATH"),
    "git.no-repository": Message("папка «{folder}» не лежит в репозитории git", "папка внутри репозитория"),
    "git.revision": Message("в репозитории нет ревизии «{name}»", "коммит, ветка или метка: {known}"),
    "git.path": Message("в ревизии «{revision}» нет файла «{name}»", _KNOWN),
    "git.no-configs": Message(
        "в «{folder}» нет папки конфигурации", "репозиторий с папкой configs или параметр --configs"
    ),
    "git.failed": Message("git не выполнил просьбу: {text}", "исправный репозиторий, доступный для чтения"),
}

"""Место в акте без отпечатка.

Что находит. Источник нормы, записанный в профиле, его изменении или местном решении, без отпечатка
(`fingerprint`) пункта. Ссылки на другой акт (`act`) и федеральный слой не в счёт: их текст с этим профилем
не сверяют.

Почему это плохо. Когда акт изменят, никто не заметит, что норма списана со старого текста.

Что делать. Записать отпечатки: `trace ИМЯ --act ФАЙЛ --write`.
"""

from collections.abc import Iterator, Mapping

from poryadok.findings import Severity
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "low"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield norms with a clause of the municipality's own that has no fingerprint."""
    for name, body in subject.section("norms").items():
        path = ("norms", name, "source")
        layer = subject.origins.layer(path)
        if layer is None or layer.rank in ("federal", "family", "region"):
            continue
        source = body.get("source")
        items = source if isinstance(source, list) else [source]
        bare = [
            str(item.get("locator"))
            for item in items
            if isinstance(item, Mapping) and not item.get("fingerprint") and not item.get("act")
        ]
        if bare:
            yield Issue((path,), {"norm": name, "locators": "; ".join(bare)})

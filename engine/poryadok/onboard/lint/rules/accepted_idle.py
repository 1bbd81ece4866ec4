"""Принятое замечание, которого нет.

Что находит. Запись в `accepted`, которая ни к чему не относится: правила с таким именем нет (тяжесть
`high`) или правило по этому пути больше ничего не находит. Записи о правилах, читающих текст акта,
проверяются, когда он дан (`--act`).

Почему это плохо. Устаревшее согласие когда-нибудь молча скроет новое замечание.

Что делать. Исправить имя правила или путь; ненужную запись убрать.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.norms.names import wrong_name
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["LATE", "SEVERITY", "check"]

SEVERITY: Severity = "low"
LATE = True


def check(subject: Subject) -> Iterator[Issue]:
    """Yield entries of ``accepted`` that accept nothing."""
    for key, entry in subject.section("accepted").items():
        rule = f"lint.{str(entry['rule']).removeprefix('lint.')}"
        path, at = str(entry["path"]), ("accepted", key)
        if rule not in subject.known:
            names = wrong_name(rule, subject.known)
            yield Issue(((*at, "rule"),), {**names, "why": "rule-unknown", "accepted": key}, "high")
        elif rule in subject.judged and not any(
            name == rule and (place == path or place.startswith(f"{path}/")) for name, place in subject.found
        ):
            yield Issue((at,), {"rule": rule, "place": path, "why": "idle", "accepted": key})

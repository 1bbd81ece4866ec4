"""Огрех задевает срок или обязанного, а норма о нём молчит.

Что находит. Огрех из `defects` о сроке, его начале, обязанном или адресате (`term-not-stated`,
`term-start-not-stated`, `impossible-term`, `bearer-not-named`, `addressee-not-named`), записанный по тому
же месту, что и норма, по которой считаются сроки, но без неё в списке `norms`.

Почему это плохо. `explain` показывает огрехи нормы по этому списку: без него вывод выглядит надёжнее, чем
он есть.

Что делать. Добавить имя нормы в `norms` огреха.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.norms.model import COMPUTED
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "low"
_KINDS = (
    "term-not-stated",
    "term-start-not-stated",
    "impossible-term",
    "bearer-not-named",
    "addressee-not-named",
)


def check(subject: Subject) -> Iterator[Issue]:
    """Yield defects that ``explain`` would not show beside the norm they touch."""
    norms = subject.section("norms")
    for key, defect in subject.section("defects").items():
        if defect.get("kind") not in _KINDS:
            continue
        listed = defect.get("norms") or []
        for name, body in norms.items():
            if body.get("kind") not in COMPUTED or name in listed:
                continue
            source = body.get("source")
            main = source[0] if isinstance(source, list) and source else source
            if isinstance(main, dict) and main.get("locator") == defect.get("locator"):
                yield Issue(
                    (("defects", key, "norms", name), ("defects", key)), {"defect": key, "norm": name}
                )

"""Значение, унаследованное молча.

Что находит. Норму, роль или сторону из слоя семейства или региона, для которой профиль не назвал места в
своём акте (`source`, у роли и стороны — `clause`). Тяжесть `medium`, если по норме считаются сроки, иначе
`low`. Федеральные нормы не в счёт: их источник — закон.

Почему это плохо. Срок, которого в акте нет, считается так, будто он там есть: семейство — это заготовка, а
не источник права.

Что делать. Назвать место и отпечаток в своём акте или убрать норму из профиля (`имя: null`).
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.norms.model import COMPUTED
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "medium"
_SHARED = ("family", "region")


def check(subject: Subject) -> Iterator[Issue]:
    """Yield what a shared layer brought in and the profile gave no clause of its own."""
    for section, key in (("norms", "source"), ("roles", "clause"), ("parties", "clause")):
        for name, body in subject.section(section).items():
            path = (section, name)
            layer = subject.origins.layer(path)
            if layer is None or layer.rank not in _SHARED:
                continue
            named = subject.origins.layer((*path, key)) if body.get(key) else None
            if named is None or named.rank in _SHARED:
                args = {"why": section, "name": name, "layer": layer.id}
                yield Issue((path,), args, None if body.get("kind") in COMPUTED else "low")

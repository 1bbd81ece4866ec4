"""Два срока у одного события и одного обязанного.

Что находит. Две нормы с одним открывающим событием и одним обязанным, чьи условия (`where`) может выполнить
одно и то же событие, но сроки разные. Тяжесть `high`, если и закрывает их одно событие: один и тот же ответ
должен успеть к двум разным дням. Если закрывают разные события (или одна из норм — показатель либо
рекомендация), тяжесть `low`. Нормы, о которых сказано, что они стоят рядом (`alongside`), не сравниваются:
это два слоя права.

Почему это плохо. Исполнитель не знает, какой срок настоящий; нарушение одного из них будет посчитано.

Что делать. Развести условия (`where`), оставить один срок или сделать второй вопросом толкования
(`readings`).
"""

from collections.abc import Iterator
from itertools import combinations

from poryadok.findings import Severity
from poryadok.norms.model import Norm
from poryadok.onboard.lint.measure import alongside, disjoint, same_term, term_text
from poryadok.onboard.lint.subject import Issue, Subject, adopted

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "high"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield pairs of norms whose terms differ though event and bearer are the same."""
    timed = [norm for norm in subject.computed() if adopted(norm).term is not None]
    for one, other in combinations(timed, 2):
        issue = _pair(one, other)
        if issue is not None and not _declared(subject, one, other):
            yield issue


def _declared(subject: Subject, one: Norm, other: Norm) -> bool:
    """Tell whether the two are said to be two layers of law about one matter."""
    bodies = subject.section("norms")
    return other.id in alongside(bodies[one.id]) or one.id in alongside(bodies[other.id])


def _pair(one: Norm, other: Norm) -> Issue | None:
    here, there = adopted(one), adopted(other)
    shared = [name for name in here.opens if name in there.opens]
    if not shared or here.bearer is None or here.bearer != there.bearer:
        return None
    # an event of such a type names its norm, so that no event opens both
    if here.by_norm and there.by_norm:
        return None
    if here.term is None or there.term is None or same_term(here.term, there.term):
        return None
    if disjoint(here.where, there.where):
        return None
    same_end = bool(set(here.closes) & set(there.closes))
    duties = here.modality == there.modality
    args = {
        "first": one.id,
        "second": other.id,
        "event": shared[0],
        "term": term_text(here),
        "against": term_text(there),
    }
    severity: Severity | None = None if same_end and duties else "low"
    return Issue((("norms", one.id, other.id), ("norms", one.id), ("norms", other.id)), args, severity)

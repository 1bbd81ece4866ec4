"""Местный срок никогда не строже.

Что находит. Норму, которая стоит рядом с другой (`alongside`), открывается тем же событием, а её срок не
короче: при том же роде единиц он не наступит раньше. Нормы с исключениями и сроки в разных единицах не
сравниваются.

Почему это плохо. Вторая норма о том же ничего не прибавляет: решает всегда та, рядом с которой она стоит.
Часто это значит, что срок переписан неверно или закон с тех пор сократил свой.

Что делать. Сверить срок с актом; если он правда не короче, оставить одну норму или принять замечание с
причиной.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.norms.model import Rule
from poryadok.onboard.lint.measure import alongside, disjoint, length, term_text
from poryadok.onboard.lint.subject import Issue, Subject, adopted

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "medium"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield norms that never fall due before a norm beside which they stand."""
    norms = {norm.id: norm for norm in subject.computed()}
    for norm in norms.values():
        for name in alongside(subject.section("norms")[norm.id]):
            if name in norms and _never_earlier(adopted(norm), adopted(norms[name])):
                here, there = adopted(norm), adopted(norms[name])
                args = {"norm": norm.id, "other": name, "term": term_text(here), "against": term_text(there)}
                path = ("norms", norm.id, "within")
                yield Issue(((*path, name), path, ("norms", name, "within")), args)


def _never_earlier(here: Rule, there: Rule) -> bool:
    """Tell whether a term cannot end before the other, whatever the day; False where that is not plain."""
    if here.term is None or there.term is None or here.exceptions or disjoint(here.where, there.where):
        return False
    if here.term.amount is None or there.term.amount is None or not set(here.opens) & set(there.opens):
        return False
    # what may make ours earlier, or the other's later
    if here.roll == "previous" or there.roll == "next" or there.after_hours != "keep":
        return False
    measure, number = length(here.term.amount)
    against, most = length(there.term.amount)
    first = (here.day_zero == "include") - (there.day_zero == "include")
    return measure == against and number - first >= most

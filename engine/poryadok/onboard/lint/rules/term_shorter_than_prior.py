"""Срок не длиннее того, от чего он зависит.

Что находит. Норму, чей шаг процедуры (`procedure`, `step`) идёт после другого, но срок считается не от его
окончания, а от своего события, и при этом не длиннее срока предыдущего шага. Так три часа ЦУР на
предложение и три часа администрации на комментарий идут рядом: проект может понадобиться раньше, чем придёт
предложение. То же — когда порядок («только после согласования») связывает две нормы через `precedence`.

Почему это плохо. Последний срок может истечь раньше первого: исполнить в срок нельзя не по вине
исполнителя.

Что делать. Открывать норму окончанием предыдущего шага, удлинить срок или, если акт написан именно так,
принять замечание с причиной и записать огрех в `defects`.
"""

from collections.abc import Iterator
from itertools import permutations

from poryadok.findings import Severity
from poryadok.norms.model import Norm
from poryadok.onboard.lint.measure import disjoint, length, term_text
from poryadok.onboard.lint.subject import Issue, Subject, adopted

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "medium"


def check(subject: Subject) -> Iterator[Issue]:
    """Yield norms due no later than what they depend on."""
    norms = list(subject.computed())
    bodies = subject.section("norms")
    links = [
        (rule.requires, rule.opens) for norm in norms if (rule := adopted(norm)) and norm.kind == "precedence"
    ]
    for prior, later in permutations(norms, 2):
        first, second = bodies[prior.id], bodies[later.id]
        chained = (
            first.get("procedure") is not None
            and first.get("procedure") == second.get("procedure")
            and (first.get("step") or 0) < (second.get("step") or 0)
        )
        bound = any(
            set(adopted(prior).closes) & set(requires) and set(adopted(later).closes) & set(opens)
            for requires, opens in links
        )
        if (chained or bound) and _side_by_side(prior, later):
            args = {
                "norm": later.id,
                "prior": prior.id,
                "term": term_text(adopted(later)),
                "against": term_text(adopted(prior)),
            }
            path = ("norms", later.id, "within")
            yield Issue(((*path, prior.id), path, ("norms", prior.id)), args)


def _side_by_side(prior: Norm, later: Norm) -> bool:
    """Tell whether ``later`` does not wait for ``prior`` and has no more time than it."""
    here, there = adopted(later), adopted(prior)
    waits = set(here.opens) <= set(there.closes)
    if waits or here.term is None or there.term is None or disjoint(here.where, there.where):
        return False
    if here.term.amount is None or there.term.amount is None:
        return False
    measure, number = length(here.term.amount)
    against, most = length(there.term.amount)
    return measure == against and number <= most

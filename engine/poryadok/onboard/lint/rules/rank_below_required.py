"""Должность ниже требуемой.

Что находит. Роль с `required_rank`, которую исполняет должность рангом ниже; и должность, чей ранг не
назван или `other`, так что сравнить нельзя (тяжесть `low`). Ранги по убыванию: `head`, `first-deputy-head`,
`deputy-head`, `head-of-department`, `specialist`.

Почему это плохо. Назначение противоречит самому акту, и решения такого лица можно оспорить.

Что делать. Исправить ранг должности в `parties`, исполнителя роли или записать огрех акта в `defects`.
"""

from collections.abc import Iterator

from poryadok.findings import Severity
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["SEVERITY", "check"]

SEVERITY: Severity = "high"
_RANKS = ("head", "first-deputy-head", "deputy-head", "head-of-department", "specialist")


def check(subject: Subject) -> Iterator[Issue]:
    """Yield holders of a role whose rank is below what the role wants, or cannot be compared with it."""
    parties = subject.section("parties")
    for role, body in subject.section("roles").items():
        wanted = body.get("required_rank")
        if wanted not in _RANKS:
            continue
        for holder in body.get("holders") or {}:
            rank = (parties.get(holder) or {}).get("rank")
            args = {"role": role, "holder": holder, "wanted_rank": wanted, "rank_held": rank or "—"}
            path = ("roles", role, "holders", holder)
            if rank not in _RANKS:
                yield Issue((path, ("parties", holder)), {**args, "why": "rank-unknown"}, "low")
            elif _RANKS.index(rank) > _RANKS.index(wanted):
                yield Issue((path, ("parties", holder)), {**args, "why": "rank-below"})

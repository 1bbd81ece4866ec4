"""What of a norm bears on computing: municipalities whose norms differ in the rest only are worked as one."""

from dataclasses import replace
from functools import cache

from poryadok.norms.model import HeadOfSector, Norm, Rule

__all__ = ["Alike"]


class Alike:
    """Gives norms that work alike one mechanics; norms of shared layers are known by identity."""

    def __init__(self) -> None:
        self.by_identity: dict[int, tuple[Norm, Norm, bool]] = {}
        self.by_value: dict[Norm, Norm] = {}

    def of(self, norm: Norm) -> tuple[Norm, bool]:
        """The mechanics, and whether they need office hours."""
        known = self.by_identity.get(id(norm))
        if known is None:
            bare = _mechanics(norm)
            bare = self.by_value.setdefault(bare, bare)
            known = self.by_identity[id(norm)] = (norm, bare, _needs_office(bare))
        return known[1], known[2]


@cache
def _stripped(rule: Rule) -> Rule:
    """The rule without what does not bear on computing: two municipalities' bearers and locators differ."""
    return replace(
        rule,
        bearer=HeadOfSector() if isinstance(rule.bearer, HeadOfSector) else None,
        counterparty=None,
        clause=None,
        exceptions=tuple(replace(e, rule=_stripped(e.rule)) for e in rule.exceptions),
    )


def _mechanics(norm: Norm) -> Norm:
    return replace(
        norm,
        title="",
        base=_stripped(norm.base),
        readings=tuple(replace(r, rule=_stripped(r.rule)) for r in norm.readings),
        questions=(),
        own_in_force=None,
        clause=None,
    )


def _needs_office(norm: Norm) -> bool:
    def units(rule: Rule) -> set[str]:
        found = {rule.term.amount.unit} if rule.term and rule.term.amount else set()
        return found | ({rule.extend.unit} if rule.extend else set())

    return any("working_hours" in units(rule) or rule.after_hours != "keep" for rule in norm.rules)

"""What the quarantine must know of the profiles: which events need a case, a norm, a period (DESIGN §7)."""

from collections.abc import Sequence

from poryadok.kernel.norm_table.identity import SameNorms
from poryadok.log.rules import LogRules, MunicipalityRules
from poryadok.norms.model import Norm, Profile

__all__ = ["log_rules"]

CASE_KINDS = frozenset({"response", "request", "precedence"})
PERIOD_KINDS = frozenset({"report", "activity"})


def log_rules(event_types: Sequence[str], profiles: Sequence[Profile]) -> LogRules:
    """Rules for a log of all these municipalities; equal rules are one object."""
    same = SameNorms()
    by_norms: dict[tuple[object, ...], MunicipalityRules] = {}
    shared: dict[str, MunicipalityRules] = {}
    municipalities = {}
    for profile in profiles:
        key = (profile.timezone, *(same.number(version.norms) for version in profile.versions))
        if key not in by_norms:
            rules = _of(profile)
            by_norms[key] = shared.setdefault(repr(rules), rules)
        municipalities[profile.id] = by_norms[key]
    return LogRules(tuple(event_types), municipalities)


def _of(profile: Profile) -> MunicipalityRules:
    norms: dict[str, str] = {}
    case_types: dict[str, set[str]] = {}
    by_norm: dict[str, set[str]] = {}
    carried: dict[str, str] = {}
    for version in profile.versions:
        for norm in version.norms:
            norms[norm.id] = _granularity(norm, norms.get(norm.id, ""))
            for rule in norm.rules:
                types = {*rule.opens, *rule.closes, *rule.requires, *rule.cancel}
                types |= set(rule.extend.events) if rule.extend else set()
                if norm.kind in CASE_KINDS:
                    for name in types:
                        case_types.setdefault(name, set()).add(norm.id)
                if rule.by_norm:
                    for name in {*rule.opens, *rule.closes}:
                        by_norm.setdefault(name, set()).add(norm.id)
                if rule.extend and rule.extend.field:
                    for name in rule.extend.events:
                        carried[name] = rule.extend.field.removeprefix("data.")
    return MunicipalityRules(
        timezone=profile.timezone,
        norms=norms,
        case_types={name: frozenset(ids) for name, ids in sorted(case_types.items())},
        by_norm={name: tuple(sorted(ids)) for name, ids in sorted(by_norm.items())},
        carried=dict(sorted(carried.items())),
    )


def _granularity(norm: Norm, known: str) -> str:
    """The granularity of a norm's periods; «any» while it is open or where versions differ."""
    if norm.kind not in PERIOD_KINDS:
        return known
    every = "any" if norm.open_parameters and norm.base.every is None else norm.base.every or "any"
    return every if known in ("", every) else "any"

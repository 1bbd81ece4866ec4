"""The rules of a log as tables: distinct rule sets instead of municipalities, codes instead of names."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from poryadok.log.rules import LogRules, MunicipalityRules, municipality_enum, type_enum

__all__ = ["Tables", "build_tables", "faults_of"]


@dataclass(frozen=True)
class Tables:
    """What the judge looks up.

    sets: the distinct rule sets; set_of: code of the municipality -> index of its rule set (UInt32).
    zones: IANA zone -> municipalities of it. amounts: field of `data` that some extension reads -> types of
    the events that carry it for some municipality.
    """

    rules: LogRules
    types: pl.Enum
    municipalities: pl.Enum
    norms: pl.Enum
    sets: tuple[MunicipalityRules, ...]
    set_of: pl.Series
    zones: Mapping[str, list[str]]
    amounts: Mapping[str, list[str]]


def build_tables(rules: LogRules) -> Tables:
    """Reduce thousands of municipalities to their few distinct rule sets."""
    sets: list[MunicipalityRules] = []
    by_content: dict[object, int] = {}
    by_identity: dict[object, int] = {}
    set_of: list[int] = []
    zones: dict[str, list[str]] = {}
    for name in sorted(rules.municipalities):
        one = rules.municipalities[name]
        zones.setdefault(one.timezone, []).append(name)
        # Shared mappings are the rule: comparing what they are is much cheaper than what they hold.
        identity = (id(one.norms), id(one.case_types), id(one.by_norm), id(one.carried))
        at = by_identity.get(identity)
        if at is None:
            at = by_content.setdefault(_content(one), len(sets))
            if at == len(sets):
                sets.append(one)
            by_identity[identity] = at
        set_of.append(at)
    amounts: dict[str, set[str]] = {}
    for one in sets:
        for kind, field in one.carried.items():
            amounts.setdefault(field, set()).add(kind)
    return Tables(
        rules=rules,
        types=type_enum(rules),
        municipalities=municipality_enum(rules),
        norms=pl.Enum(sorted({norm for one in sets for norm in one.norms})),
        sets=tuple(sets),
        set_of=pl.Series("set", set_of, dtype=pl.UInt32),
        zones=zones,
        amounts={field: sorted(amounts[field]) for field in sorted(amounts)},
    )


def _content(one: MunicipalityRules) -> object:
    return tuple(frozenset(part.items()) for part in (one.norms, one.case_types, one.by_norm, one.carried))


def faults_of(
    one: MunicipalityRules, kind: str, norm: str | None, has_case: bool, granularity: str | None
) -> list[tuple[str, str, str]]:
    """Judge what depends on norms: (field, reason, what was expected) for each fault.

    granularity: that of a well-written period, None without period or with a bad one.
    """
    faults = []
    takers = one.by_norm.get(kind, ())
    if norm is not None and norm not in one.norms:
        return [("norm", "unknown-norm", "")]
    if norm is None and len(takers) > 1:
        faults.append(("norm", "missing-norm", ", ".join(sorted(takers))))
    cases = one.case_types.get(kind, frozenset())
    if not has_case and (norm in cases if norm is not None else cases):
        faults.append(("case", "missing-case", ""))
    taker = norm if norm is not None else (takers[0] if len(takers) == 1 else None)
    wanted = one.norms.get(taker, "") if taker is not None else ""
    if granularity is not None and wanted not in ("", "any", granularity):
        faults.append(("period", "wrong-period", wanted))
    return faults

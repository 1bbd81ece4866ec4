"""What the acts say of obligations apart from their reckoning: modality, bearer, counterparty, clause."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from poryadok.kernel.judge import Status
from poryadok.kernel.matching import Part
from poryadok.kernel.structures import variants
from poryadok.norms.model import HeadOfSector, Norm, Rule

__all__ = ["HEAD", "leads", "rule_of", "said"]

HEAD: Final = "\0"
"""Stands for «the head of the event's sector» until the sector is known; no id holds it."""


def rule_of(norm: Norm, reading: int, variant: int) -> Rule:
    """The rule of a norm under a reading and an exception (0: none)."""
    return variants(norm.readings[reading].rule)[variant]


def leads(verdict: Sequence[int]) -> pl.Expr:
    """Position in ``verdict`` of the first reading that gives the obligation."""
    lead = pl.lit(0, dtype=pl.UInt32)
    for position in range(len(verdict) - 1, -1, -1):
        gives = pl.col(f"st_{verdict[position]}") != int(Status.NOT_APPLICABLE)
        lead = pl.when(gives).then(pl.lit(position, dtype=pl.UInt32)).otherwise(lead)
    return lead


def said(part: Part, frame: pl.DataFrame) -> pl.DataFrame:
    """What the act says of each row: modality, bearer, counterparty, clause."""
    verdict = part.group.norms[part.version].verdict
    forms = len(variants(part.group.norms[part.version].readings[verdict[0]].rule))
    rows = []
    for versions in part.group.said:
        norm, _ = versions[part.version]
        for reading in verdict:
            for variant in range(forms):
                rule = rule_of(norm, reading, variant)
                bearer = HEAD if isinstance(rule.bearer, HeadOfSector) else rule.bearer
                rows.append((rule.modality, bearer, rule.counterparty, rule.clause))
    names = ("modality", "bearer", "counterparty", "clause")
    table = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    at, form = pl.lit(part.group.lines["said"]).gather("line"), pl.col("variant").cast(pl.UInt32)
    place = at * (len(verdict) * forms) + leads(verdict) * forms + form
    return table[frame.select(place).to_series()]

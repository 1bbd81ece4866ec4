"""The events behind one obligation, and what each of them did to it."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from poryadok.clock.periods import parse_period
from poryadok.clock.zones import day_end, day_start
from poryadok.kernel.assess import Assessment
from poryadok.kernel.judge import Status
from poryadok.kernel.matching import Part
from poryadok.report.steps import lead_of

__all__ = ["Fact", "facts_of"]

OPENED, CLOSED, CANCELLED, EXTENDED, FIRST = "opened", "closed", "cancelled", "extended", "first"
OTHER_READING, NONE = "other-reading", "none"
MOST = 200


@dataclass(frozen=True, slots=True)
class Fact:
    """One event; ``role``: opened, closed, cancelled, extended, first (of an order of acts), counted (towards
    an activity), other-reading (it bears on another reading only), none.
    """

    t: int
    id: str
    type: str
    role: str


def facts_of(assessment: Assessment, log: pl.DataFrame, part: Part, frame: pl.DataFrame) -> list[Fact]:
    """The events of one obligation (a frame of one row), in the order of time, at most ``MOST``.

    For a case: all its events that the norm looks at, those without effect included.
    """
    roles = _roles(part, frame)
    line = part.group.line(frame["line"][0])
    known = log.with_row_index("src").filter(
        pl.col("municipality").cast(pl.String) == assessment.plan.profiles[line.municipality].id,
        pl.col("t") <= assessment.as_of.instants[line.municipality],
        pl.col("type").cast(pl.String).is_in(sorted(part.group.types)),
        pl.col("norm").is_null() | (pl.col("norm") == part.group.norm_id),
    )
    source = frame["src"][0] if "src" in frame.columns else None
    if source is not None:
        known = known.filter(pl.col("case") == log["case"][source])
    elif part.group.family == "activity":
        period = parse_period(frame["period"][0])
        assert period is not None  # the kernel wrote the label
        span = day_start(period.first, line.timezone), day_end(period.last, line.timezone)
        known = known.filter(pl.col("t").is_between(*span))
    else:
        known = known.filter(pl.col("src").is_in(sorted(roles)))
    known = known.sort("t", "id").head(MOST)
    facts = []
    counted = part.group.norms[part.version].base.count if part.group.family == "activity" else 0
    for number, (src, t, name, kind) in enumerate(known.select("src", "t", "id", "type").iter_rows()):
        role = roles.get(src, "counted" if number < counted else NONE)
        facts.append(Fact(t, name, str(kind), role))
    return facts


def _roles(part: Part, frame: pl.DataFrame) -> dict[int, str]:
    """Rows of the log's frame -> role; the verdict's own readings last, so that they have the say."""
    norm = part.group.norms[part.version]
    row = frame.row(0, named=True)
    others = [number for number in range(len(norm.readings)) if number not in norm.verdict]
    roles: dict[int, str] = {}
    for number in (*others, *reversed(norm.verdict)):
        if row[f"st_{number}"] != Status.NOT_APPLICABLE:
            mine = number in norm.verdict
            for src, role in _of_reading(part, row, number).items():
                if mine or src not in roles:
                    roles[src] = role if mine else OTHER_READING
    if row.get("src") is not None:
        roles[row["src"]] = OPENED
    return roles


def _of_reading(part: Part, row: dict[str, Any], reading: int) -> dict[int, str]:
    """What opened, extended and ended the obligation under one reading."""
    end = CANCELLED if row[f"st_{reading}"] == Status.CANCELLED else CLOSED
    found = {row.get(f"end_src_{reading}"): end}
    if part.group.family == "machine":
        lead = lead_of(part, reading)
        found[row[f"own_src_{lead}"]] = OPENED
        for number in range(1, (row[f"cnt_{reading}"] or 0) + 1):
            found[row[f"ext_src_{number}_{lead}"]] = EXTENDED
    elif part.group.family == "precedence":
        found = {row.get(f"end_src_{reading}"): FIRST, row[f"own_src_{lead_of(part, reading)}"]: OPENED}
    return {src: role for src, role in found.items() if src is not None}

"""What a log is judged against: event types, and what the norms of each municipality want of an event."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

__all__ = ["LogRules", "MunicipalityRules", "municipality_enum", "type_enum"]


@dataclass(frozen=True)
class MunicipalityRules:
    """What the norms of one municipality want of an event.

    timezone: IANA zone, used for a `due` that is a date.
    norms: norm id -> granularity of its period (day, week, month, quarter, half-year, year), "any" for a
        period norm whose periodicity is still open, "" for a norm without periods.
    case_types: event type -> ids of the response, request and precedence norms that use it.
    by_norm: event type -> ids of the norms that take it by the event's `norm`.
    carried: event type -> field of `data` (dotted) with a positive whole number, since an extension reads it.

    Municipalities that share a family may share these mappings; the reader works by distinct set.
    """

    timezone: str
    norms: Mapping[str, str]
    case_types: Mapping[str, frozenset[str]]
    by_norm: Mapping[str, tuple[str, ...]]
    carried: Mapping[str, str]


@dataclass(frozen=True)
class LogRules:
    """The vocabulary's event types and all known municipalities, asked for or not."""

    event_types: tuple[str, ...]
    municipalities: dict[str, MunicipalityRules]


def type_enum(rules: LogRules) -> pl.Enum:
    """Return the type of the frame's column `type`: the vocabulary's types in their order."""
    return pl.Enum(rules.event_types)


def municipality_enum(rules: LogRules) -> pl.Enum:
    """Return the type of the frame's column `municipality`: ids sorted, so that code order is text order."""
    return pl.Enum(sorted(rules.municipalities))

"""A record of named texts, as XES and CloudEvents give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Broken", "Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """One record. line: 1-based line of the file, or the record's number in an array."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Broken:
    """The file cannot be read any further: rule of the finding, line (0 if not known), arguments."""

    rule: str
    line: int = 0
    args: Mapping[str, str | int] = field(default_factory=dict)

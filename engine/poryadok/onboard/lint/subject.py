"""What a rule of lint is given, and what it gives back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from poryadok.clock.calendars import Calendar
from poryadok.findings import Severity, Span
from poryadok.norms.model import COMPUTED, Norm, Rule, Version
from poryadok.norms.origins import Origins
from poryadok.onboard.lint.act_text import ActText

__all__ = ["Issue", "Path_", "Subject", "adopted"]

Path_ = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding before it has places.

    ``paths``: the main symbolic place, then the others that belong to it. ``spans`` are places in the act's
    text, for rules that read it. ``severity`` None: the rule's usual one. ``kind`` is the kind of defect that
    the profile would record for it (rules of the act's text), at one of ``locators``.
    """

    paths: tuple[Path_, ...]
    args: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity | None = None
    spans: tuple[Span, ...] = ()
    kind: str | None = None
    locators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """One version of a profile, its calendar, and the act's text where it was given.

    ``found`` are (rule id, path) of what the other rules found; only late rules look at it. ``judged`` are
    the ids of the rules that were run, ``known`` of all that exist.
    """

    id: str
    doc: Mapping[str, Any]
    version: Version
    origins: Origins
    calendar: Calendar | None = None
    act: ActText | None = None
    found: frozenset[tuple[str, str]] = frozenset()
    judged: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of the resolved document, empty if absent."""
        found = self.doc.get(name)
        return found if isinstance(found, Mapping) else {}

    def computed(self) -> Iterator[Norm]:
        """The norms that obligations come from, sorted by id."""
        return (norm for norm in self.version.norms if norm.kind in COMPUTED)


def adopted(norm: Norm) -> Rule:
    """The norm as its adopted answers leave it; the text itself where a question has none."""
    return norm.readings[norm.verdict[0]].rule if len(norm.verdict) == 1 else norm.base

"""A profile with all its layers laid over each other, in its versions."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from poryadok.findings import Finding, in_order
from poryadok.norms.holes import Hole
from poryadok.norms.origins import Origins

__all__ = ["Resolved", "VersionDoc", "once", "span_of"]


@dataclass(frozen=True, slots=True)
class VersionDoc:
    """The resolved document on the local dates ``first`` to ``last`` (None: without bound).

    ``what_if`` is what layers of the rank what-if say: already part of ``doc``, kept apart because that rank
    stands above readings. ``doc`` is settled: ``holes`` are the values that were left to be decided, and
    ``written`` is the document with them.
    """

    first: date | None
    last: date | None
    doc: dict[str, Any]
    origins: Origins
    what_if: tuple[Mapping[str, Any], ...] = ()
    holes: tuple[Hole, ...] = ()
    unsettled: dict[str, Any] | None = None

    @property
    def written(self) -> dict[str, Any]:
        """The document as it is written, holes included."""
        return self.doc if self.unsettled is None else self.unsettled


class SharedJson:
    """The JSON of sections that many profiles share, each written once.

    Layers share what they do not touch, so that a section of the layers below is one object in all profiles
    that leave it alone. The objects are kept beside their text, so that no identity is used twice.
    """

    def __init__(self) -> None:
        self._sections: list[object] = []
        self._texts: dict[int, msgspec.Raw] = {}

    def share(self, doc: Mapping[str, Any]) -> None:
        """Take the sections of a document for shared ones."""
        for section in doc.values():
            if id(section) not in self._texts:
                self._sections.append(section)
                self._texts[id(section)] = msgspec.Raw(msgspec.json.encode(section, order="deterministic"))

    def written(self, doc: Mapping[str, Any]) -> dict[str, Any]:
        """The document with the text of each shared section in its place."""
        return {name: self._texts.get(id(section), section) for name, section in doc.items()}


@dataclass(frozen=True)
class Resolved:
    """A profile with all layers laid, in its versions; without versions when a file could not be read."""

    id: str
    file: Path
    versions: tuple[VersionDoc, ...]
    findings: tuple[Finding, ...]
    shared: SharedJson = field(default_factory=SharedJson, repr=False, compare=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the canonical JSON of all versions' documents: comments and layout do not matter."""
        docs = [
            [str(version.first), str(version.last), self.shared.written(version.written)]
            for version in self.versions
        ]
        return hashlib.sha256(msgspec.json.encode(docs, order="deterministic")).hexdigest()

    def at(self, day: date) -> VersionDoc:
        """The version of a local date; versions leave no day out. Raises IndexError without versions."""
        for version in self.versions:
            if version.last is None or day <= version.last:
                return version
        return self.versions[-1]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make the profile unfit for use."""
        return tuple(finding for finding in self.findings if finding.severity == "critical")

    @property
    def valid(self) -> bool:
        """Tell whether the profile can be computed with."""
        return bool(self.versions) and not self.errors


def span_of(holder: Any) -> tuple[date, date]:
    """First and last day of ``in_force`` of an act or a norm; the calendar's ends where none."""
    in_force = holder.get("in_force") if isinstance(holder, Mapping) else None
    days = in_force if isinstance(in_force, Mapping) else {}
    return _day(days.get("from"), date.min), _day(days.get("to"), date.max)


def _day(value: Any, otherwise: date) -> date:
    try:
        return otherwise if value is None else date.fromisoformat(str(value))
    except ValueError:  # said by the cross checks
        return otherwise


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort, and say once what several versions repeat."""
    seen = {_identity(finding): finding for finding in findings}
    return tuple(in_order(list(seen.values())))


def _identity(finding: Finding) -> tuple[object, ...]:
    """What makes two findings one and the same."""
    args = tuple(sorted((name, str(value)) for name, value in finding.args.items()))
    return finding.rule, finding.path, finding.spans, args

"""Findings: what is wrong, as plain data. Words for people are made at the edge, in ``report``."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

__all__ = ["SEVERITIES", "Finding", "Severity", "Span", "at_least", "in_order"]

Severity = Literal["critical", "high", "medium", "low", "editorial"]
SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low", "editorial")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file; lines and columns are 1-based and count characters. 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    ``rule`` is a stable id, ``path`` the symbolic place (keys from the document's root), ``spans`` where it
    can be seen (the first is the main one), ``args`` what the message of the rule needs, ``fix`` the
    replacement text for the first span, when there is one.
    """

    rule: str
    severity: Severity
    path: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    args: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    fix: str | None = None

    @property
    def fingerprint(self) -> str:
        """A stable identity that survives re-indented lines and reworded messages."""
        file = self.spans[0].file.replace("\\", "/").rsplit("/", 1)[-1] if self.spans else ""
        text = "\x1f".join((self.rule, file, *self.path))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def at_least(severity: Severity, threshold: Severity) -> bool:
    """Tell whether ``severity`` is as grave as ``threshold`` or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(threshold)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Sort by place, then severity; the order never depends on how the checks were run."""

    def key(finding: Finding) -> tuple[object, ...]:
        args = sorted((name, str(value)) for name, value in finding.args.items())
        return finding.spans[:1], SEVERITIES.index(finding.severity), finding.rule, finding.path, args

    return sorted(findings, key=key)

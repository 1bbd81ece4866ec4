"""Run the rules over a resolved profile, and set aside what the profile has accepted or recorded."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from poryadok.clock.calendars import Calendar
from poryadok.findings import SEVERITIES, Finding, Span
from poryadok.norms.model import Profile
from poryadok.norms.origins import Origins
from poryadok.norms.readings import build_profile
from poryadok.norms.resolved import Resolved
from poryadok.onboard.lint.act_text import ActText
from poryadok.onboard.lint.registry import LintRule, all_rules
from poryadok.onboard.lint.subject import Issue, Subject

__all__ = ["LintReport", "Noted", "lint"]

Status = Literal["open", "accepted", "recorded"]


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with its standing.

    ``accepted``: an entry of ``accepted`` covers it; ``recorded``: a defect of the profile says the same.
    ``by`` is the id of that entry or defect, ``reason`` its words. ``id`` is stable: the rule and a
    fingerprint of the profile's id and the path, never of a line or a wording.
    """

    finding: Finding
    id: str
    fingerprint: str
    status: Status
    by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class LintReport:
    """All findings of one profile, gravest first within a status; ``rules`` are the ids that were run."""

    profile: str
    noted: tuple[Noted, ...]
    rules: tuple[str, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that count."""
        return tuple(one.finding for one in self.noted if one.status == "open")


def lint(
    resolved: Resolved, calendars: Mapping[str, Calendar] | None = None, act: ActText | None = None
) -> LintReport:
    """Lint a valid profile, all its versions; with ``act``, its text too."""
    rules = [rule for rule in all_rules().values() if act is not None or not rule.needs_act]
    profile = build_profile(
        resolved.id,
        [(one.first, one.last, one.doc) for one in resolved.versions],
        resolved.digest,
        [one.what_if for one in resolved.versions],
    )
    noted: dict[tuple[str, tuple[str, ...]], Noted] = {}
    for subject in _subjects(resolved, profile, calendars or {}, act):
        for one in _version(subject, rules):
            noted.setdefault((one.finding.rule, one.finding.path), one)
    return LintReport(
        resolved.id, tuple(sorted(noted.values(), key=_order)), tuple(rule.id for rule in rules)
    )


def _subjects(
    resolved: Resolved, profile: Profile, calendars: Mapping[str, Calendar], act: ActText | None
) -> Iterator[Subject]:
    """A subject for each version, the latest first: what is said of several is said as of the latest."""
    for source, version in zip(reversed(resolved.versions), reversed(profile.versions), strict=True):
        yield Subject(resolved.id, source.doc, version, source.origins, calendars.get(profile.calendar), act)


def _version(subject: Subject, rules: Sequence[LintRule]) -> Iterator[Noted]:
    found: set[tuple[str, str]] = set()
    for rule in sorted(rules, key=lambda one: one.late):
        if rule.late:
            subject = replace(
                subject,
                found=frozenset(found),
                judged=frozenset(one.id for one in rules),
                known=frozenset(all_rules()),
            )
        for issue in rule.check(subject):
            finding = _finding(rule, issue, subject.origins)
            found.add((finding.rule, "/".join(finding.path)))
            yield _noted(finding, issue, subject)


def _finding(rule: LintRule, issue: Issue, origins: Origins) -> Finding:
    spans: tuple[Span, ...] = issue.spans or tuple(_span(path, origins) for path in issue.paths)
    return Finding(
        rule.id, issue.severity or rule.severity, issue.paths[0], tuple(dict.fromkeys(spans)), issue.args
    )


def _span(path: tuple[str, ...], origins: Origins) -> Span:
    return origins.span(path, key=True)


def _noted(finding: Finding, issue: Issue, subject: Subject) -> Noted:
    text = "\x1f".join((finding.rule, subject.id, *finding.path))
    fingerprint = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    key = f"{finding.rule}:{fingerprint}"
    for name, entry in subject.section("accepted").items():
        if _covers(entry, finding):
            return Noted(finding, key, fingerprint, "accepted", name, str(entry["reason"]))
    for name, defect in subject.section("defects").items():
        if issue.kind is not None and _records(defect, issue):
            return Noted(finding, key, fingerprint, "recorded", name, str(defect["effect"]))
    return Noted(finding, key, fingerprint, "open", None, None)


def _covers(entry: Mapping[str, Any], finding: Finding) -> bool:
    """An accepted path covers itself and what lies below it."""
    place, path = "/".join(finding.path), str(entry["path"])
    same_rule = str(entry["rule"]).removeprefix("lint.") == finding.rule.removeprefix("lint.")
    return same_rule and (place == path or place.startswith(f"{path}/"))


def _records(defect: Mapping[str, Any], issue: Issue) -> bool:
    return defect.get("kind") == issue.kind and defect.get("locator") in issue.locators


def _order(noted: Noted) -> tuple[object, ...]:
    statuses = ("open", "recorded", "accepted")
    finding = noted.finding
    return statuses.index(noted.status), SEVERITIES.index(finding.severity), finding.rule, finding.path

"""The report of lint as text: what counts first, then what is recorded as a defect, then what is accepted."""

from collections.abc import Callable, Sequence
from pathlib import Path

from poryadok.findings import SEVERITIES
from poryadok.onboard.lint.registry import LintRule
from poryadok.onboard.lint.run import LintReport
from poryadok.report.diagnostics import message_of, render
from poryadok.report.messages import SEVERITY_WORDS

__all__ = ["lint_text", "rule_page", "summary"]


def lint_text(reports: Sequence[LintReport], sources: Callable[[str], Path | None]) -> str:
    """All reports, an empty line between findings; an empty text where nothing was found."""
    blocks: list[str] = []
    for report in reports:
        for one in report.noted:
            if one.status == "open":
                blocks.append(f"{render(one.finding, sources)}\n  имя: {one.id}")
        blocks.extend(_settled(report))
    return "\n\n".join(blocks)


def _settled(report: LintReport) -> list[str]:
    """What was accepted or recorded, grouped by the entry that says why."""
    groups: dict[tuple[str, str | None, str | None], list[str]] = {}
    for one in report.noted:
        if one.status != "open":
            finding = one.finding
            line = f"  {message_of(finding)} [{finding.rule}] {'/'.join(finding.path)}"
            groups.setdefault((one.status, one.by, one.reason), []).append(line)
    if not groups:
        return []
    words = {"accepted": "принято", "recorded": "записано огрехом"}
    lines = [f"{report.profile}: уже учтено"]
    for (status, by, reason), found in groups.items():
        lines += [*found, f"    {words[status]} ({by}): {reason}"]
    return ["\n".join(lines)]


def summary(reports: Sequence[LintReport]) -> str:
    """One line for people: how many findings of each severity, how many accepted."""
    noted = [one for report in reports for one in report.noted]
    found = [one.finding.severity for one in noted if one.status == "open"]
    parts = [f"{SEVERITY_WORDS[name]} — {found.count(name)}" for name in SEVERITIES if name in found]
    accepted = sum(one.status == "accepted" for one in noted)
    recorded = sum(one.status == "recorded" for one in noted)
    return (
        f"Профилей: {len(reports)}, замечаний: {len(found)}"
        + (f" ({', '.join(parts)})" if parts else "")
        + f", принято: {accepted}, записано огрехами: {recorded}"
    )


def rule_page(rule: LintRule) -> str:
    """The page of a rule, its id and severity first."""
    reads = "текст акта (--act)" if rule.needs_act else "профиль"
    severity = f"{rule.severity} ({SEVERITY_WORDS[rule.severity]})"
    return f"{rule.id}\nТяжесть: {severity}. Читает: {reads}.\n\n{rule.page}\n"

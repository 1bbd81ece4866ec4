"""The report of lint as JSON."""

from collections.abc import Sequence
from typing import Any

from poryadok.onboard.lint.run import LintReport
from poryadok.report.diagnostics import as_record

__all__ = ["lint_record"]


def lint_record(reports: Sequence[LintReport]) -> dict[str, Any]:
    """``{profiles: [{id, rules}], findings: […]}``: each finding with its profile, id, status and reason."""
    return {
        "profiles": [{"id": report.profile, "rules": list(report.rules)} for report in reports],
        "findings": [
            {
                "id": one.id,
                "profile": report.profile,
                "status": one.status,
                **as_record(one.finding),
                "fingerprint": one.fingerprint,
                "by": one.by,
                "reason": one.reason,
            }
            for report in reports
            for one in report.noted
        ],
    }

"""The five profiles: nothing is left open, and the acts' known slips are found by their texts alone."""

from pathlib import Path

import pytest

from onboard.lint.lint_world import CALENDARS
from poryadok.norms.library import Library
from poryadok.onboard.lint.act_text import read_act_text
from poryadok.onboard.lint.run import LintReport, lint

ORDERS = Path(__file__).resolve().parents[4] / "shared" / "orders"
LIBRARY = Library.open()
IDS = LIBRARY.ids()

# profile -> (rule, place, defect that records it)
SLIPS = {
    "kuzhmara": {
        ("act-foreign-name", "прил. п. 1", "annex-foreign-name"),
        ("act-kind-differs", "реш. п. 2", "decision-called-resolution"),
    },
    "beloyarsky": {
        ("act-foreign-name", "п. 2 абз. 1", "foreign-administration"),
        ("act-missing-annex", "п. 7", "missing-algorithm"),
        ("act-missing-annex", "п. 1", "missing-resolution"),
    },
    "reftinsky": {
        ("act-kind-differs", "разд. I п. 2", "called-regulation"),
        ("act-numbering-restart", "разд. II п. 1", "numbering-restarts"),
    },
    "borsky": {
        ("act-date-differs", "прил. 2 стр. 1", "annex-date"),
        ("act-kind-differs", "пол. п. 1.1 абз. 1", "decision-or-resolution"),
        ("act-kind-differs", "рег. п. 1.2", "called-resolution"),
        ("act-missing-annex", "пол. п. 1.1 абз. 1", "missing-resolution"),
        ("act-numbering-gap", "рег. п. 2.7 е", "skipped-letter"),
    },
    "kilemar": {("act-numbering-gap", "прил. 2 стр. 14", "rows-missing")},
}


@pytest.mark.parametrize("name", IDS)
def test_nothing_is_left_open(name: str) -> None:
    made = lint(LIBRARY.resolve(name), CALENDARS)
    assert [(one.rule, one.path) for one in made.open] == []
    assert all(one.reason for one in made.noted)


@pytest.mark.parametrize(
    ("name", "rule", "path"),
    [
        ("kuzhmara", "term-shorter-than-prior", "norms/comment.draft/within/comment.propose"),
        ("kuzhmara", "due-always-holiday", "norms/report.statistics/due"),
        ("borsky", "report-due-before-period-end", "norms/indicators.annual/due"),
        ("borsky", "head-without-sector", "roles/sector-head/holders/settlement-heads"),
        ("kilemar", "roles-combined-without-act", "parties/records-adviser/roles"),
        ("kilemar", "sector-without-head", "sectors/housing"),
    ],
)
def test_static_facts_a_lawyer_would_check(name: str, rule: str, path: str) -> None:
    made = lint(LIBRARY.resolve(name), CALENDARS)
    found = {
        ("/".join(one.finding.path), one.status) for one in made.noted if one.finding.rule == f"lint.{rule}"
    }
    assert (path, "accepted") in found


def _with_act(name: str) -> LintReport:
    act, findings = read_act_text(ORDERS / f"{name}.txt")
    assert findings == ()
    return lint(LIBRARY.resolve(name), CALENDARS, act)


@pytest.mark.skipif(not ORDERS.is_dir(), reason="the acts' texts are not here")
@pytest.mark.parametrize("name", IDS)
def test_the_slips_of_the_acts_are_found(name: str) -> None:
    made = _with_act(name)
    assert [(one.rule, one.path) for one in made.open] == []
    found = {
        (one.finding.rule.removeprefix("lint."), one.finding.path[1], one.by)
        for one in made.noted
        if one.status == "recorded"
    }
    assert found == SLIPS[name]

"""Every rule has a page, words, a case where it fires and one where it does not."""

from pathlib import Path

import pytest

from onboard.lint.lint_world import CASES, cases, report
from poryadok.onboard.lint.registry import PREFIX, all_rules
from poryadok.report.diagnostics import expected_of, message_of
from poryadok.report.lint_messages import LINT_MESSAGES
from poryadok.report.lint_text import rule_page

RULES = all_rules()
TRIED = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['case']}") for path in CASES for case in cases(path)
]


@pytest.mark.parametrize(("rule", "case"), TRIED)
def test_case(rule: str, case: dict, tmp_path: Path) -> None:
    found = [one for one in report(tmp_path, case).noted if one.finding.rule == PREFIX + rule]
    assert sorted("/".join(one.finding.path) for one in found if one.status == "open") == case["fires"]
    for one in found:
        said = message_of(one.finding) + expected_of(one.finding)
        assert "{" not in said and "«—»" not in said
        assert message_of(one.finding) != one.finding.rule
        assert one.finding.spans


def test_the_base_is_clean(tmp_path: Path) -> None:
    assert report(tmp_path, {}).noted == ()


def test_every_rule_fires_and_holds_its_peace() -> None:
    tried = {path.stem: cases(path) for path in CASES}
    assert {PREFIX + name for name in tried} == set(RULES)
    for name, listed in tried.items():
        assert any(case["fires"] for case in listed), name
        assert any(not case["fires"] for case in listed), name


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_has_its_page(rule) -> None:
    page = rule_page(rule)
    for part in ("Что находит.", "Почему это плохо.", "Что делать."):
        assert part in page
    assert page.startswith(f"{rule.id}\nТяжесть: {rule.severity}")
    assert any(key == rule.id or key.startswith(f"{rule.id}/") for key in LINT_MESSAGES)


def test_words_are_for_rules_that_exist() -> None:
    named = {key.split("/")[0] for key in LINT_MESSAGES if key.startswith(PREFIX)}
    assert named == set(RULES)

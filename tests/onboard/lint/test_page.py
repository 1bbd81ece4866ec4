"""docs/lint.md lists the rules that exist, as they are."""

import re
from pathlib import Path

from poryadok.onboard.lint.registry import PREFIX, all_rules

PAGE = Path(__file__).resolve().parents[3] / "docs" / "lint.md"
ROW = re.compile(r"^\| `([a-z-]+)` \| (\w+) \| (.+) \|$", re.MULTILINE)


def test_the_tables_are_the_rules() -> None:
    profile, act = PAGE.read_text(encoding="utf-8").split("## Правила по тексту акта")
    for text, needs_act in ((profile, False), (act, True)):
        rules = [
            (rule.id.removeprefix(PREFIX), rule.severity, rule.title)
            for rule in all_rules().values()
            if rule.needs_act is needs_act
        ]
        assert ROW.findall(text) == rules

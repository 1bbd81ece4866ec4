"""A profile and an act for one case of lint: the base, a patch over it, a family below it."""

from pathlib import Path
from typing import Any

import yaml

from poryadok.clock.calendars import load_calendars
from poryadok.norms.files import bundled
from poryadok.norms.library import Library
from poryadok.norms.patch import merge
from poryadok.onboard.act.read import act_of_text
from poryadok.onboard.lint.act_text import text_of
from poryadok.onboard.lint.run import LintReport, lint

__all__ = ["CALENDARS", "CASES", "HERE", "base", "cases", "lay_out", "report"]

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yaml"))
CALENDARS = load_calendars([bundled() / "calendars"])


def base() -> dict[str, Any]:
    return yaml.safe_load((HERE / "base.yaml").read_text(encoding="utf-8"))


def cases(path: Path) -> list[dict[str, Any]]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def lay_out(root: Path, case: dict[str, Any]) -> Path:
    """Write the profile of a case; returns the folder of configuration."""
    (root / "families").mkdir(parents=True)
    (root / "north").mkdir()
    doc = merge(base(), case.get("profile") or {})
    if case.get("family"):
        family = {"format": 1, "id": "extra", "rank": "family", "title": "Ещё", **case["family"]}
        (root / "families" / "extra.yaml").write_text(
            yaml.safe_dump(family, allow_unicode=True), encoding="utf-8"
        )
        doc["extends"] = ["families/extra"]
    (root / "north" / "town.yaml").write_text(
        yaml.safe_dump(doc, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return root


def report(root: Path, case: dict[str, Any]) -> LintReport:
    resolved = Library.open(lay_out(root, case)).resolve("town")
    assert resolved.errors == (), resolved.errors
    act = text_of(act_of_text(case["act"]), "act.txt") if case.get("act") else None
    return lint(resolved, CALENDARS, act)

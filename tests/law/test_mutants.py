"""The cases notice a spoilt norm, in each profile; what they cannot notice is listed with its reason."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cases.resolved import versions_of
from cases.scenarios import Scenario, read_scenarios
from law.mutations import mutants
from law.survey import PROFILES, survey

PAGE = Path(__file__).parents[2] / "docs" / "mutants.md"
ROW = re.compile(r"^\| (\w+) \| `([^`]+)` \| (.+) \|$", re.MULTILINE)
LEAST = 0.95


@cache
def listed() -> dict[tuple[str, str], str]:
    """The page's table: (profile, mutant) -> why no case can notice it."""
    text = PAGE.read_text(encoding="utf-8")
    rows: list[tuple[str, str, str]] = ROW.findall(text)
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == len(table) - 2, "a row of the table is not read"
    found = {(profile, mutant): reason for profile, mutant, reason in rows}
    assert len(found) == len(rows), "a mutant is listed twice"
    return found


def test_the_table_speaks_of_the_profiles() -> None:
    assert {profile for profile, _ in listed()} <= set(PROFILES)
    assert all(reason.strip() for reason in listed().values())


@pytest.mark.parametrize("profile", PROFILES)
def test_mutants_are_noticed(profile: str) -> None:
    found = survey(profile)
    assert sorted(found.survivors) == sorted(mutant for of, mutant in listed() if of == profile)
    assert found.share >= LEAST


@pytest.mark.parametrize("profile", PROFILES)
def test_mutants_differ(profile: str) -> None:
    (version,) = versions_of(profile, ())
    made = list(mutants(version["doc"]))
    assert len({one.name for one in made}) == len(made)
    assert all(one.doc != version["doc"] for one in made)


def test_a_few_cases_do_not_notice_much() -> None:
    few = [one for one in read_scenarios() if one.name == "reftinsky/contact-change-1"]
    found = survey("reftinsky", few)
    assert 0 < found.share < LEAST


def test_a_wrong_case_is_not_taken_for_notice() -> None:
    """A case that the profile itself does not satisfy would notice every mutant."""
    wrong = [one for one in read_scenarios() if one.name == "kuzhmara/fz59-1"]
    with pytest.raises(ValueError, match="kuzhmara/fz59-1"):
        survey("reftinsky", [_moved(one) for one in wrong])


def _moved(scenario: Scenario) -> Scenario:
    """The case said of another profile: its obligations are not there."""
    return replace(scenario, profile="reftinsky")

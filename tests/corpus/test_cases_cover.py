"""Every computed norm of every profile has a scenario in which it is kept and one in which it is broken."""

from __future__ import annotations

from functools import cache

import pytest

from cases.scenarios import Doc, read_scenarios
from corpus.profiles import PROFILES, computed_norms

BROKEN = {"late", "overdue", "violated"}
NEVER_BROKEN = {
    "comment.relay": "the annex sets no term, so it is open until it is done",
}
BROKEN_UNDER_A_READING = {
    "materials.on-request": "the adopted reading gives no term",
    "effectiveness.on-request": "the adopted reading gives no term",
    "summary.on-request": "the adopted reading gives no term",
}
PAIRS = [(profile, norm) for profile in PROFILES for norm in computed_norms(profile)]


@cache
def expectations() -> dict[tuple[str, str], list[Doc]]:
    """What the scenarios expect, by municipality and norm."""
    found: dict[tuple[str, str], list[Doc]] = {pair: [] for pair in PAIRS}
    for scenario in read_scenarios():
        for one in scenario.expect:
            municipality, norm, _ = one["id"].split("/", 2)
            found[municipality, norm].append(one)
    return found


@pytest.mark.parametrize(("profile", "norm"), PAIRS)
def test_kept(profile: str, norm: str) -> None:
    assert any(one["status"] == "fulfilled" for one in expectations()[profile, norm])


@pytest.mark.parametrize(("profile", "norm"), PAIRS)
def test_broken(profile: str, norm: str) -> None:
    wanted = expectations()[profile, norm]
    if norm in NEVER_BROKEN:
        assert any(one["status"] == "pending" and one["due_at"] is None for one in wanted)
    elif norm in BROKEN_UNDER_A_READING:
        contested = [one for one in wanted if one.get("contested")]
        assert BROKEN & {reading["status"] for one in contested for reading in one.get("readings", [])}
    else:
        assert any(one["status"] in BROKEN for one in wanted)


def test_what_every_case_states() -> None:
    for scenario in read_scenarios():
        for one in scenario.expect:
            assert one["why"].strip(), scenario.name
            assert one["bearer"], scenario.name
            assert one["clause"], scenario.name
            assert {"due_at", "safe_due_at", "readings", "opened_by", "closed_by"} & set(one), one["id"]

"""Which mutants of the five profiles no case notices.

    PYTHONPATH=engine:tests python -m law.survey [PROFILE…]

prints the survivors and the share of mutants that were noticed. The cases are judged by the independent
oracle: the program gives the same answers on them, which the cases' own tests hold.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cases.comparing import differences
from cases.resolved import calendars, versions_of
from cases.scenarios import Doc, Scenario, read_scenarios
from law.mutations import mutants
from oracle import assess

__all__ = ["PROFILES", "Survey", "survey"]

PROFILES = ("beloyarsky", "borsky", "kilemar", "kuzhmara", "reftinsky")


@dataclass(frozen=True)
class Survey:
    """``survivors``: what no case of the profile noticed; ``total``: how many mutants there were."""

    profile: str
    total: int
    survivors: tuple[str, ...]

    @property
    def noticed(self) -> int:
        """How many mutants some case noticed."""
        return self.total - len(self.survivors)

    @property
    def share(self) -> float:
        """The noticed part, 0 to 1."""
        return self.noticed / self.total


def survey(profile: str, scenarios: Iterable[Scenario] | None = None) -> Survey:
    """Run the profile's cases against each mutant. A case with layers of its own has them over the mutant.

    Raises ValueError for a case that the unchanged profile does not satisfy: it would notice everything.
    """
    given = read_scenarios() if scenarios is None else scenarios
    own = [one for one in given if one.profile == profile]
    plain = versions_of(profile, ())
    assert len(plain) == 1, "a mutant is made of the only version"
    changed = {
        layers: [_changed(version) for version in versions_of(profile, layers)]
        for layers in {tuple(one.layers) for one in own}
    }
    if wrong := [one.name for one in own if _notices(one, "", changed[tuple(one.layers)])]:
        raise ValueError(f"not satisfied by the profile itself: {wrong}")
    survivors = []
    names = [mutant.name for mutant in mutants(plain[0]["doc"])]
    for name in names:
        norm = name.split(":")[0]
        first = sorted(own, key=lambda one: not _speaks_of(one, norm))
        if not any(_notices(one, name, changed[tuple(one.layers)]) for one in first):
            survivors.append(name)
    return Survey(profile, len(names), tuple(survivors))


def _changed(version: Doc) -> dict[str, Doc]:
    """The version with each change made, by the change's name; by an empty name, as it is."""
    return {"": version} | {one.name: {**version, "doc": one.doc} for one in mutants(version["doc"])}


def _speaks_of(scenario: Scenario, norm: str) -> bool:
    return any(f"/{norm}/" in wanted["id"] for wanted in scenario.expect)


def _notices(scenario: Scenario, name: str, changed: list[dict[str, Doc]]) -> bool:
    versions = [version.get(name, version[""]) for version in changed]
    events = list(
        {event["id"]: event for event in scenario.events if event["id"] not in scenario.quarantined}.values()
    )
    text = scenario.as_of
    as_of = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    answer = assess({scenario.profile: versions}, events, as_of, calendars())
    return bool(differences(scenario, answer, steps=False))


def main(profiles: list[str]) -> None:
    """Print the survey of each profile."""
    for profile in profiles or PROFILES:
        found = survey(profile)
        sys.stdout.write(f"{profile}: {found.noticed} of {found.total} noticed ({found.share:.1%})\n")
        for name in found.survivors:
            sys.stdout.write(f"  {name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

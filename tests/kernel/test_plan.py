"""The plan is the same whether profiles share their norms as objects or only by what they say."""

from copy import deepcopy
from datetime import date
from typing import Any

from kernel.kernel_world import calendars
from poryadok.kernel.log_rules import log_rules
from poryadok.kernel.norm_table.plan import Plan, build_plan
from poryadok.norms.library import Library
from poryadok.norms.model import Profile
from poryadok.norms.readings import ProfileBuilder, build_profile

Doc = dict[str, Any]
STARTS = ("2024-02-01", "2023-05-10", "2024-02-01")


def documents() -> list[tuple[str, list[tuple[date | None, date | None, Doc]]]]:
    """Three municipalities like each bundled one: acts of other days, the last one amended, with hours."""
    library, found = Library.open(), []
    for name in reversed(library.ids()):
        doc = library.resolve(name).versions[-1].doc
        for number, start in enumerate(STARTS):
            own = {**doc, "act": {**doc["act"], "in_force": {"from": start}}}
            versions: list[tuple[date | None, date | None, Doc]] = [(None, None, own)]
            if number == 2:
                norms = dict(own["norms"])
                norms.pop(min(norms))
                later = {**own, "norms": norms, "office_hours": {"monday": ["09:00-18:00"]}}
                versions = [(None, date(2024, 6, 30), own), (date(2024, 7, 1), None, later)]
            found.append((f"{name}-{number}", versions))
    return found


def built(*, shared: bool) -> list[Profile]:
    builder = ProfileBuilder()
    if shared:
        return [builder.build(name, versions, "digest") for name, versions in documents()]
    return [build_profile(name, deepcopy(versions), "digest") for name, versions in documents()]


def test_sharing_changes_nothing() -> None:
    shared, alone = (build_plan(built(shared=one), calendars()) for one in (True, False))
    assert len(shared.groups) == len(alone.groups)
    for a, b in zip(shared.groups, alone.groups, strict=True):
        assert (a.norm_id, a.family, a.norms, a.offices) == (b.norm_id, b.family, b.norms, b.offices)
        assert a.places == b.places
        assert a.lines.drop("said").equals(b.lines.drop("said"))
        assert [a.line(n) for n in range(a.lines.height)] == [b.line(n) for n in range(b.lines.height)]
    rules = [log_rules(("appeal.received",), built(shared=one)) for one in (True, False)]
    assert rules[0] == rules[1]


def test_every_line_says_what_its_profile_says() -> None:
    plan = build_plan(built(shared=True), calendars())
    seen = set()
    for group in plan.groups:
        assert group.lines["mun"].is_sorted()
        assert group.lines["line"].to_list() == list(range(group.lines.height))
        for number in range(group.lines.height):
            line = group.line(number)
            profile = plan.profiles[line.municipality]
            assert (line.timezone, line.calendar) == (profile.timezone, profile.calendar)
            for version in line.versions:
                assert any(version.norm is norm for one in profile.versions for norm in one.norms)
                assert version.norm.id == group.norm_id
            seen.add((profile.id, group.norm_id))
    assert seen == computed(plan)


def computed(plan: Plan) -> set[tuple[str, str]]:
    kinds = {"response", "request", "report", "once", "activity", "precedence"}
    return {
        (profile.id, norm.id)
        for profile in plan.profiles
        for version in profile.versions
        for norm in version.norms
        if norm.kind in kinds and not norm.open_parameters
    }


def test_the_towns_are_ranked_by_their_ids() -> None:
    towns = build_plan(built(shared=True), calendars()).towns
    ranked = towns.sort("rank")["municipality"].to_list()
    assert ranked == sorted(towns["municipality"].to_list())
    assert towns["rank"].sort().to_list() == list(range(towns.height))
    assert ranked != towns["municipality"].to_list()

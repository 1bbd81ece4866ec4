"""An invented order with every construct of other municipalities' orders; its profile, by the guide alone."""

import json
import shutil
from pathlib import Path

import pytest

from onboarding.okrug_world import FOLDER, read, run

# what the order says -> where the profile says it, and the value there
CONSTRUCTS = {
    "minutes": ("norms/message.route/within", {"minutes": 30}),
    "working hours": ("norms/message.answer/within", {"working_hours": 9}),
    "fewer for important ones": (
        "norms/message.answer/exceptions/important",
        {"where": {"priority": "urgent"}, "patch": {"within": {"working_hours": 4}}},
    ),
    "an interim answer counts": (
        "norms/message.answer/closes",
        ["message.answered", "message.interim-answered"],
    ),
    "then the full one": ("norms/message.complete/opens", "message.interim-answered"),
    "in 7 days …": ("norms/message.complete/within", {"days": 7}),
    "… or 7 working days": (
        "readings/full-answer-days/alternatives/working/patch",
        {"within": {"days": None, "working_days": 7}},
    ),
    "return to the router": ("norms/message.return/within", {"minutes": 30}),
    "inside a total cap": ("norms/message.total/within", {"hours": 9}),
    "a term that the curator sets": ("norms/message.assignment/within", {"field": "due"}),
    "a local term beside the federal one": ("norms/appeal.local-answer/alongside", "fz59.answer"),
    "after hours, from the next working day": ("norms/message.route/after_hours", "next_working_day"),
    "… of a registration": ("norms/appeal.local-register/after_hours", "next_working_day"),
    "rolled back": ("norms/indicators.annual/roll", "previous"),
    "rolled on": ("norms/rating.departments/roll", "next"),
    "once, by a date": ("norms/contact.designate/kind", "once"),
    "two posts a week": ("norms/pages.post/count", 2),
    "a monthly rating": ("norms/rating.departments/every", "month"),
    "with a minimum sample": (
        "norms/rating.departments/sample",
        {"of": "message.received", "at_least": 5},
    ),
    "an act that repeals another": ("act/repeals/zaprudnoe-31/number", "31"),
    "a condition on an attribute": ("norms/message.return/where", {"data.misrouted": "да"}),
    "an extension that the event carries": (
        "norms/appeal.local-answer/extend/by",
        {"field": "data.days", "unit": "calendar_days"},
    ),
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_the_order_uses_the_construct(name: str) -> None:
    path, wanted = CONSTRUCTS[name]
    here = read("profile.yaml")
    for key in path.split("/"):
        here = here[key]
    assert here == wanted


def test_what_is_begun_is_valid_and_tells_what_is_open(begun: Path, capsys) -> None:
    code, out, _ = run(capsys, "validate", "--configs", begun / "configs", "--format", "json")
    assert code == 0
    (begun_one,) = [one for one in json.loads(out)["profiles"] if one["id"] == "srednerechensky"]
    progress = begun_one["progress"]
    assert 0 < progress["percent"] < 100
    # what the act says and the options did not
    opened = {one["path"] for one in progress["open"]}
    assert {"act/kind", "act/date", "act/issuer", "act/title", "parties/local-authority/title"} <= opened


def test_what_is_written_is_whole(region: Path, capsys) -> None:
    code, out, _ = run(
        capsys, "validate", "--configs", region / "configs", "--fail-on", "editorial", "--format", "json"
    )
    report = json.loads(out)
    assert (code, report["findings"]) == (0, [])
    assert {one["progress"]["percent"] for one in report["profiles"]} == {100}


def test_every_clause_is_bound_and_nothing_is_left_to_say(region: Path, tmp_path: Path, capsys) -> None:
    """``trace --write`` records the fingerprints, then ``lint`` has nothing that was not accepted."""
    folder = tmp_path / "region"
    shutil.copytree(region, folder)
    # the preamble and sixteen points; the preamble, two points
    for name, clauses in (("srednerechensky", 17), ("zaprudnoe", 3)):
        known = (name, "--configs", folder / "configs", "--act", folder / "acts" / f"{name}.txt")
        code, _, said = run(capsys, "trace", *known, "--write")
        assert (code, said) == (0, said)
        code, out, _ = run(capsys, "trace", *known, "--format", "json")
        traced = json.loads(out)
        assert (code, len(traced["clauses"])) == (0, clauses)
        assert traced["unbound"] == traced["dangling"] == traced["drifted"] == []
        code, out, _ = run(capsys, "lint", *known, "--format", "json", "--fail-on", "editorial")
        linted = json.loads(out)
        assert code == 0, out
        assert {one["status"] for one in linted["findings"]} <= {"accepted"}
        assert all(one["reason"] for one in linted["findings"])
    written = (folder / "configs" / "priozerie" / "srednerechensky.yaml").read_text(encoding="utf-8")
    # the clerk's comments are kept
    assert "# столбец «На контроле»; сам срок – в событии" in written
    code, _, _ = run(capsys, "validate", "--configs", folder / "configs", "--fail-on", "editorial")
    assert code == 0


def test_the_act_itself_gives_a_draft_that_is_a_profile(region: Path, tmp_path: Path, capsys) -> None:
    """``draft`` finds the region by its name in the act: nothing that no day can do without is open."""
    out = region / "configs" / "priozerie" / "draft.yaml"
    act = FOLDER / "act.txt"
    made = ("--configs", region / "configs", "--format", "yaml", "--out", out)
    try:
        assert run(capsys, "draft", act, *made)[0] == 0
        code, said, _ = run(capsys, "validate", "draft", "--configs", region / "configs")
        assert code == 0, said
    finally:
        out.unlink(missing_ok=True)

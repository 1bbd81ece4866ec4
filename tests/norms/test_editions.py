"""Amendments in time: every version is checked, and so is what dated layers leave between them."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from poryadok.cli.main import cli
from poryadok.norms.force import act_days
from poryadok.norms.library import Library

BROKEN = Path(__file__).parents[1] / "broken"
ADDED = "norms: {extra: {kind: standing, title: Ещё, bearer: admin, source: {locator: п. 9}}}"


@pytest.fixture
def town(tmp_path: Path):
    """Write layers (name -> in_force, body) beside a town; give back what is found, as (rule, words)."""
    root = tmp_path / "configs"
    for name in ("vocabulary.yaml", "families/sample.yaml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((BROKEN / name).read_bytes())
    folder = root / "north" / "town.d"
    folder.mkdir(parents=True)

    def found(layers: dict[str, tuple[str, str]], own: str = "", rank: str = "amendment"):
        (root / "north" / "town.yaml").write_text(
            f"format: 1\nid: town\nrank: municipality\nextends: [families/sample]\n{own}\n", encoding="utf-8"
        )
        for name, (in_force, body) in layers.items():
            (folder / f"{name}.yaml").write_text(
                f"format: 1\nid: {name}\nrank: {rank}\nfor: town\nin_force: {{{in_force}}}\n{body}\n", "utf-8"
            )
        return Library.open(root).resolve("town")

    return found


def said(resolved) -> list[tuple[str, str]]:
    return [(one.rule, "/".join(one.path)) for one in resolved.findings]


def reply(days: int) -> str:
    return f"norms: {{reply: {{within: {{days: {days}}}}}}}"


def test_a_version_in_the_middle_is_checked_like_any_other(town):
    # 2025: no such actor; from 2026 on the actor is right again
    resolved = town(
        {
            "a": ("from: 2025-01-01, to: 2025-12-31", "norms: {reply: {bearer: nobody}}"),
            "b": ("from: 2026-01-01", reply(5)),
        }
    )
    assert said(resolved) == [("reference.actor", "norms/reply/bearer")]
    # the schema too: what is left of a norm after a deletion
    resolved = town({"a": ("from: 2025-01-01, to: 2025-12-31", "norms: {reply: {opens: null}}")})
    assert said(resolved)[0][0].startswith(("schema.", "norm."))


def test_amendments_one_after_another_are_fine(town):
    resolved = town(
        {
            "a": ("from: 2025-01-01", reply(8)),
            "b": ("from: 2025-06-01", reply(6)),
            "c": ("from: 2026-01-01", reply(4)),
        }
    )
    assert said(resolved) == []
    assert [one.doc["norms"]["reply"]["within"]["days"] for one in resolved.versions] == [10, 8, 6, 4]


def test_a_norm_that_goes_and_comes_back(town):
    # in force to 30 June, again from 1 September: July and August are without it
    resolved = town(
        {"a": ("from: 2025-01-01, to: 2025-06-30", ADDED), "b": ("from: 2025-09-01", ADDED)},
    )
    (finding,) = resolved.findings
    assert (finding.rule, finding.severity, dict(finding.args)) == (
        "version.gap",
        "high",
        {"norm": "extra", "first": "2025-07-01", "last": "2025-08-31"},
    )
    assert [Path(span.file).name for span in finding.spans] == ["b.yaml", "a.yaml"]


def test_validate_reports_what_lies_between_versions(town, tmp_path):
    town({"a": ("from: 2025-01-01, to: 2025-06-30", ADDED), "b": ("from: 2025-09-01", ADDED)})
    result = CliRunner().invoke(cli, ["validate", "--configs", str(tmp_path / "configs")])
    assert result.exit_code == 1  # a gap is grave; the profile can still be computed with
    assert "нормы «extra» нет с 2025-07-01 по 2025-08-31" in result.stdout


def test_stretches_that_touch_leave_no_gap(town):
    assert (
        said(town({"a": ("from: 2025-01-01, to: 2025-06-30", ADDED), "b": ("from: 2025-07-01", ADDED)})) == []
    )


def test_a_suspension_that_is_said_is_no_gap(town):
    resolved = town({"a": ("from: 2025-03-01, to: 2025-05-31", "norms: {reply: null}")})
    assert said(resolved) == []
    assert ["reply" in one.doc["norms"] for one in resolved.versions] == [True, False, True]


def test_a_norm_that_only_ends_or_only_begins_leaves_no_gap(town):
    assert (
        said(town({"a": ("from: 2025-01-01", ADDED), "b": ("from: 2025-09-01", "norms: {extra: null}")}))
        == []
    )


def test_days_of_its_own_may_leave_a_gap_between_amendments(town):
    # the first amendment ends the norm on 31 May, the second gives it 1 July as its first day: June is bare
    resolved = town(
        {
            "a": ("from: 2025-01-01, to: 2025-06-30", "norms: {reply: {in_force: {to: 2025-05-31}}}"),
            "b": ("from: 2025-07-01", reply(5)),
        }
    )
    (finding,) = resolved.findings
    assert (finding.rule, finding.args["first"], finding.args["last"]) == (
        "version.gap",
        "2025-06-01",
        "2025-06-30",
    )


def test_days_on_which_the_act_is_not_in_force_are_no_gap(town):
    # the act sleeps from 1 July to 31 August, and the norm with it
    resolved = town(
        {
            "a": ("from: 2025-01-01, to: 2025-08-31", "act: {in_force: {to: 2025-06-30}}"),
            "b": ("from: 2025-09-01", "act: {in_force: {from: 2025-09-01}}"),
        }
    )
    assert said(resolved) == []
    assert act_days(resolved.versions) == [
        (date(2024, 1, 15), date(2025, 6, 30)),
        (date(2025, 9, 1), date.max),
    ]


def test_a_value_that_falls_back(town):
    # inside 2025 another term from March to May: from 1 June the term of the year is back
    resolved = town(
        {
            "a": ("from: 2025-01-01, to: 2025-12-31", reply(8)),
            "b": ("from: 2025-03-01, to: 2025-05-31", reply(6)),
        }
    )
    (finding,) = resolved.findings
    assert (finding.rule, finding.severity, "/".join(finding.path)) == (
        "version.overlap",
        "medium",
        "norms/reply/within/days",
    )
    assert dict(finding.args) == {"first": "a", "second": "b", "last": "2025-05-31", "back": "2025-06-01"}
    assert [one.doc["norms"]["reply"]["within"]["days"] for one in resolved.versions] == [10, 8, 6, 8, 10]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("from: 2025-01-01", "from: 2025-03-01"),  # the later one stays
        ("from: 2025-01-01, to: 2025-05-31", "from: 2025-03-01, to: 2025-05-31"),  # both end on one day
        (
            "from: 2025-01-01, to: 2025-05-31",
            "from: 2025-03-01, to: 2025-12-31",
        ),  # the earlier one ends first
        ("from: 2025-01-01, to: 2025-02-28", "from: 2025-03-01, to: 2025-05-31"),  # one after the other
    ],
)
def test_no_value_falls_back(town, first, second):
    assert said(town({"a": (first, reply(8)), "b": (second, reply(6))})) == []


def test_overlapping_amendments_of_different_values_are_fine(town):
    resolved = town(
        {
            "a": ("from: 2025-01-01", reply(8)),
            "b": ("from: 2025-03-01, to: 2025-05-31", "norms: {reply: {title: Иначе}}"),
        }
    )
    assert said(resolved) == []


def test_days_outside_the_act(town):
    end = "act: {in_force: {to: 2025-12-31}}"
    # a layer without end ends with its act; the act of the sample is in force from 15 January 2024
    assert said(town({"a": ("from: 2024-01-15", reply(8))}, end)) == []
    assert said(town({"a": ("from: 2024-01-14", reply(8))}, end)) == [("version.before-act", "in_force/from")]
    assert said(town({"a": ("from: 2025-01-01, to: 2025-12-31", reply(8))}, end)) == []
    assert said(town({"a": ("from: 2025-01-01, to: 2026-01-01", reply(8))}, end)) == [
        ("version.after-act", "in_force/to")
    ]
    assert said(town({"a": ("from: 2026-01-01", reply(8))}, end)) == [("version.after-act", "in_force/from")]


def test_local_decisions_are_held_to_the_act_too(town):
    found = town({"a": ("from: 2024-01-14", reply(8))}, rank="decision")
    assert said(found) == [("version.before-act", "in_force/from")]


def test_an_amendment_that_ends_before_it_begins(town):
    assert ("in-force.reversed", "in_force") in said(
        town({"a": ("from: 2025-02-01, to: 2025-01-01", reply(8))})
    )


def test_the_ends_of_the_calendar(town):
    resolved = town(
        {"a": ("from: 2025-01-01", reply(8)), "b": ("from: 2025-03-01, to: 9999-12-31", reply(6))}
    )
    assert said(resolved) == []

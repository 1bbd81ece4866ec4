"""What is accepted, what is recorded, and the identity of a finding."""

from pathlib import Path

from onboard.lint.lint_world import CALENDARS, HERE, cases, lay_out, report
from poryadok.norms.library import Library
from poryadok.onboard.act.read import act_of_text
from poryadok.onboard.lint.act_text import text_of
from poryadok.onboard.lint.run import lint
from poryadok.report.diagnostics import message_of

HEADLESS = {
    "profile": {"sectors": {"roads": {"head": None}, "sport": {"title": "Спорт", "standing": "main"}}}
}
ACT = """ПОРЯДОК
работы с обращениями

1. Администрация отвечает жителям в срок.
2. Ответ готовится по алгоритму согласно приложению к настоящему Порядку.
"""


def standing(case: dict, root: Path, rule: str) -> dict[str, tuple]:
    return {
        "/".join(one.finding.path): (one.status, one.by, one.reason)
        for one in report(root, case).noted
        if one.finding.rule == f"lint.{rule}"
    }


def test_a_finding_is_accepted_by_its_path_or_by_what_holds_it(tmp_path: Path) -> None:
    accepted = {"one": {"rule": "sector-without-head", "path": "sectors/roads", "reason": "Так."}}
    case = {"profile": {**HEADLESS["profile"], "accepted": accepted}}
    found = standing(case, tmp_path / "a", "sector-without-head")
    assert found == {"sectors/roads": ("accepted", "one", "Так."), "sectors/sport": ("open", None, None)}
    accepted["one"]["path"] = "sectors"
    both = standing(case, tmp_path / "b", "sector-without-head")
    assert {status for status, _, _ in both.values()} == {"accepted"}
    # part of a key is no part of a path
    accepted["one"]["path"] = "sectors/road"
    none = standing(case, tmp_path / "c", "sector-without-head")
    assert {status for status, _, _ in none.values()} == {"open"}


def test_what_is_accepted_does_not_count(tmp_path: Path) -> None:
    accepted = {"one": {"rule": "sector-without-head", "path": "sectors", "reason": "Так."}}
    made = report(tmp_path, {"profile": {**HEADLESS["profile"], "accepted": accepted}})
    assert [one.rule for one in made.open if one.rule == "lint.sector-without-head"] == []
    assert len([one for one in made.noted if one.status == "accepted"]) == 2


def test_a_defect_of_the_same_kind_and_place_records_a_finding_of_the_text(tmp_path: Path) -> None:
    defect = {"locator": "п. 2", "kind": "missing-annex", "severity": "high", "effect": "Алгоритма нет."}
    found = standing(
        {"act": ACT, "profile": {"defects": {"gone": defect}}}, tmp_path / "a", "act-missing-annex"
    )
    assert found == {"text/п. 2/annex": ("recorded", "gone", "Алгоритма нет.")}
    for change in ({"locator": "п. 1"}, {"kind": "wording"}):
        case = {"act": ACT, "profile": {"defects": {"gone": {**defect, **change}}}}
        found = standing(case, tmp_path / str(change), "act-missing-annex")
        assert found == {"text/п. 2/annex": ("open", None, None)}


def test_an_identity_is_of_rule_profile_and_path_never_of_a_line(tmp_path: Path) -> None:
    first = report(tmp_path / "a", HEADLESS)
    root = lay_out(tmp_path / "b", HEADLESS)
    path = root / "north" / "town.yaml"
    path.write_text("# ещё строка\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    second = lint(Library.open(root).resolve("town"), CALENDARS)
    assert [one.id for one in first.noted] == [one.id for one in second.noted]
    assert [one.finding.spans for one in first.noted] != [one.finding.spans for one in second.noted]
    assert len({one.id for one in first.noted}) == len(first.noted) > 1
    assert all(one.id == f"{one.finding.rule}:{one.fingerprint}" for one in first.noted)
    moved = path.rename(path.with_name("other.yaml"))
    moved.write_text(moved.read_text(encoding="utf-8").replace("id: town", "id: other"), encoding="utf-8")
    other = lint(Library.open(root).resolve("other"), CALENDARS)
    assert not {one.id for one in other.noted} & {one.id for one in first.noted}


def test_every_version_is_looked_at_and_said_once(tmp_path: Path) -> None:
    root = lay_out(tmp_path, HEADLESS)
    (root / "north" / "town.d").mkdir()
    amendment = "format: 1\nid: later\nrank: amendment\nfor: town\nin_force: {from: 2025-01-01}\n"
    (root / "north" / "town.d" / "later.yaml").write_text(
        amendment + "sectors: {roads: {head: head}}\n", encoding="utf-8"
    )
    made = lint(Library.open(root).resolve("town"), CALENDARS)
    found = [one.finding.path for one in made.noted if one.finding.rule == "lint.sector-without-head"]
    assert found == [("sectors", "roads"), ("sectors", "sport")]


def test_rules_of_the_text_run_only_with_a_text(tmp_path: Path) -> None:
    without = report(tmp_path / "a", {}).rules
    with_act = report(tmp_path / "b", {"act": ACT}).rules
    assert set(with_act) - set(without) == {f"lint.{one.stem}" for one in (HERE / "cases").glob("act-*.yaml")}
    assert cases(HERE / "cases" / "act-missing-annex.yaml")


def test_any_part_of_a_text_can_be_read(tmp_path: Path) -> None:
    resolved = Library.open(lay_out(tmp_path, {})).resolve("town")
    texts = [
        case["act"] for path in (HERE / "cases").glob("act-*.yaml") for case in cases(path) if "act" in case
    ]
    for text in texts:
        lines = text.split("\n")
        for piece in (lines[::-1], lines[1::2], lines[: len(lines) // 2], lines * 2, []):
            made = lint(resolved, CALENDARS, text_of(act_of_text("\n".join(piece)), "act.txt"))
            assert all("{" not in message_of(one.finding) for one in made.noted)

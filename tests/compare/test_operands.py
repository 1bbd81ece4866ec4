"""What a side of a comparison may be called, and what is said of a wrong name."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import poryadok
from compare.git_world import Repo, make_repo
from poryadok.cli.main import cli
from poryadok.compare.differences import diff
from poryadok.compare.operands import read_operands
from poryadok.norms.library import Library
from poryadok.report.diagnostics import render_all
from poryadok.report.operand_messages import OPERAND_MESSAGES

AMENDED = """format: 1
id: town-2025
rank: amendment
for: town
title: Ответ за пять дней
in_force: {from: 2025-03-01}
norms: {reply: {within: {days: 5}}}
"""


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    made = make_repo(tmp_path / "репо", monkeypatch)
    made.write("configs/north/town.d/2025.yaml", AMENDED)
    monkeypatch.chdir(made.top)
    return made


def one(name: str, repo: Repo):
    read = read_operands([name], repo.top / "configs")
    assert read.findings == ()
    (found,) = read.found
    return found


def wrong(*names: str, configs: Path | None = Path("configs")) -> dict[str, dict[str, object]]:
    read = read_operands(names, configs)
    assert read.found == ()
    said = render_all(read.findings, read.source)
    assert "«—»" not in said  # no argument is missing in the words
    return {finding.rule: dict(finding.args) for finding in read.findings}


def days(operand) -> int:
    return operand.doc["norms"]["reply"]["within"]["days"]


def test_an_id_is_the_last_version(repo):
    found = one("town", repo)
    # the family says 10 days, the amendment in force from 1 March 2025 says 5
    assert (found.label, found.id, found.day, days(found)) == ("town", "town", None, 5)
    assert (found.version.first, found.version.last) == (date(2025, 3, 1), None)


def test_a_day_chooses_the_version(repo):
    # 28 February is the last day of the old text, 1 March the first of the new one
    before, after = one("town@2025-02-28", repo), one("town@2025-03-01", repo)
    assert (days(before), days(after)) == (10, 5)
    assert (before.day, before.label) == (date(2025, 2, 28), "town@2025-02-28")
    assert (before.version.first, before.version.last) == (None, date(2025, 2, 28))
    assert before.digest != after.digest


def test_the_profile_of_an_operand_is_one_text_without_bounds(repo):
    found = one("town@2025-02-28", repo)
    (version,) = found.profile.versions
    assert (version.first, version.last) == (None, None)
    # the act's own days still hold: the sample is in force from 15 January 2024
    assert version.act_in_force == (date(2024, 1, 15), None)
    assert found.profile.digest == found.digest


def test_a_profile_of_one_version_has_the_digest_that_every_command_prints(repo):
    assert one("village", repo).digest == Library.open(Path("configs")).resolve("village").digest


@pytest.mark.parametrize(
    "name",
    [
        "configs/north/town.yaml",
        "./configs/north/town.yaml",
        "configs/north/town.yaml@2025-03-01",
    ],
)
def test_a_path(repo, name):
    found = read_operands([name]).found[0]
    assert (found.id, days(found), found.label) == ("town", 5, name)


def test_an_at_sign_in_a_folder_is_no_day(repo):
    (repo.top / "configs").rename(repo.top / "a@b")
    found = read_operands(["a@b/north/town.yaml", "a@b/north/town.yaml@2024-05-05"])
    assert [days(operand) for operand in found.found] == [5, 10]


def test_calendars_come_along():
    found = read_operands(["borsky"]).found[0]
    assert 2026 in found.calendars["ru"].years


def test_the_bundled_profiles_need_no_repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert [operand.id for operand in read_operands(["borsky@2023-01-01", "kilemar"]).found] == [
        "borsky",
        "kilemar",
    ]


def test_everything_wrong_is_said_at_once(repo):
    found = wrong(
        "towm", "town@вчера", "town@2024-02-30", "configs/north/tovn.yaml", "git:нет:town", "git:HEAD"
    )
    assert set(found) == {
        "profile.unknown",
        "operand.date",
        "operand.no-file",
        "git.revision",
        "operand.git-form",
    }
    assert found["profile.unknown"]["suggestion"] == "town"
    assert found["operand.no-file"]["suggestion"] == "configs/north/town.yaml"


def test_an_empty_day_is_no_day(repo):
    assert wrong("town@")["operand.date"]["operand"] == "town@"


def test_a_day_before_the_act(repo):
    assert wrong("town@2024-01-14")["operand.before"]["first"] == "2024-01-15"


def test_a_day_after_the_act(repo):
    repo.write(
        "configs/north/town.d/end.yaml",
        "format: 1\nid: end\nrank: decision\nfor: town\nact: {in_force: {to: 2026-12-31}}\n",
    )
    assert wrong("town@2027-01-01")["operand.after"]["last"] == "2026-12-31"
    assert one("town@2026-12-31", repo).id == "town"


def test_an_invalid_profile_is_no_operand(repo):
    repo.edit("configs/north/town.yaml", "rank: municipality", "rank: municipality\nnorm: {}")
    assert "schema.unknown-key" in wrong("town", "village")


def test_a_shared_layer_is_no_operand(repo):
    assert "profile.not-a-profile" in wrong("configs/families/sample.yaml")


def test_a_name_longer_than_a_file_may_have():
    for name in ("x" * 5000 + ".yaml", "x" * 5000 + "/y.yaml"):
        assert "operand.no-file" in wrong(name, configs=None)


def test_a_wrong_calendar(repo):
    path = repo.write("configs/calendars/ru/2031.yaml", "year: x\n")
    assert "calendar.wrong" in {finding.rule for finding in read_operands(["town"], Path("configs")).findings}
    path.unlink()
    assert read_operands(["town"], Path("configs")).findings == ()


def test_layers_of_the_command_line_lie_on_both_sides(repo):
    layer = repo.write("try.yaml", "format: 1\nid: try\nrank: what-if\nnorms: {reply: {within: {days: 2}}}\n")
    read = read_operands(["town", "git:HEAD:town"], Path("configs"), [layer])
    assert [days(operand) for operand in read.found] == [2, 2]


def test_the_two_texts_of_an_amended_act(repo):
    # 10 days before 1 March 2025, 5 from then on: due sooner for every event, so the later text is tighter
    read = read_operands(["town@2025-02-28", "town@2025-03-01"], Path("configs"))
    (change,) = diff(*read.found).changes
    assert (change.norm, change.field, change.cls) == ("reply", "within", "tightened")
    assert (change.a, change.b) == ({"days": 10}, {"days": 5})
    assert (change.clause_a, change.clause_b) == ("п. 1", "п. 1")
    (back,) = diff(*reversed(read.found)).changes
    assert (back.cls, back.a, back.b) == ("relaxed", {"days": 5}, {"days": 10})


def test_an_obligation_lives_by_the_text_of_the_day_it_opened(repo):
    # registered on 28 February 2025: 10 days without that one, up to 10 March 23:59:59, although the act was
    # amended on the way; registered on 1 March: 5 days, up to 6 March
    repo.write(
        "log.jsonl",
        "".join(
            json.dumps(
                {
                    "id": f"e{day}",
                    "time": f"2025-{day}T12:00:00+03:00",
                    "municipality": "town",
                    "type": "appeal.registered",
                    "case": day,
                }
            )
            + "\n"
            for day in ("02-28", "03-01")
        ),
    )
    args = [
        "town",
        "--configs",
        "configs",
        "--events",
        "log.jsonl",
        "--as-of",
        "2025-04-01",
        "--format",
        "json",
    ]
    found = json.loads(CliRunner().invoke(cli, ["obligations", *args]).stdout)["obligations"]
    dues = {one["case"]: one["due_at"] for one in found if one["norm"] == "reply"}
    assert dues == {"02-28": "2025-03-10T23:59:59+03:00", "03-01": "2025-03-06T23:59:59+03:00"}


def test_every_rule_has_words_and_every_word_a_rule():
    folder = Path(poryadok.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in (folder / "compare").glob("*.py"))
    used = set(re.findall(r'"((?:operand|git)\.[a-z-]+)"', text))
    assert used == set(OPERAND_MESSAGES)

"""A draft as a profile: valid but for its holes, nothing guessed, and over a family only what differs."""

from pathlib import Path

import pytest

from onboard.draft.measuring import FIVE, HELD_OUT, HERE, ORDERS, OWN
from poryadok.norms.library import Library
from poryadok.norms.validation import validate
from poryadok.norms.yaml_text import load_text
from poryadok.onboard.act.read import act_of_text, read_act
from poryadok.onboard.draft.build import draft_of
from poryadok.onboard.draft.profile import Place, Profile, profile_of
from poryadok.report.draft_words import hole_words
from poryadok.report.draft_yaml import draft_yaml

HEAD = """АДМИНИСТРАЦИЯ ЛЕСНОГО СЕЛЬСКОГО ПОСЕЛЕНИЯ

ПОСТАНОВЛЕНИЕ

от 1 июня 2025 года № 5

О работе с сообщениями

"""


def made(text: str, place: Place | None = None) -> tuple[Profile, str]:
    act = act_of_text(HEAD + text)
    draft = draft_of(act, "act.txt")
    profile = profile_of(draft, act.clauses, Library.open().vocabulary, place)
    body, wrong = draft_yaml(draft, profile, "act.txt")
    assert wrong == ()
    return profile, body


def codes(profile: Profile) -> list[str]:
    return [hole.code for hole in profile.holes]


@pytest.mark.parametrize("name", [*FIVE, *OWN, *HELD_OUT])
def test_only_holes_keep_a_draft_from_being_valid(name, tmp_path: Path):
    path = (ORDERS if name in FIVE else HERE) / f"{name}.txt"
    if not path.exists():
        pytest.skip("the texts of the acts are not at hand")
    act, _ = read_act(path)
    draft = draft_of(act, path.name)
    profile = profile_of(draft, act.clauses, Library.open().vocabulary, Place(id=name))
    body, wrong = draft_yaml(draft, profile, path.name)
    assert wrong == ()
    file = tmp_path / "own" / f"{name}.yaml"
    file.parent.mkdir()
    file.write_text(body, encoding="utf-8")
    (tmp_path / "families").mkdir()
    report, _ = validate([str(file)], tmp_path)
    wanted = [hole.path for hole in profile.holes if hole.path]
    for finding in report.findings:
        if finding.rule == "schema.missing-key":
            missing = (*finding.path, str(finding.args["name"]))
            assert any(path[: len(missing)] == missing for path in wanted), missing
        else:
            assert finding.rule == "term.no-office-hours", finding
            assert ("office_hours",) in wanted
    assert draft.municipality["name"] in body


def test_a_complete_act_needs_only_a_time_zone(tmp_path):
    text = (
        "1. Администрация в течение двух часов готовит ответ заявителю.\n\n"
        "2. Постановление вступает в силу со дня подписания.\n"
    )
    profile, body = made(text, Place(id="lesnoe", timezone="Europe/Moscow"))
    # the region is not named, and nothing else is open
    assert codes(profile) == ["region"]
    file = tmp_path / "own" / "lesnoe.yaml"
    file.parent.mkdir()
    (tmp_path / "families").mkdir()
    file.write_text(body, encoding="utf-8")
    report, _ = validate([str(file)], tmp_path)
    assert report.findings == ()
    norm = report.profiles[0].versions[0].doc["norms"]["message.answer"]
    assert norm["within"] == {"hours": 2}
    assert norm["bearer"] == "local-authority"


def test_without_words_for_it_nothing_is_written():
    profile, body = made("1. Скамьи красят в зелёный цвет.\n")
    assert "norms" not in profile.doc
    assert "kind: response" not in body
    assert "in-force-silent" in codes(profile)


def test_a_term_of_no_known_concept_is_listed_and_not_written():
    profile, body = made("1. Служба парка красит скамьи в течение пяти рабочих дней.\n")
    assert "norms" not in profile.doc
    assert "concept" in codes(profile)
    assert "# решить: пост. п. 1 – срок понят («в течение пяти рабочих дней»)" in body


def test_another_term_of_the_same_concept_is_a_question():
    profile, _ = made(
        "1. Администрация готовит ответ заявителю в течение двух часов.\n\n"
        "2. Администрация готовит ответ заявителю в течение трёх дней.\n"
    )
    assert profile.doc["norms"]["message.answer"]["within"] == {"hours": 2}
    (hole,) = [one for one in profile.holes if one.code == "other-term"]
    assert hole.locator == "пост. п. 2"
    assert "трех дней" in hole_words(hole)


def test_an_act_that_repeals_another_says_so_in_a_comment():
    _, body = made("1. Признать утратившим силу постановление от 2 марта 2020 года № 7.\n")
    assert "отменяет прежний акт: 2020-03-02 7" in body


def test_a_day_other_than_the_fifth_has_no_shared_question():
    # the shared answer «exclusive» of day-inclusive says day 4: right for the fifth only
    text = (
        "1. Администрация ежеквартально до {} числа месяца, следующего за отчётным, "
        "представляет в ЦУР показатели.\n"
    )
    fifth, _ = made(text.format(5))
    assert list(fifth.doc["norms"]["indicators.quarterly"]["readings"]) == [
        "day-inclusive",
        "first-period",
        "roll",
    ]
    tenth, _ = made(text.format(10))
    assert list(tenth.doc["norms"]["indicators.quarterly"]["readings"]) == ["first-period", "roll"]
    assert "day-inclusive" in codes(tenth)


def test_over_a_family_a_norm_says_only_what_differs():
    family = {
        "message.answer": {"kind": "response", "title": "Ответ на сообщение", "bearer": "x"},
        "gone": {},
    }
    profile, body = made(
        "1. Администрация готовит ответ заявителю в течение двух часов.\n",
        Place(families={"families/own": family}),
    )
    norm = profile.doc["norms"]["message.answer"]
    assert {"kind", "title"} & set(norm) == set()
    assert norm["bearer"] == "local-authority"
    # what the family brings and the act has not is taken out, and asked about
    assert profile.doc["norms"]["gone"] is None
    assert "family-norm" in codes(profile)
    assert load_text(body, "x").doc["norms"]["gone"] is None


def test_two_drafts_of_one_text_are_one():
    text = (HERE / "ozerki.txt").read_text(encoding="utf-8")
    assert made(text)[1] == made(text)[1]


def test_a_declaration_obliges_nobody_and_one_source_is_no_list():
    profile, _ = made("1. Стороны руководствуются следующими принципами: гласности и доверия.\n")
    norm = profile.doc["norms"]["general.principles"]
    assert set(norm) == {"kind", "title", "source"}
    assert norm["source"]["locator"] == "пост. п. 1"


def test_typed_holes_need_one_function(monkeypatch):
    """When the language has values «to be decided», they stand where a value is missing, nowhere else."""
    from poryadok.report import draft_yaml as module

    monkeypatch.setattr(module, "value_of_hole", lambda hole, note: {"decide": hole.type, "note": note})
    _, body = made(
        "1. В течение двух часов готовится полный ответ на сообщение.\n\n"
        "2. Служба парка красит скамьи в течение пяти рабочих дней.\n"
    )
    doc = load_text(body, "x").doc
    assert doc["act"]["in_force"]["from"]["decide"] == "date"
    assert doc["municipality"]["timezone"]["decide"] == "timezone"
    assert doc["norms"]["message.answer"]["bearer"]["decide"] == "party"
    assert list(doc["norms"]) == ["message.answer"]


def test_a_clause_about_one_channel_asks_whether_the_norm_is():
    profile, body = made(
        "1. Администрация готовит ответ заявителю из системы «Инцидент Менеджмент» в течение двух часов.\n"
    )
    assert "scope" in codes(profile)
    assert "where {channel: incident}" in body

"""A draft as a profile: valid but for its holes, nothing guessed, and over a family only what differs."""

from pathlib import Path

import pytest

from onboard.draft.measuring import FIVE, HELD_OUT, HERE, ORDERS, OWN
from poryadok.norms.library import Library
from poryadok.norms.progress import progress_of
from poryadok.norms.validation import validate
from poryadok.norms.yaml_text import load_text
from poryadok.onboard.act.read import act_of_text, read_act
from poryadok.onboard.draft.build import draft_of
from poryadok.onboard.draft.holes import is_value
from poryadok.onboard.draft.profile import Place, Profile, profile_of
from poryadok.report.draft_words import hole_words
from poryadok.report.draft_yaml import draft_progress, draft_yaml

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


# what no act says, and without which no day can be counted
NEEDED = ("municipality/timezone", "act/in_force/from")


@pytest.mark.parametrize("name", [*FIVE, *OWN, *HELD_OUT])
def test_a_draft_with_holes_passes_but_for_what_no_day_can_do_without(name, tmp_path: Path):
    path = (ORDERS if name in FIVE else HERE) / f"{name}.txt"
    if not path.exists():
        pytest.skip("the texts of the acts are not at hand")
    act, _ = read_act(path)
    draft = draft_of(act, path.name)
    profile = profile_of(draft, act.clauses, Library.open().vocabulary, Place(id=name))
    body, wrong = draft_yaml(draft, profile, path.name)
    assert wrong == ()
    assert draft.municipality["name"] in body
    file = tmp_path / "own" / f"{name}.yaml"
    file.parent.mkdir()
    file.write_text(body, encoding="utf-8")
    (tmp_path / "families").mkdir()
    report, _ = validate([str(file)], tmp_path)
    found = {(finding.rule, "/".join(finding.path)) for finding in report.findings}
    assert {rule for rule, _ in found} <= {"hole.open", "hole.needed"}
    assert {place for rule, place in found if rule == "hole.needed"} <= set(NEEDED)
    # every value that the draft asks for stands in the file, and is told of by its path
    for hole in profile.holes:
        if is_value(hole) and not any(key in hole.code for key in ("-differ", "two-heads", "only-in-staff")):
            assert any(place.startswith("/".join(hole.path)) for _, place in found), hole
    # the figure after the draft is the one that validate counts
    (resolved,) = report.profiles
    progress, counted = draft_progress(profile), progress_of(resolved)
    assert (progress.decided, progress.total) == (counted.decided, counted.total)


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
    assert [finding.path for finding in report.findings] == [("municipality", "region")]
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


def test_an_act_that_repeals_another_says_so():
    _, body = made("1. Признать утратившим силу постановление от 2 марта 2020 года № 7.\n")
    ((name, gone),) = load_text(body, "x").doc["act"]["repeals"].items()
    assert name == "act-7"
    assert (gone["number"], str(gone["date"]), gone["clause"]) == ("7", "2020-03-02", "пост. п. 1")
    # its title stands in no pattern: a person writes it
    assert gone["title"]["decide"] == "text"
    assert "02.03.2020, 7" in gone["title"]["note"]
    _, body = made("1. Распоряжение от 01.06.2022 № 88-р считать утратившим силу.\n")
    assert list(load_text(body, "x").doc["act"]["repeals"]) == ["act-88-r"]


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


def test_a_hole_stands_where_a_value_is_missing_and_nowhere_else():
    profile, body = made(
        "1. В течение двух рабочих часов готовится полный ответ на сообщение.\n\n"
        "2. Служба парка красит скамьи в течение пяти рабочих дней.\n\n"
        "3. Администрация готовит записку, периодичность которой определяет глава.\n"
    )
    doc = load_text(body, "x").doc
    assert doc["act"]["in_force"]["from"]["decide"] == "date"
    assert doc["municipality"]["timezone"]["decide"] == "zone"
    assert doc["norms"]["message.answer"]["bearer"] == {
        "decide": "party",
        "note": "пост. п. 1 – кто обязан, из текста не видно",
    }
    # each day on which an office usually works
    assert [one["decide"] for one in doc["office_hours"].values()] == ["hours"] * 5
    # the value of a parameter is open by the act itself: only its name is to be decided
    (parameter,) = doc["parameters"].values()
    assert "value" not in parameter
    assert parameter["title"]["decide"] == "text"
    # п. 2 is no known norm: a question below, not a value
    assert "красит" not in str(doc)
    assert "# решить: пост. п. 2 – срок понят" in body
    # the document that was given is as it was
    assert "timezone" not in profile.doc["municipality"]


def test_the_last_day_is_kept_though_the_first_is_open():
    _, body = made("1. Регламент действует до 31 декабря 2027 года.\n")
    in_force = load_text(body, "x").doc["act"]["in_force"]
    assert str(in_force["to"]) == "2027-12-31"
    assert in_force["from"]["decide"] == "date"


def test_a_clause_about_one_channel_asks_whether_the_norm_is():
    profile, body = made(
        "1. Администрация готовит ответ заявителю из системы «Инцидент Менеджмент» в течение двух часов.\n"
    )
    assert "scope" in codes(profile)
    assert "where {channel: incident}" in body


def test_a_head_in_capitals_names_the_region_in_small_letters_and_with_its_yo():
    text = HEAD.replace("ПОСЕЛЕНИЯ\n", "ПОСЕЛЕНИЯ\nОЗЁРНОЙ ОБЛАСТИ\n")
    act = act_of_text(text + "1. Скамьи красят.\n")
    draft = draft_of(act, "act.txt")
    assert draft.municipality["name"] == "Лесное сельское поселение"
    assert draft.region == "Озёрная область"

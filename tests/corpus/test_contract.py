"""The contract's norms, questions and adopted alternatives are there, exactly."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.contract import ALTERNATIVES, IN_FORCE, NORMS, ZONES
from corpus.profiles import PROFILES, computed_norms, document

each = pytest.mark.parametrize("profile", PROFILES)


@each
def test_norms_that_are_computed(profile: str) -> None:
    wanted = {name for name, (profiles, _, _) in NORMS.items() if profile in profiles}
    assert set(computed_norms(profile)) == wanted


@pytest.mark.parametrize("name", NORMS)
def test_norms_are_only_where_the_text_has_them(name: str) -> None:
    wanted, _, _ = NORMS[name]
    assert {profile for profile in PROFILES if name in document(profile)["norms"]} == wanted


@pytest.mark.parametrize("name", NORMS)
def test_content(name: str) -> None:
    profiles, wanted, _ = NORMS[name]
    for profile in profiles:
        norm = document(profile)["norms"][name]
        assert {key: norm.get(key) for key in wanted} == wanted, profile
        assert norm.get("modality", "duty") == wanted.get("modality", "duty"), profile
        assert norm.get("by_norm") is None, profile
        assert norm.get("roll", "keep") == "keep", profile


@pytest.mark.parametrize("name", NORMS)
def test_questions(name: str) -> None:
    profiles, _, questions = NORMS[name]
    for profile in profiles:
        norm = document(profile)["norms"][name]
        wanted = questions - {"three-hours-start"} if profile == "beloyarsky" else questions
        assert set(norm.get("readings") or {}) == wanted, profile
        for question, own in (norm.get("readings") or {}).items():
            assert "adopted" not in own, (profile, question)
            assert "alternatives" not in own, (profile, question)


@each
def test_alternatives(profile: str) -> None:
    doc = document(profile)
    asked = {question for norm in doc["norms"].values() for question in norm.get("readings") or {}}
    for question in asked:
        adopted, wanted = ALTERNATIVES[question]
        definition = doc["readings"][question]
        assert definition.get("adopted") == adopted, question
        patches: dict[str, Any] = {name: one["patch"] for name, one in definition["alternatives"].items()}
        assert patches == wanted, question


@each
def test_words_of_the_vague_standard(profile: str) -> None:
    words = {"kuzhmara": "незамедлительно", "beloyarsky": "незамедлительно", "reftinsky": "своевременно"}
    if profile in words:
        norm = document(profile)["norms"]["contact.notify-change"]
        assert norm["within"] == {"standard": words[profile]}


@each
def test_time(profile: str) -> None:
    doc = document(profile)
    assert doc["municipality"]["timezone"] == ZONES[profile]
    assert doc["act"]["in_force"] == {"from": IN_FORCE[profile]}


def test_a_change_of_contact_is_mutual_in_reftinsky() -> None:
    norm = document("reftinsky")["norms"]["contact.notify-change"]
    assert norm["bearer"] == norm["counterparty"] == "liaison"


def test_the_period_of_the_note_waits_for_the_head() -> None:
    parameter = document("kilemar")["parameters"]["note-period"]
    assert parameter["set_by"] == "head-of-administration"
    assert parameter["type"] == "period"
    assert "value" not in parameter

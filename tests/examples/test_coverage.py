"""The example logs show every computed norm kept, broken and open, as far as its kind can be."""

from __future__ import annotations

import json

import pytest

from corpus.profiles import PROFILES, computed_norms
from examples.running import BROKEN, EXAMPLES, NOTE_PERIOD, Answer, assessed

# what a norm's kind or text rules out, and why
NEVER_OPEN = {
    "comment.publish-after-agreement": "precedence is judged at its own instant",
    "comment.press-after-agreement": "precedence is judged at its own instant",
    "indicators.approve-after-agreement": "precedence is judged at its own instant",
    "delegate.appoint-after-consent": "precedence is judged at its own instant",
}
NEVER_BROKEN = {
    "comment.relay": "the text sets no term",
}
BROKEN_UNDER_A_READING = {
    "materials.on-request": "the adopted reading gives no term",
    "effectiveness.on-request": "the adopted reading gives no term",
    "summary.on-request": "the adopted reading gives no term",
}
NEVER_LATE = {
    "messages.analyse": "an activity is counted by the day of the event, so it can only be overdue",
}


def obligations(profile: str, norm: str) -> list[Answer]:
    """The obligations of one norm; of the note in Kilemar with the decision that sets its period."""
    layer = NOTE_PERIOD if norm == "note.periodic" else None
    return [row for row in assessed(profile, layer)["obligations"] if row["norm"] == norm]


PAIRS = [(profile, norm) for profile in PROFILES for norm in computed_norms(profile)]
each = pytest.mark.parametrize(("profile", "norm"), PAIRS)


@each
def test_kept(profile: str, norm: str) -> None:
    assert any(row["status"] == "fulfilled" for row in obligations(profile, norm))


@each
def test_broken(profile: str, norm: str) -> None:
    rows = obligations(profile, norm)
    statuses = {row["status"] for row in rows}
    if norm in NEVER_BROKEN:
        assert not statuses & BROKEN
    elif norm in BROKEN_UNDER_A_READING:
        assert not statuses & BROKEN
        under = {reading["status"] for row in rows if row["contested"] for reading in row["readings"]}
        assert under & BROKEN
    else:
        assert statuses & BROKEN
    if norm in NEVER_LATE:
        assert "late" not in statuses


@each
def test_open(profile: str, norm: str) -> None:
    pending = any(row["status"] == "pending" for row in obligations(profile, norm))
    assert pending == (norm not in NEVER_OPEN)


def test_a_periodicity_that_nobody_has_set() -> None:
    assert assessed("kilemar")["undetermined"] == [
        {
            "municipality": "kilemar",
            "norm": "note.periodic",
            "parameter": "note-period",
            "clause": "пол. п. 4.3 а",
        }
    ]
    assert not [row for row in assessed("kilemar")["obligations"] if row["norm"] == "note.periodic"]
    assert assessed("kilemar", NOTE_PERIOD)["undetermined"] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_the_log_shows_what_happens_to_bad_and_idle_records(profile: str) -> None:
    log = assessed(profile)["log"]
    assert log["accepted"] + log["duplicates"] + log["rejected"] == log["read"]
    assert log["duplicates"] == 1
    assert log["rejected"] in (1, 2)
    assert log["unused"] >= 2


@pytest.mark.parametrize("profile", PROFILES)
def test_a_question_of_roll_flips_a_verdict(profile: str) -> None:
    assert any(row["contested"] and flipped_by(row, "roll") for row in assessed(profile)["obligations"])


def flipped_by(row: Answer, question: str) -> bool:
    """Whether two readings that differ in this question alone differ in being a breach."""
    seen: dict[str, bool] = {}
    for reading in row["readings"]:
        if question in reading["choice"] and reading["status"] != "rejected":
            rest = {name: chosen for name, chosen in reading["choice"].items() if name != question}
            breach = reading["status"] in BROKEN
            if seen.setdefault(json.dumps(rest, sort_keys=True), breach) != breach:
                return True
    return False


@pytest.mark.parametrize("profile", PROFILES)
def test_a_request_without_a_term(profile: str) -> None:
    asked = [row for row in assessed(profile)["obligations"] if row["kind"] == "request"]
    assert any(reading_dues(row) == {None} and row["status"] == "pending" for row in asked)


def reading_dues(row: Answer) -> set[str | None]:
    return {reading["due_at"] for reading in row["readings"]}


@pytest.mark.parametrize("profile", PROFILES)
def test_an_extension_counts(profile: str) -> None:
    rows = obligations(profile, "fz59.answer")
    # 16 February and thirty days make 18 March; thirty more, 17 April
    spans = {(row["opened_at"][:10], row["nominal_due_at"][:10]) for row in rows}
    assert ("2026-02-16", "2026-04-17") in spans


def test_municipalities_share_one_instant() -> None:
    answers = [assessed(profile) for profile in PROFILES]
    assert len({answer["as_of"] for answer in answers}) == 1


def test_every_log_has_its_profile() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.jsonl")} == set(PROFILES)
